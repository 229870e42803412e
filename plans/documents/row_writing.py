"""Rows of a placed plan with their cells, written many at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify

from governance.documents.pieces import Dated
from governance.models import User

from ..models import Improvement, Milestone, Plan, Source
from ..parts import PLAN_PARTS, ROW, ROW_PARTS
from ..workflow.many_parts import add_parts
from .kept import counts_from_one
from .known_things import People, Processes
from .placed import (
    PlacedMilestone,
    PlacedPlan,
    PlacedReference,
    PlacedRow,
    Pointing,
    fact_of_paper,
)

_DATED = (
    *("text", "due_text", "earliest", "latest", "precision", "date_kind", "year_inferred"),
    "dates",
)
Written = list[tuple[Improvement, PlacedRow]]
Values = dict[str, Any]


def write_rows(plan: Plan, kept: PlacedPlan, *, themes: dict[str, Any], by: User) -> Written:
    """Write every row and what stands in its cells; each row with the piece it came from."""
    from_one = counts_from_one(kept)
    rows = add_parts(
        ROW,
        [(plan, row_fields(row, themes, numbered=not from_one)) for row in kept.rows],
        plan=plan,
        by=by,
    )
    written = list(zip(rows, kept.rows, strict=True))
    write_cells(plan, written, by=by)
    numbers = by_number((row.number, made) for made, row in written)
    write_references(plan, written, numbers, by=by)
    return written


def row_fields(row: PlacedRow, themes: dict[str, Any], *, numbered: bool) -> Values:
    """A row's own columns. Numbers that only count the rows are not kept: they follow."""
    same = ("short_name", "statement", "layout", "lead_heading", "kpi_heading")
    facts = {name: getattr(row, fact_of_paper(name)) for name in Improvement.facts}
    return (
        {name: getattr(row, name) for name in same}
        | facts
        | {
            "raw_fragments": [{"text": words} for words in row.raw_fragments],
            "number": row.number if numbered else "",
            "theme": themes.get(row.theme),
            "extras": [{"heading": one.heading, "text": one.text} for one in row.extras],
        }
    )


def write_cells(plan: Plan, written: Written, *, by: User) -> None:
    """Everything in the cells but pointers to rows, which need every row to be there."""
    people = People(plan.partnership)
    processes = Processes(plan, written, by=by)
    lists: dict[str, list[tuple[Improvement, Values]]] = {
        "lead": [(made, people.lead_fields(one)) for made, row in written for one in row.leads],
        "kpi": [(made, kpi_fields(one)) for made, row in written for one in row.kpis],
        "monitoring": [
            (made, processes.fields(one)) for made, row in written for one in row.monitoring
        ],
    }
    for key, parts in lists.items():
        add_parts(ROW_PARTS[key], parts, plan=plan, by=by)
    milestones = write_milestones(plan, written, by=by)
    write_citations(plan, written, milestones, by=by)


def write_milestones(plan: Plan, written: Written, *, by: User) -> dict[int, list[Milestone]]:
    """Milestones level by level, so that each finds the one it stands beneath; by their row."""
    found: dict[int, list[Any]] = {made.pk: [None] * len(row.milestones) for made, row in written}
    waiting = [
        (made, at, parent, one)
        for made, row in written
        for at, (one, parent) in enumerate(_nested(row.milestones))
    ]
    while waiting:
        able = [
            each for each in waiting if each[2] is None or found[each[0].pk][each[2]] is not None
        ]
        made_now = add_parts(
            ROW_PARTS["milestone"],
            [
                (
                    made,
                    milestone_fields(one)
                    | {
                        "order": at + 1,
                        "parent": None if parent is None else found[made.pk][parent],
                    },
                )
                for made, at, parent, one in able
            ],
            plan=plan,
            by=by,
        )
        for (made, at, _, _), milestone in zip(able, made_now, strict=True):
            found[made.pk][at] = milestone
        waiting = [each for each in waiting if found[each[0].pk][each[1]] is None]
    return found


