"""A plan as lines, one for each part with every fact it has, and the plan of such lines again.

A ``Scheme`` names the parts of a kind of document; objective sets have one of their own.

A line says which part it is, which part it belongs to and its place there. Its further facts are
the fields of the piece (``plans.documents.placed``), each as text: days as 2019-06-30, yes and
no, figures, and lists as JSON.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from governance.documents.pieces import Fact, Piece, Placed, PlacedSection, Raw
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
    Part("status", "Statuses", shapes.PlacedStatus, "row", "statuses"),
    Part("citation", "Citations", shapes.PlacedCitation, "row", "citations"),
    Part("reference", "References", shapes.PlacedReference, "row", "references"),
    Part("extra", "Further columns", shapes.Extra, "row", "extras"),
    Part("resource", "Resources", shapes.PlacedResource, "plan", "resources"),
    Part("phase", "Phases", shapes.PlacedPhase, "plan", "phases"),
    Part("unplaced", "Not placed", Raw, "plan", "unplaced"),
)


@dataclass(frozen=True)
class Scheme:
    """The parts of a kind of document, the first of them being the document itself."""

    noun: str  # "plan": how a person calls the whole, and the name of its first part
    shape: type[Placed]
    mark: str  # the heading that a sheet of ours is known by
    parts: tuple[Part, ...]

    @cached_property
    def by_name(self) -> dict[str, Part]:
        return {part.name: part for part in self.parts}

    @cached_property
    def held(self) -> set[tuple[str, str]]:
        """What stands in lines of its own, and what belongs to one file alone."""
        own = {(part.holder, part.held_as) for part in self.parts}
        return own | {(self.noun, "furniture"), (self.noun, "warnings")}


PLAN = Scheme("plan", PlacedPlan, "Part (lep-tracker-plan 1)", PARTS)
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


def facts_of(part: Part, scheme: Scheme = PLAN) -> tuple[str, ...]:
    """The names of a part's facts, its words first."""
    if part.shape is None:
        return part.columns
    names = (one.name for one in dataclasses.fields(part.shape))
    order = sorted(names, key=lambda name: name not in ("number", "text", "printed", "title"))
    return tuple(one for one in order if (part.name, one) not in scheme.held and one != "lines")


def lines_of_parts(placed: Placed, scheme: Scheme = PLAN) -> list[PartLine]:
    """Every part of a document, in its order, each after the part that holds it."""
    made: list[PartLine] = []
    _take_apart(scheme, scheme.parts[0], to_plain(placed), (0, 1), {}, made)
    return made


def placed_of_lines(lines: Iterable[PartLine], scheme: Scheme = PLAN) -> Placed:
    """The document that the lines were made of.

    Raises ValueError, with a sentence, when a part is unknown, stands twice or has no holder.
    """
    known: dict[tuple[str, int], PartLine] = {}
    held: dict[tuple[str, int], list[PartLine]] = {}
    for line in lines:
        if line.part not in scheme.by_name:
            raise ValueError(f"“{line.part}” is no part of a {scheme.noun}.")
        if (line.part, line.id) in known:
            raise ValueError(f"There are two parts “{line.part} {line.id}”.")
        known[line.part, line.id] = line
        held.setdefault((line.part, line.of), []).append(line)
    for line in known.values():
        holder = scheme.by_name[line.part].holder
        if holder and (holder, line.of) not in known:
            raise ValueError(f"“{line.part} {line.id}” belongs to a {holder} that is not there.")
    whole = [line for line in known.values() if line.part == scheme.noun]
    if len(whole) != 1:
        raise ValueError(f"There is not exactly one line for the {scheme.noun} itself.")
    return from_plain(scheme.shape, _put_together(scheme, whole[0], held))


def _take_apart(
    scheme: Scheme,
    part: Part,
    data: Mapping[str, Any],
    place: tuple[int, int],
    last: dict[str, int],
    made: list[PartLine],
) -> None:
    here = last[part.name] = last.get(part.name, 0) + 1
    facts = {name: data.get(name) for name in facts_of(part, scheme)}
    made.append(PartLine(part.name, here, *place, facts))
    for inner in scheme.parts:
        if inner.holder == part.name:
            for at, one in enumerate(data[inner.held_as], start=1):
                _take_apart(scheme, inner, one, (here, at), last, made)


def _put_together(
    scheme: Scheme, line: PartLine, held: Mapping[tuple[str, int], list[PartLine]]
) -> dict[str, Any]:
    data = {name: value for name, value in line.facts.items() if value is not None}
    claimed = list(line.lines)
    for inner in scheme.parts:
        if inner.holder == line.part:
            own = sorted(held.get((inner.name, line.id), ()), key=lambda one: (one.order, one.id))
            data[inner.held_as] = [_put_together(scheme, one, held) for one in own]
            if inner.shape is None:
                claimed += [one for each in own for one in each.lines]
    return data | {"lines": claimed} if scheme.by_name[line.part].shape else data


def shape_of(part: Part, scheme: Scheme = PLAN) -> dict[str, Any]:
    """What each fact of a part is: text, a whole number, yes or no, a day, a figure, a list."""
    if part.shape is None:
        known: dict[str, Any] = {"level": int, "marks": list}
        return {name: known.get(name, str) for name in part.columns}
    hints = get_type_hints(part.shape)
    return {name: hints[name] for name in facts_of(part, scheme)}
