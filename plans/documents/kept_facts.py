"""A Word file of ours that somebody worked on: what is unchanged keeps what paper cannot show.

Every change counts as printed. A row whose cells are as they were is the row it was; in a changed
row each milestone, KPI, lead or note whose words are the same keeps its confirmed reading.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from governance.documents.pieces import Dated, Furniture, Piece, Raw
from governance.documents.printed import Key, PrintedLine, bare, keys_of_cell
from governance.documents.rows import Line, Source, Table

from .kept_columns import take_columns
from .kept_plan import take_plan_facts
from .placed import PlacedNote, PlacedPlan, PlacedRow
from .unchanged import claim, footers
from .writing.cells import PARTS, cells_of, words_of_milestone, words_of_note
from .writing.columns import Column, columns_of, is_prose
from .writing.on_paper import UNPLACED, prose_of

P = TypeVar("P", bound=Piece)
Signature = tuple[tuple[Key, ...], ...]
_LEFT = "It stood among the words that could not be placed."


def with_kept_facts(
    read: PlacedPlan, source: Source, kept: PlacedPlan, tail: Sequence[Line] = ()
) -> PlacedPlan:
    """The plan as it is printed now, with the kept facts of what has not changed."""
    if read.kind == "none":
        return read
    take_plan_facts(read, kept, source)
    _take_unplaced(read, kept, tail)
    known = {line for piece in read.furniture for line in piece.lines}
    read.furniture += [one for one in footers(source) if not set(one.lines) & known]
    rows = _Rows(kept)
    places = _places(source)
    numbers = {one: at for at, cells in enumerate(places) for _, ids in cells for one in ids}
    for at, row in enumerate(read.rows):
        own = [numbers[one] for one in ids_of(row) if one in numbers]
        place = max(set(own), key=own.count) if own else None
        cells = places[place] if place is not None and own.count(place) > len(own) / 2 else ()
        same = rows.take(tuple(keys for keys, _ in cells)) if cells else None
        if same is not None:
            read.rows[at] = _as_it_was(same, row, cells, rows, read)
            continue
        if (old := rows.like(row)) is not None:
            read.furniture += take_columns(row, old, rows.columns)
            _take_row_facts(row, old)
    return read


class _Rows:
    """The kept rows, each given away once: by what its cells print, else by its words."""

    def __init__(self, kept: PlacedPlan) -> None:
        self.numbering = kept.numbering
        self.columns: list[Column] = [] if is_prose(kept) else columns_of(kept)
        self._left = list(kept.rows)
        self._printed: dict[Signature, list[PlacedRow]] = {}
        for row in kept.rows:
            self._printed.setdefault(self._signature(row), []).append(row)

    def lines(self, row: PlacedRow) -> list[list[PrintedLine]]:
        """What a row prints, cell by cell; prose is one cell."""
        if not self.columns:
            cells = [list(prose_of(row, self.numbering))]
        else:
            cells = [list(one.lines) for one in cells_of(row, self.columns, self.numbering)]
        return [[line for line in cell if line.is_shown] for cell in cells]

    def take(self, signature: Signature) -> PlacedRow | None:
        found = self._printed.get(signature, [])
        for row in found:
            if any(row is one for one in self._left):
                return self._give(row)
        return None

    def like(self, row: PlacedRow) -> PlacedRow | None:
        """The row with the same statement, else the one with the same number."""
        words = _statement(row)
        found = next((one for one in self._left if words and _statement(one) == words), None)
        if found is None and row.number:
            found = next((one for one in self._left if one.number == row.number), None)
        return self._give(found) if found is not None else None

    def _give(self, row: PlacedRow) -> PlacedRow:
        self._left = [one for one in self._left if one is not row]
        return row

    def _signature(self, row: PlacedRow) -> Signature:
        return tuple(tuple(line.key for line in cell) for cell in self.lines(row))


def _as_it_was(
    same: PlacedRow,
    row: PlacedRow,
    cells: Sequence[tuple[tuple[Key, ...], tuple[str, ...]]],
    rows: _Rows,
    plan: PlacedPlan,
) -> PlacedRow:
    made = copy.deepcopy(same)
    for printed, (_, ids) in zip(rows.lines(made), cells, strict=True):
        for line, one in zip(printed, ids, strict=True):
            claim(line, one, plan)
    # Where it stands is what the paper says now: under which heading, and as which number.
    made.theme = row.theme
    if rows.numbering == "automatic":
        made.number = row.number
    held = set(ids_of(made))
    made.lines = (*made.lines, *(one for one in ids_of(row) if one not in held))
    return made


def _take_row_facts(row: PlacedRow, old: PlacedRow) -> None:
    if _statement(row) == _statement(old):
        row.short_name = old.short_name
        row.statement = copy.deepcopy(old.statement)
    order = [*old.layout, *(one for one in PARTS if one not in old.layout)]
    if [one for one in order if one in row.layout] == row.layout:
        row.layout = list(old.layout)
    row.raised_on = row.raised_on or old.raised_on
    _take_fragments(row, old)
    row.leads = _same(row.leads, old.leads, lambda one: (bare(one.topic), bare(one.name)))
    row.kpis = _same(row.kpis, old.kpis, lambda one: _dated_words(one))
    row.milestones = _same(
        row.milestones, old.milestones, lambda one: bare(words_of_milestone(one, old))
    )
    row.monitoring = _same(row.monitoring, old.monitoring, lambda one: bare(one.text))
    row.progress = _same(row.progress, old.progress, _note_words)
    row.citations = _same(row.citations, old.citations, lambda one: (bare(one.printed), one.on))
    row.references = _same(row.references, old.references, lambda one: (bare(one.printed), one.on))
    row.extras = _same(row.extras, old.extras, lambda one: (bare(one.heading), bare(one.text)))


def _same(read: list[P], old: Sequence[P], words: Any) -> list[P]:
    """Each piece that was read, as it was kept where its words are the same.

    What shows on paper stays as it was read: the level, the bullet, the place of a pointer.
    """
    waiting: dict[Any, list[P]] = {}
    for one in old:
        waiting.setdefault(words(one), []).append(one)
    found = []
    for one in read:
        kept = waiting.get(words(one))
        if not kept:
            found.append(one)
            continue
        made = copy.deepcopy(kept.pop(0))
        made.lines = one.lines
        for name in ("level", "is_bullet", "on", "milestone", "block", "start"):
            if hasattr(made, name):
                setattr(made, name, getattr(one, name))
        found.append(made)
    return found


def _take_fragments(row: PlacedRow, old: PlacedRow) -> None:
    """Damaged words that were kept apart do not turn into a promise of the row."""
    for fragment in old.raw_fragments:
        if fragment in row.raw_fragments:
            continue
        words = bare(fragment)
        blocks = [one for one in row.statement if bare(one["text"]) != words]
        if len(blocks) < len(row.statement):
            row.statement = blocks
            row.raw_fragments.append(fragment)
            continue
        lists: tuple[list[Any], ...] = (row.kpis, row.milestones, row.leads)
        for pieces in lists:
            for one in list(pieces):
                if words in (bare(getattr(one, "text", "")), bare(getattr(one, "name", ""))):
                    pieces.remove(one)
                    row.lines = (*row.lines, *one.lines)
                    row.raw_fragments.append(fragment)
                    break


def _take_unplaced(read: PlacedPlan, kept: PlacedPlan, tail: Sequence[Line]) -> None:
    known = {bare(one): raw for raw in kept.unplaced for one in raw.text.split("\n")}
    made: dict[int, Raw] = {}
    for line in tail:
        if line.words == UNPLACED:
            read.furniture.append(Furniture(text=line.text, why="our heading", lines=(line.id,)))
        elif not line.is_empty:
            old = known.get(bare(line.text))
            raw = made.get(id(old)) if old else None
            if raw is None:
                raw = Raw(text=line.text, why=old.why if old else _LEFT, lines=(line.id,))
                read.unplaced.append(raw)
                made[id(old) if old else id(raw)] = raw
            else:
                raw.text, raw.lines = f"{raw.text}\n{line.text}", (*raw.lines, line.id)


def _places(source: Source) -> list[list[tuple[tuple[Key, ...], tuple[str, ...]]]]:
    """The rows of all tables, each as its cells; a stretch of prose is a row of one cell."""
    found: list[list[tuple[tuple[Key, ...], tuple[str, ...]]]] = []
    for block in source.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                found.append([_split(keys_of_cell(cell)) for cell in row.cells])
    return found


def _split(keys: Iterable[tuple[Key, str]]) -> tuple[tuple[Key, ...], tuple[str, ...]]:
    both = tuple(keys)
    return tuple(key for key, _ in both), tuple(one for _, one in both)


def ids_of(piece: Any) -> Iterator[str]:
    """The lines of a piece and of every piece in it."""
    if isinstance(piece, Piece):
        yield from piece.lines
        for value in vars(piece).values():
            if isinstance(value, list):
                for one in value:
                    yield from ids_of(one)


def _statement(row: PlacedRow) -> str:
    return " ".join(bare(block["text"]) for block in row.statement)


def _dated_words(piece: Dated) -> str:
    return bare(piece.text)


def _note_words(note: PlacedNote) -> tuple[str, str]:
    return bare(words_of_note(note)), note.voice
