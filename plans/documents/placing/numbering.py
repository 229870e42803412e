"""The number a row is known by: typed, given by the word processor, or in a column of its own."""

import re
from dataclasses import dataclass

from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from .period import MONTH

_WORD = (
    r"(?:actions?|improvements?|recommendations?|objectives?|priorit(?:y|ies)|items?|milestones?|"
    r"refs?|nos?|numbers?|recs?|points?|tasks?)"
)
_DOTTED = r"(?:[A-Z]{1,3}[-/.]?)?\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?"
# A quarter of a year is no number of a row.
_PLAIN = r"(?!Q[1-4]\b)(?:[A-Z]{1,4}[-/.]?)?\d{1,3}[a-z]?"
_TYPED = re.compile(
    rf"\(?(?:{_WORD}\.?\s*)?(?P<number>{_DOTTED})(?:\s*[.):]|\s+[–—-])?\s+(?=\S)"
    rf"|(?:{_WORD}\.?\s*)?(?P<plain>{_PLAIN})(?:\s*[.):](?!\d)|\s+[–—-](?=\s+\D))\s*(?=\D)"
    rf"|\((?P<boxed>{_PLAIN})\)\s*(?=\D)"
    rf"|(?:{_WORD})\.?\s+(?P<worded>{_PLAIN})\s+(?=[A-Z])"
    # With no sign behind it a number needs a capital, and no month, to begin a sentence.
    rf"|(?P<bare>\d{{1,2}}|(?-i:R)\d{{1,2}})\s+(?!{MONTH}\b)(?=(?-i:[A-Z])[a-z])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\(?(?P<word>{_WORD}\.?\s+)?"
    rf"(?P<number>[A-Z]{{0,4}}[-/. ]?(?:{_DOTTED}|\d{{1,4}}[a-z]?)|[A-Z])[.):]*",
    re.IGNORECASE,
)
_SIGNS = " .:)(–—-"


@dataclass(frozen=True)
class Numbered:
    """A row's number without its point, the words behind it, and the word before it.

    "Action 7: Publish" is number "7" with the word "Action" before it.
    """

    number: str
    words: str
    before: str = ""
    is_automatic: bool = False


def take(line: Line) -> Numbered:
    """The number that opens a line, typed or given by the word processor; it may be empty."""
    text = clean_line(line.text)
    if found := _TYPED.match(text):
        name = str(found.lastgroup)
        before = text[: found.start(name)].strip(_SIGNS)
        return Numbered(found[name], text[found.end() :].strip(), before)
    if (found := _ALONE.fullmatch(text)) and any(sign.isdigit() for sign in found["number"]):
        return Numbered(found["number"], "", (found["word"] or "").strip(_SIGNS))
    if line.typed and line.kind == "number":
        return Numbered(line.marker.strip(_SIGNS), clean_line(line.words))
    label = line.label.strip(_SIGNS) if line.kind in ("number", "heading") else ""
    return Numbered(label, clean_line(line.words), is_automatic=bool(label))


def in_column(text: str) -> Numbered:
    """The number of a cell that holds nothing else; other words are taken for a number whole."""
    text = clean_line(text)
    found = _ALONE.fullmatch(text)
    if found is None:
        return Numbered(text.strip(" .:"), "")
    return Numbered(found["number"].strip(), "", (found["word"] or "").strip(_SIGNS))
