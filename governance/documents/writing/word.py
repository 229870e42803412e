"""A printed document as a Word file that an officer can go on working in.

Landscape A4, real headings, real lists, tables whose head repeats on each page and whose rows may
break, en-GB as its language. The same document gives the same bytes on every day.
"""

import io
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from .. import kept
from ..printed import Printed, PrintedTable
from .lists import Lists
from .packing import packed_again
from .paper import page_of, paragraph_of
from .styles import dress

_KEPT = "/customXml/item1.xml"
_KEPT_ABOUT = "/customXml/itemProps1.xml"
_ABOUT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ABOUT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{7B0A5F0C-6C0B-4B0E-9C58-1D6B3E6A5A11}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b"<ds:schemaRefs/></ds:datastoreItem>"
)

_MADE_BY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>LEP Tracker</Application></Properties>'
)


def as_word(printed: Printed, facts: dict[str, Any] | None = None) -> bytes:
    """The file's bytes. ``facts`` are kept beside the words (see ``kept``)."""
    document = Document()
    dress(document)
    page_of(document, printed)
    lists = Lists(document)
    body = document.element.body
    last: Any = None
    for block in printed.blocks:
        if isinstance(block, PrintedTable):
            if last is not None and last.tag == qn("w:tbl"):
                body.insert_element_before(OxmlElement("w:p"), "w:sectPr")
            last = _table_of(block, document, lists)
        else:
            last = paragraph_of(block, document, lists)
        body.insert_element_before(last, "w:sectPr")
    if last is None or last.tag == qn("w:tbl"):
        body.insert_element_before(OxmlElement("w:p"), "w:sectPr")
    lists.finish()
    if facts is not None:
        _keep(document, facts)
    package = io.BytesIO()
    document.save(package)
    return packed_again(package.getvalue(), {"docProps/app.xml": _MADE_BY})


def _table_of(table: PrintedTable, document: Any, lists: Lists) -> Any:
    made = OxmlElement("w:tbl")
    widths = _widths(table, document.sections[0])
    made.append(_table_properties(table, sum(widths)))
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        grid.append(OxmlElement("w:gridCol", {qn("w:w"): str(width)}))
    made.append(grid)
    rows = list(table.all_rows())
    for at, row in enumerate(rows):
        is_head = at == 0
        below = rows[at + 1] if at + 1 < len(rows) else ()
        line = OxmlElement("w:tr")
        if is_head:
            properties = OxmlElement("w:trPr")
            properties.append(OxmlElement("w:cantSplit"))
            properties.append(OxmlElement("w:tblHeader"))
            line.append(properties)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            made_cell = _cell_of(cell.lines, width, is_head, document, lists)
            if cell.continues or (below and below[place].continues):
                _merge(made_cell, begins=not cell.continues)
            line.append(made_cell)
        made.append(line)
    return made


def _table_properties(table: PrintedTable, whole: int) -> Any:
    properties = OxmlElement("w:tblPr")
    properties.append(OxmlElement("w:tblStyle", {qn("w:val"): "TableGrid"}))
    properties.append(OxmlElement("w:tblW", {qn("w:w"): str(whole), qn("w:type"): "dxa"}))
    properties.append(OxmlElement("w:tblLayout", {qn("w:type"): "fixed"}))
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100)):
        given = {qn("w:w"): str(width), qn("w:type"): "dxa"}
        room.append(OxmlElement(f"w:{side}", given))
    properties.append(room)
    look = {"w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0"}
    look |= {"w:val": "0620", "w:noHBand": "1", "w:noVBand": "1"}
    properties.append(OxmlElement("w:tblLook", {qn(name): value for name, value in look.items()}))
    if table.name:
        properties.append(OxmlElement("w:tblCaption", {qn("w:val"): table.name[:200]}))
    return properties


def _cell_of(lines: Any, width: int, is_head: bool, document: Any, lists: Lists) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(OxmlElement("w:tcW", {qn("w:w"): str(width), qn("w:type"): "dxa"}))
    if is_head:
        fill = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): "E7ECF1"}
        properties.append(OxmlElement("w:shd", fill))
    cell.append(properties)
    lists.begin_cell()
    for line in lines:
        cell.append(paragraph_of(line, document, lists))
    if not lines:
        cell.append(OxmlElement("w:p"))
    return cell


def _merge(cell: Any, *, begins: bool) -> None:
    """Join a cell with the ones beneath it, or with the one above."""
    merged = OxmlElement("w:vMerge")
    if begins:
        merged.set(qn("w:val"), "restart")
    # The schema has it right after the cell's width.
    cell.find(qn("w:tcPr")).insert(1, merged)


def _widths(table: PrintedTable, section: Any) -> list[int]:
    """The columns' widths in twentieths of a point, filling the page between its margins."""
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    whole = sum(table.widths)
    widths = [room * share // whole for share in table.widths]
    widths[-1] += room - sum(widths)
    return widths


def _keep(document: Any, facts: dict[str, Any]) -> None:
    package = document.part.package
    part = Part(PackURI(_KEPT), CONTENT_TYPE.XML, kept.as_xml(facts), package)
    about = Part(PackURI(_KEPT_ABOUT), _ABOUT_TYPE, _ABOUT, package)
    part.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
