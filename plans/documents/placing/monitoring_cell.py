"""How a row is watched over: lines with who does it and how often."""

import re
from collections.abc import Sequence

from governance.documents.rows import Line

from ..placed import PlacedMonitoring
from . import names, wrapped
from .paper import is_bullet, levels

_ACTORS = re.compile(r"^(?P<actors>[A-Z][^–—:.;()]{1,60}?)\s*(?:\s[–—-]\s|[–—]|:\s)\s*(?=\w)")
# Words with capitals, and the small ones between them, up to the first that says what is done.
_OPENING = re.compile(
    r"^(?P<words>[A-Z][\w’'-]*(?:(?:\s*[,&/]\s*|\s+(?:and|of|the|for)\s+|\s+)[A-Z][\w’'-]*)*)(?=\s+[a-z])"
)
_FREQUENCY = re.compile(
    r"\b(?:(?:bi|tri)-?(?:weekly|monthly|annual(?:ly)?)|daily|weekly|fortnightly|monthly|quarterly|"
    r"(?:six|half)[\s-](?:monthly|yearly)|(?:half-?)?yearly|annual(?:ly)?|termly|"
    r"(?:once|twice|three\s+times)\s+(?:a|per|each|every)\s+\w+|twice\s+yearly|"
    r"(?:at\s+)?(?:each|every)\s+(?:(?:other|second|two|three|four|six|\d+)\s+)?"
    r"(?:(?:board|committee|group|team|LEP)\s+)?\w+)\b",
    re.IGNORECASE,
)
_LONGEST_ACTORS = 6  # words


def read(lines: Sequence[Line]) -> tuple[list[PlacedMonitoring], list[Line]]:
    """Each line as printed; an empty bullet is kept, for somebody meant to fill it in.

    The second list holds damaged words that belong to no line.
    """
    cell = wrapped.read(lines, keep_empty_bullets=True, in_prose=True)
    depths = levels([said.line for said in cell.said])
    placed = [
        PlacedMonitoring(
            text=said.text,
            level=depth,
            is_bullet=is_bullet(said.line),
            actors=_actors(said.text),
            frequency=_frequency(said.text),
            lines=said.lines,
        )
        for said, depth in zip(cell.said, depths, strict=True)
    ]
    return placed, cell.torn


def _actors(text: str) -> str:
    """Who watches: printed before a dash, or the posts and bodies that open the line."""
    found = _ACTORS.match(text)
    if found and len(found["actors"].split()) <= _LONGEST_ACTORS:
        return found["actors"].strip()
    opening = _OPENING.match(text)
    if opening is None:
        return ""
    words = _FREQUENCY.sub("", opening["words"]).strip(" ,/&")
    actors = [
        one.strip() for one in re.split(r"\s+and\s+|\s*[,&]\s*|\s+/\s+", words) if one.strip()
    ]
    return ", ".join(actors) if actors and all(map(names.is_known, actors)) else ""


def _frequency(text: str) -> str:
    found = _FREQUENCY.search(text)
    return found[0].lower() if found else ""
