"""Bars of shares, alone and in a row of columns of one height."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..text.sentences import in_sentence
from .places import percent

# Room in pixels: a bar on a wide page, on a tablet, on a phone; the letters are some 8.5 wide.
_WIDE, _TABLET, _PHONE = 1100, 640, 340
_MARK, _NUMBER, _LETTER = 28, 44, 8.5
_COLUMN = 144


class BarPart(NamedTuple):
    """One status of a bar: its word, its tone and how many."""

    word: str
    tone: str
    number: int


@dataclass(frozen=True)
class Segment:
    """A part with its place in the bar, and what has room in it."""

    word: str
    tone: str
    number: int
    at: str
    size: str
    is_first: bool
    has_mark: bool = True
    has_number: bool = True
    has_word: bool = True
    fits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A whole bar: its segments, the sum and the sentence a screen reader says."""

    total: int
    sentence: str
    segments: list[Segment]
    parts: list[BarPart]

    @property
    def has_slivers(self) -> bool:
        """Whether a figure had no room, so that the legend must say it."""
        return not all(segment.has_number for segment in self.segments)


def stacked_bar(parts: Iterable[tuple[str, str, int]], label: str = "") -> Bar:
    """A bar of statuses, in the order of the scheme; a status nobody has takes no room."""
    counted = [BarPart(*part) for part in parts]
    total = sum(part.number for part in counted)
    segments: list[Segment] = []
    before = 0
    for part in counted:
        if not part.number:
            continue
        share = part.number / total
        needs = _NUMBER + _LETTER * len(f"{part.number} {part.word}")
        narrow = ("tight", _TABLET, needs), ("narrow", _PHONE, _NUMBER), ("sliver", _PHONE, _MARK)
        segments.append(
            Segment(
                *part,
                at=percent(before / total),
                size=percent(share),
                is_first=not segments,
                has_mark=share * _WIDE >= _MARK,
                has_number=share * _WIDE >= _NUMBER - 1,
                has_word=share * _WIDE >= needs,
                fits=tuple(name for name, room, least in narrow if share * room < least),
            )
        )
        before += part.number
    return Bar(total, _sentence(label, counted), segments, counted)


def _sentence(label: str, parts: Sequence[BarPart]) -> str:
    words = ", ".join(f"{part.number} {in_sentence(part.word)}" for part in parts if part.number)
    words = words or "nothing to count yet"
    return f"{label}: {words}" if label else f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True)
class BarColumn:
    """One small column of the picture of status over quarters."""

    label: str
    bar: Bar
    segments: list[Segment]


def small_multiples(
    quarters: Iterable[tuple[str, Iterable[tuple[str, str, int]]]],
) -> list[BarColumn]:
    """Status over quarters: one small column each, all of one height, so that shapes compare."""
    columns = []
    for label, parts in quarters:
        bar = stacked_bar(parts, label)
        segments = [
            replace(part, has_number=part.number / bar.total * _COLUMN >= 17)
            for part in bar.segments
        ]
        columns.append(BarColumn(label, bar, segments))
    return columns
