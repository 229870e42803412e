"""What the lines of one cell, or the lines beneath one objective, hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.documents.pieces import block_of
from governance.documents.rows import Line
from governance.text.structured_text import Block, clean_line

from ..placed import PlacedColumn, PlacedKeyResult, PlacedMeasure, PlacedObjective
from .dating import Dating
from .measures import measures_in, value_of
from .wording import Role, cut_fact, cut_label, cut_number, role_of


@dataclass
class Draft:
    """A key result while its lines are gathered."""

    label: str = ""
    first: str = ""
    rest: list[Line] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    columns: list[PlacedColumn] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """The next line of it: its own words first, then what is nested beneath."""
        self.ids.append(line.id)
        if not self.first and not self.rest:
            self.first = clean_line(line.words)
        elif not line.is_empty or line.kind != "paragraph":
            self.rest.append(line)

    def reach(self, lines: Iterable[Line]) -> None:
        """The outcome printed beside it."""
        for line in lines:
            self.ids.append(line.id)
            if not line.is_empty:
                self.outcome.append(clean_line(line.words))

    def key_result(self, dating: Dating) -> PlacedKeyResult:
        dated = dating.of(self.first)
        if not dated["due_text"] or dated["latest"] is None:
            dated |= _column_date(self.columns, dating) or {}
        measures = measures_in(self.first)
        return PlacedKeyResult(
            lines=tuple(self.ids),
            label=self.label,
            text=self.first,
            bullets=dating.marked(blocks_of(self.rest)),
            outcome_text="\n".join(self.outcome),
            measures=measures or _column_measures(self.columns),
            columns=self.columns,
            **dated,
        )


def blocks_of(lines: Iterable[Line]) -> list[Block]:
    """Lines as structured text; a heading inside a cell is a paragraph, depth starts at 0."""
    kept = [line for line in lines if not line.is_empty or line.kind in ("bullet", "number")]
    blocks = [_tidy(block_of(line)) for line in kept]
    shallowest = min((one["level"] for one in blocks if _is_item(one)), default=0)
    for one in blocks:
        if _is_item(one):
            one["level"] = min(one["level"] - shallowest, 8)
    return blocks


def _is_item(block: Block) -> bool:
    return block["kind"] in ("bullet", "number")


def _tidy(block: Block) -> Block:
    tidy: Block = {**block, "text": clean_line(block["text"])}
    if tidy["kind"] == "heading":
        tidy["kind"], tidy["level"] = "paragraph", 0
    if tidy["kind"] == "paragraph":
        tidy["level"] = 0
    if "label" in tidy:
        tidy["label"] = tidy["label"].replace("]", ")")
    return tidy


def objective_of(lines: Sequence[Line], number: str = "") -> PlacedObjective:
    """An objective of the lines of its cell: number, words, and what stands beneath."""
    full = [line for line in lines if not line.is_empty]
    if not full:
        return PlacedObjective(lines=tuple(line.id for line in lines), number=number)
    first, rest = full[0], full[1:]
    cut, words = cut_number(first.words)
    if not number:
        number = cut or _mark(first)
    if cut and not words and rest:
        # "Objective 1" above its words.
        words, rest = rest[0].words, rest[1:]
    return PlacedObjective(
        lines=tuple(line.id for line in lines),
        number=number,
        text=clean_line(words if cut else first.words),
        body=blocks_of(rest),
    )


def _mark(line: Line) -> str:
    """The number that stands before an objective, typed or given by the word processor."""
    mark = line.marker if line.kind == "number" else ""
    return (mark or line.label).strip().rstrip(".):")


def key_results_in(lines: Sequence[Line], *, is_split: bool) -> tuple[list[Draft], list[Line]]:
    """The key results of one cell, and the lines before the first that belong to none.

    A line that begins with a label begins a key result. Without labels a cell is one, or with
    ``is_split`` one for each line or bullet of the outermost depth.
    """
    full = [line for line in lines if not line.is_empty or line.kind in ("bullet", "number")]
    if any(cut_label(line.words)[0] for line in full):
        return _by_label(full)
    if not is_split:
        draft = Draft()
        for line in full:
            draft.take(line)
        return ([draft] if full else []), []
    return _by_line([line for line in full if not line.is_empty])


def _by_label(lines: Sequence[Line]) -> tuple[list[Draft], list[Line]]:
    drafts: list[Draft] = []
    before: list[Line] = []
    for line in lines:
        label, words = cut_label(line.words)
        if label:
            drafts.append(Draft(label=label, first=clean_line(words), ids=[line.id]))
        elif drafts:
            drafts[-1].take(line)
        else:
            before.append(line)
    return drafts, before


def _by_line(lines: Sequence[Line]) -> tuple[list[Draft], list[Line]]:
    items = [line for line in lines if line.kind in ("bullet", "number")]
    top = min((line.level for line in items), default=0)
    drafts: list[Draft] = []
    before: list[Line] = []
    for line in lines:
        is_item = line.kind in ("bullet", "number")
        starts = line.level <= top if is_item else not items
        if starts:
            label = (line.marker or line.label).rstrip(".)") if line.kind == "number" else ""
            drafts.append(Draft(label=label, first=clean_line(line.words), ids=[line.id]))
        elif drafts:
            drafts[-1].take(line)
        else:
            before.append(line)
    return drafts, before


def column_of(heading: str, lines: Sequence[Line]) -> PlacedColumn | None:
    """The words under a heading of their own; None where the cell is empty."""
    full = [line for line in lines if not line.is_empty]
    if not full:
        return None
    ids = tuple(line.id for line in full)
    return PlacedColumn(lines=ids, heading=heading, body=blocks_of(full))


def fact_of(line: Line) -> PlacedColumn | None:
    """ "Owner: Head of Skills" beneath a key result as a column of it."""
    heading, words = cut_fact(line.words)
    if not heading:
        return None
    body: list[Block] = [{"kind": "paragraph", "level": 0, "text": clean_line(words)}]
    return PlacedColumn(lines=(line.id,), heading=heading, body=body if words.strip() else [])


def _column_date(columns: Sequence[PlacedColumn], dating: Dating) -> dict[str, Any] | None:
    """The date of a column that is headed as one; its places are not places of the words."""
    for column in columns:
        if _role(column) == "due":
            dated = dating.of(_words(column))
            if dated["due_text"]:
                return {name: dated[name] for name in dated if name != "dates"}
    return None


def _column_measures(columns: Sequence[PlacedColumn]) -> list[PlacedMeasure]:
    goal = next((value_of(_words(one)) for one in columns if _role(one) == "target"), None)
    if goal is None:
        return []
    heads = {one.heading.lower(): value_of(_words(one)) for one in columns}
    start = next((value for head, value in heads.items() if "baseline" in head and value), None)
    named = next((_words(one) for one in columns if one.heading.lower() in _NAMING), "")
    return [
        PlacedMeasure(
            name=named[:200] or "Target",
            unit=goal[1],
            baseline=start[0] if start else goal[0] * 0,
            target=goal[0],
        )
    ]


_NAMING = {"measure", "metric", "measures", "kpi", "indicator"}


def _role(column: PlacedColumn) -> Role:
    return role_of(column.heading)


def _words(column: PlacedColumn) -> str:
    return " ".join(block["text"] for block in column.body)
