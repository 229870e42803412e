"""A row of a table as a row of a plan: each cell read by the knowledge of its column."""

from dataclasses import dataclass, field, replace
from typing import cast

from governance.documents.pieces import Furniture
from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from ..placed import Extra, PlacedKpi, PlacedRow
from . import (
    dated_notes,
    day_columns,
    due_column,
    improvement_cell,
    leads,
    marked_months,
    milestone_cell,
    monitoring_cell,
    numbering,
    progress_cell,
    status_column,
    sub_actions,
)
from .column_contents import DITTO
from .columns import Columns, Role
from .heading_periods import period_of
from .mixed_cells import who_and_when, words_or_sign
from .paper import Paper, filled, is_bullet, words_of
from .table_rows import TableRow


@dataclass
class RowPlaced:
    """A row with what its reading left to say."""

    row: PlacedRow
    is_automatic: bool = False
    furniture: list[Furniture] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def place(
    source: TableRow, columns: Columns, paper: Paper, *, above: PlacedRow | None = None
) -> RowPlaced:
    """Place one row; ``above`` is the row before it, for cells that only say “ditto”."""
    own_number = filled(source.lines(columns, "number"))
    if not paper.plan_year:
        paper = day_columns.as_raised(filled(source.carried(columns, "raised")), paper)
    told, lettered = source.lines(columns, "improvement"), list[Line]()
    if not columns.of("milestones"):
        told, lettered = sub_actions.split(told)
    cell = improvement_cell.read(told, paper, numbered=not own_number)
    row = PlacedRow(
        number=cell.number,
        statement=cell.statement,
        layout=cell.layout,
        lead_heading=cell.lead_heading,
        leads=cell.leads,
        kpi_heading=cell.kpi_heading,
        kpis=cell.kpis,
        citations=cell.citations,
        references=cell.references,
        lines=tuple(cell.lines),
    )
    placed = RowPlaced(row, cell.is_automatic)
    placed.doubts += cell.doubts
    placed.furniture += cell.furniture
    if own_number:
        _number(placed, own_number)
    source, columns = _with_fields(source, columns, cell.fields)
    _take_steps(placed, milestone_cell.read(lettered, paper))
    _read_steps(placed, source, columns, paper)
    _read_watch(placed, source, columns, paper)
    _read_leads(placed, source, columns, paper, above)
    _date(placed, source, columns, paper, above)
    _read_measures(placed, source, columns, paper)
    _read_status(placed, source, columns, paper, above)
    _read_rest(placed, source, columns, paper)
    _tear(placed, cell.torn)
    _keep_links(placed, source)
    for reference in row.references:
        if reference.kind == "layout":
            reference.to = row.number
    return placed


def _with_fields(
    source: TableRow, columns: Columns, fields: dict[str, list[Line]]
) -> tuple[TableRow, Columns]:
    """What an improvement's cell names as a field stands as if it had a column of its own."""
    if not fields:
        return source, columns
    first = len(columns.roles)
    added = {first + at: lines for at, lines in enumerate(fields.values())}
    blank = ("",) * len(fields)
    columns = replace(
        columns,
        roles=(*columns.roles, *cast("tuple[Role, ...]", tuple(fields))),
        headings=(*columns.headings, *blank),
        rounds=(*columns.rounds, *blank),
    )
    return replace(source, cells=source.cells | added), columns


def _keep_links(placed: RowPlaced, source: TableRow) -> None:
    """The web addresses behind words of the row, which no printed word tells."""
    for line in [one for lines in source.cells.values() for one in lines]:
        for link in line.links:
            words = clean_line(line.text[link.start : link.end])
            text = link.address if words == link.address else f"{words}: {link.address}"
            placed.row.extras.append(Extra(heading="Link", text=text, lines=(line.id,)))


def _claim(placed: RowPlaced, lines: list[Line]) -> None:
    placed.row.lines += tuple(line.id for line in lines)


def _tear(placed: RowPlaced, torn: list[Line]) -> None:
    """Keep damaged words with the row as they stand."""
    for line in torn:
        words = words_of(line)
        placed.row.raw_fragments.append(words)
        placed.torn.append(words)
    _claim(placed, torn)


def _number(placed: RowPlaced, lines: list[Line]) -> None:
    text = " ".join(line.text for line in lines)
    label = "" if text.strip() else next((line.label for line in lines if line.label), "")
    found = numbering.in_column(text or label)
    placed.row.number, placed.is_automatic = found.number, bool(label)
    _claim(placed, lines)
    if found.before:
        ids = tuple(line.id for line in lines)
        word = Furniture(text=found.before, why="word before the number", lines=ids)
        placed.furniture.append(word)


def _take_steps(placed: RowPlaced, cell: milestone_cell.Milestones) -> None:
    row = placed.row
    row.milestones += cell.milestones
    row.citations += cell.citations
    row.references += cell.references
    placed.doubts += cell.doubts
    _tear(placed, cell.torn)


