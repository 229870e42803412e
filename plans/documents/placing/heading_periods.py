"""The period that heads a column: “Q1”, “June 2019”, “Update Sept 2019”, “Short term”."""

import re
from functools import lru_cache

from governance.date_phrases import read

_QUARTER = re.compile(
    r"q(?:uarter|tr)?\.? ?[1-4]\b|[1-4](?:st|nd|rd|th) (?:quarter|qtr)\b"
    r"|(?:first|second|third|fourth) quarter\b|^(?:year|month|week|wk) \d{1,2}\b"
    r"|^(?:short|medium|long)(?:[ -]to[ -](?:medium|long))?[ -]term\b",
    re.IGNORECASE,
)
_ROUND_PERIOD = re.compile(
    r"\b(?:progress|updates?|position|status|rag|commentary|comments?|review|as at|at|to|notes?|"
    r"milestones?|actions?|for|in|of|the|report(?:ed)?|from|narrative|end)\b|[:()–-]",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def period_of(heading: str) -> str:
    """The heading itself where it names a period ("Q1", "Update Sept 2019"), else nothing."""
    words = " ".join(heading.split())
    if not words or len(words) > 60:
        return ""
    if _QUARTER.search(words):
        return words
    bare = _ROUND_PERIOD.sub(" ", words).strip()
    return words if bare and read(bare, plan_year="2019-20").is_dated else ""
