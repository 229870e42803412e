"""A plan as lines, one for each part with every fact it has, and the plan of such lines again.

A line says which part it is, which part it belongs to and its place there. Its further facts are
the fields of the piece (``plans.documents.placed``), each as text: days as 2019-06-30, yes and
no, figures, and lists as JSON.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_type_hints

from governance.documents.pieces import Fact, Piece, PlacedSection, Raw
from governance.documents.plain import from_plain, to_plain

from .. import placed as shapes
from ..placed import PlacedPlan


@dataclass(frozen=True)
class Part:
    """A kind of part: what it is called, which part holds it, and under which name."""

    name: str
    sheet: str
    shape: type[Piece] | None  # None for plain groups of values: a line of text, a column
    holder: str = "plan"
    held_as: str = ""
    columns: tuple[str, ...] = ()  # of a plain group


_BLOCK = ("kind", "level", "text", "label", "marks")
PARTS = (
    Part("plan", "Plan facts", PlacedPlan, ""),
    Part("column", "Columns", None, "plan", "column_headers", ("heading", "helper")),
    Part("fact", "Front", Fact, "plan", "facts"),
    Part("section", "Sections", PlacedSection, "plan", "sections"),
    Part("section line", "Section lines", None, "section", "body", _BLOCK),
    Part("theme", "Themes", shapes.PlacedTheme, "plan", "themes"),
    Part("theme line", "Theme lines", None, "theme", "purpose", _BLOCK),
    Part("row", "Rows", shapes.PlacedRow, "plan", "rows"),
    Part("statement line", "Statement lines", None, "row", "statement", _BLOCK),
    Part("lead", "Leads", shapes.PlacedLead, "row", "leads"),
    Part("KPI", "KPIs", shapes.PlacedKpi, "row", "kpis"),
    Part("milestone", "Milestones", shapes.PlacedMilestone, "row", "milestones"),
    Part("monitoring", "Monitoring", shapes.PlacedMonitoring, "row", "monitoring"),
    Part("note", "Progress notes", shapes.PlacedNote, "row", "progress"),
    Part("citation", "Citations", shapes.PlacedCitation, "row", "citations"),
    Part("reference", "References", shapes.PlacedReference, "row", "references"),
    Part("extra", "Further columns", shapes.Extra, "row", "extras"),
    Part("resource", "Resources", shapes.PlacedResource, "plan", "resources"),
    Part("phase", "Phases", shapes.PlacedPhase, "plan", "phases"),
    Part("unplaced", "Not placed", Raw, "plan", "unplaced"),
)
BY_NAME = {part.name: part for part in PARTS}
_HELD = {
    (part.holder, part.held_as) for part in PARTS
} | {("plan", "furniture"), ("plan", "warnings")}  # fmt: skip
DAYS = {"earliest", "latest", "done_on", "as_at", "raised_on", "starts_on", "ends_on", "issued_on"}


@dataclass(frozen=True)
class PartLine:
    """One part: what it is, its own number, the number of its holder, its place, its facts."""

    part: str
    id: int  # from 1, once among the parts of its kind
    of: int  # the number of the part that holds it; 0 for the plan itself
    order: int  # its place among the parts of its kind in the same holder, from 1
    facts: dict[str, Any] = field(default_factory=dict)  # plain data, as JSON has it
    lines: tuple[str, ...] = ()  # of the source it was read from


def facts_of(part: Part) -> tuple[str, ...]:
    """The names of a part's facts, its words first."""
    if part.shape is None:
        return part.columns
    names = (one.name for one in dataclasses.fields(part.shape))
    order = sorted(names, key=lambda name: name not in ("number", "text", "printed", "title"))
    return tuple(one for one in order if (part.name, one) not in _HELD and one != "lines")


def lines_of_plan(plan: PlacedPlan) -> list[PartLine]:
    """Every part of a plan, in its order, each after the part that holds it."""
    made: list[PartLine] = []
    _take_apart(BY_NAME["plan"], to_plain(plan), (0, 1), {}, made)
    return made


def plan_of_lines(lines: Iterable[PartLine]) -> PlacedPlan:
    """The plan that the lines were made of.

    Raises ValueError, with a sentence, when a part is unknown, stands twice or has no holder.
    """
    known: dict[tuple[str, int], PartLine] = {}
    held: dict[tuple[str, int], list[PartLine]] = {}
    for line in lines:
        if line.part not in BY_NAME:
            raise ValueError(f"“{line.part}” is no part of a plan.")
        if (line.part, line.id) in known:
            raise ValueError(f"There are two parts “{line.part} {line.id}”.")
        known[line.part, line.id] = line
        held.setdefault((line.part, line.of), []).append(line)
    for line in known.values():
        holder = BY_NAME[line.part].holder
        if holder and (holder, line.of) not in known:
            raise ValueError(f"“{line.part} {line.id}” belongs to a {holder} that is not there.")
    whole = [line for line in known.values() if line.part == "plan"]
    if len(whole) != 1:
        raise ValueError("There is not exactly one line for the plan itself.")
    plan: PlacedPlan = from_plain(PlacedPlan, _put_together(whole[0], held))
    return plan


def _take_apart(
    part: Part,
    data: Mapping[str, Any],
    place: tuple[int, int],
    last: dict[str, int],
    made: list[PartLine],
) -> None:
    here = last[part.name] = last.get(part.name, 0) + 1
    facts = {name: data.get(name) for name in facts_of(part)}
    made.append(PartLine(part.name, here, *place, facts))
    for inner in PARTS:
        if inner.holder == part.name:
            for at, one in enumerate(data[inner.held_as], start=1):
                _take_apart(inner, one, (here, at), last, made)


def _put_together(line: PartLine, held: Mapping[tuple[str, int], list[PartLine]]) -> dict[str, Any]:
    data = {name: value for name, value in line.facts.items() if value is not None}
    claimed = list(line.lines)
    for inner in PARTS:
        if inner.holder == line.part:
            own = sorted(held.get((inner.name, line.id), ()), key=lambda one: (one.order, one.id))
            data[inner.held_as] = [_put_together(one, held) for one in own]
            if inner.shape is None:
                claimed += [one for each in own for one in each.lines]
    return data | {"lines": claimed} if BY_NAME[line.part].shape else data


def shape_of(part: Part) -> dict[str, Any]:
    """What each fact of a part is: text, a whole number, yes or no, a day, a figure, a list."""
    if part.shape is None:
        known: dict[str, Any] = {"level": int, "marks": list}
        return {name: known.get(name, str) for name in part.columns}
    hints = get_type_hints(part.shape)
    return {name: hints[name] for name in facts_of(part)}
