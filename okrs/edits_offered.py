"""Which edits the page of a set offers: those alone that would be taken.

Reads what was fetched for the page; the actions refuse by the same rules (``okrs.workflow.sets``).
"""

from collections.abc import Sequence
from typing import Any

from .models import CheckIn, KeyResult, ObjectiveSet

Plain = dict[str, Any]


def is_reported(objective_set: ObjectiveSet) -> bool:
    """Whether a closed quarter reported on it; then its words stay as they were reported."""
    return any(
        not check_in.round.is_open
        for objective in objective_set.objectives.all()
        for key_result in objective.key_results.all()
        for check_in in key_result.check_ins.all()
    )


def offer_edits(sections: Sequence[Plain]) -> None:
    """Give each objective and key result of the page the ways it can be moved, and be removed."""
    entries = [entry for section in sections for entry in section["objectives"]]
    for at, entry in enumerate(entries):
        rows = entry["rows"]
        entry |= {
            "ways": _ways(at, len(entries)),
            "can_go": all(_can_go(row["key_result"]) for row in rows),
        }
        for place, row in enumerate(rows):
            row |= {"ways": _ways(place, len(rows)), "can_go": _can_go(row["key_result"])}


def _ways(at: int, of: int) -> list[tuple[str, str]]:
    ways = [("up", "Move up")] if at else []
    return [*ways, ("down", "Move down")] if at < of - 1 else ways


def _can_go(key_result: KeyResult) -> bool:
    """Nothing was said of it yet."""
    states = {each.state for each in key_result.check_ins.all()}
    return states <= {CheckIn.State.NOT_STARTED}
