"""What the cells of a column look like: days, names, status words, numbers or prose.

A heading may lie or be missing; the cells do not. Shares are of the cells that hold words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from governance.date_phrases import find, read

from .name_cells import is_name, is_plainly_name
from .status_words import is_status

_NUMBER = re.compile(
    r"\(?(?:[A-Za-z]{1,5}[-./ ]?)?\d{1,4}(?:[./-]?\d{1,4}){0,3}(?:[a-z]|\([a-z]\))?[.):]?"
    r"|[A-Za-z][.)]?|\(?[ivx]{1,5}[.)]"
)
_FIGURE = re.compile(r"[£$€]?\s?-?\d[\d,]*(?:\.\d+)?\s?(?:%|k|m|bn|million)?", re.IGNORECASE)
_UNDATED = re.compile(
    r"(?:on-?going|asap|immediate(?:ly)?|tbc|tba|tbd|n/?a|continuous|as required|complete[d]?|"
    r"(?:short|medium|long)(?:[ -]?(?:term|/))*|rolling(?: programme)?|none|ditto|as above|"
    r"with immediate effect|in place|now|next meeting|\d{1,3} (?:days|weeks|months|years)|"
    r"annual(?:ly)?|quarterly|monthly|weekly|each meeting|every meeting)\W*",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:has|have|had|was|were|been|held|taken|received|agreed|completed?|presented|issued|now|"
    r"underway|ongoing|drafted|sent|met|approved|appointed|published|reported|attended)\b",
    re.IGNORECASE,
)
DITTO = re.compile(
    r"\s*(?:(?:as )?ditto|do\.|as above|as previous(?:ly)?|same(?: as above)?|see above|"
    r"[\"“”″〃]|''|,,|-\s?do\s?-)\s*\.?\s*",
    re.IGNORECASE,
)


_LOOKED_AT = 30  # cells of a long column, at least
_GRADE = re.compile(
    r"(?:very )?(?:high|medium|low|h|m|l|critical|essential|desirable|urgent|routine|standard|"
    r"must|should|could|moderate|significant|minor|major|fundamental)(?: ?[/-] ?\w+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Contents:
    """The shares, from 0 to 1, of a column's filled cells that look like something."""

    filled: int = 0
    cells: int = 0
    below: int = 0  # cells that only go on from the one above
    dates: float = 0  # a time, or a word that stands for one ("Ongoing")
    dated: float = 0  # a day, a month or a year somewhere in it
    names: float = 0
    plain_names: float = 0  # of persons, posts and initials; a single word may be a topic
    statuses: float = 0
    numbers: float = 0
    figures: float = 0
    past: float = 0
    length: float = 0  # signs in a filled cell, on average
    distinct: float = 0  # of the filled cells, how many differ

    is_grade: bool = False  # every cell says high, medium, low or a letter of it

    @property
    def is_prose(self) -> bool:
        return self.length >= 30 and max(self.dates, self.names, self.statuses, self.numbers) < 0.5


def contents_of(texts: Sequence[str], *, below: int = 0) -> Contents:
    """The looks of a column from the words of its cells, and how many cells are merged upwards."""
    filled = [text.strip() for text in texts if text.strip() and not DITTO.fullmatch(text)]
    if not filled:
        return Contents(cells=len(texts), below=below)
    everything, filled = filled, _sample(filled)
    count = len(filled)
    return Contents(
        filled=len(everything),
        cells=len(texts),
        below=below,
        dates=sum(map(is_due, filled)) / count,
        dated=sum(map(_is_dated, filled)) / count,
        names=sum(map(is_name, filled)) / count,
        plain_names=sum(map(is_plainly_name, filled)) / count,
        statuses=sum(map(is_status, filled)) / count,
        numbers=sum(map(is_number, filled)) / count,
        figures=sum(bool(_FIGURE.fullmatch(text)) for text in filled) / count,
        past=sum(bool(_PAST.search(text)) for text in filled) / count,
        length=sum(map(len, filled)) / count,
        is_grade=all(map(_GRADE.fullmatch, filled)),
        distinct=len({text.lower() for text in everything}) / len(everything),
    )


def _sample(filled: list[str]) -> list[str]:
    """Cells from all over a long column; a person looks no further either."""
    step = max(1, len(filled) // _LOOKED_AT)
    return filled[::step]


def is_number(text: str) -> bool:
    """Whether a cell holds a row's number alone: "3", "2.1", "A4", "OSC/12"."""
    words = " ".join(text.split())
    if not _NUMBER.fullmatch(words) or _day_like(words):
        return False
    return not read(words, plan_year="2019-20").is_dated or words.replace(".", "").isdigit()


def _day_like(text: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})\s*", text))


@lru_cache(maxsize=8192)
def is_due(text: str) -> bool:
    """Whether a cell holds a time and little beside it: "By end of March", "Ongoing", "Q3"."""
    words = " ".join(text.split())
    if not words or len(words) > 80:
        return False
    if _UNDATED.fullmatch(words) or _day_like(words):
        return True
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return bool(re.fullmatch(r"(?:19|20)\d\d", words))
    if read(words, plan_year="2019-20").is_dated:
        return True
    found = [one for one in find(words, plan_year="2019-20") if one[3].kind != "none"]
    covered = sum(end - start for start, end, *_ in found)
    return bool(found) and covered * 2 >= len(words)


@lru_cache(maxsize=8192)
def _is_dated(text: str) -> bool:
    return any(one[3].is_dated for one in find(text[:400], plan_year="2019-20"))
