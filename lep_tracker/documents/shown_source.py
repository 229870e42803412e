"""The source as its page shows it: paragraphs and table rows, each line marked with where it went.

A line went where the pieces that claim it stand now: after an edit it is shown at its new place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from governance.documents.ledger import pieces_of
from governance.documents.pieces import Placed
from governance.documents.rows import characters
from plans.documents.placed import PlacedPlan, PlacedRow

from . import destinations
from .source_lines import SourceLine

Claims = dict[str, list[str]]
_WORDS = {
    "furniture": "headings and layout",
    "unplaced": "not placed",
    "lost": "lost",
    "changed": "removed by hand",
}


@dataclass(frozen=True)
class ShownLine:
    """A line, and in one word and a few more what became of it."""

    line: SourceLine
    went: str  # placed, furniture, unplaced, lost, changed
    words: str
    to: tuple[str, ...] = ()

    @property
    def has_bullet(self) -> bool:
        """Whether the word processor draws a bullet that is not in the text."""
        line = self.line
        return line.kind == "bullet" and not line.label and line.text[:1].isalnum()


@dataclass(frozen=True)
class SourceBlock:
    """A paragraph, or a row of a table with its cells."""

    place: str
    cells: list[list[ShownLine]]
    is_table: bool


@dataclass
class Stretch:
    """Lines in reading order that belong to one row; ``owner`` is empty between rows."""

    owner: str
    lines: list[ShownLine] = field(default_factory=list)

    @property
    def blocks(self) -> list[SourceBlock]:
        return list(_blocks(self.lines))


def claims_of(document: Placed) -> Claims:
    """For each line of the source the addresses of the pieces that hold it now."""
    claims: Claims = {}
    for address, piece in pieces_of(document):
        for one in piece.lines:
            claims.setdefault(one, []).append(address)
    return claims


def shown(line: SourceLine, claims: Claims, document: Placed) -> ShownLine:
    """A line with what became of it."""
    to = tuple(claims.get(line.id, ()))
    went = _went(line, to)
    if went == "placed":
        held = [one for one in to if one.split(".")[0] not in ("furniture", "unplaced")]
        words = destinations.all_words(held)
        row = destinations.row_of(to)
        if row is not None and isinstance(document, PlacedPlan):
            words = _in_row(words, line.text, document.rows[row])
        return ShownLine(line, went, words, to)
    why = f": {line.why}" if line.why and line.why != "empty line" else ""
    return ShownLine(line, went, f"{_WORDS[went]}{why}", to)


def _in_row(words: str, text: str, row: PlacedRow) -> str:
    """What a row itself holds is its statement, a heading in its cell, or what it kept as it is."""
    stripped = text.strip()
    if stripped and stripped in (row.lead_heading, row.kpi_heading):
        return words.replace("statement", "heading in the cell")
    if any(stripped and stripped in fragment for fragment in row.raw_fragments):
        return words.replace("statement", "kept with the row")
    told = [block["text"] for block in row.statement if block["text"]]
    if any(one in text or stripped in one for one in told):
        return words
    # A heading with what follows it in one line: what follows is said already.
    return words.removeprefix("statement, ")


def _went(line: SourceLine, to: tuple[str, ...]) -> str:
    homes = {one.split(".")[0] for one in to}
    if homes - {"furniture", "unplaced"}:
        return "placed"
    if "unplaced" in homes:
        return "unplaced"
    if homes or not characters(line.text):
        return "furniture"
    return "lost" if line.went == "lost" else "changed"


def owner_of(to: tuple[str, ...]) -> str:
    """The row ("3") or objective ("0-2") that a line belongs to; empty for none."""
    row = destinations.row_of(to)
    if row is not None:
        return str(row)
    pair = destinations.objective_of(to)
    return f"{pair[0]}-{pair[1]}" if pair else ""


def stretches(lines: list[ShownLine]) -> list[Stretch]:
    """The source cut where its rows begin.

    What stands in the same table row as a placed line, such as its empty bullets, stays with it.
    A note at the end that belongs to a row is shown with that row.
    """
    owners = _owners(lines)
    cut: list[Stretch] = []
    by_owner: dict[str, Stretch] = {}
    for line, owner in zip(lines, owners, strict=True):
        if owner and owner in by_owner:
            by_owner[owner].lines.append(line)
            continue
        if not cut or cut[-1].owner != owner:
            cut.append(Stretch(owner))
            if owner:
                by_owner[owner] = cut[-1]
        cut[-1].lines.append(line)
    return cut


def cut_by_piece(stretch: Stretch) -> list[Stretch]:
    """What stands between the rows, cut where another section, body or month begins.

    Lines that went nowhere stay with what stands before them, a row of a table stays whole.
    """
    cut: list[Stretch] = []
    key, table_row = "", (0, 0)
    for line in stretch.lines:
        found = _piece_of(line)
        same_row = line.line.table and _table_row(line) == table_row
        if not cut or (found and found != key and not same_row):
            cut.append(Stretch(stretch.owner))
            key = found or key
        cut[-1].lines.append(line)
        table_row = _table_row(line)
    return cut


def _piece_of(line: ShownLine) -> str:
    """The greatest piece that holds a line, such as ``sections.2``."""
    if line.went != "placed":
        return ""
    return next((".".join(one.split(".")[:2]) or "title" for one in line.to), "")


def _owners(lines: list[ShownLine]) -> list[str]:
    own = [owner_of(line.to) for line in lines]
    of_table_row: dict[tuple[int, int], set[str]] = {}
    for line, owner in zip(lines, own, strict=True):
        if owner and line.line.table:
            of_table_row.setdefault(_table_row(line), set()).add(owner)
    return [
        owner or _only(of_table_row.get(_table_row(line), set()) if line.line.table else set())
        for line, owner in zip(lines, own, strict=True)
    ]


def _only(owners: set[str]) -> str:
    return next(iter(owners)) if len(owners) == 1 else ""


def _table_row(line: ShownLine) -> tuple[int, int]:
    return line.line.table, line.line.row


def _blocks(lines: list[ShownLine]) -> Iterator[SourceBlock]:
    for (table, row, *_), group in groupby(lines, key=_block_key):
        found = list(group)
        if not table:
            place = found[0].line.place if found[0].line.is_aside else ""
            yield SourceBlock(place, [found], is_table=False)
            continue
        cells = [list(cell) for _, cell in groupby(found, key=lambda one: one.line.column)]
        yield SourceBlock(f"Table {table}, row {row}", cells, is_table=True)


def _block_key(line: ShownLine) -> tuple[int, int, bool, str]:
    aside = line.line.place if line.line.is_aside else ""
    return (*_table_row(line), line.line.is_aside, aside)
