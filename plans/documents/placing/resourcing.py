"""The posts and the phases that a plan prints: “Researcher x 1”, “Delivery – 12 months”."""

import re
from collections.abc import Sequence
from decimal import Decimal

from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from ..placed import PlacedPhase, PlacedResource

_COUNT = r"(?P<number>\d{1,2}(?:\.\d{1,2})?|one|two|three|four|five|six)"
_FTE = r"(?:FTE|WTE|posts?)"
_POST = r"(?P<post>[A-Z][^×]{2,80}?)"
_POSTS = (
    re.compile(rf"{_POST}\s*(?:[x×X]|[-–—:]|\()\s*{_COUNT}\s*{_FTE}?\)?"),
    re.compile(rf"{_COUNT}\s*(?:[x×X]|FTE|WTE)\s+(?P<post>[A-Z].{{2,80}})"),
    re.compile(rf"{_POST}\s*[-–—,(]?\s*{_COUNT}\s*{_FTE}\)?"),
)
_SPAN = (
    r"(?P<number>\d{1,3}(?:\.5)?|one|two|three|four|five|six|nine|twelve)[\s-]*"
    r"(?P<unit>months?|years?|weeks?)"
)
_ABOUT = r"(?:up to |about |approx\.? )?"
_PHASES = (
    re.compile(rf"(?P<name>[A-Z].{{2,90}}?)\s*(?:[-–—:(,]|\s-\s)\s*{_ABOUT}{_SPAN}\)?\.?"),
    re.compile(rf"{_SPAN}\s*(?:[-–—:]|\s-\s)\s*(?P<name>[A-Z].{{2,90}})"),
)
_TOTAL = re.compile(
    r"\b(?P<total>(?:\d{1,3}|[a-z]+teen|twelve|twenty[- ]four)[\s-]months?)\b(?=[\s-]+(?:period|"
    r"programme|project|plan|term|timeframe)|\s*(?:in total|overall|total)|[^\d]*$)",
    re.IGNORECASE,
)
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {word: number for number, word in enumerate(_SMALL, start=1)} | {"twelve": 12}
_POST_WORD = re.compile(
    r"\b(?:officers?|managers?|researchers?|analysts?|directors?|administrators?|assistants?|"
    r"coordinators?|co-ordinators?|leads?|heads?|apprentices?|advis[eo]rs?|consultants?|posts?|"
    r"engineers?|planners?|secretar(?:y|ies)|staff|specialists?|executives?)\b",
    re.IGNORECASE,
)


def resource(line: Line) -> PlacedResource | None:
    """The post on a line and how many of it; nothing where the line is another thing."""
    text = clean_line(line.words)
    if not _POST_WORD.search(text) or len(text) > 100:
        return None
    found = next((match for one in _POSTS if (match := one.fullmatch(text))), None)
    if found is None:
        return None
    post = found["post"].strip(" –—-:,(")
    return PlacedResource(
        post=post, number=_number(found["number"]), printed=_printed(line), lines=(line.id,)
    )


def phase(line: Line) -> PlacedPhase | None:
    """The phase on a line and its months; a year is twelve, four weeks count as one month."""
    text = clean_line(line.words)
    found = next((match for one in _PHASES if (match := one.fullmatch(text))), None)
    if found is None:
        return None
    number, unit = _number(found["number"]), found["unit"].lower()
    months = number * 12 if unit.startswith("year") else number
    if unit.startswith("week"):
        months = number / 4
    name = found["name"].strip(" –—-:,(")
    return PlacedPhase(name=name, months=months, printed=_printed(line), lines=(line.id,))


def total_in(lines: Sequence[Line]) -> str:
    """The length of the whole that a part with phases prints in its sentences, as printed."""
    said = [found["total"] for line in lines for found in _TOTAL.finditer(clean_line(line.text))]
    return said[-1] if said else ""


def _printed(line: Line) -> str:
    return clean_line(line.words)


def _number(text: str) -> Decimal:
    return Decimal(_WORDS[text.lower()]) if text.lower() in _WORDS else Decimal(text)
