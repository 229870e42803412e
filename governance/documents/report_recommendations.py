"""What a report asks for: each recommendation with its printed number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .report_outline import Part
from .report_placed import PlacedRecommendation
from .rows import Line

_HEADING = re.compile(
    r"\brecommendations?\b|\bdecisions? (?:required|sought|requested)\b|\bdecision\(s\)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:recommend(?:ed|s|ations?)?|asked|invited|requested|resolve[sd]?|agree)\b[^.]*:\s*$",
    re.IGNORECASE,
)
_MANY_NUMBERS = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)")


@dataclass
class Recommendations:
    items: list[PlacedRecommendation] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # ids of their lines


def place_recommendations(parts: Sequence[Part]) -> Recommendations:
    """The recommendations under their heading; without one, the list after "is asked to:"."""
    found = Recommendations()
    for part in parts:
        if _HEADING.search(part.title):
            _take(part.lines(), found, is_headed=True)
    if not found.items:
        for part in parts:
            lines = part.lines()
            for at, line in enumerate(lines):
                if _ASKS.search(line.text):
                    _take(lines[at + 1 :], found, is_headed=False)
    return found


def _take(lines: Sequence[Line], found: Recommendations, *, is_headed: bool) -> None:
    """Take the numbered or bulleted lines, with what is nested under each."""
    has_marks = any(_number_of(line) or line.kind != "paragraph" for line in lines)
    last: PlacedRecommendation | None = None
    first_level = next((line.level for line in lines if line.kind != "paragraph"), 0)
    for line in lines:
        if line.is_empty:
            continue
        number, words = _number_of(line) or ("", line.words)
        is_item = bool(number) or line.kind in {"bullet", "number"}
        is_nested = last is not None and is_item and line.level > first_level
        if is_nested and last is not None:
            last.text += f"\n{line.text}"
            last.lines += (line.id,)
        elif is_item or (is_headed and not has_marks and _reads_as_one(line)):
            last = PlacedRecommendation(number=number, text=words, lines=(line.id,))
            found.items.append(last)
        elif not is_headed:
            return  # the list after "is asked to:" is over
        else:
            last = None
            continue
        found.taken.add(line.id)


def _number_of(line: Line) -> tuple[str, str] | None:
    """The printed number of a line without its brackets, and its words."""
    if line.label.strip() and line.kind == "number":
        return line.label.strip().strip(".()"), line.words
    if line.kind == "number" and line.typed:
        return line.marker.strip(".()"), line.words
    found = _MANY_NUMBERS.match(line.text)
    return (found["number"], line.text[found.end() :].strip()) if found else None


def _reads_as_one(line: Line) -> bool:
    """Whether a paragraph without a number is a recommendation, and not the words before them."""
    text = line.text.rstrip()
    return not text.endswith(":") and ":" not in text[:40] and len(text) > 30
