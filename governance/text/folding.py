"""Words as people type them: without accents, in one kind of quotation mark, without soft hyphens.

Pure, and the same as the functions ``lep_fold`` and ``lep_words`` of the database: SQLite calls
these, PostgreSQL has its own in a migration, and a test holds them together.
"""

import json
import re
import unicodedata
from typing import Any

# What is shown of a structured text; its other keys are names of ours.
WORD_KEYS = ("text", "heading", "helper", "title")
# Marks on letters, soft hyphens, and signs of no width.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_SAME = str.maketrans(
    "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
    "\u2010\u2011\u2012\u2013\u2014\u2212łŁøØđĐħĦıæÆœŒ",
    "''" + "''" + "''" + "''" + '""' + '""' + '""' + '"' + "-" * 6 + "lLoOdDhHiaAoO",
)


def fold(text: str) -> str:
    """The text with everything alike that a person would type for it."""
    if text.isascii():
        return text.replace("`", "'").lower()
    # The sign for a prime or an accent alone becomes a space and a mark when it is taken apart.
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.translate(_SAME)))
    return plain.lower().replace("ß", "ss")


def words_in(value: Any) -> str:
    """The words of a structured text, in their order and without the names of its keys."""
    if isinstance(value, list):
        parts = (one if isinstance(one, str) else words_in(one) for one in value)
        return " ".join(filter(None, parts))
    if isinstance(value, dict):
        found = []
        for key, one in value.items():
            if not isinstance(one, str):
                found.append(words_in(one))
            elif key in WORD_KEYS:
                found.append(one)
        return " ".join(filter(None, found))
    return ""


def words_of_json(stored: str | None) -> str:
    """The same of a stored text."""
    return words_in(json.loads(stored)) if stored else ""


def _places(text: str, terms: list[str]) -> list[int]:
    """Where each folded term begins first in the text as it is printed."""
    letters = [(letter, place) for place, one in enumerate(text) for letter in fold(one)]
    folded = "".join(letter for letter, _ in letters)
    return [letters[at][1] for term in terms if (at := folded.find(term)) >= 0]


def around(text: str, terms: list[str], most: int = 180) -> str:
    """The words near the first of the folded ``terms``, cut at whole words."""
    if len(text) <= most:
        return text
    places = _places(text, terms)
    start = max(min(places, default=0) - most // 3, 0)
    if start:
        start = text.find(" ", start) + 1
    cut = text[start : start + most]
    end = cut.rsplit(" ", 1)[0] if start + most < len(text) else cut
    return f"{'… ' if start else ''}{end}{' …' if start + most < len(text) else ''}"


def shortened(text: str, most: int = 120) -> str:
    """The beginning of a text, cut at a whole word."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
