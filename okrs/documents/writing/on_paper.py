"""An OKR paper laid out as it was: cover, themes with their blocks and tables, and the rest."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from governance.documents.pieces import PlacedSection
from governance.documents.printed import (
    Printed,
    PrintedLine,
    PrintedTable,
    lines_of,
    texts_of,
)

from ..placed import HeaderBlock, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from .tables import table_of

UNPLACED = "Words that could not be placed"
OUTCOME = "Overall outcome:"


def lay_out(placed: PlacedOkrs) -> Printed:
    """Everything that is printed of a paper, in its order, each line with the pieces it prints."""
    blocks = (
        *_front(placed),
        *_sections(placed, "before"),
        *(line for theme in placed.themes for line in _theme(theme, placed)),
        *_sections(placed, "after"),
        *_unplaced(placed),
    )
    return Printed(placed.title, tuple(blocks))


def heading_of(theme: PlacedOkrTheme) -> str:
    """The theme's heading as printed, or one made of its parts."""
    if theme.printed_heading:
        return theme.printed_heading
    named = f"{theme.appendix}: {theme.title}" if theme.appendix else theme.title
    return f"{named} – {theme.printed_label}" if theme.printed_label else named


def outcome_lines(theme: PlacedOkrTheme) -> Iterator[PrintedLine]:
    """The overall outcome beneath its heading, or beside it where that ends with a colon."""
    if not theme.outcome:
        return
    first, *rest = theme.outcome.split("\n")
    heading = theme.outcome_heading or OUTCOME
    frame = "" if theme.outcome_heading else OUTCOME
    if heading.endswith((":", "–", "—", "-")) and not rest:
        yield PrintedLine(f"{heading} {first}", frame=frame, of=(theme,))
        return
    yield PrintedLine(heading, "heading", 2, frame=frame, of=() if frame else (theme,))
    for line in (first, *rest):
        yield PrintedLine(line, of=(theme,))


def _front(placed: PlacedOkrs) -> Iterator[PrintedLine]:
    if placed.title:
        yield PrintedLine(placed.title, look="title", of=(placed,))
    for fact in placed.facts:
        mark = "" if not fact.heading or fact.heading.endswith((":", "–")) else ":"
        yield from texts_of(f"{fact.heading}{mark} {fact.text}".strip(), (fact,))


def _sections(placed: PlacedOkrs, place: str) -> Iterator[PrintedLine]:
    for section in placed.sections:
        if section.place == place:
            yield from _section(section)


def _section(section: PlacedSection) -> Iterator[PrintedLine]:
    if section.heading:
        yield PrintedLine(section.heading, "heading", 1, of=(section,))
    yield from lines_of(section.body, (section,))


def _theme(theme: PlacedOkrTheme, placed: PlacedOkrs) -> Iterator[PrintedLine | PrintedTable]:
    stands_alone = len(placed.themes) == 1 and not theme.printed_heading
    if not (stands_alone and theme.title == placed.title) and heading_of(theme):
        yield PrintedLine(heading_of(theme), "heading", 1, of=(theme,))
    own = [one for one in theme.header_blocks if not one.section]
    yield from _own_blocks(theme, own)
    printed: set[str] = set()
    for section, group in groupby(theme.objectives, key=lambda one: one.section):
        blocks = [] if section in printed else _blocks_of(theme, section)
        printed.add(section)
        yield from _of_section(theme, section, list(group), blocks)
    for section in dict.fromkeys(one.section for one in theme.header_blocks):
        if section and section not in printed:
            yield from _without_objectives(section, _blocks_of(theme, section))
    for block in own:
        if block.place == "after":
            yield from _block(block, 2)


def _own_blocks(theme: PlacedOkrTheme, own: Sequence[HeaderBlock]) -> Iterator[PrintedLine]:
    above = [one for one in own if one.place != "after"]
    for at, block in enumerate(above):
        if at == theme.outcome_after:
            yield from outcome_lines(theme)
        yield from _block(block, 2)
    if theme.outcome_after >= len(above):
        yield from outcome_lines(theme)


def _blocks_of(theme: PlacedOkrTheme, section: str) -> list[HeaderBlock]:
    return [one for one in theme.header_blocks if section and one.section == section]


def _of_section(
    theme: PlacedOkrTheme,
    section: str,
    objectives: Sequence[PlacedObjective],
    blocks: Sequence[HeaderBlock],
) -> Iterator[PrintedLine | PrintedTable]:
    if section:
        yield PrintedLine(section, "heading", 2, of=(objectives[0],))
    for block in blocks:
        if block.place != "after":
            yield from _block(block, 3)
    yield table_of(objectives, section or theme.title)
    for block in blocks:
        if block.place == "after":
            yield from _block(block, 3)


def _without_objectives(section: str, blocks: Sequence[HeaderBlock]) -> Iterator[PrintedLine]:
    yield PrintedLine(section, "heading", 2, of=(blocks[0],))
    for block in blocks:
        yield from _block(block, 3)


def _block(block: HeaderBlock, level: int) -> Iterator[PrintedLine]:
    if block.heading:
        yield PrintedLine(block.heading, "heading", level, of=(block,))
    yield from lines_of(block.body, (block,))


def _unplaced(placed: PlacedOkrs) -> Iterator[PrintedLine]:
    if placed.unplaced:
        yield PrintedLine(UNPLACED, "heading", 1, "warning", frame=UNPLACED)
    for raw in placed.unplaced:
        yield from texts_of(raw.text, (raw,), "damaged")
