"""Tables as a workbook or as lines of text with commas; nothing in either is ever a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ...text.plain_cells import without_formula
from ..printed import printable
from .packing import packed_again

Value = str | int | date | None

MOST_IN_A_CELL = 32_767  # signs; Excel drops what is more
_FIRST_DAY = date(1900, 3, 1)  # earlier days are counted differently by different programs
_DAY_FORMAT = "d mmm yyyy"
_LINE = Side(style="thin", color="B5BCC2")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E7ECF1")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MADE = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
# Excel reads “_x0041_” as a coded “A”; so it writes such words itself.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ABOUT = "docProps/core.xml"


@dataclass(frozen=True)
class Sheet:
    """A table with one row of headings. ``widths`` are in signs; a missing one is guessed."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()


def as_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """A workbook: frozen headings, wrapped text, days as days, everything else as text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    book.properties.title = printable(title)[:255]
    book.properties.creator = ""
    book.properties.language = "en-GB"
    package = io.BytesIO()
    book.save(package)
    made = package.getvalue()
    return packed_again(made, {_ABOUT: _MADE.sub(b"", _part(made, _ABOUT))})


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """UTF-8 with its mark, as Excel wants it; text that would run carries an apostrophe."""
    made = io.StringIO(newline="")
    lines = csv.writer(made, lineterminator="\r\n")
    for row in (head, *rows):
        lines.writerow([without_formula(_text(value)) for value in row])
    return made.getvalue().encode("utf-8-sig", "replace")


def _write(made: Any, sheet: Sheet) -> None:
    made.append([])
    for column, heading in enumerate(sheet.head, start=1):
        cell = _put(made.cell(1, column), heading)
        cell.font, cell.fill = Font(name="Arial", size=10, bold=True), _HEAD_FILL
        width = sheet.widths[column - 1] if column <= len(sheet.widths) else len(heading) + 4
        made.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row, start=1):
            if value not in (None, ""):
                _put(made.cell(at, column), value)
    made.freeze_panes = "A2"
    made.print_title_rows = "1:1"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: Value) -> Any:
    cell.font, cell.alignment, cell.border = Font(name="Arial", size=10), _WRAPPED, _EDGES
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value, cell.number_format = value, _DAY_FORMAT
    elif isinstance(value, int):
        cell.value = value
    else:
        text = _sheet_text(_text(value))
        cell.value = _CODED.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula, and "#N/A" for an error
        # Excel itself takes such text for a formula when somebody edits the cell.
        cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    return cell


def _text(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _sheet_text(text: str) -> str:
    """The signs that a sheet can hold; its line breaks stay."""
    kept = "\n".join(printable(line) for line in text.split("\n"))
    return kept if len(kept) <= MOST_IN_A_CELL else f"{kept[: MOST_IN_A_CELL - 1]}…"


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return parts.read(name)
