"""An action of a prose plan: its sentence, the lines beneath it, what they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from governance.documents.pieces import Furniture
from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from ..placed import Extra, PlacedKpi, PlacedMonitoring, PlacedRow
from . import improvement_cell, inline, leads, milestone_cell, numbering, progress_cell
from .action_words import action_label
from .heading_words import Role
from .paper import Paper, is_bullet
from .status_words import status_in


@dataclass
class Action:
    """The line that begins an action, and those that belong to it."""

    first: Line
    rest: list[Line] = field(default_factory=list)


@dataclass
class RowPlaced:
    row: PlacedRow
    is_automatic: bool = False
    furniture: list[Furniture] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def place(action: Action, paper: Paper) -> RowPlaced:
    """The row of an action: nested bullets are its steps, named lines its fields."""
    number, words, is_automatic, label = _number_of(action.first)
    named: list[tuple[Line, tuple[Role, str, str]]] = []
    steps, statement = list[Line](), [replace(action.first, text=words, typed=0)]
    under: tuple[Role, str, str] | None = None
    for line in action.rest:
        if line.is_empty:
            continue
        if found := inline.field_of(line.words):
            under = (found[0], found[1], "") if not found[2] else None
            named.append((line, found))
        elif under and (is_bullet(line) or not steps):
            named.append((line, (under[0], "", clean_line(line.words))))
        elif is_bullet(line) or line.kind == "number":
            steps.append(line)
        else:
            statement.append(line)
    cell = improvement_cell.read([one for one in statement if one.text], paper, numbered=False)
    row = PlacedRow(
        number=number,
        statement=cell.statement,
        layout=cell.layout,
        lead_heading=cell.lead_heading,
        leads=cell.leads,
        kpi_heading=cell.kpi_heading,
        kpis=cell.kpis,
        citations=cell.citations,
        references=cell.references,
        lines=(action.first.id, *(one for one in cell.lines if one != action.first.id)),
    )
    placed = RowPlaced(row, is_automatic, cell.furniture, cell.doubts)
    if label:
        placed.furniture.append(Furniture(text=label, why="row word", lines=(action.first.id,)))
    placed.furniture += cell.furniture
    row.raw_fragments += [clean_line(line.text) for line in cell.torn]
    row.lines += tuple(line.id for line in cell.torn)
    _read_steps(placed, steps, paper)
    for line, found in named:
        read_field(placed, line, found, paper)
    _read_inline(placed, statement, paper)
    return placed


def _number_of(line: Line) -> tuple[str, str, bool, str]:
    """The number, the words behind it, whether Word gave it, and the word before the number."""
    if labelled := action_label(line.words if line.kind == "bullet" else line.text):
        label = re.match(r"[A-Za-z ]+", clean_line(line.text).lstrip("•·–- "))
        return labelled[0], labelled[1], False, label[0].strip() if label else ""
    if line.kind == "bullet":
        return "", clean_line(line.words), False, ""
    found = numbering.take(line)
    return found.number, found.words, found.is_automatic, found.before


def _read_steps(placed: RowPlaced, steps: Sequence[Line], paper: Paper) -> None:
    cell = milestone_cell.read(steps, paper)
    row = placed.row
    row.milestones += cell.milestones
    row.citations += cell.citations
    row.references += cell.references
    row.raw_fragments += [clean_line(line.text) for line in cell.torn]
    row.lines += tuple(line.id for line in cell.torn)
    placed.doubts += cell.doubts


def read_field(placed: RowPlaced, line: Line, found: tuple[Role, str, str], paper: Paper) -> None:
    role, label, words = found
    row, ids = placed.row, (line.id,)
    if role == "lead":
        row.lead_heading = row.lead_heading or _heading(line, label)
        row.leads += leads.read(words, line=line.id) if words else []
        _furnish(placed, line, label)
    elif role == "due" and words:
        step = milestone_cell.milestone(words, paper, lines=ids)
        row.milestones.append(step)
        placed.doubts += paper.doubts(words, vars(step))
        _furnish(placed, line, label)
    elif role == "kpi":
        row.kpi_heading = row.kpi_heading or _heading(line, label)
        if words:
            known = paper.dated(words)
            row.kpis.append(
                PlacedKpi(text=words, is_bullet=is_bullet(line) and not label, lines=ids, **known)
            )
        _furnish(placed, line, label)
    elif role == "milestones" and words:
        row.milestones.append(milestone_cell.milestone(words, paper, lines=ids))
        _furnish(placed, line, label)
    elif role == "status" and words:
        row.status = row.status or status_in(words)[0] or words
        if row.status != words:
            row.extras.append(Extra(heading=label, text=words, lines=ids))
        row.lines += ids
        _furnish(placed, line, label)
    elif role == "progress" and words:
        said = replace(line, text=words, typed=0)
        notes, references, _ = progress_cell.read([said], paper)
        row.progress += notes
        row.references += references
        _furnish(placed, line, label)
    elif role == "monitoring" and words:
        row.monitoring.append(
            PlacedMonitoring(text=words, is_bullet=is_bullet(line) and not label, lines=ids)
        )
        _furnish(placed, line, label)
    elif label and not words:
        _furnish(placed, line, label)
    else:
        row.extras.append(Extra(heading=label, text=words, lines=ids))


def _heading(line: Line, label: str) -> str:
    """A heading with the sign that is printed behind it."""
    behind = clean_line(line.words)[len(label) :].lstrip()
    return f"{label}{':' if behind.startswith(':') else ''}"


def _furnish(placed: RowPlaced, line: Line, label: str) -> None:
    if label:
        placed.furniture.append(Furniture(text=label, why="name of a field", lines=(line.id,)))


def _read_inline(placed: RowPlaced, statement: Sequence[Line], paper: Paper) -> None:
    """Leads, dates and a state that the sentence itself names, where no field says them."""
    row = placed.row
    for line in statement:
        said = inline.read(clean_line(line.text), paper, line=line.id)
        known = {lead.name.casefold() for lead in row.leads}
        row.leads += [lead for lead in said.leads if lead.name.casefold() not in known]
        row.status = row.status or said.status
        dated = {step.due_text.casefold() for step in row.milestones}
        for phrase in said.due if not dated - {""} else []:
            row.milestones.append(
                replace(milestone_cell.milestone(phrase, paper, lines=(line.id,)), is_bullet=False)
            )
