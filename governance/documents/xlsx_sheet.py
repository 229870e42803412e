"""One sheet of a workbook as rows of shown cells, with what else stands on it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from lxml import etree

from .cleaning import Cleaner
from .grid import ShownCell, ShownRow
from .refusal import DocumentRefused
from .shown_numbers import shown, shown_day
from .xlsx_package import Package, Sheet, Styles, Words, attribute, bare, is_on, unescaped, words_of

MOST_ROWS = 20_000
MOST_CELLS = 400_000

MOST_MERGED = 2_000_000

# What a sheet says of itself, outside its cells.
_SAID = (
    *("mergeCell", "hyperlink", "col", "pane", "autoFilter"),
    *("oddHeader", "oddFooter", "firstHeader", "firstFooter", "evenHeader", "evenFooter"),
)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_LINKED = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


@dataclass
class Workbook:
    """What all sheets share."""

    package: Package
    texts: list[Words]
    styles: Styles
    from_1904: bool = False
    cleaner: Cleaner = field(default_factory=Cleaner)


@dataclass
class SheetRead:
    """A sheet after reading: cells by row and column from 1, and what is to be said of it."""

    sheet: Sheet
    cells: dict[int, dict[int, ShownCell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_rows: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    linked: list[tuple[str, str]] = field(default_factory=list)  # cells and what they point at
    printed: list[str] = field(default_factory=list)  # headers and footers of the page
    formulas: int = 0
    unsolved: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_sheet(book: Workbook, sheet: Sheet) -> SheetRead:
    """Read one sheet, cell by cell."""
    read = SheetRead(sheet, header_rows=set(sheet.header_rows))
    count = last_row = 0
    for tag, element in book.package.elements(sheet.part, "row", *_SAID):
        if tag == "row":
            last_row = int(element.get("r") or last_row + 1)
            if is_on(element, "hidden"):
                read.hidden_rows.add(last_row)
            found = _cells(book, read, element, last_row)
            count += len(found)
            if found:
                read.cells[last_row] = found
            if len(read.cells) > MOST_ROWS or count > MOST_CELLS:
                raise DocumentRefused(
                    book.package.name,
                    f"it has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells. Split it.",
                    f"sheet “{sheet.name}”",
                )
        else:
            _of_sheet(read, tag, element)
    _link(read, book.package.related(sheet.part))
    return read


def _cells(
    book: Workbook, read: SheetRead, row: etree._Element, number: int
) -> dict[int, ShownCell]:
    cells: dict[int, ShownCell] = {}
    column = 0
    for element in row:
        if bare(element) != "c":
            continue
        place = _PLACE.fullmatch(element.get("r", ""))
        column = column_number(place[1]) if place else column + 1
        where = f"{column_letters(column)}{number}"
        words = _words(book, read, element, where)
        text = book.cleaner.clean(words.text)
        if not text.strip():
            continue
        style = int(element.get("s") or 0)
        cells[column] = ShownCell(
            text=text,
            place=f"sheet “{read.sheet.name}”, cell {where}",
            bold=_bold_lines(words, is_bold=book.styles.is_bold(style)),
        )
        formula = next((one.text or "" for one in element if bare(one) == "f"), "")
        if link := _LINKED.search(formula):
            cells[column].address = link[1]
    return cells


def _words(book: Workbook, read: SheetRead, cell: etree._Element, where: str) -> Words:
    """What a cell shows."""
    parts = {bare(part): part for part in cell}
    kind = cell.get("t", "n")
    stored = parts["v"].text or "" if "v" in parts else ""
    if "f" in parts:
        read.formulas += 1
        if not stored and kind != "str":
            read.unsolved.append(where)
    if kind == "inlineStr":
        return words_of(parts["is"]) if "is" in parts else Words()
    if not stored:
        return Words()
    code = book.styles.format_of(int(cell.get("s") or 0))
    if kind == "s":
        number = int(stored)
        if not 0 <= number < len(book.texts):
            raise ValueError(f"{where} points at a text that is not there")
        return book.texts[number]
    if kind == "b":
        text = "TRUE" if stored.strip() in {"1", "true"} else "FALSE"
    elif kind == "d":
        text = shown_day(stored, code)
    elif kind in {"str", "e"}:
        text = unescaped(stored)
        if kind == "e":
            read.errors.append(f"{where} ({text})")
    else:
        text = shown(stored.strip(), code, from_1904=book.from_1904)
    return Words([(text, None)])


def _bold_lines(words: Words, *, is_bold: bool) -> tuple[bool, ...]:
    """For each line of a cell whether all its words are bold."""
    lines = [True]
    has_words = [False]
    for text, run_is_bold in words.runs:
        for at, part in enumerate(text.split("\n")):
            if at:
                lines.append(True)
                has_words.append(False)
            if part.strip():
                has_words[-1] = True
                lines[-1] &= is_bold if run_is_bold is None else run_is_bold
    return tuple(bold and words_too for bold, words_too in zip(lines, has_words, strict=True))


def _of_sheet(read: SheetRead, tag: str, element: etree._Element) -> None:
    if tag == "mergeCell" and (area := area_of(element.get("ref", ""))):
        read.merged.append(area)
    elif tag == "hyperlink":
        read.linked.append((element.get("ref", ""), attribute(element, "id")))
    elif tag == "col" and is_on(element, "hidden"):
        read.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
    elif tag == "pane" and element.get("state", "").startswith("frozen"):
        read.header_rows.add(int(float(element.get("ySplit", "0"))))
    elif tag == "autoFilter" and (area := area_of(element.get("ref", ""))):
        read.header_rows.add(area[0])
    elif tag.endswith(("Header", "Footer")):
        read.printed.append(element.text or "")


def _link(read: SheetRead, related: dict[str, tuple[str, str]]) -> None:
    for ref, known_as in read.linked:
        kind, target = related.get(known_as, ("", ""))
        area = area_of(ref)
        if kind != "hyperlink" or area is None:
            continue
        top, left, bottom, right = area
        for row in range(top, min(bottom, top + 1000) + 1):
            for column, cell in read.cells.get(row, {}).items():
                if left <= column <= right:
                    cell.address = target


def rows_of(read: SheetRead) -> list[ShownRow]:
    """The rows with their merged cells; an empty row stands for each gap between them."""
    _merge(read)
    joined = {
        row
        for top, _, bottom, _ in read.merged
        for row in range(top + 1, min(bottom, top + 1000) + 1)
    }
    rows: list[ShownRow] = []
    last = 0
    for number in sorted(read.cells):
        if rows and number > last + 1 and number not in joined:
            rows.append(ShownRow())
        rows.append(ShownRow(read.cells[number], is_header=number in read.header_rows))
        last = number
    return rows


def _merge(read: SheetRead) -> None:
    numbers = sorted(read.cells)
    work = 0
    for top, left, bottom, right in read.merged:
        if left not in read.cells.get(top, {}):
            continue
        head = read.cells[top][left]
        head.columns = right - left + 1
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        work += len(covered)
        if work > MOST_MERGED:
            raise ValueError("more cells are merged than a sheet has")
        for number in covered:
            row = read.cells[number]
            for column in [each for each in row if left <= each <= right]:
                if (number, column) != (top, left) and not row[column].continues:
                    # Words under a merged cell are not seen, but some program put them there.
                    head.text += "\n" + row.pop(column).text
                    head.bold = ()
            if number > top:
                row[left] = ShownCell(columns=head.columns, continues=True)


def area_of(ref: str) -> tuple[int, int, int, int] | None:
    """(top, left, bottom, right), from 1, of "B2:C4" or "B2"; None for what is no area."""
    first, _, last = ref.replace("$", "").partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not start or not end:
        return None
    return int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1])


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
