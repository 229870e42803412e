"""A timeline beside a plan, months down the left and streams of work across: turned on its side.

Each stream becomes an action with its entries as steps, dated by the months they stand in.
"""

from dataclasses import replace

from governance.documents.rows import Cell, Row, Table

from .column_contents import is_due
from .header_rows import first_line
from .heading_periods import period_of
from .heading_words import LIKELY, meaning

_FEWEST = 3  # months


def turned(table: Table) -> Table | None:
    """The table with its months above and a row for each stream; nothing for another table."""
    if not _is_timeline(table):
        return None
    cells = [[table.cell_at(at, column) for at in range(len(table.rows))] for column in _all(table)]
    rows = []
    for column, down in enumerate(cells):
        across = [
            replace(cell, column=at, columns=1)
            if cell and _is_own(table, at, column)
            else Cell((), at)
            for at, cell in enumerate(down)
        ]
        rows.append(Row(tuple(across), is_header=column == 0))
    return Table(tuple(rows), len(table.rows), table.name)


def _all(table: Table) -> range:
    return range(table.columns)


def _is_own(table: Table, row: int, column: int) -> bool:
    """Whether a place holds its cell's words itself; merged cells are told once."""
    return any(cell.column == column and not cell.continues for cell in table.rows[row].cells)


def _is_timeline(table: Table) -> bool:
    if table.columns < 2 or len(table.rows) <= _FEWEST:
        return False
    heads, *body = table.rows
    named = [first_line(cell) for cell in heads.cells if cell.column and cell.text.strip()]
    if len(named) < table.columns - 1 or any(meaning(one)[1] >= LIKELY for one in named):
        return False
    months = [cell.text.strip() for row in body for cell in row.cells if cell.column == 0]
    dated = [text for text in months if period_of(text) and is_due(text) and len(text) < 20]
    return len(dated) >= _FEWEST and len(dated) == len([text for text in months if text])
