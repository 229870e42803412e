"""One row as the last closed quarter froze it, for those who read closed quarters only."""

from collections.abc import Iterator, Sequence
from typing import Any

from governance.storage.frozen import thawed

from ..models import KPI, Improvement, KpiReading, PlanRound, ProgressUpdate
from .closed_plan import closed_table_of
from .kpi_readings import measured
from .plan import PlanRow

Plain = dict[str, Any]


class NotInClosedQuarter(LookupError):
    """The row came into the plan after its last closed quarter."""


def closed_row(
    row: Improvement,
    plan_round: PlanRound,
    said: Sequence[ProgressUpdate],
    readings: Sequence[KpiReading],
) -> Plain:
    """What the page of a row says, as its quarter was closed; dates are judged on that day."""
    told = next((one for one in (plan_round.snapshot or {})["rows"] if one["ref"] == row.ref), None)
    table = closed_table_of(row.plan, plan_round)
    place = next((n for n, one in enumerate(table.rows) if one.improvement.pk == row.pk), None)
    if told is None or place is None:
        raise NotInClosedQuarter(row.ref)
    printed = table.rows[place]
    _as_of(printed.improvement, told, plan_round)
    citations = [
        *printed.citations,
        *(c for line in printed.milestones for c in line.links["citations"]),
    ]
    return {
        "row": printed.improvement,
        "printed": printed,
        "lines": printed.milestones,
        "judged_on": plan_round.judged_on,
        "measured": measured(list(_kpis(row, told)), readings),
        "neighbours": _neighbours(table.rows, place),
        "cited": list({(one["source"], one["pages"]): one for one in citations}.values()),
        "pointed": [],
        "waited": [
            {"ref": None, "awaited": name}
            for name in dict.fromkeys(one["name"] for one in told["waits_for"])
        ],
    }


def _as_of(row: Improvement, told: Plain, plan_round: PlanRound) -> None:
    """Take what an older snapshot left out from the row's version of that day.

    Whoever is asked is today's business.
    """
    left_out = [name for name in Improvement.frozen if name not in told]
    if left_out:
        versions = row.history.filter(history_date__lte=plan_round.closed_at)
        version = versions.order_by("-history_date").first() or Improvement()
        for name in left_out:
            setattr(row, name, getattr(version, name))
    row.updater = row.retired_at = row.retired_by = None


def _kpis(row: Improvement, told: Plain) -> Iterator[KPI]:
    """The KPIs as they were printed then, each with the key of today's of the same words."""
    keys = dict(KPI.objects.filter(improvement=row).values_list("text", "pk"))
    for at, one in enumerate(told["kpis"]):
        yield KPI(
            pk=keys.get(one["text"], -at),
            improvement=row,
            **thawed(KPI, one),
        )


def _neighbours(rows: Sequence[PlanRow], place: int) -> Plain:
    return {
        "place": place + 1,
        "total": len(rows),
        "before": rows[place - 1].improvement if place else None,
        "after": rows[place + 1].improvement if place + 1 < len(rows) else None,
    }
