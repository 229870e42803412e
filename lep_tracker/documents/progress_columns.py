"""The columns of progress of a document that waits, each with the days proposed for it."""

from dataclasses import replace
from typing import cast

from governance.documents.pieces import Placed
from governance.models import ImportRun
from governance.quarters import Convention
from plans.documents.differences import Comparison
from plans.documents.kept import as_kept
from plans.documents.periods import Days, quarters_of
from plans.documents.placed import PlacedPlan

from .newer_issues import plan_of


def columns_of(
    run: ImportRun, document: Placed, comparison: Comparison | None = None
) -> dict[str, Days]:
    """The first and last day of each column, by its heading; nothing for what is no plan.

    Of a newer issue only the columns count that say something new.
    """
    if not isinstance(document, PlacedPlan):
        return {}
    if comparison is None:
        spoken = as_kept(document, plan_year=run.plan_year)
    else:
        plan = plan_of(run)
        spoken = _new_words(as_kept(document), comparison)
        if plan is not None and spoken.starts_on is None:
            spoken = replace(spoken, starts_on=plan.starts_on, ends_on=plan.ends_on)
    convention = cast("Convention", run.partnership.quarter_convention)
    return quarters_of(spoken, convention=convention)


def _new_words(document: PlacedPlan, comparison: Comparison) -> PlacedPlan:
    """The document with the notes and status words alone that differ from the plan's."""
    places: dict[int, set[int]] = {}
    for one in comparison.differences:
        if one.place.part in {"progress", "status"} and one.place.new_row is not None:
            at = places.setdefault(one.place.new_row, set())
            if one.place.new_at is not None:
                at.add(one.place.new_at)
    rows = [
        replace(
            row,
            status=row.status if at in places else "",
            statuses=row.statuses if at in places else [],
            progress=[note for n, note in enumerate(row.progress) if n in places.get(at, ())],
        )
        for at, row in enumerate(document.rows)
    ]
    return replace(document, rows=rows)
