"""The days to which the demonstration can be moved, each with what can be seen on it."""

from datetime import date
from typing import NamedTuple

from django.conf import settings

from governance import clock


class OfferedDay(NamedTuple):
    """A day of the story and what happens on it."""

    day: date
    what: str


DAYS = (
    OfferedDay(date(2019, 9, 26), "updates are due tomorrow"),
    OfferedDay(date(2019, 9, 27), "updates are due"),
    OfferedDay(date(2019, 9, 28), "the day after: updates that did not come in are overdue"),
    OfferedDay(date(2019, 10, 3), "the committee meets and has its pack"),
    OfferedDay(date(2020, 12, 9), "the quarter of objectives and key results, October to December"),
)


def can_be_moved() -> bool:
    """Whether there is a clock to move: in a demonstration that stands at a day, nowhere else."""
    return bool(settings.LEP_DEMO and not settings.PRODUCTION and clock.first_day())


def offered_days() -> list[OfferedDay]:
    """The days to choose from, without the one it is; the first day is always among them."""
    first = clock.first_day()
    if not can_be_moved() or first is None:
        return []
    known = list(DAYS)
    if first not in {each.day for each in known}:
        known.insert(0, OfferedDay(first, "the first day of this demonstration"))
    return [each for each in known if each.day != clock.today()]
