"""Cuts a phrase into tokens: the dates in it and the words that say what sort of dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from ..text.dates_in_words import MONTHS
from .grammar import PATTERNS
from .openings import OPENINGS

_SCANNER = re.compile("|".join(f"(?P<{name}>{body})" for name, body in PATTERNS), re.IGNORECASE)

# Most words of a sentence begin like no pattern; the long scanner is spared them.
_PLAIN = re.compile(
    rf"\s+|(?P<word>(?!{'|'.join(OPENINGS)}){dict(PATTERNS)['word']})", re.IGNORECASE
)
_GROUPS = {name: (name, *re.findall(r"\?P<(\w+)>", body)) for name, body in PATTERNS}

ATOMS = frozenset(
    name for name, _ in PATTERNS[1 : [name for name, _ in PATTERNS].index("each")]
) | {"relative_unit", "own_unit", "near_day", "weekday", "day_only"}


@dataclass(frozen=True)
class Token:
    """One piece of a phrase: its name in the scanner, its words, its named parts, its place."""

    name: str
    text: str
    parts: dict[str, str]
    start: int
    end: int

    @property
    def is_atom(self) -> bool:
        return self.name in ATOMS


def tokens(text: str) -> Iterator[Token]:
    """Cut a phrase into tokens; their places are those in ``text``."""
    return iter(_cut(text))


# One sentence is cut once for each date in it, and once for each phrase around it.
@lru_cache(maxsize=512)
def _cut(text: str) -> tuple[Token, ...]:
    found_tokens = []
    place = 0
    while place < len(text):
        if plain := _PLAIN.match(text, place):
            if word := plain["word"]:
                found_tokens.append(Token("word", word, {"word": word}, place, plain.end()))
            place = plain.end()
            continue
        found = _SCANNER.match(text, place)
        name = found and found.lastgroup
        if found is None or name is None or found.end() == place:
            place += 1
            continue
        groups = ((group, found[group]) for group in _GROUPS[name])
        parts = {group: part for group, part in groups if part is not None}
        found_tokens.append(Token(name, found[0], parts, place, found.end()))
        place = found.end()
    return tuple(found_tokens)


_LONG_MONTHS = [name.lower() for name in MONTHS if len(name) > 5]
_RIGHT = {*_LONG_MONTHS, "augustus", "novembers", "decembers"}


def mend_months(text: str) -> str:
    """Spell a mistyped month right, keeping the length of everything else."""

    def mended(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word in _RIGHT:
            return found[0]
        near = get_close_matches(word, _LONG_MONTHS, n=1, cutoff=0.86)
        return near[0] if near else found[0]

    return re.sub(r"\b[JFASOND][a-zA-Z]{5,10}\b", mended, text)
