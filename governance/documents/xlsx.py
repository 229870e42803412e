"""A workbook as neutral rows: its sheets in their order, and what stands round their cells."""

import re

from lxml import etree

from .cleaning import Cleaner
from .grid import blocks_of
from .refusal import DocumentRefused
from .rows import Block, Line, Source
from .typed_lists import lines_of
from .xlsx_package import (
    Package,
    Sheet,
    Styles,
    attribute,
    bare,
    found_in,
    is_on,
    styles_of,
    unescaped,
    words_of,
)
from .xlsx_said import comments_on, warnings_of
from .xlsx_sheet import SheetRead, Workbook, read_sheet, rows_of

_REPEATED = re.compile(r"\$?(\d+):\$?(\d+)$")
# What a page's header or footer prints by itself, and how it looks.
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z&])')


def read_workbook(name: str, data: bytes) -> Source:
    """Read every sheet that is not hidden. Raises what a damaged package raises."""
    package = Package(name, data)
    root = package.tree(package.workbook())
    book = _workbook(package, root)
    blocks: list[Block] = []
    asides: list[Line] = []
    warnings: list[str] = []
    reads: list[SheetRead] = []
    next_id = 1
    for sheet in _sheets(package, root):
        if sheet.is_hidden:
            warnings.append(f"Sheet “{sheet.name}” is hidden and was left out.")
            continue
        read = read_sheet(book, sheet)
        reads.append(read)
        found, next_id = blocks_of(rows_of(read), sheet.name, next_id)
        blocks += found
        warnings += comments_on(package, sheet)
    for read in reads:
        found_aside = _asides(book, read, next_id)
        next_id += len(found_aside)
        asides += found_aside
    if not blocks and not asides:
        raise DocumentRefused(name, "there are no words in it. Choose another file.")
    title, written_on = _properties(package)
    return Source(
        name=name,
        kind="xlsx",
        blocks=tuple(blocks),
        asides=tuple(asides),
        warnings=(*warnings, *warnings_of(reads), *book.cleaner.warnings()),
        title=title,
        written_on=written_on,
        kept=package.kept(),
    )


def _workbook(package: Package, root: etree._Element) -> Workbook:
    texts = []
    styles = Styles()
    for kind, part in package.related(package.workbook()).values():
        if kind == "sharedStrings" and part in package:
            texts = [words_of(item) for item in package.tree(part) if bare(item) == "si"]
        elif kind == "styles" and part in package:
            styles = styles_of(package.tree(part))
    from_1904 = any(is_on(each, "date1904") for each in root if bare(each) == "workbookPr")
    return Workbook(package, texts, styles, from_1904)


def _sheets(package: Package, root: etree._Element) -> list[Sheet]:
    """The sheets with cells; a sheet that is a chart has none."""
    related = package.related(package.workbook())
    listed = found_in(root, "sheet")
    found = []
    for at, each in enumerate(listed):
        kind, part = related.get(attribute(each, "id"), ("", ""))
        if kind == "worksheet":
            name = Cleaner().clean(each.get("name", ""))
            is_hidden = each.get("state", "visible") != "visible"
            found.append(Sheet(name, part, is_hidden, _header_rows(root, at)))
    if not found:
        raise ValueError("the workbook lists no sheet")
    return found


def _header_rows(root: etree._Element, at: int) -> frozenset[int]:
    """The rows that the printed pages of a sheet repeat."""
    for each in found_in(root, "definedName"):
        if each.get("name") == "_xlnm.Print_Titles" and each.get("localSheetId") == str(at):
            rows = _REPEATED.search((each.text or "").split(",")[-1])
            if rows and int(rows[2]) - int(rows[1]) < 10:
                return frozenset(range(int(rows[1]), int(rows[2]) + 1))
    return frozenset()


def _asides(book: Workbook, read: SheetRead, first_id: int) -> list[Line]:
    """Headers and footers of the page, then what stands in text boxes."""
    sheet = read.sheet
    lines: list[Line] = []
    for text in read.printed:
        words = _CODE.sub(lambda code: "&" if code[0] == "&&" else "\n", text)
        place = f"sheet “{sheet.name}”, header or footer"
        lines += lines_of(book.cleaner.clean(words).split("\n"), first_id + len(lines), place)
    number = 0
    for kind, part in book.package.related(sheet.part).values():
        if kind != "drawing" or part not in book.package:
            continue
        for box in found_in(book.package.tree(part), "txBody"):
            number += 1
            texts = [
                "".join(unescaped(each.text or "") for each in found_in(paragraph, "t"))
                for paragraph in box
                if bare(paragraph) == "p"
            ]
            place = f"sheet “{sheet.name}”, text box {number}"
            clean = [book.cleaner.clean(text) for text in texts]
            lines += lines_of(clean, first_id + len(lines), place)
    return lines


def _properties(package: Package) -> tuple[str, str]:
    """The title of the file and the day it was made, as far as they are given."""
    title = day = ""
    for kind, part in package.related("").values():
        if kind != "core-properties" or part not in package:
            continue
        for each in package.tree(part):
            if bare(each) == "title":
                title = " ".join(Cleaner().clean(each.text or "").split())
            elif bare(each) == "created":
                found = re.match(r"\d{4}-\d{2}-\d{2}", each.text or "")
                day = found.group() if found else day
    return title, day
