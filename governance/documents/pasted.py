"""Text that somebody pasted from Word, Excel or a mail: paragraphs, typed lists and tables."""

import re
from dataclasses import replace

from .cleaning import Cleaner
from .pasted_tables import Grid, tables_in, with_whole_cells
from .refusal import DocumentRefused
from .rows import Block, Cell, Line, Row, Source, Table
from .typed_lists import Depths, indent_of, lines_of
from .typed_marks import MarkKind, mark_of

MOST_CHARACTERS = 5_000_000
MOST_LINES = 100_000

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
# Mail programs break lines at 72 to 80 signs; what goes on begins small.
_WRAPPED = range(58, 82)
_MOST_WRAPPED = 100


def read_text(name: str, text: str) -> Source:
    """Read pasted text. Headings that no sign marks are left for placing to find.

    Raises DocumentRefused when there is nothing in it, or more than anybody pastes.
    """
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise DocumentRefused(
            name,
            f"it has more than {MOST_CHARACTERS:,} signs or {MOST_LINES:,} lines."
            " Paste it in smaller parts.",
        )
    cleaner = Cleaner()
    clean = cleaner.clean(text)
    if not clean.strip():
        raise DocumentRefused(name, "there are no words in it. Paste the text again.")
    blocks = _Pages(with_whole_cells(clean).split("\n")).blocks()
    return Source(name=name, kind="text", blocks=blocks, warnings=tuple(cleaner.warnings()))


class _Pages:
    """Pasted lines on their way to blocks."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._blocks: list[Block] = []
        self._depths = Depths()
        self._next_id = 1

    def blocks(self) -> tuple[Block, ...]:
        at = 0
        for table in tables_in(self._lines):
            self._paragraphs(at, table.start)
            self._blocks.append(self._table(table.grid, table.start))
            self._depths = Depths()
            at = table.end
        self._paragraphs(at, len(self._lines))
        return tuple(self._blocks)

    def _paragraphs(self, at: int, end: int) -> None:
        while at < end:
            at = self._paragraph(at, end) if self._lines[at].strip() else at + 1

    def _paragraph(self, at: int, end: int) -> int:
        """Add the paragraph that begins here and stops before ``end``; the place after it."""
        text = self._lines[at].rstrip()
        kind, typed = mark_of(text)
        level = self._depths.of(text, kind, typed)
        hang = indent_of(text)
        after = at + 1
        most = min(end, at + _MOST_WRAPPED)
        while after < most and self._goes_on(after, hang, kind):
            text += " " + self._lines[after].strip()
            after += 1
        moved = len(text) - len(text.lstrip())
        words, typed = text[moved:], max(0, typed - moved)
        line = Line(
            id=str(self._next_id),
            text=words,
            place=f"line {at + 1}",
            kind=kind,
            level=level,
            typed=typed,
        )
        if found := _HEADING.match(words):
            line = replace(line, kind="heading", level=len(found[1]), typed=found.end())
        self._next_id += 1
        self._blocks.append(line)
        return after

    def _goes_on(self, at: int, hang: int, kind: MarkKind) -> bool:
        """Whether a line belongs to the paragraph above it, which a mail program broke."""
        before, line = self._lines[at - 1].rstrip(), self._lines[at]
        if not line.strip() or mark_of(line)[0] != "paragraph" or "\t" in line.strip():
            return False
        if "|" in line:
            return False
        starts_small = line.strip()[0].islower()
        hangs = kind != "paragraph" and indent_of(line) > hang
        return starts_small and (hangs or len(before) in _WRAPPED)

    def _table(self, grid: Grid, at: int) -> Table:
        rows = []
        columns = max(map(len, grid))
        for number, texts in enumerate(grid, start=1):
            cells = []
            for column, paragraphs in enumerate(texts):
                place = f"line {at + 1}, table row {number}, column {column + 1}"
                lines = lines_of(paragraphs, self._next_id, place)
                self._next_id += len(lines)
                cells.append(Cell(lines=tuple(lines), column=column))
            cells += [Cell(column=column) for column in range(len(texts), columns)]
            rows.append(Row(cells=tuple(cells)))
        return Table(rows=tuple(rows), columns=columns)
