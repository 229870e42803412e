"""The spellings of one cited title: "Deep Dive", "Deep Dive report" and "Deep Dive Report"."""

import re
from collections import Counter
from collections.abc import Iterable

_WEAK = {"the", "a", "an", "of", "report", "reports", "document", "paper"}


def one_title(titles: Iterable[str]) -> dict[str, str]:
    """Each spelling with the one it is kept under: the one used most, of those the
    longest, then the one with most capitals.

    Two spellings are one title when they differ in case, in signs, or in a weak word such as
    "the" or "report" only.
    """
    used = Counter(title for title in titles if title)
    groups: dict[tuple[str, ...], list[str]] = {}
    for title in used:
        groups.setdefault(_bare(title), []).append(title)
    kept: dict[str, str] = {}
    for spellings in groups.values():
        best = max(spellings, key=lambda title: (used[title], len(title), _capitals(title)))
        kept |= dict.fromkeys(spellings, best)
    return kept


def _capitals(title: str) -> int:
    return sum(map(str.isupper, title))


def _bare(title: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", title.casefold())
    strong = tuple(word for word in words if word not in _WEAK)
    return strong or tuple(words)
