"""A day that is past, told as if it were to come."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

_FUTURE = re.compile(
    r"\b(?:will|shall|won’t|going\s+to|is\s+to|are\s+to|to\s+be|due\s+to|(?:plans?|planned|planning|"
    r"scheduled|expected|aims?|aiming|intends?|hopes?|set|proposes?)\s+(?:to|for)|"
    r"to\s+(?:commence|begin|start|follow|finish|complete|continue|take\s+place|go|attend|meet|"
    r"report|submit|publish|agree|deliver|present|launch|open|sign|receive|hold|issue))\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;,:]\s|\s[–—-]\s|\n|\s\(")


def past_in_future_tense(
    text: str, dates: Sequence[Mapping[str, Any]], *, as_at: date
) -> list[str]:
    """The date phrases of a text that were past when it was written, in a clause that speaks of
    what is to come.

    ``dates`` are those of ``DatedText.dates``: start, end, phrase and latest (an ISO day).
    """
    found = []
    for one in dates:
        latest = one.get("latest")
        if not latest or date.fromisoformat(latest) >= as_at:
            continue
        clause = clause_at(text, one["start"], one["end"])
        if _FUTURE.search(clause) and not _PAST.search(clause):
            found.append(str(one["phrase"]))
    return found


def clause_at(text: str, start: int, end: int) -> str:
    """The part of a sentence that a place stands in."""
    first = max((found.end() for found in _BREAK.finditer(text, 0, start)), default=0)
    after = _BREAK.search(text, end)
    return text[first : after.start() if after else len(text)]
