"""Tables on their grid of columns, with merged cells, and tables inside cells as their lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..rows import Cell, Line, Row, Table
from . import names
from .names import MC, W
from .words import SAYS_NOTHING, Words, chosen, is_left_out, properties_of

if TYPE_CHECKING:
    from .body import Flow, StoryReader

MOST_COLUMNS = 200  # Word itself stops at 63

_ROW_HOLDERS = {
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
}


@dataclass
class _Grid:
    """A table in the making."""

    place: str
    rows: list[Row] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)  # columns whose cells go on downwards
    strays: list[Words] = field(default_factory=list)
    columns: int = 0


def read(reader: "StoryReader", element: Any, flow: "Flow") -> None:
    """Add a table to a stretch: as a table in the body, as lines inside a cell or a note."""
    reader.finish(flow)
    flow.depths.restart()
    flow.tables += 1
    is_inner = not flow.is_body and not flow.holds_tables
    if is_inner:
        place = f"{flow.place}, inner table" if flow.place else "inner table"
        place += f" {flow.tables}" if flow.tables > 1 else ""
    else:
        reader.lines.tables += 1
        place = f"table {reader.lines.tables}"
        place = f"{flow.place}, {place}" if flow.place else place
    grid = _Grid(place)
    for row in _inside(element, W + "tr", grid.strays, reader, flow):
        _row(reader, row, grid, flow)
    table = Table(tuple(grid.rows), grid.columns)
    if is_inner:
        flow.blocks += table.lines()
    elif table.rows:
        flow.blocks.append(table)
    for one in grid.strays:
        reader.add_stray(one, flow)


def _inside(
    element: Any, wanted: str, strays: list[Words], reader: "StoryReader", flow: "Flow"
) -> Iterator[Any]:
    """The rows of a table or the cells of a row, out of whatever holds them."""
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in _ROW_HOLDERS:
            yield from _inside(child, wanted, strays, reader, flow)
        elif tag == MC + "AlternateContent":
            for one in chosen(child):
                if one.tag == wanted:
                    yield one
                else:
                    strays.append(reader.stray(one, flow))
        elif tag not in SAYS_NOTHING:
            strays.append(reader.stray(child, flow))


def _row(reader: "StoryReader", element: Any, grid: _Grid, flow: "Flow") -> None:
    properties = properties_of(element, W + "trPr")
    if is_left_out(element):
        reader.part.seen.add("deleted row")
        return
    if properties is not None and properties.find(W + "ins") is not None:
        reader.part.seen.add("inserted row")
    column = _count(names.value(properties, "gridBefore"), default=0)
    merged: set[int] = set()
    cells: list[Cell] = []
    for cell in _inside(element, W + "tc", grid.strays, reader, flow):
        said = properties_of(cell, W + "tcPr")
        if is_left_out(cell):
            reader.part.seen.add("deleted cell")
            continue
        span = _count(names.value(said, "gridSpan"), default=1)
        span = max(1, min(span, MOST_COLUMNS - column))
        vertical = names.value(said, "vMerge")
        continues = vertical in ("", "continue") and column in grid.merged
        if vertical is not None:
            merged.add(column)
        place = f"{grid.place}, row {len(grid.rows) + 1}, column {column + 1}"
        lines = _lines(reader, cell, place, flow, is_covered=continues)
        if names.value(said, "hMerge") in ("", "continue") and cells:
            last = cells[-1]
            words = tuple(line for line in lines if line.text.strip())
            cells[-1] = Cell(last.lines + words, last.column, last.columns + span, last.continues)
        else:
            cells.append(Cell(lines, column, span, continues))
        column += span
    column += _count(names.value(properties, "gridAfter"), default=0)
    grid.merged = merged
    grid.columns = max(grid.columns, min(column, MOST_COLUMNS))
    header = bool(names.switch(properties, "tblHeader"))
    grid.rows.append(Row(tuple(cells), header))


def _lines(
    reader: "StoryReader", cell: Any, place: str, flow: "Flow", *, is_covered: bool
) -> tuple[Line, ...]:
    inner = flow.inside(place, is_covered=is_covered)
    reader.walk(cell, inner)
    reader.finish(inner)
    return tuple(one for one in inner.blocks if isinstance(one, Line))


def _count(said: str | None, *, default: int) -> int:
    return max(default, min(MOST_COLUMNS, names.number(said, default)))