def _read_steps(placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper) -> None:
    row = placed.row
    crossed = [
        at
        for at in columns.of("milestones")
        if _round(columns, at) and marked_months.is_mark(source.cells.get(at, []))
    ]
    for column in columns.of("milestones"):
        if column in crossed:
            continue
        cell = milestone_cell.read(
            source.cells.get(column, []),
            paper,
            first=len(row.milestones),
            period=period_of(_round(columns, column)),
        )
        _take_steps(placed, cell)
    marked = [(at, _round(columns, at), source.cells[at]) for at in crossed]
    steps, furniture = marked_months.read(marked, paper)
    row.milestones += steps
    placed.furniture += furniture


def _date(
    placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper, above: PlacedRow | None
) -> None:
    """Give the row the dates that stand in columns of their own."""
    due = [
        due_column.DueColumn(columns.headings[at], source.cells.get(at) or source.above.get(at, []))
        for at in columns.of("due")
    ]
    led = bool(columns.of("lead"))
    placed.doubts += due_column.read(placed.row, due, paper, above=above, has_leads=led)


def _read_watch(placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper) -> None:
    row = placed.row
    row.monitoring, torn = monitoring_cell.read(source.lines(columns, "monitoring"))
    _tear(placed, torn)
    for column in columns.of("progress"):
        notes, references, torn = progress_cell.read(
            dated_notes.split(source.cells.get(column, []), paper),
            paper,
            round_heading=_round(columns, column),
        )
        row.progress += notes
        row.references += references
        _tear(placed, torn)


def _round(columns: Columns, column: int) -> str:
    return columns.rounds[column] if columns.rounds else ""


def _read_leads(
    placed: RowPlaced,
    source: TableRow,
    columns: Columns,
    paper: Paper,
    above: PlacedRow | None,
) -> None:
    """Leads of a column of their own; “ditto” repeats those of the row above."""
    for line in source.carried(columns, "lead"):
        text = words_of(line)
        when = "" if columns.of("due") else who_and_when(text, paper)[1]
        if DITTO.fullmatch(text) and above is not None:
            placed.row.leads += [replace(lead, lines=()) for lead in above.leads]
            placed.furniture.append(
                Furniture(text=text, why="repeats the row above", lines=(line.id,))
            )
        elif when:
            _lead(placed, who_and_when(text, paper)[0], line)
            step = milestone_cell.milestone(text, paper, lines=(line.id,))
            step.is_bullet = is_bullet(line)
            placed.row.milestones.append(step)
        elif heading := leads.heading_of(text):
            placed.row.lead_heading = placed.row.lead_heading or heading[0]
            if placed.row.lead_heading != heading[0]:
                named = Furniture(text=heading[0], why="name of a field", lines=(line.id,))
                placed.furniture.append(named)
            _claim(placed, [line])
            _lead(placed, heading[1], line)
        else:
            _lead(placed, text, line)


def _lead(placed: RowPlaced, text: str, line: Line) -> None:
    found = leads.read(text, line=line.id)
    known = {(lead.name, lead.topic): lead for lead in placed.row.leads}
    for one in found:
        if same := known.get((one.name, one.topic)):
            same.lines += one.lines
        else:
            placed.row.leads.append(one)
    if spare := leads.spare(text, found):
        placed.furniture.append(Furniture(text=spare, why="joins names", lines=(line.id,)))


def _read_measures(placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper) -> None:
    for line in filled(source.lines(columns, "kpi")):
        text = words_of(line)
        fields = paper.dated(text)
        placed.doubts += paper.doubts(text, fields)
        placed.row.kpis.append(
            PlacedKpi(
                text=text,
                level=line.level if is_bullet(line) else 0,
                is_bullet=is_bullet(line),
                lines=(line.id,),
                **fields,
            )
        )


def _read_status(
    placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper, above: PlacedRow | None
) -> None:
    headed = [at for at in columns.of("status") if _round(columns, at)]
    if headed:
        cells = {_round(columns, at): _stated(source.own_or_above(at)) for at in headed}
        status_column.read_quarters(placed.row, cells, paper)
        return
    lines = _stated(source.carried(columns, "status") or source.lines(columns, "status"))
    if lines:
        placed.furniture += status_column.read(
            placed.row, lines, paper, above=above, has_due=bool(columns.of("due"))
        )


def _stated(lines: list[Line]) -> list[Line]:
    """The lines that print a status, be it a sign alone."""
    return [line for line in lines if words_or_sign(line)]


def _read_rest(placed: RowPlaced, source: TableRow, columns: Columns, paper: Paper) -> None:
    row = placed.row
    for at, one in enumerate(columns.roles):
        lines = filled(source.cells.get(at, []))
        if lines and one == "raised":
            day_columns.raised(row, lines, columns.headings[at], paper)
        elif lines and one == "completed":
            day_columns.completed(row, lines, columns.headings[at], paper)
    for at, one in enumerate(columns.roles):
        lines = filled(source.cells.get(at, [])) if one in ("extra", "evidence", "spacer") else []
        if lines:
            text = "\n".join(words_of(line) for line in lines)
            ids = tuple(line.id for line in lines)
            row.extras.append(Extra(heading=columns.headings[at], text=text, lines=ids))
