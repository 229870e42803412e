"""Real Word lists: bullets to nine levels, and numbers that Word counts by itself."""

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from ..printed import PrintedLine

_BULLETS, _NUMBERS = 1, 2  # the two definitions
_DEEPEST = 9
_STEP = 284  # half a centimetre
_SIGNS = ("•", "–", "▪")
_COUNTS = ("%1.", "(%2)", "%3.")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")


class Lists:
    """The lists of one document, each numbered one a list of its own."""

    def __init__(self, document: Any) -> None:
        self._element = document.part.numbering_part.element
        for child in list(self._element):
            self._element.remove(child)
        self._nums: list[Any] = []
        self._bullets = self._new(_BULLETS, None)
        self._named: dict[str, tuple[int, int]] = {}  # name: its list, and the last number shown
        self._running: tuple[int, int] | None = None  # the unnamed list of this cell, its level

    def begin_cell(self) -> None:
        """What is numbered in the next cell starts at 1 again."""
        self._running = None

    def number_of(self, line: PrintedLine) -> int:
        """The number of the list a line belongs to, made where it is the first of it."""
        if line.kind == "bullet":
            return self._bullets
        if not line.list_name:
            if self._running is None:
                self._running = (self._new(_NUMBERS, 1), 0)
            return self._running[0]
        known = self._named.get(line.list_name)
        wanted = line.start if line.start is not None else (known[1] + 1 if known else 1)
        if known is None or known[1] + 1 != wanted:
            known = (self._new(_NUMBERS, wanted), wanted)
        self._named[line.list_name] = (known[0], wanted)
        return known[0]

    def after(self, line: PrintedLine) -> None:
        """Words between two numbered lines end a list that has no name."""
        if line.kind not in ("bullet", "number") and line.is_shown:
            self._running = None

    def finish(self) -> None:
        """Write the definitions: Word wants both kinds before the lists that use them."""
        self._element.append(_definition(_BULLETS, "bullet"))
        self._element.append(_definition(_NUMBERS, "number"))
        for num in self._nums:
            self._element.append(num)

    def _new(self, definition: int, start: int | None) -> int:
        number = len(self._nums) + 1
        num = OxmlElement("w:num", {qn("w:numId"): str(number)})
        num.append(OxmlElement("w:abstractNumId", {qn("w:val"): str(definition)}))
        if start is not None:
            for level in range(_DEEPEST):
                restart = OxmlElement("w:lvlOverride", {qn("w:ilvl"): str(level)})
                first = str(start if level == 0 else 1)
                restart.append(OxmlElement("w:startOverride", {qn("w:val"): first}))
                num.append(restart)
        self._nums.append(num)
        return number


def _definition(number: int, kind: str) -> Any:
    made = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(number)})
    made.append(OxmlElement("w:multiLevelType", {qn("w:val"): "multilevel"}))
    for level in range(_DEEPEST):
        made.append(_level(level, kind))
    return made


def _level(level: int, kind: str) -> Any:
    made = OxmlElement("w:lvl", {qn("w:ilvl"): str(level)})
    turn = level % 3
    sign = _SIGNS[turn] if kind == "bullet" else _COUNTS[turn]
    if kind == "number" and level >= 3:
        sign = sign.replace(str(turn + 1), str(level + 1))
    made.append(OxmlElement("w:start", {qn("w:val"): "1"}))
    counted = "bullet" if kind == "bullet" else _FORMATS[turn]
    made.append(OxmlElement("w:numFmt", {qn("w:val"): counted}))
    made.append(OxmlElement("w:lvlText", {qn("w:val"): sign}))
    made.append(OxmlElement("w:lvlJc", {qn("w:val"): "left"}))
    properties = OxmlElement("w:pPr")
    indent = {qn("w:left"): str(_STEP * (level + 1)), qn("w:hanging"): str(_STEP)}
    properties.append(OxmlElement("w:ind", indent))
    made.append(properties)
    if kind == "bullet":
        letters = OxmlElement("w:rPr")
        fonts = {qn("w:ascii"): "Arial", qn("w:hAnsi"): "Arial", qn("w:hint"): "default"}
        letters.append(OxmlElement("w:rFonts", fonts))
        made.append(letters)
    return made
