"""The day on which a note says that it was true: “as at 25 June”, “25 June:”, “(25 June)”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.rows import Line

from .paper import Paper, words_of

_AS_AT = re.compile(r"\b(?:as\s+)?(?:at|of)\s+(?:the\s+)?$", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"^(?:update|position|progress|status|note|as|updated|(?-i:[A-Z]{2,3}))?\s*(?:on|at|as\s+at|of|for)?\s*"
    r"(?:the\s+)?[\[(]?$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\s*(?:\]|\)?\s*(?:\([^()]{1,20}\)\s*)?(?::|[–—-]\s|$))")
_CLOSED = re.compile(
    r"^(?:actions?\s+)?(?:completed?|closed|done|actioned)\s*:?\s+(?:on\s+)?$", re.I
)
# Lines without any of these hold no stamp; it spares reading every date twice.
_COULD_STAMP = re.compile(
    r"\b(?:at|of)\s+(?:the\s+)?\d|^\W*(?:[A-Za-z]+\s+){0,3}\d|\(\d[^()]*\)\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Stamp:
    """The day a note was true, and its place in the note."""

    text: str = ""
    day: date | None = None
    start: int = 0
    end: int = 0
    stands_alone: bool = False  # the note holds nothing else, so it dates those beneath it


def stamp_of(text: str, dates: list[dict[str, Any]]) -> Stamp:
    """The first stamp of a text whose dates are known; an empty one where there is none."""
    for found in dates:
        start, end = found["start"], found["end"]
        before, after = text[:start], text[end:]
        if found["kind"] in ("event", "recurring", "status", "range") or not found["latest"]:
            continue
        opens = bool(_LEADS_IN.match(before) and _OPENED.match(after))
        is_day = found["precision"] == "day" and found["earliest"] in (None, found["latest"])
        if not is_day:
            if opens and found["precision"] in ("month", "quarter"):
                return Stamp(text[start:end], None, start, end, not after.strip(" :–—-)]"))
            continue
        day = date.fromisoformat(found["latest"])
        leads_in = _AS_AT.search(before)
        if leads_in or re.match(r"(?:as\s+)?(?:at|of)\b", text[start:end], re.IGNORECASE):
            first = leads_in.start() if leads_in else start
            return Stamp(text[first:end], day, first, end)
        if opens:
            return Stamp(text[start:end], day, start, end, not after.strip(" :–—-)]"))
        boxed = before.endswith("(") and re.fullmatch(r"\)\s*[.;]?\s*", after)
        if boxed or (_CLOSED.match(before) and not after.strip(" .!")):
            return Stamp(text[start:end], day, start, end)
    return Stamp()


def last_day(lines: Iterable[Line], paper: Paper) -> date | None:
    """The latest day on which any of the lines says that it was true."""
    days = []
    for line in lines:
        if _COULD_STAMP.search(line.text):
            text = words_of(line)
            days.append(stamp_of(text, paper.dated(text)["dates"]).day)
    return max((day for day in days if day), default=None)
