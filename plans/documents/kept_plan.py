"""What a changed Word file of ours still says of the whole plan, of its themes and sections."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from governance.documents.pieces import Furniture, Piece
from governance.documents.printed import bare, key_of_line
from governance.documents.rows import Line, Source

from .placed import PlacedPlan
from .writing.delivery import delivery_of
from .writing.on_paper import heading_of_theme

P = TypeVar("P", bound=Piece)
# Facts that are believed where their own words still stand somewhere in the file.
_PRINTED = ("paper_reference", "printed_period", "issue_text", "printed_phase_total")


def take_plan_facts(read: PlacedPlan, kept: PlacedPlan, source: Source) -> None:
    """Give the plan that was read what the kept one knows of the same words."""
    said = {bare(line.text) for line in source.lines()}
    whole = "\n".join(said)
    for name in _PRINTED:
        words = getattr(kept, name)
        if (words and bare(words) in whole) or (not words and not kept.title):
            setattr(read, name, words)
    if bare(read.title) == bare(kept.title) or bare(kept.title) in said:
        read.title = kept.title
        read.starts_on, read.ends_on = kept.starts_on, kept.ends_on
        for name in _PRINTED:
            if not getattr(kept, name):
                setattr(read, name, "")
        if not kept.issue_text or bare(kept.issue_text) in whole:
            read.issued_on = kept.issued_on
    read.kind, read.row_word = kept.kind, kept.row_word or read.row_word
    read.numbering = kept.numbering
    if all(bare(str(one.get("heading", ""))) in said for one in kept.column_headers):
        read.column_headers = copy.deepcopy(kept.column_headers)
    _take_themes(read, kept)
    read.themes = _same(read.themes, kept.themes, lambda one: (bare(one.title), _body(one.purpose)))
    read.facts = _same(read.facts, kept.facts, lambda one: (bare(one.heading), bare(one.text)))
    read.sections = _same(
        read.sections, kept.sections, lambda one: (bare(one.heading), _body(one.body))
    )
    read.resources = _same(read.resources, kept.resources, lambda one: bare(one.printed))
    read.phases = _same(read.phases, kept.phases, lambda one: bare(one.printed))


def _take_themes(read: PlacedPlan, kept: PlacedPlan) -> None:
    """A heading that reads as we print a theme's is that theme's."""
    printed = {bare(heading_of_theme(one)): one.title for one in kept.themes}
    titles = {one.title: printed.get(bare(one.title), one.title) for one in read.themes}
    for theme in read.themes:
        theme.title = titles[theme.title]
    for row in read.rows:
        row.theme = titles.get(row.theme, row.theme)


def without_delivery(source: Source, kept: PlacedPlan) -> tuple[Source, list[Furniture]]:
    """The source without resources and phases that stand in it as we printed them.

    They are the kept ones then: each takes its line of the source.
    """
    printed = [line for line in delivery_of(kept) if line.is_shown]
    wanted = [line.key for line in printed]
    blocks = list(source.blocks)
    for at in range(len(blocks) - len(wanted), -1, -1) if wanted else ():
        lines = [one for one in blocks[at : at + len(wanted)] if isinstance(one, Line)]
        if [key_of_line(one) for one in lines] == wanted:
            break
    else:
        return source, []
    aside: list[Furniture] = []
    for line, one in zip(printed, lines, strict=True):
        for piece in line.of:
            piece.lines = (*piece.lines, one.id)
        if line.frame:
            aside.append(Furniture(text=line.frame, why="our heading", lines=(one.id,)))
    del blocks[at : at + len(wanted)]
    return replace(source, blocks=tuple(blocks)), aside


def take_delivery(read: PlacedPlan, kept: PlacedPlan) -> None:
    """The resources and phases that ``without_delivery`` found unchanged."""
    printed = {id(piece) for line in delivery_of(kept) for piece in line.of}
    read.resources = [*read.resources, *(one for one in kept.resources if id(one) in printed)]
    read.phases = [*read.phases, *(one for one in kept.phases if id(one) in printed)]
    if id(kept) in printed:
        read.printed_phase_total = kept.printed_phase_total
    read.lines = (*read.lines, *kept.lines)


def _same(read: list[P], old: Sequence[P], words: Callable[[P], Any]) -> list[P]:
    waiting = {words(one): one for one in old}
    found = []
    for one in read:
        kept = waiting.get(words(one))
        made = copy.deepcopy(kept) if kept is not None else one
        made.lines = one.lines
        found.append(made)
    return found


def _body(blocks: Sequence[dict[str, Any]]) -> str:
    return "\n".join(bare(block["text"]) for block in blocks)
