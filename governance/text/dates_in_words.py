"""Dates as people write and read them here: “4 June 2020”, no “th”, ranges with “to”.

Printing follows the GOV.UK style. Typing is kinder: a form takes a date in the ways people type
one, and says in a sentence what to write when it cannot.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

from ..clock import LONDON

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Leaning = Literal["nearest", "past", "future"]


def day_in_words(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """“4 June 2020”, “Friday 11 December” with ``weekday=True, year=False``."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    if year:
        words = f"{words} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def month_in_words(day: date) -> str:
    """“June 2020”."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def range_in_words(first: date, last: date) -> str:
    """“4 to 9 June 2020”, “4 June to 9 July 2020”, “October to December 2020”."""
    if last < first:
        raise ValueError("A range of dates ends on or after the day it starts.")
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if (first.year, first.month) == (last.year, last.month):
        if whole:
            return month_in_words(last)
        return day_in_words(last) if first == last else f"{first.day} to {day_in_words(last)}"
    same_year = first.year == last.year
    if whole:
        start = MONTHS[first.month - 1] if same_year else month_in_words(first)
        return f"{start} to {month_in_words(last)}"
    return f"{day_in_words(first, year=not same_year)} to {day_in_words(last)}"


def moment_in_words(moment: datetime) -> str:
    """“10 December 2019 at 2:32pm”, in London time."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local.date())} at {time_in_words(local)}"


def time_in_words(moment: datetime) -> str:
    """“2:32pm”, “9am”, “midday”: the time of day in London."""
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def span_in_words(first: date, last: date) -> str:
    """From one day to a later one in the unit people would say: “3 days”, “2 weeks”, “4 months”.

    Weeks, months and years are whole ones that have passed; nothing is rounded up.
    """
    days, months = (last - first).days, _whole_months(first, last)
    if days < 14:
        return _counted(days, "day")
    if months < 2:
        return _counted(days // 7, "week")
    return _counted(months, "month") if months < 24 else _counted(months // 12, "year")


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    # A month from 31 January is over on the last day of February.
    is_over = last.day >= min(first.day, monthrange(last.year, last.month)[1])
    return months if is_over else months - 1


def distance_in_words(day: date, today: date) -> str:
    """How far off a day is: “today”, “tomorrow”, “yesterday”, “in 3 days”, “2 weeks ago”."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    if days > 0:
        return f"in {span_in_words(today, day)}"
    return f"{span_in_words(day, today)} ago"


def lateness_in_words(due: date, today: date) -> str:
    """How late something due on a day is: “2 weeks late”, or an empty string when it is not."""
    return f"{span_in_words(due, today)} late" if today > due else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?([a-z]+)\.?,?(?: ?(\d{4}|\d{2}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
# What stands before a day in a sentence: “as at 1 October 2019”, “on 1 October”.
BEFORE_A_DAY = re.compile(r"(?:position\s+)?(?:as\s+)?(?:at|of|on)\b:?\s*", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}


def read_typed_day(text: str, *, today: date, leaning: Leaning = "nearest") -> date:
    """Read a date a person typed into a form; day before month, as everyone here writes it.

    It may be typed as within a sentence, “as at 1 October 2019”. A date without a year is the
    nearest one to ``today``, or the nearest past or coming one.
    Raises ValueError with a sentence that says what to write.
    """
    typed = _as_a_day(text)
    if not typed:
        raise ValueError(f"Enter a date, for example {day_in_words(today)}.")
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    found = _parts(_WEEKDAY.sub("", typed, count=1) if _WEEKDAY.match(typed) else typed)
    if found is None:
        raise ValueError(_sentence(text.strip(), today))
    day, month, year = found
    if year is None:
        return _without_year(day, month, today, leaning, text.strip())
    return _real_day(year, month, day, text.strip())


def _as_a_day(text: str) -> str:
    """What was typed in small letters, without the words that lead to a day in a sentence."""
    return BEFORE_A_DAY.sub("", " ".join(text.lower().split()), count=1)


def typed_without_year(text: str) -> bool:
    """Whether a typed date leaves its year to us; “today” does not."""
    typed = _as_a_day(text)
    if not typed or typed in _NEAR:
        return False
    typed = _WEEKDAY.sub("", typed, count=1) if _WEEKDAY.match(typed) else typed
    found = _parts(typed)
    return found is not None and found[2] is None


def typed_weekday(text: str) -> int | None:
    """The weekday that stands before a typed date, Monday as 0."""
    found = _WEEKDAY.match(_as_a_day(text))
    if found is None:
        return None
    return next(at for at, name in enumerate(WEEKDAYS) if name.lower().startswith(found[0][:3]))


def _parts(typed: str) -> tuple[int, int, int | None] | None:
    """Day, month and year as typed; None where it is not a date that we know to read."""
    if found := _ISO.fullmatch(typed):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NUMBERS.fullmatch(typed):
        return int(found[1]), int(found[2]), _year(found[3])
    if (found := _DAY_FIRST.fullmatch(typed)) and (month := _month(found[2])):
        return int(found[1]), month, _year(found[3])
    if (found := _MONTH_FIRST.fullmatch(typed)) and (month := _month(found[1])):
        return int(found[2]), month, _year(found[3])
    return None


def _sentence(shown: str, today: date) -> str:
    short = shown if len(shown) <= 40 else f"{shown[:40]}…"
    figures = f"{today.day}/{today.month}/{today.year}"
    return f"“{short}” is not a date we can read. Write it like {day_in_words(today)} or {figures}."


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int | None:
    number = _MONTH_NUMBER.get(name[:3])
    full = MONTHS[number - 1].lower() if number else ""
    return number if full.startswith(name) or name == "sept" else None


def _real_day(year: int, month: int, day: int, shown: str) -> date:
    if not 1900 <= year <= 2199:
        raise ValueError(f"{year} is not a likely year. Check the year in “{shown}”.")
    if not 1 <= month <= 12:
        raise ValueError(f"“{shown}” has no such month. Write the day first, like 31/1/{year}.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = MONTHS[month - 1]
        raise ValueError(f"{name} {year} has {days} days. Check the day in “{shown}”.")
    return date(year, month, day)


def _without_year(day: int, month: int, today: date, leaning: Leaning, shown: str) -> date:
    # 29 February exists in some of the nearby years only, so years are tried outwards.
    candidates = []
    for year in range(today.year - 4, today.year + 5):
        try:
            candidates.append(_real_day(year, month, day, shown))
        except ValueError:
            continue
    if leaning == "past":
        candidates = [candidate for candidate in candidates if candidate <= today]
    elif leaning == "future":
        candidates = [candidate for candidate in candidates if candidate >= today]
    if not candidates:
        return _real_day(today.year, month, day, shown)
    return min(candidates, key=lambda candidate: abs((candidate - today).days))
