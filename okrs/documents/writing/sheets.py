"""An OKR paper as sheets: its tables to read, and a sheet for each kind of part to work with."""

from governance.documents.pieces import Fact, PlacedSection, Raw
from governance.documents.writing.sheets import Sheet, Value
from plans.documents.writing.part_sheets import sheets_of_parts
from plans.documents.writing.parts import Part, Scheme

from .. import placed as shapes
from ..placed import PlacedOkrs
from .tables import columns_of, table_of

READABLE = "OKRs"
_BLOCK = ("kind", "level", "text", "label", "marks")
OKRS = Scheme(
    "paper",
    PlacedOkrs,
    "Part (lep-tracker-okrs 1)",
    (
        Part("paper", "Paper facts", PlacedOkrs, ""),
        Part("fact", "Front", Fact, "paper", "facts"),
        Part("section", "Sections", PlacedSection, "paper", "sections"),
        Part("section line", "Section lines", None, "section", "body", _BLOCK),
        Part("theme", "Themes", shapes.PlacedOkrTheme, "paper", "themes"),
        Part("block", "Blocks", shapes.HeaderBlock, "theme", "header_blocks"),
        Part("block line", "Block lines", None, "block", "body", _BLOCK),
        Part("objective", "Objectives", shapes.PlacedObjective, "theme", "objectives"),
        Part("objective line", "Objective lines", None, "objective", "body", _BLOCK),
        Part("objective column", "Objective columns", shapes.PlacedColumn, "objective", "columns"),
        Part("objective words", "Objective words", None, "objective column", "body", _BLOCK),
        Part("key result", "Key results", shapes.PlacedKeyResult, "objective", "key_results"),
        Part("key result line", "Key result lines", None, "key result", "bullets", _BLOCK),
        Part("measure", "Measures", shapes.PlacedMeasure, "key result", "measures"),
        Part("column", "Further columns", shapes.PlacedColumn, "key result", "columns"),
        Part("column line", "Column lines", None, "column", "body", _BLOCK),
        Part("unplaced", "Not placed", Raw, "paper", "unplaced"),
    ),
)


def sheets_of(placed: PlacedOkrs) -> list[Sheet]:
    """The readable table first, then one sheet for each kind of part the paper has."""
    return [readable_sheet(placed), *sheets_of_parts(placed, OKRS)]


def readable_sheet(placed: PlacedOkrs) -> Sheet:
    """All objectives with their key results under each other, to be read and printed."""
    objectives = [one for theme in placed.themes for one in theme.objectives]
    columns = columns_of(objectives)
    has_sections = any(one.section for one in objectives)
    head = ["Theme", *(["Section"] if has_sections else []), *columns.head()]
    widths = [24, *([18] if has_sections else []), *(share * 5 for share in columns.shares())]
    rows: list[list[Value]] = []
    for theme in placed.themes:
        for objective in theme.objectives:
            own = [theme.title, *([objective.section] if has_sections else [])]
            above: list[str] = []
            for row in table_of([objective], "", columns).rows:
                # A sheet is sorted and filtered, so every row says what it belongs to.
                texts = [above[at] if cell.continues else cell.text for at, cell in enumerate(row)]
                above = texts
                rows.append([*own, *texts])
    return Sheet(READABLE, head, rows, widths)
