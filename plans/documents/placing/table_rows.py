"""The rows of a plan's table as a person counts them: split rows joined, group rows told apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.documents.rows import Cell, Line, Row, Table

from . import kpi_headings, numbering, soft_breaks
from .columns import Columns, Role
from .paper import filled

_LONGEST_GROUP = 25  # words; a longer text across the table is a note
_CARRIED: tuple[Role, ...] = ("theme", "lead", "due", "status", "raised")


@dataclass
class TableRow:
    """One row of the plan: its lines by column of the grid, of one table row or of several.

    ``above`` holds what cells merged downwards print once for several rows.
    """

    at: int
    cells: dict[int, list[Line]] = field(default_factory=dict)
    above: dict[int, list[Line]] = field(default_factory=dict)

    def lines(self, columns: Columns, role: Role) -> list[Line]:
        """The lines of every column with a role, from the left."""
        return [line for at in columns.of(role) for line in self.cells.get(at, [])]

    def own_or_above(self, at: int) -> list[Line]:
        """The lines of one column; where it prints none, those of a merged cell above it."""
        return self.cells.get(at, []) or self.above.get(at, [])

    def carried(self, columns: Columns, role: Role) -> list[Line]:
        """The same; where the row prints nothing itself, what a merged cell above it prints."""
        own = filled(self.lines(columns, role))
        return own or [line for at in columns.of(role) for line in self.above.get(at, [])]


@dataclass
class GroupRow:
    """A row across the table that heads the rows beneath it, or a note among them."""

    at: int
    lines: list[Line]
    is_note: bool = False


@dataclass
class TitleRow:
    """A row above the headings: what the table is about."""

    at: int
    lines: list[Line]


@dataclass
class AfterRow:
    """A key or a note beneath the last row."""

    at: int
    lines: list[Line]


@dataclass
class HeadRow:
    """A row that only says what the columns are, or how to fill them in."""

    at: int
    lines: list[Line]
    is_helper: bool = False


Entry = TableRow | GroupRow | TitleRow | AfterRow | HeadRow


def rows_of(table: Table, columns: Columns) -> list[Entry]:
    """Every row that says anything, in order; a row split over two is one."""
    found: list[Entry] = []
    numbered = _is_numbered(table, columns)
    last: TableRow | None = None
    for at, row in enumerate(table.rows):
        lines = filled([line for cell in row.cells for line in cell.lines])
        if at in columns.header_rows or at in columns.helper_rows:
            found.append(HeadRow(at, lines, at in columns.helper_rows))
        elif at in columns.title_rows and lines:
            found.append(TitleRow(at, lines))
        elif at in columns.afterword_rows and lines:
            found.append(AfterRow(at, lines))
        elif not lines and not _has_empty_bullet(row, last):
            continue
        elif _is_group(table, columns, at, last if numbered else None):
            found.append(GroupRow(at, lines, _is_long(lines)))
            last = None
        elif last is not None and _continues(row, columns, last, numbered):
            for column, cell in _cells(row):
                last.cells.setdefault(column, []).extend(soft_breaks.apart(cell.lines))
        else:
            said = {column: soft_breaks.apart(cell.lines) for column, cell in _cells(row)}
            last = TableRow(at, said)
            last.above = _above(table, at, columns)
            found.append(last)
    return found


def _has_empty_bullet(row: Row, last: TableRow | None) -> bool:
    """A bullet with nothing behind it goes to the row above, which it was typed for."""
    return last is not None and any(
        line.kind == "bullet" for cell in row.cells for line in cell.lines
    )


def _cells(row: Row) -> Iterator[tuple[int, Cell]]:
    return ((cell.column, cell) for cell in row.cells)


def _above(table: Table, at: int, columns: Columns) -> dict[int, list[Line]]:
    above: dict[int, list[Line]] = {}
    for role in _CARRIED:
        for column in columns.of(role):
            own = next((cell for cell in table.rows[at].cells if cell.column == column), None)
            if own is not None and own.continues and (cell := table.cell_at(at, column)):
                above[column] = filled(soft_breaks.apart(cell.lines))
    return above


def _is_group(table: Table, columns: Columns, at: int, last: TableRow | None) -> bool:
    """A row with words in one cell alone, which spans the table or looks like a heading.

    ``last`` is the row above in a table whose rows are numbered: plain words beneath it may be
    the rest of it.
    """
    row = table.rows[at]
    said = [cell for cell in row.cells if filled(cell.lines)]
    if len(said) == 2 and _numbers_those_beneath(table, columns, at, said):
        return True
    if len(said) != 1 or table.columns < 2 or any(cell.continues for cell in row.cells):
        return False
    cell = said[0]
    if cell.columns > 1 and cell.columns * 2 > table.columns - len(columns.of("spacer")):
        return True
    first = filled(cell.lines)[0]
    capitals = first.text.isupper() and len(first.text.strip()) > 4 and not first.text.isdigit()
    own = capitals or columns.roles[cell.column] in ("improvement", "number", "theme")
    if not own or len(row.cells) < 2 or numbering.take(first).number:
        return False
    if first.kind == "heading" or first.is_bold or capitals:
        return not _is_long(cell.lines)
    return at in columns.group_rows and not (last and _goes_on(first, last, columns))


def _numbers_those_beneath(table: Table, columns: Columns, at: int, said: list[Cell]) -> bool:
    """“2 | Delivery” alone in its row, over 2.1 and 2.2: a theme with its number."""
    number, title = said
    if columns.roles[number.column] != "number" or at + 1 >= len(table.rows):
        return False
    beneath = table.cell_at(at + 1, number.column)
    own = number.text.strip().rstrip(".")
    sub_number = beneath is not None and beneath.text.strip().startswith(f"{own}.")
    return sub_number and own.isdigit() and not _is_long(title.lines)


def _goes_on(line: Line, last: TableRow, columns: Columns) -> bool:
    """Whether a plain line could be the rest of the row above: another measure, half a sentence."""
    above = filled(last.lines(columns, "improvement"))
    if line.kind != "paragraph" or line.words[:1].islower():
        return True
    ended = bool(above) and above[-1].text.rstrip().endswith((".", "!", "?", ")"))
    measured = any(kpi_headings.heading_of(one.words) for one in above)
    return measured or not ended


def _is_long(lines: list[Line] | tuple[Line, ...]) -> bool:
    return sum(len(line.text.split()) for line in lines) > _LONGEST_GROUP


def _continues(row: Row, columns: Columns, last: TableRow, numbered: bool) -> bool:
    """Whether a table row only goes on with the row above it."""
    cells = {cell.column: cell for cell in row.cells}
    number = [cells[at] for at in columns.of("number") if at in cells]
    own = [cells[at] for at in columns.of("improvement") if at in cells]
    if any(filled(cell.lines) for cell in number):
        return False
    said = [line for cell in own for line in filled(cell.lines)]
    if not said:
        return True
    if not numbered or (not columns.of("number") and numbering.take(said[0]).number):
        return False
    if columns.of("number") and not last.lines(columns, "number"):
        return False
    others = [cell for cell in row.cells if cell not in own and filled(cell.lines)]
    goes_on = said[0].kind == "bullet" or said[0].words[:1].islower()
    return goes_on or not others


def _is_numbered(table: Table, columns: Columns) -> bool:
    """Whether nearly every row that says something in its first place begins with a number."""
    numbers = count = 0
    for at, row in enumerate(table.rows):
        if at in columns.header_rows or at in columns.helper_rows:
            continue
        cells = {cell.column: filled(cell.lines) for cell in row.cells}
        own = [line for role in ("number", "improvement") for line in _of(cells, columns, role)]
        if own:
            count += 1
            in_column = bool(_of(cells, columns, "number"))
            numbers += in_column or bool(numbering.take(own[0]).number)
    return numbers > 1 and numbers * 3 >= count * 2


def _of(cells: dict[int, list[Line]], columns: Columns, role: str) -> list[Line]:
    return [
        line for at, one in enumerate(columns.roles) if one == role for line in cells.get(at, [])
    ]
