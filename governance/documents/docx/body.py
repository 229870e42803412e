"""The order of a story: its paragraphs and tables, and where a person finds each."""

from dataclasses import dataclass, field
from typing import Any

from ..rows import Block, Line, LineKind
from ..typed_marks import mark_of
from . import names, tables
from .fields import Fields
from .levels import Depths
from .names import MC, W
from .numbering import Numbering
from .styles import BODY_TEXT, Style, left_of
from .words import LEFT_OUT, SAYS_NOTHING, Gathering, Part, Words, chosen

MOST_LINES = 100_000
TAB = 720  # twentieths of a point from one tab to the next

_TRANSPARENT = {
    W + name for name in ("body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
}


@dataclass
class Flow:
    """A stretch of lines that belong together: the body, a cell, a note."""

    place: str
    fields: Fields = field(default_factory=Fields)
    blocks: list[Block] = field(default_factory=list)
    pending: Words | None = None  # a paragraph whose end was deleted; the next one goes on
    pending_mark: Any = None
    depths: Depths = field(default_factory=Depths)
    is_body: bool = False
    holds_tables: bool = False  # whether a table in it stands as a table, not as lines
    is_covered: bool = False  # the lower part of a merged cell
    paragraphs: int = 0
    tables: int = 0

    def inside(self, place: str, *, is_covered: bool) -> "Flow":
        """A cell of a table in this stretch."""
        return Flow(place, self.fields, is_covered=is_covered)


class TooLong(Exception):
    """A document of more lines than a plan has."""


@dataclass
class Lines:
    """Gives each line its id, in reading order."""

    count: int = 0
    boxes: int = 0
    tables: int = 0
    waiting: "list[tuple[Any, str, StoryReader]]" = field(default_factory=list)  # text boxes

    def next(self) -> str:
        self.count += 1
        if self.count > MOST_LINES:
            raise TooLong
        return str(self.count)


class StoryReader:
    """Reads the story of one part: the body, a header, a note."""

    def __init__(self, part: Part, numbering: Numbering, lines: Lines) -> None:
        self.part, self.numbering, self.lines = part, numbering, lines

    def read(self, element: Any, place: str = "", *, holds_tables: bool = False) -> list[Block]:
        """Everything in an element, from its beginning; an empty place is the body.

        Elsewhere a table is given as its lines, unless it is asked for as a table.
        """
        flow = Flow(place, is_body=not place, holds_tables=holds_tables)
        self.walk(element, flow)
        self.finish(flow)
        return flow.blocks

    def walk(self, container: Any, flow: Flow) -> None:
        for child in container:
            self._block(child, flow)

    def _block(self, child: Any, flow: Flow) -> None:
        tag = child.tag
        if tag == W + "p":
            self._paragraph(child, flow)
        elif tag == W + "tbl":
            tables.read(self, child, flow)
        elif tag in _TRANSPARENT:
            if tag in (W + "ins", W + "moveTo"):
                self.part.seen.add("inserted" if tag == W + "ins" else "moved", len(child) > 0)
            self.walk(child, flow)
        elif tag == MC + "AlternateContent":
            for one in chosen(child):
                self._block(one, flow)
        elif tag not in SAYS_NOTHING:
            self.add_stray(self.stray(child, flow), flow)

    def stray(self, element: Any, flow: Flow) -> Words:
        """Words that stand where only paragraphs, rows or cells belong."""
        words = Words(self.part.styles.of(None))
        Gathering(self.part, words, flow.fields).gather(element)
        return words

    def add_stray(self, words: Words, flow: Flow) -> None:
        """Give stray words a line of their own, if there are any."""
        if words:
            self._line(words, None, flow)

    def _paragraph(self, paragraph: Any, flow: Flow) -> None:
        properties = paragraph.find(W + "pPr")
        style = self.part.styles.of(names.value(properties, "pStyle"))
        words = flow.pending or Words(style)
        words.style = style
        flow.pending = None
        gathering = Gathering(self.part, words, flow.fields)
        for child in paragraph:
            gathering.gather(child)
        flow.fields.end_paragraph()
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and any(mark.find(tag) is not None for tag in LEFT_OUT):
            flow.pending, flow.pending_mark = words, properties
        else:
            self._line(words, properties, flow)

    def finish(self, flow: Flow) -> None:
        """End a stretch: what waits for a paragraph that never came is one of its own."""
        words, flow.pending = flow.pending, None
        if words:
            self._line(words, flow.pending_mark, flow)

    def _line(self, words: Words, properties: Any, flow: Flow) -> None:
        text = "".join(words.text)
        if flow.is_covered and not text.strip() and not words.boxes:
            return
        flow.paragraphs += 1
        flow.blocks.append(self._made(text, words, properties, flow))
        for box in words.boxes:
            self._box(box, flow)

    def _made(self, text: str, words: Words, properties: Any, flow: Flow) -> Line:
        style = words.style
        number = self.numbering.next(properties, style)
        marked, typed = mark_of(text)
        level = max(number.level, style.list_level)
        kind: LineKind
        if heading := _heading(properties, style):
            kind, level = "heading", heading
            typed = typed if marked == "number" else 0
        elif number.kind:
            kind = "bullet" if number.kind == "bullet" else "number"
            typed = typed if kind == marked == "bullet" else 0
        elif style.list_kind and not typed:
            kind = "bullet" if style.list_kind == "bullet" else "number"
        else:
            kind = marked
        left = left_of(properties)
        if left is None:
            left = style.left if number.left is None else number.left
        if kind in ("bullet", "number"):
            indent = (left or 0) + _typed_indent(text)
            if typed and not number.kind:
                level = flow.depths.typed(indent, text[:typed].strip())
            else:
                flow.depths.listed(indent, "•" if kind == "bullet" else "1", level)
        elif text.strip():
            flow.depths.restart()
        return Line(
            id=self.lines.next(),
            text=text,
            place=flow.place or f"paragraph {flow.paragraphs}",
            kind=kind,
            level=0 if kind == "paragraph" else level,
            label=number.label,
            style=style.name,
            typed=typed,
            is_bold=bool(words.is_bold),
            links=tuple(words.links),
            notes=tuple(words.notes),
        )

    def _box(self, box: Any, flow: Flow) -> None:
        self.lines.boxes += 1
        place = f"text box {self.lines.boxes}"
        if flow.is_body and box.find(f".//{W}tbl") is not None:
            # A table in a box is as much of the paper as one beside it.
            flow.blocks += self.read(box, place, holds_tables=True)
        else:
            self.lines.waiting.append((box, place, self))


def _heading(properties: Any, style: Style) -> int:
    """The level of a heading from 1; a paragraph's own outline level goes before its style's."""
    outline = names.value(properties, "outlineLvl")
    if outline is None:
        return style.heading
    level = names.number(outline, BODY_TEXT)
    return level + 1 if 0 <= level < BODY_TEXT else 0


def _typed_indent(text: str) -> int:
    """How far typed tabs and spaces push a line in; a space is about a sixth of a tab."""
    before = text[: len(text) - len(text.lstrip())]
    return TAB * before.count("\t") + TAB // 6 * sum(sign != "\t" for sign in before)
