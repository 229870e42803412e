"""A whole OKR paper: its front, its themes, its end, and what no field could take."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from governance.documents.pieces import Furniture, Piece, Raw
from governance.documents.rows import Line, Source

from ..placed import PlacedOkrs, PlacedOkrTheme
from .cover import Front, place_cover, place_end
from .dating import Dating
from .doubts import doubts_of
from .headings import theme_heading
from .outline import Outline, outline_of
from .periods import PrintedPeriod, best_of, periods_in, written_in
from .stream import Item, stream_of
from .themes import place_theme


def place_okrs(source: Source, *, plan_year: str = "") -> PlacedOkrs:
    """What the rows of a document mean as objectives and key results.

    ``plan_year`` such as "2020-21" gives dates without a year theirs, where the paper names no
    quarter. A document without objectives gives none and says so in ``warnings``.
    """
    labels = _labels(source)
    period = best_of(labels)
    dating = Dating(
        plan_year=plan_year,
        first=period.first if period else None,
        last=period.last if period else None,
        written=_written(source),
    )
    items = stream_of(source, dating)
    outline = outline_of(items)
    placed = PlacedOkrs(
        kind="okrs",
        starts_on=dating.first,
        ends_on=dating.last,
        printed_label=_cover_label(items, outline, period),
        warnings=list(source.warnings),
    )
    _take_front(placed, place_cover(items[: outline.begins], dating))
    _place_themes(placed, items, outline, dating)
    _take_front(placed, place_end(items[outline.ends :], dating))
    placed.title = placed.title or source.title
    for theme in placed.themes:
        theme.title = theme.title or placed.title
    _take_asides(placed, source)
    if not any(theme.objectives for theme in placed.themes):
        placed.kind = "none"
        placed.warnings.append("No objectives with key results were found, so nothing is taken in.")
    else:
        placed.warnings += dict.fromkeys(doubts_of(placed, labels, dating))
    _leave_rest(placed, source)
    return placed


def _place_themes(
    placed: PlacedOkrs, items: Sequence[Item], outline: Outline, dating: Dating
) -> None:
    starts = [at for at in outline.starts if at < outline.ends]
    cuts = sorted({outline.begins, *starts, outline.ends})
    for start, end in pairwise(cuts):
        is_headed = start in outline.starts
        part = place_theme(
            items[start + 1 if is_headed else start : end],
            items[start].line if is_headed else None,
            dating,
        )
        named: dict[str, list[str]] = {}
        for item in items[start:end]:
            for name, ids in item.content.theme_lines.items() if item.content else ():
                named.setdefault(name, []).extend(ids)
        if named and not is_headed:
            placed.themes += _by_section(part.theme, named)
        else:
            placed.themes.append(part.theme)
        placed.furniture += part.furniture
        placed.unplaced += part.unplaced


def _by_section(theme: PlacedOkrTheme, named: dict[str, list[str]]) -> Iterator[PlacedOkrTheme]:
    """A sheet that names the theme of each objective in a column has a theme for each name."""
    for at, name in enumerate(dict.fromkeys(one.section for one in theme.objectives)):
        objectives = [one for one in theme.objectives if one.section == name]
        for one in objectives:
            one.section = ""
        yield dataclasses.replace(
            theme,
            lines=(*(theme.lines if at == 0 else ()), *named.get(name, ())),
            title=name,
            objectives=objectives,
            header_blocks=theme.header_blocks if at == 0 else [],
            outcome=theme.outcome if at == 0 else "",
            outcome_heading=theme.outcome_heading if at == 0 else "",
        )


def _take_front(placed: PlacedOkrs, front: Front) -> None:
    if front.title:
        placed.title, placed.lines = front.title, (*placed.lines, *front.title_lines)
    placed.facts += front.facts
    placed.sections += front.sections
    placed.unplaced += front.unplaced


def _labels(source: Source) -> list[PrintedPeriod]:
    """Quarters named in headings and on the cover, in the order of the paper; a theme's table
    speaks of other quarters too and is not asked."""
    found: list[PrintedPeriod] = []
    for block in source.blocks:
        if isinstance(block, Line) and len(block.text) < 400:
            found += [one for one in periods_in(block.text) if one.number or one.is_whole]
    if not found:
        for line in source.lines():
            found += [one for one in periods_in(line.text) if one.first]
            if found:
                break
    return found


def _cover_label(items: Sequence[Item], outline: Outline, best: PrintedPeriod | None) -> str:
    """The quarter as the paper's front prints it, else as its first theme does."""
    for item in items[: outline.begins]:
        for one in periods_in(item.line.text) if item.line else ():
            if one.first:
                return one.printed
    for at in outline.starts:
        line = items[at].line
        if line and (label := theme_heading(line).printed_label):
            return label
    return best.printed if best else ""


def _written(source: Source) -> date | None:
    """The month of the paper, which stands alone on a line of its front."""
    for block in source.blocks[:12]:
        if isinstance(block, Line):
            day = written_in(block.words.partition(": ")[2] or block.words)
            if day:
                return day
    return None


def _take_asides(placed: PlacedOkrs, source: Source) -> None:
    for line in source.asides:
        if line.is_empty:
            continue
        place = line.place.lower()
        if "header" in place or "footer" in place:
            placed.furniture.append(
                Furniture(lines=(line.id,), text=line.text, why=line.place or "page header")
            )


def _leave_rest(placed: PlacedOkrs, source: Source) -> None:
    """Whatever no piece claims is kept as it stands."""
    claimed = set(_claims(placed))
    for line in source.lines():
        if line.id not in claimed and line.text.strip():
            if line.is_empty:
                placed.furniture.append(
                    Furniture(lines=(line.id,), text=line.text, why="empty bullet")
                )
            else:
                placed.unplaced.append(
                    Raw(
                        lines=(line.id,),
                        text=line.text,
                        why=f"No field takes these words of {line.place or 'the paper'}.",
                    )
                )


def _claims(value: Any) -> Iterator[str]:
    if isinstance(value, Piece):
        yield from value.lines
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from _claims(getattr(value, each.name))
    elif isinstance(value, list):
        for one in value:
            yield from _claims(one)
