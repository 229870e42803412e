"""Placing: what the rows of a document mean for a plan. Pure; no model, no database."""

from collections.abc import Sequence
from datetime import date

from governance.documents.ledger import short_of
from governance.documents.pieces import Raw
from governance.documents.rows import Source
from governance.text.structured_text import clean_line

from ..placed import PlacedPlan
from .cards import upright
from .kinds import instead_of_plan
from .plan import place_table_plan
from .prose import place_prose_plan

__all__ = ["place_plan"]

NO_FIELD = "Not every word of this line found a field."


def place_plan(
    source: Source,
    *,
    plan_year: str = "",
    kind: str = "auto",
    meetings: Sequence[tuple[str, date]] = (),
) -> PlacedPlan:
    """Place a document as a plan.

    ``plan_year`` ("2019-20") wins over the period that is printed; ``kind`` over the title's.
    ``meetings`` are names and days of known meetings. A document that holds no plan gives the
    kind "none" with every line unplaced.
    """
    source = upright(source)
    plan = place_table_plan(source, plan_year=plan_year, meetings=meetings)
    if plan is None:
        plan = place_prose_plan(source, plan_year=plan_year, meetings=meetings)
    if plan is None:
        return _no_plan(source)
    if kind != "auto":
        plan.kind = kind
    for line in short_of(source, plan):
        plan.unplaced.append(Raw(text=clean_line(line.text), why=NO_FIELD, lines=(line.id,)))
    return plan


def _no_plan(source: Source) -> PlacedPlan:
    what = instead_of_plan(source)
    why = f"{what} Nothing was imported from it."
    lines = [line for line in source.lines() if not line.is_empty]
    unplaced = [Raw(text=clean_line(line.text), why=why, lines=(line.id,)) for line in lines]
    return PlacedPlan(
        kind="none", title=clean_line(source.title), unplaced=unplaced, warnings=[why]
    )
