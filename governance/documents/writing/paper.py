"""The page of a Word file, and its paragraphs with their style, list, links and direction."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm

from ..printed import Printed, PrintedLine, printable
from .lists import Lists

_SAFE = ("https://", "http://", "mailto:")
_INDENT = 284
_LOOKS = {
    "title": "Title",
    "helper": "HelperText",
    "head": "ColumnHead",
    "damaged": "DamagedText",
    "quiet": "QuietText",
}
_RIGHT_TO_LEFT = ("R", "AL")


def page_of(document: Any, printed: Printed) -> None:
    """Landscape A4 with its page number, and what the file says of itself."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    _footer(section)
    about = document.core_properties
    about.title = printable(printed.title)[:255]
    about.language = "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    # The template's own day would be taken for the day the paper was written.
    for name in ("dcterms:created", "dcterms:modified"):
        for found in about._element.findall(qn(name)):
            about._element.remove(found)
    if printed.issued_on:
        about.created = about.modified = datetime.fromisoformat(printed.issued_on)


def paragraph_of(line: PrintedLine, document: Any, lists: Lists) -> Any:
    """One paragraph of the body or of a cell."""
    made = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    if style := _style(line):
        properties.append(OxmlElement("w:pStyle", {qn("w:val"): style}))
    if line.kind in ("bullet", "number"):
        numbered = OxmlElement("w:numPr")
        numbered.append(OxmlElement("w:ilvl", {qn("w:val"): str(min(line.level, 8))}))
        numbered.append(OxmlElement("w:numId", {qn("w:val"): str(lists.number_of(line))}))
        properties.append(numbered)
    lists.after(line)
    is_turned = _is_right_to_left(line.text)
    if is_turned:
        properties.append(OxmlElement("w:bidi"))
    if line.kind == "paragraph" and line.level:
        indent = {qn("w:left"): str(_INDENT * line.level)}
        properties.append(OxmlElement("w:ind", indent))
    if len(properties):
        made.append(properties)
    for run in _runs(line, document):
        made.append(run)
    if is_turned:
        for run in made.iter(qn("w:r")):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return made


def _style(line: PrintedLine) -> str:
    if line.look == "warning":
        return "Unplaced"
    if line.kind == "heading":
        return f"Heading{min(max(line.level, 1), 9)}"
    if line.kind == "bullet":
        return "ListBullet"
    if line.kind == "number":
        return "ListNumber"
    return _LOOKS.get(line.look, "")


def _runs(line: PrintedLine, document: Any) -> Iterable[Any]:
    at = 0
    for link in sorted(line.links, key=lambda one: one.start):
        if link.start < at or not link.address.lower().startswith(_SAFE):
            continue
        if link.start > at:
            yield _run(line.text[at : link.start])
        target = document.part.relate_to(
            link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        made = OxmlElement("w:hyperlink", {qn("r:id"): target, qn("w:history"): "1"})
        made.append(_run(line.text[link.start : link.end], "Hyperlink"))
        yield made
        at = link.end
    if line.text[at:]:
        yield _run(line.text[at:])


def _run(text: str, style: str = "") -> Any:
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:rStyle", {qn("w:val"): style}))
        run.append(properties)
    words = OxmlElement("w:t", {qn("xml:space"): "preserve"})
    words.text = printable(text)
    run.append(words)
    return run


def _is_right_to_left(text: str) -> bool:
    strong = (unicodedata.bidirectional(sign) for sign in text)
    first = next((one for one in strong if one in ("L", *_RIGHT_TO_LEFT)), "L")
    return first in _RIGHT_TO_LEFT


def _footer(section: Any) -> None:
    line = section.footer.paragraphs[0]
    line.style = "Footer"
    element = line._p
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        element.append(_run(words))
        counted = OxmlElement("w:fldSimple", {qn("w:instr"): field})
        counted.append(_run("1"))
        element.append(counted)
