"""What objectives and key results print in a board pack: the paper's table, with what happened."""

from typing import Any

from governance.models import BoardPack
from governance.packs import Audience, PackSection

from ..models import ObjectiveSet
from ..pages.objective_set import outcome_in_words, sections_of


def _objectives(pack: BoardPack, audience: Audience) -> dict[str, Any] | None:
    """The sets whose quarter the pack's round falls in; what was sent, and silence as silence."""
    sets = (
        ObjectiveSet.objects.filter(
            partnership=pack.partnership,
            starts_on__lte=pack.round.ends_on,
            ends_on__gte=pack.round.starts_on,
        )
        .for_page()
        .order_by("order", "pk")
    )
    told = [
        {
            "set": each,
            "anchor": f"okr-{each.slug}",
            "sections": _written(each, pack),
        }
        for each in sets
    ]
    if not told:
        return None
    return {
        "sets": told,
        "lines": [(each["anchor"], each["set"].title) for each in told],
        "asked": "For information",
        "is_draft": pack.round.is_open,
        "as_at": pack.round.position_on,
    }


def _written(objective_set: ObjectiveSet, pack: BoardPack) -> list[dict[str, Any]]:
    sections = sections_of(objective_set, reporting_round=pack.round)
    for section in sections:
        for entry in section["objectives"]:
            for row in entry["rows"]:
                row["silence"] = _silence(row, pack)
    return sections


def _silence(row: dict[str, Any], pack: BoardPack) -> str:
    """Why nothing is printed beside a key result; empty when something is."""
    key_result, said = row["key_result"], row["said"]
    if not key_result.text:
        return "The paper has nothing here."
    mine = [each for each in key_result.check_ins.all() if each.round_id == pack.round_id]
    if not mine:
        return "No check-in was asked for in this quarter."
    return "" if mine[0] == said and said.outcome.stands else outcome_in_words(mine[0])


objectives = PackSection(
    key="okrs",
    title="Objectives and key results",
    sentence="Each set of the quarter in the layout of its paper, with its check-ins.",
    template="packs/sections/okrs.html",
    context=_objectives,
)
