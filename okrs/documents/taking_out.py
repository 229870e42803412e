"""Objective sets of the database as they would stand on paper; the way back of ``commit``."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from governance.documents.pieces import Fact, PlacedSection, Raw

from ..models import KeyResult, Objective, ObjectiveSet
from .commit import DATED
from .placed import (
    HeaderBlock,
    PlacedKeyResult,
    PlacedMeasure,
    PlacedObjective,
    PlacedOkrs,
    PlacedOkrTheme,
)
from .stored_lines import without_columns


def okrs_on_paper(sets: QuerySet[ObjectiveSet] | Sequence[ObjectiveSet]) -> PlacedOkrs:
    """One paper of some sets, in their order, with what their own paper prints round them.

    The number of queries does not grow with the sets.
    """
    return paper_of(with_parts(sets))


def paper_of(found: Sequence[ObjectiveSet]) -> PlacedOkrs:
    """The same of sets whose parts were fetched (``with_parts``), for whoever writes into them."""
    paper: dict[str, Any] = next((one.paper for one in found if one.paper), {})
    first = found[0] if found else None
    title = paper.get("title", "")
    if not title and first is not None:
        title = f"Objectives and key results, {first.label}"
    return PlacedOkrs(
        kind="okrs",
        title=title,
        facts=[Fact(heading=one["heading"], text=one["text"]) for one in paper.get("facts", [])],
        sections=[
            PlacedSection(heading=one["heading"], body=one["body"], place=one["place"])
            for one in paper.get("sections", [])
        ],
        unplaced=[Raw(text=one["text"], why=one["why"]) for one in paper.get("unplaced", [])],
        starts_on=first.starts_on if first else None,
        ends_on=first.ends_on if first else None,
        printed_label=paper.get("printed_label", first.printed_label if first else ""),
        themes=[theme_on_paper(one) for one in found],
    )


def theme_on_paper(objective_set: ObjectiveSet) -> PlacedOkrTheme:
    """One set with its objectives; its parts were fetched with it."""
    return PlacedOkrTheme(
        title=objective_set.title,
        appendix=objective_set.appendix,
        printed_label=objective_set.printed_label,
        printed_heading=objective_set.printed_heading,
        outcome=objective_set.outcome,
        outcome_heading=objective_set.outcome_heading,
        outcome_after=objective_set.outcome_after,
        header_blocks=[
            HeaderBlock(
                heading=one.get("heading", ""),
                body=one.get("body", []),
                section=one.get("section", ""),
                place=one.get("place", "before"),
            )
            for one in objective_set.header_blocks
        ],
        objectives=[objective_on_paper(one) for one in objective_set.objectives.all()],
    )


def objective_on_paper(objective: Objective) -> PlacedObjective:
    body, columns = without_columns(objective.body)
    return PlacedObjective(
        number=objective.number,
        section=objective.section,
        text=objective.text,
        body=body,
        columns=columns,
        key_results=[key_result_on_paper(one) for one in objective.key_results.all()],
    )


def key_result_on_paper(key_result: KeyResult) -> PlacedKeyResult:
    bullets, columns = without_columns(key_result.bullets)
    dated: dict[str, Any] = {name: getattr(key_result, name) for name in DATED}
    return PlacedKeyResult(
        label=key_result.label,
        text=key_result.text,
        bullets=bullets,
        outcome_text=key_result.outcome_text,
        columns=columns,
        measures=[
            PlacedMeasure(name=one.name, unit=one.unit, baseline=one.baseline, target=one.target)
            for one in key_result.measures.all()
        ],
        **dated,
    )


def with_parts(sets: Iterable[ObjectiveSet]) -> list[ObjectiveSet]:
    """The sets in their order, each with its objectives, key results and measures."""
    keys = [one.pk for one in sets]
    found = ObjectiveSet.objects.filter(pk__in=keys).prefetch_related(
        "objectives__key_results__measures"
    )
    by_key = {one.pk: one for one in found}
    return [by_key[key] for key in keys]
