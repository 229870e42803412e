"""A document about to be written: lines, tables and cells, each knowing the pieces it prints.

It is the writing side of ``rows``: pure data, the same for Word and for a readable sheet. The
same model tells whether a document that comes back still shows the words that were written.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..text.structured_text import Block
from .pieces import Piece
from .rows import Cell, Line, Link, Row, Source, Table, is_counted
from .typed_marks import mark_of

Kind = Literal["paragraph", "bullet", "number", "heading"]
Look = Literal["", "title", "helper", "head", "damaged", "warning", "quiet"]
# What a printed line is known by when it comes back: its kind, its depth, its words.
Key = tuple[str, int, str]
_CELL, _ROW = (("a cell", 0, ""), ""), (("a row", 0, ""), "")


@dataclass(frozen=True)
class PrintedLine:
    """One paragraph. ``level`` counts from 0 for lists, from 1 for headings.

    ``frame`` are the words of it that stand in no piece: a heading the paper did not have.
    ``list_name`` joins numbered lines that count on from each other over many cells;
    ``start`` is the number the line shows, where it is not the next one.
    """

    text: str
    kind: Kind = "paragraph"
    level: int = 0
    look: Look = ""
    list_name: str = ""
    start: int | None = None
    links: tuple[Link, ...] = ()
    frame: str = ""
    of: tuple[Piece, ...] = field(default=(), compare=False)

    @property
    def key(self) -> Key:
        return key_of(self.kind, self.level, self.text)

    @property
    def is_shown(self) -> bool:
        """Whether a reader sees it: words, or an empty bullet or number."""
        return bool(self.key[2]) or self.kind in ("bullet", "number")


@dataclass(frozen=True)
class PrintedCell:
    """A cell; one that ``continues`` is the lower part of the cell above it and holds no lines."""

    lines: tuple[PrintedLine, ...] = ()
    continues: bool = False

    @property
    def text(self) -> str:
        """Its lines as a sheet shows them, bullets and all."""
        return "\n".join(_in_a_sheet(line) for line in self.lines if line.is_shown)


@dataclass(frozen=True)
class PrintedTable:
    """A table whose head repeats on each page. ``widths`` are shares of the page."""

    head: tuple[PrintedCell, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    widths: tuple[int, ...]
    name: str = ""  # what it is a table of, for a screen reader

    def all_rows(self) -> Iterator[tuple[PrintedCell, ...]]:
        yield self.head
        yield from self.rows


@dataclass(frozen=True)
class Printed:
    """A whole document. ``footer`` stands before the page number on each page."""

    title: str
    blocks: tuple[PrintedLine | PrintedTable, ...] = ()
    issued_on: str = ""  # ISO day; a file without one says nothing of when it was made

    def lines(self) -> Iterator[PrintedLine]:
        for block in self.blocks:
            if isinstance(block, PrintedTable):
                for row in block.all_rows():
                    for cell in row:
                        yield from cell.lines
            else:
                yield block


def key_of(kind: str, level: int, text: str) -> Key:
    """What stays the same when a file is opened and saved: no white space, no hidden sign."""
    words = bare(text)
    # A typed bullet within a list is one bullet to some readers and two to others.
    item = kind if kind in ("bullet", "number") and not mark_of(words)[1] else "words"
    return item, level if item != "words" else 0, words


def bare(text: str) -> str:
    """The words as a reader of the page tells them apart."""
    shown = "".join(sign for sign in text if is_counted(sign) or sign.isspace())
    return " ".join(shown.split())


def key_of_line(line: Line) -> Key | None:
    """The key of a line that was read; None for one that shows nothing."""
    key = key_of(line.kind, line.level, line.text)
    return key if key[2] or key[0] != "words" else None


def keys_of_cell(cell: Cell) -> tuple[tuple[Key, str], ...]:
    """The keys of a cell that was read, each with the id of its line."""
    found = ((key_of_line(line), line.id) for line in cell.lines)
    return tuple((key, one) for key, one in found if key)


def shape_of_source(source: Source) -> list[tuple[Key, str]]:
    """What a reader of the body sees in its order, with the ids of its lines, cell by cell."""
    found: list[tuple[Key, str]] = []
    for block in source.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found += [_CELL, *keys_of_cell(cell)]
                found.append(_ROW)
        elif key := key_of_line(block):
            found.append((key, block.id))
    return found


def shape_of_printed(printed: Printed) -> list[tuple[Key, PrintedLine | None]]:
    """The same of a document about to be written, with its lines."""
    found: list[tuple[Key, PrintedLine | None]] = []
    for block in printed.blocks:
        if isinstance(block, PrintedTable):
            for row in block.all_rows():
                for cell in row:
                    found.append((_CELL[0], None))
                    found += [(line.key, line) for line in cell.lines if line.is_shown]
                found.append((_ROW[0], None))
        elif block.is_shown:
            found.append((block.key, block))
    return found


def lines_of(
    blocks: Sequence[Block],
    of: tuple[Piece, ...],
    *,
    deeper: int = 0,
    list_name: str = "",
) -> list[PrintedLine]:
    """Structured text as lines; a number or bullet with a printed label is typed as it was."""
    return [_line_of(block, of, deeper, list_name) for block in blocks]


def texts_of(text: str, of: tuple[Piece, ...], look: Look = "") -> list[PrintedLine]:
    """Words that may hold line breaks, a line each."""
    return [PrintedLine(one, look=look, of=of) for one in text.split("\n") if one.strip()]


def printable(text: str) -> str:
    """The signs that XML can hold, on one line."""
    return "".join(
        " " if sign.isspace() and sign != "\u00a0" else sign for sign in text if _fits(sign)
    )


def source_of(printed: Printed, name: str, kept: str = "") -> Source:
    """A printed document as if it had been read: for a file that is no paper, such as JSON."""
    made = 0

    def read(lines: Iterable[PrintedLine]) -> tuple[Line, ...]:
        nonlocal made
        found = []
        for line in lines:
            made += 1
            found.append(Line(str(made), line.text, f"line {made}", line.kind, line.level))
        return tuple(found)

    blocks: list[Line | Table] = []
    for block in printed.blocks:
        if isinstance(block, PrintedTable):
            rows = tuple(
                Row(
                    tuple(
                        Cell(read(cell.lines), at, continues=cell.continues)
                        for at, cell in enumerate(row)
                    )
                )
                for row in block.all_rows()
            )
            blocks.append(Table(rows, len(block.head), block.name))
        else:
            blocks += read([block])
    return Source(name, "text", tuple(blocks), title=printed.title, kept=kept)


def _fits(sign: str) -> bool:
    if sign.isspace():
        return True
    point = ord(sign)
    return unicodedata.category(sign) not in ("Cc", "Cs") and point & 0xFFFE != 0xFFFE


def _line_of(block: Block, of: tuple[Piece, ...], deeper: int, list_name: str) -> PrintedLine:
    kind, level, text = block["kind"], block.get("level", 0), block["text"]
    if label := block.get("label", ""):
        text, kind = f"{label} {text}".strip(), "paragraph" if kind != "heading" else kind
    level = min(level + (1 if kind == "heading" else deeper), 9 if kind == "heading" else 8)
    links = tuple(
        Link(mark["start"], mark["end"], mark["address"])
        for mark in block.get("marks", ())
        if mark.get("kind") == "link" and isinstance(mark.get("address"), str) and not label
    )
    return PrintedLine(text, kind, level, list_name=list_name, links=links, of=of)


def _in_a_sheet(line: PrintedLine) -> str:
    if line.kind == "bullet":
        return f"{'   ' * line.level}• {line.text}".rstrip()
    if line.kind == "number" and line.start is not None:
        return f"{line.start}. {line.text}".rstrip()
    return f"{'   ' * line.level if line.kind != 'heading' else ''}{line.text}"
