"""The years and quarters of the large site; the last quarter is the open one."""

from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR = 2010
YEARS = 10
# Three weeks before the end of the tenth year: its last quarter is being written.
TODAY = date(FIRST_YEAR + YEARS, 3, 10)
_MONTHS = ((4, "Apr to Jun"), (7, "Jul to Sep"), (10, "Oct to Dec"), (1, "Jan to Mar"))


class Quarter(NamedTuple):
    """One quarter of a financial year."""

    slug: str
    label: str
    starts_on: date
    ends_on: date
    due_on: date

    @property
    def is_over(self) -> bool:
        return self.ends_on < TODAY


def years(number: int) -> range:
    """The last years, oldest first, by the year they begin in."""
    return range(FIRST_YEAR + YEARS - number, FIRST_YEAR + YEARS)


def name_of(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def quarters(year: int) -> list[Quarter]:
    return [_quarter(year, place) for place in range(4)]


def _quarter(year: int, place: int) -> Quarter:
    month, words = _MONTHS[place]
    calendar_year = year + 1 if month == 1 else year
    starts_on = date(calendar_year, month, 1)
    after = date(calendar_year + month // 10, (month + 2) % 12 + 1, 1)
    return Quarter(
        slug=f"{year}-q{place + 1}",
        label=f"Q{place + 1} {name_of(year)} ({words} {calendar_year})",
        starts_on=starts_on,
        ends_on=after - timedelta(days=1),
        due_on=after - timedelta(days=12),
    )
