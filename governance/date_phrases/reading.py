"""What a date phrase says: two bounds, how exact they are, and what sort of promise it is."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "quarter", "season", "year", "event", "none"]
Kind = Literal[
    "deadline",
    "within",
    "point",
    "range",
    "from",
    "after",
    "until",
    "list",
    "duration",
    "relative",
    "event",
    "recurring",
    "status",
    "none",
]

PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "quarter", "year")


@dataclass(frozen=True)
class Reading:
    """One person's reading of a phrase; the printed words stay beside it, unchanged.

    Overdue is judged on ``latest``: what has none is never overdue.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "none"
    kind: Kind = "none"
    year_inferred: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        return self.earliest is not None or self.latest is not None

    def warned(self, *sentences: str) -> "Reading":
        """The same reading with sentences for the reader's attention."""
        new = tuple(sentence for sentence in sentences if sentence not in self.warnings)
        return replace(self, warnings=self.warnings + new)


@dataclass(frozen=True)
class Period:
    """A stretch of days with the exactness its words had."""

    first: date
    last: date
    precision: Precision
    inferred: bool = False
    warnings: tuple[str, ...] = ()

    def joined(self, other: "Period") -> "Period":
        """From the first day of one to the last of the other, as exact as the less exact."""
        return Period(
            min(self.first, other.first),
            max(self.last, other.last),
            coarser(self.precision, other.precision),
            self.inferred or other.inferred,
            self.warnings + other.warnings,
        )


@dataclass(frozen=True)
class Setting:
    """What is known about the paper a phrase stands in."""

    plan_first: date | None = None
    plan_last: date | None = None
    # A timeline's year holds for its own rows, not for the prose around it.
    plan_is_timeline: bool = False
    written: Period | None = None
    quarter: Period | None = None
    calendar_quarters: bool = False
    is_past: bool = False  # the paper tells what happened
    meetings: Sequence[tuple[str, date]] = ()

    @property
    def reference(self) -> date | None:
        """The day the text leans on: when it was written, else where its plan begins."""
        return self.written.first if self.written else self.plan_first


def coarser(one: Precision, other: Precision) -> Precision:
    return max(one, other, key=PRECISIONS.index)


def month_period(year: int, month: int) -> Period:
    return Period(first_of(year, month), last_of(year, month), "month")


def first_of(year: int, month: int) -> date:
    """The first day of a month; months beyond 12 run into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def last_of(year: int, month: int) -> date:
    first = first_of(year, month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    first = first_of(day.year, day.month + months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def financial_year(start: int) -> Period:
    return Period(date(start, 4, 1), date(start + 1, 3, 31), "year")


def academic_year(start: int) -> Period:
    """September to August, as schools and the papers about them count."""
    return Period(date(start, 9, 1), date(start + 1, 8, 31), "year")


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def quarter_period(year: int, number: int, *, calendar: bool) -> Period:
    month = 3 * number - 2 + (0 if calendar else 3)
    return Period(first_of(year, month), last_of(year, month + 2), "quarter")


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "day")
