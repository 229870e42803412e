"""What stands in an improvement's cell, in whatever order: number, statement, leads, KPIs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from governance.documents.pieces import Furniture, block_of
from governance.documents.rows import Line
from governance.text.structured_text import Block, clean_line

from ..placed import PlacedCitation, PlacedKpi, PlacedLead, PlacedReference
from . import citing, inline, kpi_headings, leads, numbering, wrapped
from .paper import Paper, is_bullet, words_of

_INLINE = re.compile(
    r"(?<=[.;)!?]\s)(?:LEP\s+)?(?:[Ll]eads?(?:\s+[Oo]fficers?)?|Owners?|Responsible(?:\s+[Oo]fficer)?|"
    r"KPI[’']?s?|Measures?\s+of\s+success|Success\s+measures?)\s*:"
)


_FIELDS = ("due", "status", "progress", "monitoring", "milestones")


@dataclass
class Improvement:
    """The parts of the cell; ``lines`` are those whose words the row itself holds."""

    number: str = ""
    is_automatic: bool = False
    statement: list[Block] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)
    lead_heading: str = ""
    leads: list[PlacedLead] = field(default_factory=list)
    kpi_heading: str = ""
    kpis: list[PlacedKpi] = field(default_factory=list)
    citations: list[PlacedCitation] = field(default_factory=list)
    references: list[PlacedReference] = field(default_factory=list)
    torn: list[Line] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    fields: dict[str, list[Line]] = field(default_factory=dict)  # what has its own column elsewhere
    doubts: list[str] = field(default_factory=list)


def read(lines: Sequence[Line], paper: Paper, *, numbered: bool = True) -> Improvement:
    """Read the cell from the top; ``numbered`` is false where the number has its own column."""
    cell = Improvement()
    part, measures, extra = "statement", list[Line](), dict[str, str]()
    for line in [one for whole in lines for one in _apart(whole)]:
        if line.is_empty:
            continue
        text = words_of(line)
        if numbered and part == "statement" and not cell.statement and not cell.number:
            text = _number(cell, line)
            if not text:
                cell.lines.append(line.id)
                continue
        if heading := leads.heading_of(text):
            part = "leads"
            _open_leads(cell, heading, line)
        elif measure := kpi_headings.heading_of(text):
            part = "kpis"
            _open_kpis(cell, measure, line, measures, extra)
        elif kpi_headings.is_numbered(text):
            part = "kpis"
            _note(cell, part)
            measures.append(line)
        elif cell.statement and (named := _field(text)):
            part = _open_field(cell, named, line)
        elif part in _FIELDS:
            cell.fields.setdefault(part, []).append(line)
        elif part == "kpis" and not _is_citation(text, paper):
            measures.append(line)
        elif part == "leads" and leads.could_be(text):
            _lead(cell, text, line)
        else:
            part = "statement" if part == "leads" else part
            _state(cell, line, text, paper)
    _measure(cell, measures, extra, paper)
    return cell


def _apart(line: Line) -> list[Line]:
    """A line cut where a heading of leads or KPIs stands behind the end of a sentence."""
    cuts = [found.start() for found in _INLINE.finditer(line.text)]
    if not cuts:
        return [line]
    ends = [*cuts, len(line.text)]
    first = replace(line, text=line.text[: cuts[0]].rstrip())
    rest = [
        replace(line, text=line.text[start:end].strip(), typed=0, kind="paragraph", label="")
        for start, end in pairwise(ends)
    ]
    return [first, *rest]


def _number(cell: Improvement, line: Line) -> str:
    """Take the number off the first line; the word before it is only how the paper prints it."""
    found = numbering.take(line)
    cell.number, cell.is_automatic = found.number, found.is_automatic
    if found.before:
        word = Furniture(text=found.before, why="word before the number", lines=(line.id,))
        cell.furniture.append(word)
    return found.words


def _field(text: str) -> tuple[str, str, str] | None:
    """A line that begins with the name of what other papers print in a column of its own."""
    found = inline.field_of(text)
    return found if found and found[0] in _FIELDS else None


def _open_field(cell: Improvement, named: tuple[str, str, str], line: Line) -> str:
    """Keep a field's words; the part that the next line belongs to comes back."""
    role, label, rest = named
    cell.furniture.append(Furniture(text=label, why="name of a field", lines=(line.id,)))
    kept = cell.fields.setdefault(role, [])
    if rest:
        kept.append(replace(line, text=rest, typed=0))
    return "statement" if rest and role in ("due", "status") else role


