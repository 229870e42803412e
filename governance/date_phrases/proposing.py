"""Proposes the date of a text, such as a milestone, from the phrases that stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .finder import Found, find
from .reading import Kind, Reading, Setting
from .settings_of_paper import setting_of

# What a text is due by, the firmest promise first; what only tells how things stand comes last.
_RANK: tuple[Kind, ...] = (
    *("deadline", "event", "point", "range", "list", "within", "until", "relative"),
    *("from", "after", "recurring", "duration", "status", "none"),
)


@dataclass(frozen=True)
class Proposal:
    """The phrase that dates a text, its reading, and every reading of the text with its place."""

    due_text: str = ""
    reading: Reading = field(default_factory=Reading)
    dates: list[dict[str, Any]] = field(default_factory=list)


def propose(
    text: str,
    *,
    plan_year: str | None = None,
    as_at: date | None = None,
    hint: str = "",
    meetings: Sequence[tuple[str, date]] = (),
) -> Proposal:
    """What a person is asked to confirm; nothing is dated that holds no date phrase."""
    found = find(text, plan_year=plan_year, as_at=as_at, hint=hint, meetings=meetings)
    dates = [as_data(one) for one in found]
    known = setting_of(plan_year=plan_year, as_at=as_at, hint=hint)
    candidates = [one for one in found if _promises(one[2], one[3], known)]
    if not candidates:
        return Proposal(dates=dates)
    _, _, phrase, reading = min(candidates, key=lambda one: (*_rank(one[3]), one[0]))
    return Proposal(phrase, reading, dates)


def _promises(phrase: str, reading: Reading, setting: Setting) -> bool:
    """Neither the day a text was true nor a time long before the plan, such as a report's."""
    if phrase.lower().startswith(("as at", "as of")):
        return False
    is_old = setting.plan_first and reading.latest and reading.latest < setting.plan_first
    return not (is_old and reading.kind == "within" and not reading.year_inferred)


def as_data(found: Found) -> dict[str, Any]:
    """One phrase with its place and reading as plain data, the way a row stores it."""
    start, end, phrase, reading = found
    return {
        "start": start,
        "end": end,
        "phrase": phrase,
        "earliest": reading.earliest.isoformat() if reading.earliest else None,
        "latest": reading.latest.isoformat() if reading.latest else None,
        "precision": reading.precision,
        "kind": reading.kind,
        "year_inferred": reading.year_inferred,
    }


def _rank(reading: Reading) -> tuple[bool, int, int]:
    """The firmest promise first, and of equal ones the last: the text is due when all of it is."""
    latest = reading.latest.toordinal() if reading.latest else 0
    return reading.latest is None, _RANK.index(reading.kind), -latest
