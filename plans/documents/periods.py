"""Which days a plan covers, and which quarter a column of progress speaks of: proposals, pure."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from governance import date_phrases
from governance.quarters import FINANCIAL, Convention, Quarter, year_label

from .placed import PlacedNote, PlacedPlan

_YEAR = re.compile(r"(?P<start>(?:19|20)\d\d)\s*(?:[-–/]|to)\s*(?P<end>(?:20)?\d\d)(?!\d)")
_ONE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Days = tuple[date, date]


def period_of(placed: PlacedPlan, *, plan_year: str = "") -> tuple[date | None, date | None]:
    """First and last day: as placed, else the years printed, else the year of its dates.

    None where nothing in the plan names a year; a person has to say it then.
    """
    starts_on, ends_on = placed.starts_on, placed.ends_on
    if starts_on and ends_on and starts_on < ends_on:
        return starts_on, ends_on
    for words in (placed.printed_period, plan_year, placed.title):
        if days := _years(words):
            return days
    if starts_on:
        return starts_on, date(starts_on.year + 1, starts_on.month, 1) - timedelta(days=1)
    for day in (placed.issued_on, *_days_of(placed)):
        if day:
            return _financial_year(day.year if day.month >= 4 else day.year - 1)
    for words in (placed.title, placed.issue_text, placed.printed_period):
        if found := _ONE_YEAR.search(words):
            return _financial_year(int(found[0]))
    return None, None


def quarters_of(
    placed: PlacedPlan, *, convention: Convention = FINANCIAL, starts_on: date | None = None
) -> dict[str, Days]:
    """For each column of progress its quarter, by the column's heading ("" where it has none).

    The heading is read first, then the stamps of its notes, then the day of issue; a plan that
    says nothing of it has written in its first quarter.
    """
    columns: dict[str, list[PlacedNote]] = {}
    for row in placed.rows:
        for status in row.statuses:
            columns.setdefault(status.round, [])
        if row.status and not row.statuses:
            columns.setdefault(row.progress[-1].round if row.progress else "", [])
        for note in row.progress:
            columns.setdefault(note.round, []).append(note)
    first = starts_on or placed.starts_on
    quarters = {}
    for heading, notes in columns.items():
        day = _day_of(heading, placed) or _usual_stamp(notes) or placed.issued_on or first
        if day is not None:
            quarter = Quarter.containing(day, convention)
            quarters[heading] = quarter.first_day, quarter.last_day
    return quarters


def _day_of(heading: str, placed: PlacedPlan) -> date | None:
    if not heading:
        return None
    plan_year = year_label(placed.starts_on.year) if placed.starts_on else None
    reading = date_phrases.propose(heading, plan_year=plan_year).reading
    return reading.latest or reading.earliest


def _usual_stamp(notes: list[PlacedNote]) -> date | None:
    """The day that most notes are true as at; of equals the later one."""
    stamps = Counter(note.as_at for note in notes if note.as_at)
    return max(stamps, key=lambda day: (stamps[day], day)) if stamps else None


def _days_of(placed: PlacedPlan) -> Iterator[date]:
    found = sorted(
        milestone.latest for row in placed.rows for milestone in row.milestones if milestone.latest
    )
    return iter(found[len(found) // 2 :][:1])


def _years(words: str) -> Days | None:
    found = _YEAR.search(words)
    if not found:
        return None
    start = int(found["start"])
    end = int(found["end"]) if len(found["end"]) == 4 else start // 100 * 100 + int(found["end"])
    if end <= start or end > start + 30:
        return None
    return date(start, 4, 1), date(end, 3, 31)


def _financial_year(start: int) -> Days:
    return date(start, 4, 1), date(start + 1, 3, 31)
