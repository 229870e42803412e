"""Quarters of a year, always printed with their months because bodies number them differently.

The financial year runs April to March, so its Q1 is April to June; some bodies use calendar
quarters. Which one holds belongs to the reporting round, never to today's date.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .text.dates_in_words import MONTHS, day_in_words
from .text.ranges import from_to

Convention = Literal["financial", "calendar"]
FINANCIAL: Convention = "financial"
CALENDAR: Convention = "calendar"

_FIRST_MONTH = {FINANCIAL: 4, CALENDAR: 1}


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year that starts in ``year``: ``Quarter(2020, 3)`` is Oct to Dec 2020."""

    year: int
    number: int
    convention: Convention = FINANCIAL

    def __post_init__(self) -> None:
        if self.convention not in _FIRST_MONTH:
            raise ValueError("The convention of a quarter is “financial” or “calendar”.")
        if self.number not in (1, 2, 3, 4):
            raise ValueError("A quarter has a number from 1 to 4.")

    @classmethod
    def containing(cls, day: date, convention: Convention = FINANCIAL) -> Quarter:
        """The quarter in which a day lies."""
        months = day.year * 12 + day.month - _FIRST_MONTH[convention]
        return cls(months // 12, months % 12 // 3 + 1, convention)

    @property
    def first_day(self) -> date:
        return _first_of(self.year, _FIRST_MONTH[self.convention] + 3 * (self.number - 1))

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def next(self) -> Quarter:
        return self._moved(1)

    def previous(self) -> Quarter:
        return self._moved(-1)

    def _moved(self, by: int) -> Quarter:
        count = self.year * 4 + self.number - 1 + by
        return Quarter(count // 4, count % 4 + 1, self.convention)

    def year_label(self) -> str:
        """The year the quarter belongs to: “2020-21”, or “2020” for a calendar year."""
        return year_label(self.year) if self.convention == FINANCIAL else str(self.year)

    def label(self) -> str:
        """“Q3 2020-21 (Oct to Dec 2020)”."""
        months = months_label(self.first_day, self.last_day)
        return f"Q{self.number} {self.year_label()} ({months})"

    def slug(self) -> str:
        """The quarter as it stands in an address: “2020-q3”."""
        return f"{self.year}-q{self.number}"

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return self.label()


def year_label(start_year: int) -> str:
    """A financial year as it is written: 2019 gives “2019-20”."""
    return f"{start_year}-{(start_year + 1) % 100:02d}"


def months_label(start: date, end: date) -> str:
    """The months a period covers: “Oct to Dec 2020”, “Nov 2020 to Jan 2021”, “Oct 2020”.

    A period that does not begin and end with a month prints its days.
    """
    if end < start:
        raise ValueError("A period ends on or after the day it starts.")
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        first = day_in_words(start, year=start.year != end.year)
        return day_in_words(start) if start == end else from_to(first, day_in_words(end))
    first, last = MONTHS[start.month - 1][:3], MONTHS[end.month - 1][:3]
    if start.year != end.year:
        return from_to(f"{first} {start.year}", f"{last} {end.year}")
    return f"{from_to(first, last)} {end.year}"


def period_label(
    start: date, end: date, convention: Convention = FINANCIAL, *, printed: str = ""
) -> str:
    """The label of a round by its true dates, months always printed.

    A standard quarter has its usual label. Other dates keep what the source prints, followed by
    the months they really cover: “Q3 (Sep to Dec 2020)”.
    """
    quarter = Quarter.containing(start, convention)
    if (quarter.first_day, quarter.last_day) == (start, end):
        return quarter.label()
    months = months_label(start, end)
    return f"{printed.strip()} ({months})" if printed.strip() else months


def quarter_of(start: date, end: date, convention: Convention = FINANCIAL) -> Quarter | None:
    """The standard quarter with exactly these dates, if there is one."""
    quarter = Quarter.containing(start, convention)
    return quarter if (quarter.first_day, quarter.last_day) == (start, end) else None


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