def _nested(milestones: list[PlacedMilestone]) -> Iterable[tuple[PlacedMilestone, int | None]]:
    return zip(milestones, parents([one.level for one in milestones]), strict=True)


def parents(levels: Sequence[int]) -> list[int | None]:
    """For each of a list the place of the one it stands beneath: the last one less deep."""
    return [
        next((above for above in range(at - 1, -1, -1) if levels[above] < level), None)
        for at, level in enumerate(levels)
    ]


def write_citations(
    plan: Plan, written: Written, milestones: dict[int, list[Milestone]], *, by: User
) -> None:
    """Citations, with one source for each title."""
    sources = sources_of(plan, written, by=by)
    parts = [
        (
            made,
            pointing_fields(one, milestones[made.pk])
            | {"source": sources[one.source], "pages": one.pages},
        )
        for made, row in written
        for one in row.citations
    ]
    add_parts(ROW_PARTS["citation"], parts, plan=plan, by=by)


def sources_of(plan: Plan, written: Written, *, by: User) -> dict[str, Source]:
    """The plan's sources by their title; those that the rows cite and it lacks are added."""
    sources = {source.title: source for source in plan.sources.filter(retired_at=None)}
    titles = dict.fromkeys(one.source for _, row in written for one in row.citations)
    keys = set(plan.sources.values_list("key", flat=True))
    new = [
        (plan, {"title": title, "key": _free_key(title, keys)})
        for title in titles
        if title not in sources
    ]
    for source in add_parts(PLAN_PARTS["source"], new, plan=plan, by=by):
        sources[source.title] = source
    return sources


def write_references(
    plan: Plan, written: Written, numbers: dict[str, Improvement], *, by: User
) -> None:
    """Pointers to rows; one whose number no row has keeps the number it names."""
    if not any(row.references for _, row in written):
        return
    milestones: dict[int, list[Milestone]] = {}
    standing = Milestone.objects.live().filter(improvement__plan=plan)
    for milestone in standing.order_by("order", "pk"):
        milestones.setdefault(milestone.improvement_id, []).append(milestone)
    parts = []
    for made, row in written:
        for one in row.references:
            values = pointing_fields(one, milestones.get(made.pk, []))
            parts.append((made, values | reference_fields(one, made, numbers)))
    add_parts(ROW_PARTS["reference"], parts, plan=plan, by=by)


def reference_fields(
    one: PlacedReference, row: Improvement, numbers: dict[str, Improvement]
) -> Values:
    """Where a pointer leads: "(left)" to its own row, one of an unknown number nowhere."""
    to = row if one.kind == "layout" else numbers.get(one.to) if one.to else None
    return {"to": to, "kind": one.kind, "names": "" if to else one.to}


def by_number(rows: Iterable[tuple[str, Improvement]]) -> dict[str, Improvement]:
    """Rows by their printed number; the first where a number stands twice."""
    numbers: dict[str, Improvement] = {}
    for number, row in rows:
        if number:
            numbers.setdefault(number, row)
    return numbers


def pointing_fields(one: Pointing, milestones: Sequence[Milestone | None]) -> Values:
    milestone = None if one.milestone is None else milestones[one.milestone]
    return {
        "milestone": milestone,
        "printed": one.printed,
        "block": one.block,
        "start": one.start,
    }


def dated_fields(one: Dated) -> Values:
    return {name: getattr(one, name) for name in _DATED}


def kpi_fields(one: Any) -> Values:
    names = ("level", "is_bullet", "unit", "baseline", "target")
    return dated_fields(one) | {name: getattr(one, name) for name in names}


def milestone_fields(one: Any) -> Values:
    names = ("level", "is_bullet", "state", "done_on", "state_text", "is_recurring")
    return dated_fields(one) | {name: getattr(one, name) for name in (*names, "recurrence_text")}


def _free_key(title: str, taken: set[str]) -> str:
    wanted = slugify(title)[:40].strip("-") or "source"
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    taken.add(key)
    return key
