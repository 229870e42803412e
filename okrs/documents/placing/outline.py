"""Which headings of a paper begin a theme, told by the objectives that stand beneath them."""

from collections.abc import Sequence
from dataclasses import dataclass

from .headings import ThemeHeading, heads_block, is_title, theme_heading
from .stream import Item


@dataclass(frozen=True)
class Outline:
    """The places of the headings that begin a theme; ``begins`` is where the themes begin, which
    may be before any heading, and ``ends`` is where what follows them begins."""

    starts: tuple[int, ...]
    begins: int
    ends: int


def outline_of(items: Sequence[Item]) -> Outline:
    """A paper's themes. Without any objectives everything stands before them."""
    places = [at for at, item in enumerate(items) if item.content]
    if not places:
        return Outline((), len(items), len(items))
    chains = [_above(items, place) for place in places]
    starts = _themes(items, chains)
    begins = min(starts[0], places[0]) if starts else _first_block(items, places[0])
    return Outline(tuple(starts), begins, _end(items, starts, places[-1]))


def _above(items: Sequence[Item], place: int) -> list[int]:
    """The headings over a place, outermost first; those of aims and the like left out."""
    chain: list[int] = []
    depth = 99
    for at in range(place - 1, -1, -1):
        line = items[at].line
        if line is None or not items[at].level or heads_block(line) or is_title(line):
            continue
        if items[at].level < depth:
            chain.insert(0, at)
            depth = items[at].level
    return chain


def _themes(items: Sequence[Item], chains: Sequence[Sequence[int]]) -> list[int]:
    own = _own(items, chains)
    if own:
        return own
    for depth in range(max(map(len, chains))):
        level = {chain[depth] for chain in chains if len(chain) > depth}
        if len(level) > 1:
            return sorted(level)
    outermost = {chain[0] for chain in chains if chain and not _is_name(items, chain[0])}
    return sorted(outermost)


def _own(items: Sequence[Item], chains: Sequence[Sequence[int]]) -> list[int]:
    """The headings that call themselves a theme: the nearest of each, and more than one, or one
    that is an appendix or stands below the paper's own name."""
    found = set()
    for chain in chains:
        nearest = [at for at in chain if _heading(items, at).is_own]
        appendices = [at for at in nearest if _heading(items, at).appendix]
        if appendices or nearest:
            found.add((appendices or nearest)[-1])
    if len(found) == 1:
        only = next(iter(found))
        below = {chain[chain.index(only) + 1] for chain in chains if _has_below(chain, only)}
        if not _heading(items, only).appendix and (len(below) > 1 or _is_name(items, only)):
            return []
    return sorted(found)


def _has_below(chain: Sequence[int], only: int) -> bool:
    return only in chain and chain.index(only) + 1 < len(chain)


def _is_name(items: Sequence[Item], at: int) -> bool:
    """The first line of a paper is its own name."""
    return not any(item.line and not item.line.is_empty for item in items[:at])


def _heading(items: Sequence[Item], at: int) -> ThemeHeading:
    line = items[at].line
    return theme_heading(line) if line else ThemeHeading("")


def _first_block(items: Sequence[Item], place: int) -> int:
    """Without a theme's heading the theme begins with the blocks right above its objectives."""
    begins = place
    for at in range(place - 1, -1, -1):
        line = items[at].line
        if line is None or (items[at].level and not heads_block(line)):
            break
        if items[at].level:
            begins = at
    return begins


def _end(items: Sequence[Item], starts: Sequence[int], last: int) -> int:
    """After the last objectives a heading as high as a theme's begins the paper's end."""
    if not starts:
        return next((at for at in range(last + 1, len(items)) if items[at].level), len(items))
    depth = items[starts[-1]].level
    return next(
        (at for at in range(last + 1, len(items)) if 0 < items[at].level <= depth), len(items)
    )
