"""Examples beneath fields, made when the page is shown: their day is today by the product's clock.

A form is written once when the product starts, so its hint cannot hold a day of its own.
"""

from datetime import date, timedelta

from django.utils.functional import lazy

from .. import clock
from ..text.dates_in_words import day_in_words, month_in_words


def _filled(words: str, days: int) -> str:
    day = clock.today() + timedelta(days=days)
    return words.format(day=day_in_words(day), month=month_in_words(day), year=plan_year_of(day))


def plan_year_of(day: date) -> str:
    """The financial year of a day as plans print it, “2019-20”."""
    first = day.year - (day.month < 4)
    return f"{first}-{(first + 1) % 100:02d}"


# ``with_example("Such as {day}.")``; also {month} and {year} (of a plan), all ``days`` from today.
with_example = lazy(lambda words, days=0: _filled(words, days), str)
