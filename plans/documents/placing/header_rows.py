"""Which rows of a table only head it: titles, headings in one or two rows, helper lines, groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.rows import Cell, Row, Table

from .column_contents import DITTO, is_due, is_number
from .heading_periods import period_of
from .heading_words import LIKELY, meaning
from .other_tables import heads_other_table
from .status_words import is_status

_LOOKED_AT = 6  # rows from the top in which headings are looked for
_LONGEST_HEADING = 90
_ASKS = re.compile(
    r"\b(?:to be completed|summari[sz]e|please|note how|add key|describe|insert|"
    r"list (?:the|any|all)|(?:who|what|when|how) (?:will|is|are|do|does)\b[^.]*\?|"
    r"max(?:imum)? \d+ words|for example|where possible|enter (?:the|a|any)|use the drop|guidance|"
    r"this (?:column|box)|include (?:the|any|key))",
    re.IGNORECASE,
)
_LETTERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)?")
_ROW_NUMBER = re.compile(r"(?:[A-Z]{1,3}[ ./-]?)?\d{1,3}(?:\.\d{1,3}){0,2}[.)]?")
_AFTERWORD = re.compile(
    r"(?:key|legend|notes?|rag (?:key|rating|definitions?)|source|total|totals|grand total|"
    r"status key|colour key)\b\s*[:=–-]?|\*|†|(?:red|amber|green|blue|r|a|g|b)\s*[=:–-]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class HeadedRows:
    """The rows of a table that are no rows of the plan, from 0."""

    titles: tuple[int, ...] = ()  # above the headings, one cell each
    heads: tuple[int, ...] = ()  # the headings, one row or two
    repeats: tuple[int, ...] = ()  # the same again further down
    helpers: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()  # one cell over the rows beneath
    afterwords: tuple[int, ...] = ()  # a key or a note under the last row

    @property
    def body_from(self) -> int:
        return max((*self.titles, *self.heads, *self.helpers[:1], -1)) + 1

    def is_body(self, at: int) -> bool:
        no_body = (self.titles, self.heads, self.repeats, self.helpers, self.groups)
        return all(at not in rows for rows in (*no_body, self.afterwords))


def headed_rows(table: Table) -> HeadedRows:
    """Tell the rows that head a table from its body. A table may have no headings at all."""
    head = _head_of(table)
    titles = tuple(at for at in range(head or 0) if _filled(table.rows[at]))
    heads: tuple[int, ...] = () if head is None else (head,)
    if head is not None and _is_second(table, head):
        heads = (head, head + 1)
    said = {_words(table.rows[at]) for at in heads}
    after = heads[-1] + 1 if heads else 0
    helpers, repeats, groups, afterwords = [], [], [], []
    for at in range(after, len(table.rows)):
        row = table.rows[at]
        if heads and (_words(row) in said or _is_repeat(row) or _is_alike(row, table, heads)):
            repeats.append(at)
        elif heads and (at == after or at - 1 in repeats) and _is_helper(row):
            helpers.append(at)
        elif at > after and _is_afterword(table, at):
            afterwords.append(at)
        elif _is_group(table, at):
            groups.append(at)
    return HeadedRows(
        titles, heads, tuple(repeats), tuple(helpers), tuple(groups), tuple(afterwords)
    )


def first_line(cell: Cell) -> str:
    return " ".join(next((line.text for line in cell.lines if line.text.strip()), "").split())


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text.strip()]


def _words(row: Row) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, first_line(cell).lower().strip(" :")) for cell in _filled(row))


def _head_of(table: Table) -> int | None:
    """The row of the headings: the first that reads like some, else one set apart as such."""
    for at, row in enumerate(table.rows[:_LOOKED_AT]):
        if _is_heading_row(row):
            return at
        if len(_filled(row)) > 1 and not _is_banner(row, table):
            break
    for at, row in enumerate(table.rows[:_LOOKED_AT]):
        if len(_filled(row)) > 1:
            return at if _is_set_apart(table, at) else None
    return None


def _is_banner(row: Row, table: Table) -> bool:
    return len(_filled(row)) == 1 or max(cell.columns for cell in row.cells) * 2 > table.columns


def _is_heading_row(row: Row, least: int = 2) -> bool:
    cells = _filled(row)
    if len(cells) < least or any(len(first_line(cell)) > _LONGEST_HEADING for cell in cells):
        return False
    if _ROW_NUMBER.fullmatch(first_line(cells[0])):
        return False
    known = [_weight(first_line(cell)) for cell in cells]
    plain = sum(weight >= LIKELY for weight in known)
    return plain >= least and plain * 2 >= len(cells) and not _has_contents(cells, least)


def _is_alike(row: Row, table: Table, heads: Sequence[int]) -> bool:
    """The headings again, but for the first: many papers head each part of a table anew."""
    first, *others = _words(row) or (None,)
    above = [words for at in heads for words in _words(table.rows[at])]
    return len(others) > 1 and first is not None and all(one in above for one in others)


def _is_repeat(row: Row) -> bool:
    """Headings in other words further down: nothing but plain headings, and no day among them."""
    plain = [meaning(first_line(cell))[1] >= LIKELY for cell in _filled(row)]
    return all(plain) and _is_heading_row(row, least=3)


def _weight(heading: str) -> int:
    weight = meaning(heading)[1]
    is_named = period_of(heading) or heads_other_table(heading)
    return max(weight, LIKELY if is_named else 0)


def _has_contents(cells: Sequence[Cell], least: int) -> bool:
    """Days, states and numbers among short words: a row of the body, whatever it says."""
    said = [first_line(cell) for cell in cells]
    body = sum(
        (is_number(one) or is_status(one) or (is_due(one) and not period_of(one)))
        and not meaning(one)[0]
        for one in said
    )
    return body > 0 and (least > 2 or body * 2 > len(cells))


def _is_set_apart(table: Table, at: int) -> bool:
    """Short bold words, or a row marked as repeated, over rows that are neither."""
    row, cells = table.rows[at], _filled(table.rows[at])
    if any(len(cell.text) > _LONGEST_HEADING for cell in cells) or at + 1 >= len(table.rows):
        return False
    if any(is_number(first_line(cell)) or is_status(first_line(cell)) for cell in cells):
        return False
    if row.is_header:
        return True
    beneath = [cell for below in table.rows[at + 1 :] for cell in _filled(below)]
    bold = all(_is_bold(cell) for cell in cells)
    return bold and sum(map(_is_bold, beneath)) * 3 < len(beneath)


def _is_bold(cell: Cell) -> bool:
    return all(line.is_bold or line.kind == "heading" for line in cell.lines if line.text.strip())


def _is_second(table: Table, head: int) -> bool:
    """Whether the next row heads parts of a merged heading."""
    row = table.rows[head]
    wide = [cell for cell in row.cells if 1 < cell.columns < table.columns and cell.text.strip()]
    if not wide or head + 1 >= len(table.rows):
        return False
    below = table.rows[head + 1]
    under = [
        cell
        for cell in _filled(below)
        if any(one.column <= cell.column < one.column + one.columns for one in wide)
    ]
    beside = [cell for cell in _filled(below) if cell not in under and not cell.continues]
    short = all(len(first_line(cell)) <= 40 for cell in under)
    named = sum(_weight(first_line(cell)) > 0 for cell in under)
    return bool(under) and short and not beside and (named > 0 or all(map(_is_bold, under)))


def _is_helper(row: Row) -> bool:
    """A row beneath the headings that says how to fill the table in, or letters its columns."""
    cells = _filled(row)
    if not cells:
        return False
    if len(cells) > 2 and all(_LETTERING.fullmatch(cell.text.strip()) for cell in cells):
        return True
    asks = [bool(_ASKS.search(cell.text)) for cell in cells]
    return sum(asks) * 2 >= len(cells) and not is_number(first_line(cells[0]))


def _is_group(table: Table, at: int) -> bool:
    """One cell alone in its row, over rows that go on beneath it."""
    row, cells = table.rows[at], _filled(table.rows[at])
    if table.columns < 2 or len(cells) != 1 or any(cell.continues for cell in row.cells):
        return False
    cell = cells[0]
    if is_number(cell.text) or DITTO.fullmatch(cell.text) or len(cell.text) > 400:
        return False
    if cell.columns * 2 > table.columns and cell.columns > 1:
        return True
    if cell.column > 1 or len(cell.text) > 120 or "\n" in cell.text.strip():
        return False
    goes_on = at + 1 < len(table.rows) and len(_filled(table.rows[at + 1])) > 1
    return goes_on and (_is_bold(cell) or not re.search(r"[.;]\s*$", cell.text.strip()))


def _is_afterword(table: Table, at: int) -> bool:
    if len(_filled(table.rows[at])) > 2 or any(
        len(_filled(row)) > 2 for row in table.rows[at + 1 :]
    ):
        return False
    cells = _filled(table.rows[at])
    return (
        bool(cells)
        and bool(_AFTERWORD.match(first_line(cells[0])))
        and not is_number(first_line(cells[0]))
    )
