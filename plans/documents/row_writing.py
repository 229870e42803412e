"""Rows of a placed plan with their cells, written many at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify

from governance.documents.pieces import Dated
from governance.models import Body, Partnership, User

from ..models import Improvement, Milestone, MonitoringProcess, Plan
from ..parts import PLAN_PARTS, ROW, ROW_PARTS
from ..workflow.many_parts import add_parts
from .kept import counts_from_one
from .placed import PlacedLead, PlacedMonitoring, PlacedPlan, PlacedRow, Pointing

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
    same = ("short_name", "statement", "layout", "lead_heading", "kpi_heading", "raised_on")
    return {name: getattr(row, name) for name in same} | {
        "raw_fragments": [{"text": words} for words in row.raw_fragments],
        "number": row.number if numbered else "",
        "theme": themes.get(row.theme),
        "status_text": row.status,
        "extras": [{"heading": one.heading, "text": one.text} for one in row.extras],
    }


def write_cells(plan: Plan, written: Written, *, by: User) -> None:
    """Everything in the cells but pointers to rows, which need every row to be there."""
    people = People(plan.partnership)
    processes = shared_processes(plan, written, by)
    lists: dict[str, list[tuple[Improvement, Values]]] = {
        "lead": [(made, people.lead_fields(one)) for made, row in written for one in row.leads],
        "kpi": [(made, kpi_fields(one)) for made, row in written for one in row.kpis],
        "monitoring": [
            (made, monitoring_fields(one, processes))
            for made, row in written
            for one in row.monitoring
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
        for at, (one, parent) in enumerate(zip(row.milestones, parents(row), strict=True))
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


def parents(row: PlacedRow) -> list[int | None]:
    """For each milestone the place of the one it stands beneath: the last one less deep."""
    levels = [one.level for one in row.milestones]
    return [
        next((above for above in range(at - 1, -1, -1) if levels[above] < level), None)
        for at, level in enumerate(levels)
    ]


def write_citations(
    plan: Plan, written: Written, milestones: dict[int, list[Milestone]], *, by: User
) -> None:
    """Citations, with one source for each title; sources the plan has already are used."""
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
    parts = [
        (made, pointing_fields(one, milestones[made.pk]) | {"source": sources[one.source]}
         | {"pages": one.pages})
        for made, row in written
        for one in row.citations
    ]  # fmt: skip
    add_parts(ROW_PARTS["citation"], parts, plan=plan, by=by)


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
            to = made if one.kind == "layout" else numbers.get(one.to) if one.to else None
            parts.append(
                (
                    made,
                    pointing_fields(one, milestones.get(made.pk, []))
                    | {"to": to, "kind": one.kind, "names": "" if to else one.to},
                )
            )
    add_parts(ROW_PARTS["reference"], parts, plan=plan, by=by)


def by_number(rows: Iterable[tuple[str, Improvement]]) -> dict[str, Improvement]:
    """Rows by their printed number; the first where a number stands twice."""
    numbers: dict[str, Improvement] = {}
    for number, row in rows:
        if number:
            numbers.setdefault(number, row)
    return numbers


def pointing_fields(one: Pointing, milestones: Sequence[Milestone]) -> Values:
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


def monitoring_fields(one: PlacedMonitoring, processes: dict[Any, MonitoringProcess]) -> Values:
    return {
        "text": one.text,
        "level": one.level,
        "is_bullet": one.is_bullet,
        "process": processes.get(process_key(one)),
    }


def process_key(one: PlacedMonitoring) -> tuple[str, str, str]:
    return one.text, one.actors, one.frequency


def shared_processes(plan: Plan, written: Written, by: User) -> dict[Any, MonitoringProcess]:
    """One process for each line that stands in several rows, or that names actors or a rhythm."""
    known = {
        (process.text, process.actors, process.frequency): process
        for process in plan.monitoring_processes.all()
    }
    rows: dict[tuple[str, str, str], set[int]] = {}
    for made, row in written:
        for one in row.monitoring:
            if any(process_key(one)):
                rows.setdefault(process_key(one), set()).add(made.pk)
    new = [
        key
        for key, where in rows.items()
        if key not in known and (len(where) > 1 or key[1] or key[2])
    ]
    made_now = add_parts(
        PLAN_PARTS["process"],
        [(plan, dict(zip(("text", "actors", "frequency"), key, strict=True))) for key in new],
        plan=plan,
        by=by,
    )
    return known | dict(zip(new, made_now, strict=True))


class People:
    """The accounts and bodies of a partnership by the names a paper prints."""

    def __init__(self, partnership: Partnership):
        users: dict[str, list[User]] = {}
        for user in User.objects.who_belong_to(partnership).distinct():
            users.setdefault(user.name, []).append(user)
        # Two people of one name: the paper does not say which, so neither is taken.
        self.users = {name: found[0] for name, found in users.items() if len(found) == 1}
        self.bodies = {_called(body.name): body for body in Body.objects.filter(
            partnership=partnership)}  # fmt: skip

    def lead_fields(self, one: PlacedLead) -> Values:
        return {
            "name": one.name,
            "topic": one.topic,
            "kind": one.kind,
            "level": one.level,
            "user": self.users.get(one.name.strip()),
            "body": self.bodies.get(_called(one.name)),
        }


def _called(name: str) -> str:
    words = name.casefold().replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _free_key(title: str, taken: set[str]) -> str:
    wanted = slugify(title)[:40].strip("-") or "source"
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    taken.add(key)
    return key
