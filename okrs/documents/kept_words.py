"""A Word file of ours that somebody worked on: what is unchanged keeps what paper cannot show.

Every change counts as printed. A key result whose words are as they were keeps its confirmed
dates and measures; a theme whose heading is as it was keeps what was read from it.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from governance.documents.pieces import Furniture, Piece, Raw
from governance.documents.printed import bare
from governance.documents.rows import Line

from .placed import (
    HeaderBlock,
    PlacedColumn,
    PlacedKeyResult,
    PlacedObjective,
    PlacedOkrs,
    PlacedOkrTheme,
)
from .writing.on_paper import UNPLACED, heading_of

P = TypeVar("P", bound=Piece)
_LEFT = "It stood among the words that could not be placed."


def with_kept_words(read: PlacedOkrs, kept: PlacedOkrs, tail: Sequence[Line] = ()) -> PlacedOkrs:
    """The paper as it is printed now, with the kept facts of what has not changed."""
    if bare(read.title) == bare(kept.title):
        read.title = kept.title
    # Days and label are said by the words of the front, and count as long as the label stands.
    if _labels(read) == _labels(kept) or not read.starts_on:
        read.starts_on, read.ends_on = kept.starts_on, kept.ends_on
        read.printed_label = kept.printed_label
    read.facts = _same(read.facts, kept.facts, lambda one: (bare(one.heading), bare(one.text)))
    read.sections = _same(
        read.sections, kept.sections, lambda one: (bare(one.heading), _body(one.body), one.place)
    )
    _take_unplaced(read, kept, tail)
    waiting = list(kept.themes)
    for theme in read.themes:
        old = next((one for one in waiting if _is_same_theme(theme, one)), None)
        if old is not None:
            waiting.remove(old)
            _take_theme(theme, old)
    return read


def _is_same_theme(read: PlacedOkrTheme, kept: PlacedOkrTheme) -> bool:
    printed = read.printed_heading or read.title
    return bare(printed) in (bare(heading_of(kept)), bare(kept.title))


def _take_theme(read: PlacedOkrTheme, kept: PlacedOkrTheme) -> None:
    for name in ("title", "appendix", "printed_label", "printed_heading"):
        setattr(read, name, getattr(kept, name))
    if bare(read.outcome) == bare(kept.outcome):
        same_place = read.outcome_after == kept.outcome_after or not kept.outcome
        read.outcome, read.outcome_heading = kept.outcome, kept.outcome_heading
        if same_place or len(read.header_blocks) == len(kept.header_blocks):
            read.outcome_after = kept.outcome_after
    read.header_blocks = _same(read.header_blocks, kept.header_blocks, _of_block)
    waiting = list(kept.objectives)
    for at, objective in enumerate(read.objectives):
        old = _like(objective, waiting)
        if old is not None:
            waiting.remove(old)
            read.objectives[at] = _take_objective(objective, old)


def _like(objective: PlacedObjective, known: Sequence[PlacedObjective]) -> PlacedObjective | None:
    """The objective with the same words; of two, the one in the same section."""
    same = [one for one in known if bare(one.text) == bare(objective.text)]
    return next((one for one in same if one.section == objective.section), next(iter(same), None))


def _take_objective(read: PlacedObjective, kept: PlacedObjective) -> PlacedObjective:
    if _of_objective(read) == _of_objective(kept):
        made = copy.deepcopy(kept)
        made.section, made.lines = read.section, read.lines
        made.key_results = read.key_results
        _take_lines(made.columns, read.columns)
        read = made
    waiting = list(kept.key_results)
    for at, result in enumerate(read.key_results):
        old = next((one for one in waiting if _of_result(one) == _of_result(result)), None)
        if old is not None:
            waiting.remove(old)
            made_result = copy.deepcopy(old)
            made_result.lines = result.lines
            _take_lines(made_result.columns, result.columns)
            read.key_results[at] = made_result
    return read


def _take_lines(made: Sequence[PlacedColumn], read: Sequence[PlacedColumn]) -> None:
    for one, other in zip(made, read, strict=True):
        one.lines = other.lines


def _take_unplaced(read: PlacedOkrs, kept: PlacedOkrs, tail: Sequence[Line]) -> None:
    known = {bare(one.text): one for one in kept.unplaced}
    for line in tail:
        if bare(line.text) == UNPLACED:
            read.furniture.append(
                Furniture(text=line.text, why="heading of our own", lines=(line.id,))
            )
        elif line.text.strip():
            old = known.get(bare(line.text))
            read.unplaced.append(
                Raw(
                    text=old.text if old else line.text,
                    why=old.why if old else _LEFT,
                    lines=(line.id,),
                )
            )


def _same(read: list[P], kept: Sequence[P], words: Callable[[P], Any]) -> list[P]:
    waiting = list(kept)
    found = []
    for one in read:
        old = next((each for each in waiting if words(each) == words(one)), None)
        if old is not None:
            waiting.remove(old)
            made = copy.deepcopy(old)
            made.lines = one.lines
            one = made
        found.append(one)
    return found


def _labels(placed: PlacedOkrs) -> tuple[str, ...]:
    """The words of the front, which say the quarter."""
    facts = tuple(bare(f"{one.heading} {one.text}") for one in placed.facts)
    return (*facts, *(_body(one.body) for one in placed.sections))


def _of_block(block: HeaderBlock) -> tuple[str, ...]:
    return (bare(block.heading), _body(block.body), block.section, block.place)


def _of_objective(one: PlacedObjective) -> tuple[Any, ...]:
    return (bare(one.number), bare(one.text), _body(one.body), _columns(one.columns))


def _of_result(one: PlacedKeyResult) -> tuple[Any, ...]:
    return (
        bare(one.label),
        bare(one.text),
        _body(one.bullets),
        bare(one.outcome_text),
        _columns(one.columns),
    )


def _columns(columns: Sequence[PlacedColumn]) -> tuple[tuple[str, str], ...]:
    return tuple((bare(one.heading), _body(one.body)) for one in columns)


def _body(blocks: Sequence[dict[str, Any]]) -> str:
    """Kinds, depth and words of some lines."""
    return "\n".join(
        f"{one['kind']} {one.get('level', 0)} {one.get('label', '')} {bare(one['text'])}"
        for one in blocks
    )
