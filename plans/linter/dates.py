"""Dates a reader would ask about: outside the plan, or with a likely slip of the pen."""

from collections.abc import Iterator
from datetime import date, timedelta

from governance.documents.findings import Finding
from governance.documents.pieces import Dated
from governance.text.dates_in_words import day_in_words

from ..documents.placed import PlacedPlan
from .words_of import label

# A plan of one year that names a day two decades on has met a slip of the pen, not a long view.
_FAR = timedelta(days=365 * 20)


def _due(plan: PlacedPlan) -> Iterator[tuple[str, Dated]]:
    for row in plan.rows:
        for one in [*row.milestones, *row.kpis]:
            if one.latest is not None:
                yield label(plan, row), one


def outside_the_plan(plan: PlacedPlan) -> list[Finding]:
    """What is due before the plan begins or after it ends; done milestones may lie before it."""
    findings = []
    for row, one in _due(plan):
        day = one.latest
        if day is None or _is_far(day, plan):
            continue
        if plan.starts_on and day < plan.starts_on and getattr(one, "state", "") != "done":
            findings.append(_found("due-before-plan", row, one, day, "before the plan begins"))
        elif plan.ends_on and day > plan.ends_on:
            findings.append(_found("due-after-plan", row, one, day, "after the plan ends"))
    return findings


def likely_misprints(plan: PlacedPlan) -> list[Finding]:
    """A day decades away from its plan."""
    return [
        Finding(
            "date-far-off",
            row,
            one.due_text or one.text,
            f"Row {row}: “{one.due_text}” reads as {day_in_words(one.latest)}, decades from the "
            "plan. Check the year.",
        )
        for row, one in _due(plan)
        if one.latest and _is_far(one.latest, plan)
    ]


def _is_far(day: date, plan: PlacedPlan) -> bool:
    start, end = plan.starts_on or plan.issued_on, plan.ends_on or plan.issued_on
    return bool(start and end and (day < start - _FAR or day > end + _FAR))


def _found(rule: str, row: str, one: Dated, day: date, where: str) -> Finding:
    return Finding(
        rule,
        row,
        one.due_text or one.text,
        f"Row {row}: “{one.due_text}” is due {day_in_words(day)}, {where}. Check the date.",
    )
