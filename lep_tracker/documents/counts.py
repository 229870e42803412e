"""How much of what was found in a document, in the words of its kind."""

from governance.documents.pieces import Placed
from governance.documents.report_placed import PlacedReport
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan

Counts = list[tuple[str, int]]
# One of a thing, where leaving the last letter out does not say it.
_ONE = {
    "rows with leads": "row with leads",
    "bodies": "body",
    "monitoring lines": "monitoring line",
}


def counts_of(placed: Placed) -> Counts:
    """What was found and how much of it; names are in the plural."""
    if isinstance(placed, PlacedPlan):
        return _of_plan(placed)
    if isinstance(placed, PlacedOkrs):
        objectives = [one for theme in placed.themes for one in theme.objectives]
        return [
            ("themes", len(placed.themes)),
            ("objectives", len(objectives)),
            ("key results", sum(len(one.key_results) for one in objectives)),
        ]
    if isinstance(placed, PlacedReport):
        return [
            ("bodies", len(placed.bodies)),
            ("months", len(placed.timeline)),
            ("recommendations", len(placed.recommendations)),
        ]
    return []


def _of_plan(plan: PlacedPlan) -> Counts:
    rows = plan.rows
    return [
        ("themes", len(plan.themes)),
        ("rows", len(rows)),
        ("rows with leads", sum(bool(row.leads) for row in rows)),
        ("KPIs", sum(len(row.kpis) for row in rows)),
        ("milestones", sum(len(row.milestones) for row in rows)),
        ("monitoring lines", sum(len(row.monitoring) for row in rows)),
        ("progress notes", sum(len(row.progress) for row in rows)),
        ("citations", sum(len(row.citations) for row in rows)),
        ("references", sum(len(row.references) for row in rows)),
    ]


def found(placed: Placed) -> Counts:
    """What there is at least one of, each name agreeing with its number."""
    return [(_named(name, number), number) for name, number in counts_of(placed) if number]


def _named(name: str, number: int) -> str:
    return name if number != 1 else _ONE.get(name, name.removesuffix("s"))
