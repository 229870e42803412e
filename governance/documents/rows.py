"""A document as neutral rows: what stands where, word for word, and nothing of what it means."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

LineKind = Literal["paragraph", "bullet", "number", "heading"]
FileKind = Literal["docx", "xlsx", "csv", "text"]


@dataclass(frozen=True)
class Link:
    """A web address behind some words of a line."""

    start: int
    end: int
    address: str


@dataclass(frozen=True)
class Line:
    """One paragraph of the source, with everything a person sees of it.

    ``text`` is the paragraph as it stands, a typed bullet or number included; ``label`` is the
    number that the word processor prints by itself, which is not in the text. ``level`` counts
    from 0 for lists, from 1 for headings.
    """

    id: str  # in reading order, unique in its document: "12"
    text: str
    place: str = ""  # for people: "table 2, row 3, column 1", "footnote 2", "text box 1"
    kind: LineKind = "paragraph"
    level: int = 0
    label: str = ""  # "3.", "a)"; empty where nothing is printed by itself
    style: str = ""  # the style's name: "Heading 1", "List Bullet"
    typed: int = 0  # signs at the start that are a typed bullet or number with its white space
    is_bold: bool = False  # every word of it; many papers head a section this way
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()  # ids of the first line of each foot- or endnote it points at

    @property
    def words(self) -> str:
        """The text without a typed bullet or number."""
        return self.text[self.typed :].strip()

    @property
    def marker(self) -> str:
        """The typed bullet or number alone: "•", "3."."""
        return self.text[: self.typed].strip()

    @property
    def is_empty(self) -> bool:
        return not any(map(is_counted, self.words))


@dataclass(frozen=True)
class Cell:
    """A cell of a table. Tables inside it are read as lines of it, in their order."""

    lines: tuple[Line, ...] = ()
    column: int = 0  # the first column of the grid that it covers, from 0
    columns: int = 1
    continues: bool = False  # the lower part of a cell merged downwards; its words stand above

    @property
    def text(self) -> str:
        """The words of all its lines, a line each."""
        return "\n".join(line.text for line in self.lines if line.text.strip())


@dataclass(frozen=True)
class Row:
    """A row of a table; a merged cell stands once, at its first column."""

    cells: tuple[Cell, ...] = ()
    is_header: bool = False  # marked as repeated on each page


@dataclass(frozen=True)
class Table:
    """A table on its grid of columns."""

    rows: tuple[Row, ...] = ()
    columns: int = 0
    name: str = ""  # the sheet it stands on

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, for a merged one the cell that holds the words."""
        for above in range(row, -1, -1):
            found = next(
                (
                    cell
                    for cell in self.rows[above].cells
                    if cell.column <= column < cell.column + cell.columns
                ),
                None,
            )
            if found is None or not found.continues:
                return found
        return None

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            for cell in row.cells:
                yield from cell.lines


Block = Line | Table


@dataclass(frozen=True)
class Source:
    """A whole document: its body in reading order, and what stands aside from it."""

    name: str
    kind: FileKind
    blocks: tuple[Block, ...] = ()
    asides: tuple[Line, ...] = ()  # headers, footers, foot- and endnotes, text boxes
    warnings: tuple[str, ...] = ()  # sentences: tracked changes, comments, cleaned signs
    title: str = ""  # from the file's properties
    written_on: str = ""  # ISO day from the file's properties, where it says one
    kept: str = field(default="", repr=False)  # what our own export keeps in the file, as JSON

    def lines(self) -> Iterator[Line]:
        """Every line of it: the body first, then the asides."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.lines()
            else:
                yield block
        yield from self.asides

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


def is_counted(sign: str) -> bool:
    """Whether a sign is one that a reader could miss: no white space, control or format sign."""
    return not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cf"}


def characters(text: str) -> int:
    """How many signs of a text a reader could miss."""
    return sum(map(is_counted, text))
