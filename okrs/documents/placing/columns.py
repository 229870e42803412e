"""Which column of an OKR table holds what: told by its heads, and by content where heads lie."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.documents.rows import Cell, Row, Table

from .wording import KEY_RESULTS, Role, cut_label, cut_number, is_label, role_of

_LONGEST_HEAD = 60


@dataclass(frozen=True)
class OkrColumns:
    """The roles and printed heads of a table's columns; ``heads`` are the rows that only head."""

    roles: tuple[Role, ...]
    headings: tuple[str, ...]
    heads: tuple[int, ...] = ()
    has_labels_as_heads: bool = False  # "Objective | KR1 | KR2 | KR3"

    def first(self, role: Role) -> int | None:
        return next((at for at, one in enumerate(self.roles) if one == role), None)

    def of(self, role: Role) -> list[int]:
        return [at for at, one in enumerate(self.roles) if one == role]


def columns_of(table: Table, *, is_okr_paper: bool) -> OkrColumns | None:
    """The columns of a table of key results; None for any other table.

    ``is_okr_paper`` says that the paper speaks of OKRs, so that a table without a single label
    may hold them.
    """
    if table.columns < 1 or not table.rows:
        return None
    for at in range(min(3, len(table.rows))):
        if any(len(list(full_cells(row))) > 1 for row in table.rows[:at]):
            break  # a row of words stands above it, so it heads nothing
        if found := _by_heads(table, at, is_okr_paper=is_okr_paper):
            return found
    return _by_content(table, is_okr_paper=is_okr_paper)


def _by_heads(table: Table, at: int, *, is_okr_paper: bool) -> OkrColumns | None:
    row = table.rows[at]
    words = [_flat(cell.text) for cell in row.cells]
    if any(len(one) > _LONGEST_HEAD for one in words) or sum(map(bool, words)) < 2:
        return None
    headings = [""] * table.columns
    for cell in row.cells:
        for column in range(cell.column, min(cell.column + cell.columns, table.columns)):
            headings[column] = _flat(cell.text)
    if sum(is_label(one) and any(map(str.isdigit, one)) for one in words) >= 2:
        return _labels_as_heads(headings, at)
    roles: list[Role] = [role_of(one) if one else "extra" for one in headings]
    has_objective = "objective" in roles
    has_results = "key_result" in roles or any(KEY_RESULTS.search(one) for one in words)
    if not has_results and not (has_objective and is_okr_paper):
        return None
    if any(cut_label(one)[0] and any(map(str.isdigit, one)) for one in words):
        return None  # a row of the body: "Grow | KR1 | Key results of the survey"
    _settle_by_content(table, at, roles, headings)
    if "key_result" not in roles:
        _find_results(roles)
    if "key_result" not in roles:
        return None
    heads = tuple(
        place for place, one in enumerate(table.rows) if place <= at or _same_words(one, row)
    )
    return OkrColumns(tuple(roles), tuple(headings), heads)


def _labels_as_heads(headings: list[str], at: int) -> OkrColumns:
    roles: list[Role] = []
    for heading in headings:
        role: Role = "key_result" if is_label(heading) else role_of(heading)
        roles.append("objective" if not roles and role in {"extra", "label"} else role)
    return OkrColumns(tuple(roles), tuple(headings), tuple(range(at + 1)), has_labels_as_heads=True)


def _settle_by_content(table: Table, at: int, roles: list[Role], headings: list[str]) -> None:
    """One head over two columns, and heads that do not say what stands beneath."""
    for column in range(len(roles)):
        below = [_text(table, row, column) for row in range(at + 1, len(table.rows))]
        full = [one for one in below if one]
        labels = sum(is_label(one) or _is_number(one) for one in full)
        if full and labels * 2 > len(full):
            roles[column] = "label"
            headings[column] = ""
    for role in ("objective", "key_result"):
        kept = [column for column, one in enumerate(roles) if one == role]
        for column in kept[1:]:
            roles[column] = "outcome" if not headings[column] else "extra"


def _find_results(roles: list[Role]) -> None:
    """Key results stand beneath a head of another name: next to their labels, or next to
    the objectives."""
    beside = "label" if "label" in roles else "objective"
    after = roles.index(beside) + 1 if beside in roles else 0
    if after < len(roles) and roles[after] in {"extra", "outcome", "target"}:
        roles[after] = "key_result"


def _by_content(table: Table, *, is_okr_paper: bool) -> OkrColumns | None:
    rows = range(len(table.rows))
    wanted = 1 if is_okr_paper else 2
    for column in range(table.columns):
        full = [one for row in rows if (one := _text(table, row, column))]
        labels = sum(map(is_label, full))
        if labels >= wanted and (labels + sum(map(_is_number, full))) * 2 > len(full):
            return _around(table, column, has_label=True)
    for column in range(table.columns):
        full = [one for row in rows if (one := _text(table, row, column))]
        if sum(bool(cut_label(one)[0]) for one in full) * 2 > len(full) and len(full) >= wanted:
            return _around(table, column, has_label=False)
    is_merged = any(cell.continues and cell.column == 0 for row in table.rows for cell in row.cells)
    if is_okr_paper and is_merged and 2 <= table.columns <= 3:
        return _around(table, 1, has_label=False)
    return None


def _around(table: Table, column: int, *, has_label: bool) -> OkrColumns:
    roles: list[Role] = ["extra"] * table.columns
    if column:
        roles[column - 1] = "objective"
    order: list[Role] = ["label", "key_result", "outcome"]
    for at, role in enumerate(order if has_label else order[1:], start=column):
        if at < table.columns:
            roles[at] = role
    return OkrColumns(tuple(roles), ("",) * table.columns)


def own_cell(row: Row, column: int) -> Cell | None:
    """The cell of a row that begins at or covers a column; None where the grid has a hole."""
    return next(
        (cell for cell in row.cells if cell.column <= column < cell.column + cell.columns), None
    )


def full_cells(row: Row) -> Iterator[Cell]:
    return (cell for cell in row.cells if not cell.continues and cell.text.strip())


def _text(table: Table, row: int, column: int) -> str:
    cell = own_cell(table.rows[row], column)
    return "" if cell is None or cell.continues or cell.column != column else cell.text.strip()


def _is_number(text: str) -> bool:
    number, words = cut_number(text)
    return bool(number) and not words


def _flat(text: str) -> str:
    return " ".join(text.split())


def _same_words(one: Row, other: Row) -> bool:
    def words(row: Row) -> list[str]:
        return [_flat(cell.text).lower() for cell in row.cells]

    return words(one) == words(other)
