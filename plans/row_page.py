"""What the page of one row draws: its dates on a line, its figures, and its quarters in turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from governance.dates_in_words import day_in_words
from governance.models import Evidence, Partnership

from .live_words import LiveWords
from .milestone_lines import line_of, lines_of
from .models import (
    KPI,
    Improvement,
    KpiReading,
    Milestone,
    MilestoneMove,
    Plan,
    PlanRound,
    ProgressUpdate,
)
from .plan_table import as_seen, row_of, with_pages
from .sight import Sight
from .voices import Voice, quarter_of


@dataclass(frozen=True)
class Dates:
    """The rows of the timeline and the days it covers."""

    rows: list[dict[str, Any]]
    start: date
    end: date


@dataclass(frozen=True)
class Measured:
    """A KPI with its readings, the sentences of those without a figure beside it."""

    kpi: KPI
    values: list[tuple[str, Any]]
    last: KpiReading | None


@dataclass(frozen=True)
class Quarter:
    """One quarter of a row: what each side said."""

    plan_round: PlanRound
    voices: list[Voice]
    update: ProgressUpdate


def read_row(row: Improvement, sight: Sight, at: date) -> dict[str, Any]:
    """Everything the page of a row shows, as a reader of that sight may see it."""
    plan = row.plan
    row = plan.improvements.with_parts().get(pk=row.pk)
    milestones = as_seen(Milestone.objects.live().filter(improvement=row).with_moves(), sight)
    updates = ProgressUpdate.objects.filter(improvement=row).seen_by(sight).with_voices()
    said = list(updates.order_by("-plan_round__round__starts_on"))
    for update in said:
        update.plan_round.plan = plan
    readings = KpiReading.objects.filter(kpi__improvement=row).said(sight)
    addenda = row.addenda.select_related("added_by", "plan_round__round")
    if not sight.open_quarters:
        addenda = addenda.filter(plan_round__closed_at__isnull=False)
    printed = row_of(row, milestones, said, plan, sight, at)
    lines = lines_of(milestones, at)
    quarters = quarters_of(said, plan.partnership, sight)
    live = LiveWords(plan, row.reference_rows or [])
    live.milestones(lines)
    for quarter in quarters:
        live.voices(quarter.voices)
    evidence = Evidence.objects.about(row)
    if not sight.writes:
        evidence = evidence.filter(retired_at=None)
    return {
        "current": said[0] if said else None,
        "printed": printed,
        "lines": lines,
        "milestones_all": len(milestones),
        "milestones_true": sum(one.is_done for one in milestones),
        "dates": dates_for_timeline(milestones, plan, at),
        "moves": _moves(milestones, sight),
        "measured": measured(KPI.objects.live().filter(improvement=row), list(readings)),
        "quarters": quarters,
        "addenda": addenda,
        "evidence": evidence.select_related("added_by"),
        "neighbours": plan.improvements.neighbours_of(row),
        "cited": [with_pages(one) for one in _apart(row.citation_rows, "source", "pages")],
        "pointed": _apart(row.reference_rows, "ref", "printed"),
        "waited": _apart(row.waits_rows, "ref", "awaited"),
    }


def _moves(milestones: Sequence[Milestone], sight: Sight) -> list[MilestoneMove]:
    moves = MilestoneMove.objects.filter(
        milestone__in=milestones, state=MilestoneMove.State.AGREED
    ).select_related("milestone", "asked_by", "decided_by")
    if not sight.open_quarters:
        moves = moves.exclude(update__isnull=False, update__plan_round__closed_at__isnull=True)
    return list(moves)


def _apart(rows: list[dict[str, Any]] | None, *names: str) -> list[dict[str, Any]]:
    """Each thing once, although the row and several milestones name it."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(rows or [], key=lambda row: (row["order"], row["pk"])):
        key = (row["ref"],) if row.get("ref") else tuple(row[name] for name in names)
        found.setdefault(key, row)
    return list(found.values())


def dates_for_timeline(milestones: Sequence[Milestone], plan: Plan, at: date) -> Dates:
    """The milestones that have a day, over the plan's time and whatever lies outside it."""
    rows, days = [], [plan.starts_on, plan.ends_on]
    for milestone in milestones:
        promised = list(
            dict.fromkeys(
                day for day in (milestone.original_latest, milestone.latest) if day is not None
            )
        )
        done = milestone.done_on if milestone.is_done else None
        if not promised and not done:
            continue
        if milestone.is_recurring:
            continue
        if milestone.is_done and done is None:
            # A dot would claim a day that nobody stated.
            promised = []
        days += [*promised, *([done] if done else [])]
        line = line_of(milestone, at)
        words = [f"“{line.phrase}”" if line.phrase else "", *line.said]
        rows.append(
            {
                "name": milestone.text,
                "promised": promised,
                "done": done,
                "words": ", ".join(word for word in words if word),
                "late_words": line.late,
            }
        )
    # A day far outside would press the plan's own months together.
    first = max(min(days), plan.starts_on - timedelta(days=92))
    last = min(max(days), plan.ends_on + timedelta(days=184))
    return Dates(rows, first, last)


def measured(kpis: Iterable[KPI], readings: Sequence[KpiReading]) -> list[Measured]:
    """Each KPI with its readings in the order of their days."""
    found = []
    for kpi in kpis:
        own = [reading for reading in readings if reading.kpi_id == kpi.pk]
        values = [(day_in_words(one.as_at, year=False), one.value) for one in own]
        found.append(Measured(kpi, values, own[-1] if own else None))
    return found


def quarters_of(
    updates: Sequence[ProgressUpdate], partnership: Partnership, sight: Sight
) -> list[Quarter]:
    """Every quarter, newest first, in the words of both sides."""
    return [
        Quarter(update.plan_round, quarter_of(updates[at:], partnership, sight), update)
        for at, update in enumerate(updates)
    ]
