"""The fidelity report: every line of the source, and where it went.

The count of the source comes from other code than the reader's (``counting``), so a line that
the reader missed shows as lost, and so does a word that a field dropped on the way.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .pieces import Furniture, Piece, Placed, Raw
from .rows import Line, Source, characters

Went = Literal["placed", "furniture", "unplaced", "lost"]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """One line of the source and where it went."""

    id: str
    text: str
    place: str
    went: Went
    to: tuple[str, ...] = ()  # "rows.3.milestones.1"; several where one line holds several facts
    why: str = ""  # for furniture and what is left: which, and the reason


@dataclass(frozen=True)
class Fidelity:
    """Counts of signs without white space. ``lost`` is 0 or something is wrong."""

    source_characters: int = 0
    placed: int = 0
    furniture: int = 0
    unplaced: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Report:
    entries: tuple[Entry, ...]
    fidelity: Fidelity


def settle(source: Source, placed: Placed, source_characters: int) -> Report:
    """Account for every line of a source.

    A placed line is believed only as far as its words stand in the pieces that claim it.
    """
    claims = _claims(placed)
    counts: Counter[str] = Counter()
    entries = []
    for line in source.lines():
        entry, missing = _entry(line, claims.get(line.id, []))
        signs = characters(line.text)
        counts[entry.went] += signs - missing
        counts["lost"] += missing
        if line.text.strip() or entry.to:
            entries.append(entry)
    seen = sum(counts.values())
    lost = counts["lost"] + max(0, source_characters - seen)
    fidelity = Fidelity(
        source_characters, counts["placed"], counts["furniture"], counts["unplaced"], lost
    )
    return Report(tuple(entries), fidelity)


def short_of(source: Source, placed: Placed) -> list[Line]:
    """The lines that nothing claims, or whose words do not all stand in what claims them."""
    claims = _claims(placed)
    found = []
    for line in source.lines():
        entry, missing = _entry(line, claims.get(line.id, []))
        if missing or entry.went == "lost":
            found.append(line)
    return found


def _claims(placed: Placed) -> dict[str, list[tuple[str, Piece]]]:
    claims: dict[str, list[tuple[str, Piece]]] = {}
    for address, piece in pieces_of(placed):
        for one in piece.lines:
            claims.setdefault(one, []).append((address, piece))
    return claims


def _entry(line: Line, claims: list[tuple[str, Piece]]) -> tuple[Entry, int]:
    to = tuple(address for address, _ in claims)
    why = next((one.why for _, one in claims if isinstance(one, Furniture | Raw)), "")
    if not claims:
        empty = not characters(line.text)
        went: Went = "furniture" if empty else "lost"
        return Entry(line.id, line.text, line.place, went, (), "empty line" if empty else ""), 0
    if all(isinstance(one, Furniture) for _, one in claims):
        went = "furniture"
    elif all(isinstance(one, Furniture | Raw) for _, one in claims):
        went = "unplaced"
    else:
        went = "placed"
    missing = _missing(line, [piece for _, piece in claims])
    return Entry(line.id, line.text, line.place, went, to, why), missing


def _missing(line: Line, pieces: list[Piece]) -> int:
    """Signs of the words of a line that stand in none of the pieces that claim it."""
    held: Counter[str] = Counter()
    for piece in pieces:
        held.update(_WORD.findall(" ".join(_texts(piece))))
    # A typed "o" is a bullet like "•", and no word of its line.
    text = line.words if line.kind == "bullet" else line.text
    wanted = Counter(_WORD.findall(text))
    return sum(len(word) * count for word, count in (wanted - held).items())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            if each.name not in {"lines", "why"}:
                yield from _texts(getattr(value, each.name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def pieces_of(value: Any, address: str = "") -> Iterator[tuple[str, Piece]]:
    """Every piece of a placed document with its address in the printed JSON."""
    if isinstance(value, Piece):
        yield address, value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            name = f"{address}.{each.name}" if address else each.name
            yield from pieces_of(getattr(value, each.name), name)
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            yield from pieces_of(one, f"{address}.{at}")
