"""The styles of a Word file of ours: a handful, named as Word names them, in en-GB."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor

FONT = "Arial"
_KEPT = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Table Grid"),
    *("List Bullet", "List Number", "header", "footer"),
    *(f"heading {level}" for level in range(1, 10)),
}
_BLUE, _RED, _GREY = (
    RGBColor(0x1D, 0x3C, 0x62),
    RGBColor(0xB0, 0x1E, 0x1E),
    RGBColor(0x50, 0x5A, 0x5F),
)
_SIZES = {1: 15, 2: 13, 3: 11.5}


def dress(document: Any) -> None:
    """Take the template's hundred styles away and set those that are used."""
    _forget_the_template(document)
    styles = document.styles
    _defaults(styles.element)
    _settings(document.settings.element)
    _shape(styles["Normal"], 10, after=3)
    _shape(styles["Title"], 20, colour=_BLUE, bold=True, after=6)
    for level in range(1, 10):
        _shape(
            styles[f"Heading {level}"],
            _SIZES.get(level, 10.5),
            colour=_BLUE,
            bold=True,
            before=12 if level < 3 else 6,
            after=4,
        )
    for name in ("List Bullet", "List Number"):
        _shape(styles[name], 10, after=2)
    _shape(styles["Footer"], 8, colour=_GREY)
    styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(styles, "Column Head", 10, bold=True, after=1)
    _add(styles, "Helper Text", 8.5, colour=_GREY, after=2)
    _add(styles, "Quiet Text", 10, colour=_GREY, after=3)
    _add(styles, "Damaged Text", 10, colour=_RED, after=2)
    unplaced = _add(styles, "Unplaced", 15, colour=_RED, bold=True, before=12, after=4)
    unplaced.base_style = styles["Heading 1"]
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(0x1D, 0x50, 0x9B), True


def _forget_the_template(document: Any) -> None:
    element = document.styles.element
    for style in list(element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            element.remove(style)
            continue
        for gone in ("w:link", "w:numPr"):
            for found in list(style.iter(qn(gone))):
                found.getparent().remove(found)
        for letters in style.iter(qn("w:rPr")):
            for child in list(letters):
                letters.remove(child)
        for name in ("w:pBdr", "w:contextualSpacing"):
            for found in list(style.iter(qn(name))):
                found.getparent().remove(found)
    needless = ("stylesWithEffects", "customXml")
    _drop(document.part.rels, lambda kind: kind.endswith(needless))
    _drop(document.part.package.rels, lambda kind: kind == RELATIONSHIP_TYPE.THUMBNAIL)


def _drop(relations: Any, unwanted: Any) -> None:
    for key in [one for one, relation in relations.items() if unwanted(relation.reltype)]:
        del relations[key]


def _defaults(element: Any) -> None:
    letters = element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(letters):
        letters.remove(child)
    names = {qn(f"w:{one}"): FONT for one in ("ascii", "hAnsi", "cs", "eastAsia")}
    letters.append(OxmlElement("w:rFonts", names))
    letters.append(OxmlElement("w:sz", {qn("w:val"): "20"}))
    letters.append(OxmlElement("w:szCs", {qn("w:val"): "20"}))
    tongue = {qn("w:val"): "en-GB", qn("w:eastAsia"): "en-GB", qn("w:bidi"): "ar-SA"}
    letters.append(OxmlElement("w:lang", tongue))


def _settings(element: Any) -> None:
    """Word of today, which opens the file without speaking of compatibility; and its language."""
    for setting in element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for tongue in element.iter(qn("w:themeFontLang")):
        tongue.set(qn("w:val"), "en-GB")


def _add(styles: Any, name: str, size: float, **look: Any) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _shape(style, size, **look)
    return style


def _shape(
    style: Any,
    size: float,
    *,
    colour: RGBColor | None = None,
    bold: bool | None = None,
    before: float = 0,
    after: float = 0,
) -> None:
    style.font.size = Pt(size)
    style.font.bold = bold
    if colour is not None:
        style.font.color.rgb = colour
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.08
