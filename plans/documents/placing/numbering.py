"""The number a row is known by: typed, given by the word processor, or in a column of its own."""

import re

from governance.documents.rows import Line
from governance.structured_text import clean_line

_WORD = r"(?:action|improvement|recommendation|objective|priority|item|milestone|ref|no|number|rec)"
_DOTTED = r"\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?"
_PLAIN = r"[A-Z]{0,3}\d{1,3}[a-z]?"
_TYPED = re.compile(
    rf"^\(?(?:{_WORD}\.?\s*)?(?P<number>{_DOTTED})(?:\s*[.):]|\s+[–—-])?\s+(?=\S)"
    rf"|^(?:{_WORD}\.?\s*)?(?P<plain>{_PLAIN})(?:\s*[.):](?!\d)|\s+[–—-](?=\s+\D))\s*(?=\D)"
    rf"|^\((?P<boxed>{_PLAIN})\)\s*(?=\D)"
    rf"|^(?:{_WORD})\s+(?P<worded>{_PLAIN})\s+(?=[A-Z])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"^\(?(?:{_WORD}\.?\s*)?(?P<number>[A-Z]{{0,4}}[-/.]?(?:{_DOTTED}|\d{{1,4}}[a-z]?|[A-Z]))[.):]*$",
    re.IGNORECASE,
)


def typed(text: str) -> tuple[str, int]:
    """A number that opens a text, without its point, and where the words begin behind it."""
    found = _TYPED.match(text)
    if found is None:
        return "", 0
    number = next(one for one in found.groups() if one)
    return number, found.end()


def in_column(text: str) -> str:
    """The number of a cell that holds nothing else; a text that is none comes back as it is."""
    found = _ALONE.match(text.strip())
    return found["number"] if found else text.strip(" .:)")


def automatic(line: Line) -> str:
    """The number that the word processor prints before a line."""
    return line.label.strip(" .:)(") if line.label and line.kind in ("number", "heading") else ""


def take(line: Line) -> tuple[str, str, bool]:
    """The number before a line's words, the words behind it, and whether Word gave the number."""
    text = clean_line(line.text)
    number, start = typed(text)
    if number:
        return number, text[start:].strip(), False
    if line.typed and line.kind == "number":
        return line.marker.strip(" .:)("), clean_line(line.words), False
    return automatic(line), clean_line(line.words), True
