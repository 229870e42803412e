"""Rows of shown cells as blocks: the lines over a table, the tables, the lines under it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .rows import Block, Cell, Line, Link, Row, Table
from .typed_lists import lines_of


@dataclass
class ShownCell:
    """A cell as it is seen: its text with line breaks, and how far it was merged."""

    text: str = ""
    place: str = ""
    columns: int = 1
    continues: bool = False
    bold: tuple[bool, ...] = ()  # for each line of it
    address: str = ""  # the web address behind it


@dataclass
class ShownRow:
    """A row of a grid; only places that hold something or are merged have a cell."""

    cells: dict[int, ShownCell] = field(default_factory=dict)
    is_header: bool = False  # frozen, filtered or repeated on each page

    def words(self) -> dict[int, str]:
        """The texts of the cells that have any, by column."""
        return {
            column: " ".join(cell.text.split())
            for column, cell in self.cells.items()
            if cell.text.strip()
        }


def blocks_of(rows: Sequence[ShownRow], name: str, first_id: int) -> tuple[list[Block], int]:
    """The blocks of a sheet, and the next free number of a line.

    A title over the table, notes under it and the titles between tables of the same header are
    lines of their own; everything else stays in one table, empty rows apart.
    """
    writer = _Writer(name, first_id)
    header: dict[int, str] = {}
    waiting: list[ShownRow] = []  # single cells that are a title or rows, as what follows tells
    for stretch in _stretches(rows):
        lead = _leading_lines(stretch)
        if header and lead == len(stretch):
            waiting += stretch
            continue
        titles = [*waiting, *stretch[:lead]]
        if not header or _are_text(titles) or _starts_anew(stretch[lead], header):
            writer.close()
            writer.add_lines(titles)
            stretch = stretch[lead:]
            header = stretch[0].words() if stretch else {}
        else:
            writer.rows += waiting
        waiting = []
        writer.rows += stretch
    writer.close()
    writer.add_lines(waiting)
    return writer.blocks, writer.next_id


def _are_text(rows: Sequence[ShownRow]) -> bool:
    """Whether single cells between empty rows are text between tables; a group has one or two."""
    return len(rows) > 2 or any(len(text) > 150 for row in rows for text in row.words().values())


def _starts_anew(row: ShownRow, header: dict[int, str]) -> bool:
    """Whether the first row after an empty one heads a table: the same words, or all bold."""
    held = [cell for cell in row.cells.values() if cell.text.strip()]
    is_bold = len(held) > 1 and all(cell.bold and all(cell.bold) for cell in held)
    return is_bold or row.words() == header


def _stretches(rows: Sequence[ShownRow]) -> list[list[ShownRow]]:
    """The rows between empty rows; rows of a merged cell stay together."""
    found: list[list[ShownRow]] = [[]]
    for row in rows:
        if row.words() or any(cell.continues for cell in row.cells.values()):
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def _leading_lines(stretch: Sequence[ShownRow]) -> int:
    """How many rows at the start hold one cell each, and so are a title and no row of a table."""
    for at, row in enumerate(stretch):
        if len(row.words()) > 1 or row.is_header:
            return at
    return len(stretch)


class _Writer:
    """Numbers the lines in reading order."""

    def __init__(self, name: str, first_id: int) -> None:
        self.name, self.next_id = name, first_id
        self.blocks: list[Block] = []
        self.rows: list[ShownRow] = []

    def add_lines(self, rows: Sequence[ShownRow]) -> None:
        for row in rows:
            for _, cell in sorted(row.cells.items()):
                self.blocks += self._lines(cell)

    def close(self) -> None:
        """Write the table that was gathered, without the empty columns beside it."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        used = sorted({column for row in rows for column in row.words()})
        self.blocks.append(
            Table(
                rows=tuple(self._row(row, used) for row in rows),
                columns=len(used),
                name=self.name,
            )
        )

    def _row(self, row: ShownRow, used: list[int]) -> Row:
        cells = []
        at = 0
        while at < len(used):
            cell = row.cells.get(used[at], ShownCell())
            width = bisect_left(used, used[at] + cell.columns) - at
            cells.append(
                Cell(
                    lines=tuple(self._lines(cell)),
                    column=at,
                    columns=width,
                    continues=cell.continues,
                )
            )
            at += width
        return Row(cells=tuple(cells), is_header=row.is_header)

    def _lines(self, cell: ShownCell) -> list[Line]:
        lines = lines_of(cell.text.split("\n"), self.next_id, cell.place, bold=cell.bold)
        if cell.address:
            lines = [_linked(line, cell.address) for line in lines]
        self.next_id += len(lines)
        return lines


def _linked(line: Line, address: str) -> Line:
    link = Link(start=line.typed, end=len(line.text), address=address)
    return replace(line, links=(link,))
