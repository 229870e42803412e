"""What the page of one row draws: its dates on a line, its figures, and its quarters in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from governance.models import Evidence, Partnership

from ..models import KPI, Improvement, KpiReading, Milestone, Plan, PlanRound, ProgressUpdate
from ..visibility import (
    Visibility,
    addenda_seen,
    evidence_seen,
    frozen_for,
    moves_seen,
    readings_seen,
)
from .closed_improvement import closed_row
from .kpi_readings import measured
from .linked_texts import LiveWords
from .milestone_lines import line_of, lines_of
from .plan import as_seen, row_of, with_pages
from .progress_cell import Voice, quarter_of


@dataclass(frozen=True)
class Dates:
    """The rows of the timeline and the days it covers."""

    rows: list[dict[str, Any]]
    start: date
    end: date
    # The day of the closed quarter that is shown; None where the plan of today is.
    judged_on: date | None = None


@dataclass(frozen=True)
class QuarterEntry:
    """One quarter of a row: what each side said."""

    plan_round: PlanRound
    voices: list[Voice]
    update: ProgressUpdate


def read_row(row: Improvement, visibility: Visibility, at: date) -> dict[str, Any]:
    """Everything the page of a row shows, as a reader with that visibility may see it.

    Raises ``NotInClosedQuarter`` where the reader sees closed quarters only and the row came later.
    """
    frozen = frozen_for(row.plan, visibility)
    said = _quarters_said(row, visibility)
    readings = list(readings_seen(row, visibility, frozen))
    page = (
        closed_row(row, frozen, said, readings)
        if frozen
        else _row_now(row, visibility, said, readings, at)
    )
    quarters = quarters_of(said, row.plan.partnership, visibility)
    if not frozen:
        live = LiveWords(row.plan, page["row"].reference_rows or [])
        live.milestones(page["lines"])
        for quarter in quarters:
            live.voices(quarter.voices)
    milestones = [line.milestone for line in page["lines"]]
    moves = list(moves_seen(row, visibility, frozen))
    names = {one.pk: one for one in milestones}
    for move in moves:
        move.milestone = names.get(move.milestone_id, move.milestone)
    return {
        "current": said[0] if said else None,
        "milestones_all": len(milestones),
        "milestones_true": sum(one.is_done for one in milestones),
        "dates": dates_for_timeline(milestones, row.plan, at, page.pop("judged_on", None)),
        "moves": [move for move in moves if move.milestone_id in names],
        "quarters": quarters,
        "addenda": addenda_seen(row, visibility),
        "evidence": evidence_seen(row.plan, visibility, Evidence.objects.about(row)).select_related(
            "added_by"
        ),
        **page,
    }


def _quarters_said(row: Improvement, visibility: Visibility) -> list[ProgressUpdate]:
    updates = ProgressUpdate.objects.filter(improvement=row).seen_by(visibility).with_voices()
    said = list(updates.order_by("-plan_round__round__starts_on"))
    for update in said:
        update.plan_round.plan = row.plan
    return said


def _row_now(
    row: Improvement,
    visibility: Visibility,
    said: list[ProgressUpdate],
    readings: list[KpiReading],
    at: date,
) -> dict[str, Any]:
    """The row as the plan says it now."""
    plan = row.plan
    row = plan.improvements.with_parts().get(pk=row.pk)
    milestones = as_seen(Milestone.objects.live().filter(improvement=row).with_moves(), visibility)
    printed = row_of(row, milestones, said, plan, visibility, at)
    return {
        "row": row,
        "printed": printed,
        "lines": lines_of(milestones, at),
        "measured": measured(KPI.objects.live().filter(improvement=row), readings),
        "neighbours": plan.improvements.neighbours_of(row),
        "cited": [with_pages(one) for one in _apart(row.citation_rows, "source", "pages")],
        "pointed": _apart(row.reference_rows, "ref", "printed"),
        "waited": _apart(row.waits_rows, "ref", "awaited"),
    }


def _apart(rows: list[dict[str, Any]] | None, *names: str) -> list[dict[str, Any]]:
    """Each thing once, although the row and several milestones name it."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(rows or [], key=lambda row: (row["order"], row["pk"])):
        key = (row["ref"],) if row.get("ref") else tuple(row[name] for name in names)
        found.setdefault(key, row)
    return list(found.values())


def dates_for_timeline(
    milestones: Sequence[Milestone], plan: Plan, at: date, judged_on: date | None = None
) -> Dates:
    """The milestones that have a day, over the plan's time and whatever lies outside it."""
    rows, days = [], [plan.starts_on, plan.ends_on]
    for milestone in milestones:
        promised = _promised_days(milestone)
        done = milestone.done_on if milestone.is_done else None
        if milestone.is_recurring or not (promised or done or milestone.latest):
            continue
        days += [*promised, *([done] if done else [])]
        line = line_of(milestone, judged_on or at)
        words = [f"“{line.phrase}”" if line.phrase else "", *line.said]
        rows.append(
            {
                "name": milestone.text,
                "promised": promised,
                "done": done,
                "words": ", ".join(filter(None, words)),
                "late_words": line.late,
            }
        )
    # A day far outside would press the plan's own months together.
    first = max(min(days), plan.starts_on - timedelta(days=92))
    last = min(max(days), plan.ends_on + timedelta(days=184))
    return Dates(rows, first, last, judged_on)


def _promised_days(milestone: Milestone) -> list[date]:
    """The first and the present promise; none where it is done on a day that nobody stated."""
    if milestone.is_done and milestone.done_on is None:
        return []
    promised = dict.fromkeys((milestone.original_latest, milestone.latest))
    return [day for day in promised if day is not None]


def quarters_of(
    updates: Sequence[ProgressUpdate], partnership: Partnership, visibility: Visibility
) -> list[QuarterEntry]:
    """Every quarter, newest first, in the words of both sides."""
    return [
        QuarterEntry(update.plan_round, quarter_of(updates[at:], partnership, visibility), update)
        for at, update in enumerate(updates)
    ]
