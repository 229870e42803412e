"""The words of a plan as its rules need them: by row, with what they are for."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.text.structured_text import plain

from ..documents.placed import PlacedPlan, PlacedRow


@dataclass(frozen=True)
class Words:
    """One text of a plan, the label of its row, and what it is: statement, kpi, milestone…"""

    row: str
    what: str
    text: str


def label(plan: PlacedPlan, row: PlacedRow) -> str:
    """What a row is called: its printed number, else its place in the plan."""
    return row.number or str(1 + next(at for at, one in enumerate(plan.rows) if one is row))


def opening(row: PlacedRow, most: int = 80) -> str:
    """The first words of a row, to know it by."""
    text = " ".join(plain(row.statement).split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + " …"


def texts(plan: PlacedPlan) -> Iterator[Words]:
    """Every text of the plan, the plan's own first, then row by row."""
    for section in plan.sections:
        yield Words("", "section", plain(section.body))
    for theme in plan.themes:
        yield Words("", "theme", plain(theme.purpose))
    for row in plan.rows:
        name = label(plan, row)
        yield Words(name, "statement", plain(row.statement))
        yield from (Words(name, "kpi", one.text) for one in row.kpis)
        yield from (Words(name, "milestone", one.text) for one in row.milestones)
        yield from (Words(name, "monitoring", one.text) for one in row.monitoring)
        yield from (Words(name, "progress", one.text) for one in row.progress)
