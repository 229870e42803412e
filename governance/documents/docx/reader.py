"""Reads a whole Word document into neutral rows."""

import re
from dataclasses import replace
from typing import Any

from ..cleaning import Cleaner
from ..preflight import WORD, look
from ..refusal import DocumentRefused
from ..rows import Block, Line, Row, Source, Table
from .body import MOST_LINES, Lines, StoryReader, TooLong
from .names import W
from .numbering import Numbering
from .package import Package
from .styles import Styles
from .told import warnings_of
from .words import Part, Seen, TooDeep

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_TEXT = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(name: str, data: bytes) -> Source:
    """Read a document. Raises DocumentRefused where it is damaged, hostile or too long."""
    package = Package(look(name, data, WORD))
    try:
        return _Document(name, package).read()
    except TooLong as error:
        raise DocumentRefused(
            name, f"the document has more than {MOST_LINES:,} paragraphs. Split it and try again."
        ) from error
    except TooDeep as error:
        raise DocumentRefused(
            name, f"its elements stand too deep inside one another. {WORD.remedy}", package.main
        ) from error


class _Document:
    def __init__(self, name: str, package: Package) -> None:
        self.name, self.package = name, package
        self.styles = Styles(package.first("styles"))
        self.numbering = Numbering(package.first("numbering"), self.styles)
        self.cleaner, self.seen, self.lines = Cleaner(), Seen(), Lines()

    def read(self) -> Source:
        root = self.package.tree(self.package.main)
        body = root.find(W + "body")
        if body is None:
            self.package.parts.refuse("the document has no body.", self.package.main)
        blocks = self._story(self.package.main).read(body)
        asides = self._boxes()
        notes: dict[str, str] = {}
        printed = _printed_numbers(blocks)
        for kind in ("footnote", "endnote"):
            asides += self._notes(kind, printed, notes)
        for kind in ("header", "footer"):
            for part in self.package.targets(kind):
                asides += self._aside(part, self.package.tree(part), kind)
        asides += self._boxes()
        title, written_on = self._properties()
        return Source(
            name=self.name,
            kind="docx",
            blocks=tuple(_pointed(block, notes) for block in blocks),
            asides=tuple(_line(line, notes) for line in asides),
            warnings=tuple(warnings_of(self.seen) + self.cleaner.warnings()),
            title=title,
            written_on=written_on,
            kept=self.package.kept(),
        )

    def _story(self, part: str) -> StoryReader:
        told = Part(self.styles, self.cleaner, self.seen, self.package.relations(part))
        return StoryReader(told, self.numbering, self.lines)

    def _aside(self, part: str, element: Any, place: str) -> list[Line]:
        blocks = self._story(part).read(element, place)
        return [one for one in blocks if isinstance(one, Line)]

    def _boxes(self) -> list[Line]:
        """The text boxes met so far, and those inside them."""
        found: list[Line] = []
        while self.lines.waiting:
            box, place, reader = self.lines.waiting.pop(0)
            found += [one for one in reader.read(box, place) if isinstance(one, Line)]
        return found

    def _notes(self, kind: str, printed: dict[str, int], first: dict[str, str]) -> list[Line]:
        found: list[Line] = []
        for part in self.package.targets(f"{kind}s"):
            for note in self.package.tree(part).iterfind(W + kind):
                if note.get(W + "type") in _NOT_TEXT:
                    continue
                key = f"{kind} {note.get(W + 'id', '')}"
                number = printed.get(key)
                lines = self._aside(part, note, f"{kind} {number}" if number else kind)
                if lines:
                    first.setdefault(key, lines[0].id)
                found += lines
        return found

    def _properties(self) -> tuple[str, str]:
        """The title and the day that the file says of itself."""
        part = next(
            (
                one.target
                for one in self.package.relations("").values()
                if one.kind == "core-properties" and one.target in self.package.parts
            ),
            None,
        )
        if part is None:
            return "", ""
        root = self.package.tree(part)
        title = self.cleaner.clean(root.findtext("{*}title") or "").strip()
        day = _DAY.match(root.findtext("{*}created") or "")
        return " ".join(title.split()), day[0] if day else ""


def _printed_numbers(blocks: list[Block]) -> dict[str, int]:
    """The number that is printed for each note: they count as they are met."""
    printed: dict[str, int] = {}
    counts = {"footnote": 0, "endnote": 0}
    for block in blocks:
        for line in block.lines() if isinstance(block, Table) else (block,):
            for key in line.notes:
                if key not in printed:
                    counts[key.split()[0]] += 1
                    printed[key] = counts[key.split()[0]]
    return printed


def _pointed(block: Block, notes: dict[str, str]) -> Block:
    """The block with the ids of its notes' lines in place of the file's own numbers."""
    if isinstance(block, Line):
        return _line(block, notes)
    if not any(line.notes for line in block.lines()):
        return block
    rows = tuple(
        Row(
            tuple(
                replace(cell, lines=tuple(_line(line, notes) for line in cell.lines))
                for cell in row.cells
            ),
            row.is_header,
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def _line(line: Line, notes: dict[str, str]) -> Line:
    if not line.notes:
        return line
    return replace(line, notes=tuple(notes[key] for key in line.notes if key in notes))
