"""Promises a plan makes of itself: how often it reports, which period it covers."""

import re

from governance.documents.findings import Finding
from governance.quarters import year_label

from ..documents.placed import PlacedPlan, PlacedRow
from .words_of import label

# How many dates a year a rhythm needs before its dates keep the promise.
_RHYTHMS = {
    "monthly": 12,
    "bimonthly": 6,
    "bi-monthly": 6,
    "quarterly": 4,
    "twice yearly": 2,
    "twice a year": 2,
    "six-monthly": 2,
}
_RHYTHM = re.compile(rf"\b(?:{'|'.join(map(re.escape, _RHYTHMS))})\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(20\d\d)\s?[-–/]\s?((?:20)?\d\d)\b")


def cadence_not_met(plan: PlacedPlan) -> list[Finding]:
    """A rhythm is promised, and the dates listed beneath it are fewer than it needs in a year."""
    return [finding for row in plan.rows for finding in _of_row(row, label(plan, row))]


def _of_row(row: PlacedRow, name: str) -> list[Finding]:
    findings = []
    for at, one in enumerate(row.milestones):
        rhythm = _RHYTHM.search(one.text)
        below = []
        for other in row.milestones[at + 1 :]:
            if other.level <= one.level:
                break
            below.append(other)
        dated = [other for other in below if other.latest or other.earliest]
        if rhythm and dated and len(dated) < _RHYTHMS[rhythm[0].lower()]:
            findings.append(
                Finding(
                    "cadence-not-met",
                    name,
                    one.text,
                    f"Row {name} says “{rhythm[0]}” and lists {len(dated)} "
                    f"{'date' if len(dated) == 1 else 'dates'} beneath it. Add the others, or "
                    "name the rhythm that is meant.",
                )
            )
    return findings


def period_labels_that_disagree(plan: PlacedPlan) -> list[Finding]:
    """The title names one year, the printed period or the days of the plan another."""
    if not (plan.starts_on and plan.ends_on):
        return []
    named = {
        words: _year_of(words)
        for words in (plan.title, plan.printed_period)
        if _year_of(words) is not None
    }
    start = plan.starts_on.year if plan.starts_on.month >= 4 else plan.starts_on.year - 1
    return [
        Finding(
            "period-labels-disagree",
            "",
            words,
            f"“{words}” names another period than the plan's days, which lie in "
            f"{year_label(start)}. Correct one of them.",
        )
        for words, year in named.items()
        if year not in (start, plan.starts_on.year)
    ]


def _year_of(words: str) -> int | None:
    found = _YEARS.search(words)
    return int(found[1]) if found else None
