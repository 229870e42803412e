"""How much of what was found in a document, in the words of its kind."""

from governance.documents.pieces import Placed
from governance.documents.report_placed import PlacedReport
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan


def counts_of(placed: Placed) -> list[tuple[str, int]]:
    """What was found and how much of it, in the words of its kind."""
    if isinstance(placed, PlacedPlan):
        rows = placed.rows
        return [
            ("themes", len(placed.themes)),
            ("rows", len(rows)),
            ("rows with leads", sum(bool(row.leads) for row in rows)),
            ("KPIs", sum(len(row.kpis) for row in rows)),
            ("milestones", sum(len(row.milestones) for row in rows)),
            ("monitoring lines", sum(len(row.monitoring) for row in rows)),
            ("progress notes", sum(len(row.progress) for row in rows)),
            ("citations", sum(len(row.citations) for row in rows)),
            ("references", sum(len(row.references) for row in rows)),
        ]
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