def _lead(cell: Improvement, text: str, line: Line) -> None:
    found = leads.read(text, line=line.id, level=line.level)
    cell.leads += found
    if spare := leads.spare(text, found):
        cell.furniture.append(Furniture(text=spare, why="joins names", lines=(line.id,)))


def _note(cell: Improvement, part: str) -> None:
    if part not in cell.layout:
        cell.layout.append(part)


def _state(cell: Improvement, line: Line, text: str, paper: Paper) -> None:
    """A line of the statement: its words as a block, its citations beside it."""
    block = block_of(line)
    at = len(cell.statement)
    cited = citing.take(
        text,
        lines=(line.id,),
        sources=paper.sources,
        links=bool(line.links),
        on="row",
        block=at,
    )
    if cited.text:
        _note(cell, "statement")
        block["text"] = clean_line(cited.text)
        if at == 0 and (cell.number or line.kind == "heading"):
            block = {"kind": "paragraph", "level": 0, "text": block["text"]}
        elif line.kind == "number" and line.typed:
            block["text"] = block["text"].removeprefix(line.marker).strip()
        fields = paper.dated(block["text"])
        cell.doubts += paper.doubts(block["text"], fields)
        if marks := [_mark(found) for found in fields["dates"]]:
            block["marks"] = marks
        cell.statement.append(block)
    elif cell.statement:
        # A citation on a line of its own belongs behind the words above it.
        for citation in cited.citations:
            citation.block, citation.start = at - 1, len(cell.statement[-1]["text"])
    if cited.citations:
        _note(cell, "citations")
    cell.citations += cited.citations
    cell.references += cited.references
    cell.lines.append(line.id)


def _mark(found: dict[str, object]) -> dict[str, object]:
    """A date of a block, as structured text keeps it."""
    kept = ("start", "end", "earliest", "latest", "precision", "year_inferred")
    return {name: found[name] for name in kept} | {"kind": "date", "date_kind": found["kind"]}


def _open_leads(cell: Improvement, heading: tuple[str, str], line: Line) -> None:
    printed, rest = heading
    _note(cell, "leads")
    cell.lines.append(line.id)
    cell.lead_heading = cell.lead_heading or printed
    if printed != cell.lead_heading and not rest:
        again = Furniture(text=printed, why="heading again", lines=(line.id,))
        cell.furniture.append(again)
    elif printed != cell.lead_heading:
        # A second heading inside one cell names what its leads lead.
        rest = f"{printed.rstrip(' :–—-')}: {rest}"
    if rest:
        _lead(cell, rest, line)


def _open_kpis(
    cell: Improvement,
    heading: tuple[str, str],
    line: Line,
    measures: list[Line],
    extra: dict[str, str],
) -> None:
    """A heading of KPIs; what stands behind it on its line is the first of them."""
    printed, rest = heading
    if cell.kpi_heading and printed != cell.kpi_heading:
        measures.append(line)
        return
    _note(cell, "kpis")
    cell.kpi_heading = printed
    cell.lines.append(line.id)
    if rest:
        measures.append(line)
        extra[line.id] = rest


def _measure(cell: Improvement, measures: list[Line], extra: dict[str, str], paper: Paper) -> None:
    read = wrapped.read([line for line in measures if line.id not in extra])
    cell.torn += read.torn
    first = [
        wrapped.Said(line, extra[line.id], (line.id,)) for line in measures if line.id in extra
    ]
    for said in [*first, *read.said]:
        fields = paper.dated(said.text)
        cell.doubts += paper.doubts(said.text, fields)
        behind = said.line.id in extra
        cell.kpis.append(
            PlacedKpi(
                text=said.text,
                level=0 if behind or not is_bullet(said.line) else said.line.level,
                is_bullet=not behind and is_bullet(said.line),
                lines=said.lines,
                **fields,
            )
        )
        cell.references += citing.take(said.text, lines=said.lines).references


def _is_citation(text: str, paper: Paper) -> bool:
    """Whether a line holds a citation and nothing else."""
    cited = citing.take(text, lines=(), sources=paper.sources)
    return bool(cited.citations) and not cited.text
