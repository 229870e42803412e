"""A plan as sheets: its table to read, and a sheet for each kind of part to work with."""

from collections.abc import Sequence

from governance.documents.pieces import Placed
from governance.documents.printed import PrintedCell
from governance.documents.writing.sheets import Sheet, Value

from ..placed import PlacedPlan
from .cells import cells_of
from .columns import columns_of
from .part_cells import EXACTLY, cells_of_line, heading_of, places_of
from .parts import PLAN, Part, PartLine, Scheme, facts_of
from .parts import lines_of_parts as parts_of

READABLE = "Plan"
_WIDE, _MIDDLE, _NARROW = 60, 24, 12
_LONG = {"text", "printed", "title", "statement", "helper", "heading", "name", EXACTLY}
_SHORT = {"level", "kind", "order", "milestone", "block", "start", "on", "is_bullet", "unit"}


def sheets_of(plan: PlacedPlan) -> list[Sheet]:
    """The readable table first, then one sheet for each kind of part the plan has."""
    return [readable_sheet(plan), *sheets_of_parts(plan)]


def sheets_of_parts(placed: Placed, scheme: Scheme = PLAN) -> list[Sheet]:
    """A sheet for each kind of part that a document has."""
    lines = parts_of(placed, scheme)
    found = []
    for part in scheme.parts:
        own = [line for line in lines if line.part == part.name]
        if own:
            found.append(_sheet(part, own, scheme))
    return found


def lines_of_parts(placed: Placed, scheme: Scheme = PLAN) -> tuple[list[str], list[list[Value]]]:
    """One table for all parts, each under the headings that any of them needs."""
    names = list(dict.fromkeys(name for part in scheme.parts for name in facts_of(part, scheme)))
    lines = parts_of(placed, scheme)
    rows = [cells for line in lines for cells in cells_of_line(line, names, scheme)]
    return [*places_of(scheme), *map(heading_of, names), EXACTLY], rows


def _sheet(part: Part, lines: Sequence[PartLine], scheme: Scheme) -> Sheet:
    names, places = facts_of(part, scheme), places_of(scheme)
    rows = [cells for line in lines for cells in cells_of_line(line, names, scheme)]
    widths = [len(scheme.mark) + 2, 6, 6, 8, *map(_width, names), _MIDDLE]
    return Sheet(part.sheet, [*places, *map(heading_of, names), EXACTLY], rows, widths)


def _width(name: str) -> int:
    if name in _LONG:
        return _WIDE
    return _NARROW if name in _SHORT else _MIDDLE


def readable_sheet(plan: PlacedPlan) -> Sheet:
    """The plan's own table with its rows under each other, to be read and printed."""
    columns = columns_of(plan)
    themed = any(row.theme for row in plan.rows) and all(one.role != "theme" for one in columns)
    head = [column.heading or column.role.capitalize() for column in columns]
    rows: list[list[Value]] = []
    numbered = "typed" if plan.numbering == "automatic" else plan.numbering
    for row in plan.rows:
        cells = [_text(cell) for cell in cells_of(row, columns, numbered)]
        rows.append([row.theme, *cells] if themed else cells)
    widths = [column.share * 4 for column in columns]
    if themed:
        head, widths = ["Theme", *head], [18, *widths]
    return Sheet(READABLE, head, rows, widths)


def _text(cell: PrintedCell) -> Value:
    return cell.text
