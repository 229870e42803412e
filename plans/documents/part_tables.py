"""Workbooks and CSV files of ours: a line for each part of a plan, read back as the plan."""

from collections.abc import Iterator

from governance.documents.pieces import Furniture, Placed
from governance.documents.printed import bare
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Cell, Source, Table
from governance.documents.text_in_pieces import require_text
from governance.documents.writing.sheets import Sheet
from governance.text.plain_cells import with_formula_sign

from .placed import PlacedPlan
from .writing.part_cells import EXACTLY, LONGEST, CellRow, heading_of, lines_of_cells
from .writing.part_sheets import READABLE, readable_sheet
from .writing.parts import PLAN, Scheme, placed_of_lines, shape_of

_COPY = "the same plan once more, to be read"
_HEADS = "heading of our own sheet"
_FACT = "a fact that is no words of the plan"


def has_parts(source: Source, scheme: Scheme = PLAN) -> bool:
    """Whether one of its tables is headed as only ours are."""
    return source.kind in ("xlsx", "csv") and any(_is_ours(one, scheme) for one in source.tables())


def plan_of_tables(source: Source) -> PlacedPlan:
    """The plan of the parts. Raises DocumentRefused, with a sentence, where they do not fit."""
    plan, copies = placed_of_tables(source)
    if not isinstance(plan, PlacedPlan):
        raise DocumentRefused(source.name, "its lines are no plan.")
    if any(is_changed(table, readable_sheet(plan)) for table in copies if table.name == READABLE):
        plan.warnings.append(
            f"The sheet “{READABLE}” was changed. It only shows the plan: "
            "changes count on the sheets behind it."
        )
    return plan


def placed_of_tables(source: Source, scheme: Scheme = PLAN) -> tuple[Placed, list[Table]]:
    """The document of the parts, and the tables that only show it to a reader.

    Raises DocumentRefused, with a sentence, where the parts do not fit.
    """
    aside: list[Furniture] = []
    rows: list[CellRow] = []
    copies: list[Table] = []
    for block in source.blocks:
        if not isinstance(block, Table):
            aside.append(Furniture(text=block.text, why=_COPY, lines=(block.id,)))
        elif _is_ours(block, scheme):
            rows += _rows(block, source.kind == "csv", aside, scheme)
        else:
            copies.append(block)
            aside += [
                Furniture(text=line.text, why=_COPY, lines=(line.id,))
                for line in block.lines()
                if line.text.strip()
            ]
    aside += [
        Furniture(text=line.text, why="page number", lines=(line.id,)) for line in source.asides
    ]
    try:
        placed = placed_of_lines(lines_of_cells(rows, scheme), scheme)
        require_text(placed)
    except ValueError as error:
        raise DocumentRefused(source.name, f"its lines do not fit together: {error}") from error
    placed.furniture, placed.warnings = aside, []
    return placed, copies


def is_changed(table: Table, sheet: Sheet) -> bool:
    """Whether a table that only shows the document shows something else now."""
    wanted = [[bare(str(value or "")) for value in row] for row in (sheet.head, *sheet.rows)]
    for at, row in enumerate(wanted):
        shown = [
            _text(table.cell_at(at, one), False) if at < len(table.rows) else ""
            for one in range(len(row))
        ]
        if [bare(one) for one in shown] != row:
            return True
    return len(table.rows) > len(wanted)


def _is_ours(table: Table, scheme: Scheme) -> bool:
    first = table.cell_at(0, 0) if table.rows else None
    return first is not None and first.text == scheme.mark


def _rows(table: Table, guarded: bool, aside: list[Furniture], scheme: Scheme) -> Iterator[CellRow]:
    heads = [_text(table.cell_at(0, at), guarded) for at in range(table.columns)]
    aside += [
        Furniture(text=line.text, why=_HEADS, lines=(line.id,))
        for cell in table.rows[0].cells
        for line in cell.lines
    ]
    for row in table.rows[1:]:
        cells: dict[str, str] = {}
        ids: list[str] = []
        for cell in row.cells:
            cells[heads[cell.column]] = _text(cell, guarded)
            ids += [line.id for line in cell.lines]
        words = _words_of(cells.get(scheme.mark, ""), scheme)
        if cells.get(EXACTLY) or any(len(text) >= LONGEST for text in cells.values()):
            words = set()  # a word may be cut, or hold signs that are shown by none
        aside += [
            Furniture(text=line.text, why=_FACT, lines=(line.id,))
            for cell in row.cells
            if heads[cell.column] not in words
            for line in cell.lines
        ]
        yield CellRow(cells, tuple(ids))


def _words_of(kind: str, scheme: Scheme) -> set[str]:
    """The headings of the cells whose words stand in the part as they are."""
    part = scheme.by_name.get(kind)
    if part is None:
        return set()
    return {
        heading_of(name)
        for name, shape in shape_of(part, scheme).items()
        if shape is str and name != "why"
    }


def _text(cell: Cell | None, guarded: bool) -> str:
    text = "\n".join(line.text for line in cell.lines) if cell else ""
    return with_formula_sign(text) if guarded else text
