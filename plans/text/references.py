"""Finds what a text points at: other rows, pages of a source, and pointers that lead nowhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["row", "citation", "layout", "lost_link", "unmatched_bracket"]

_ROWS = re.compile(
    r"\b(?P<word>actions?|improvements?|rows?|recommendations?|items?|objectives?|KRs?)\s*"
    r"(?:nos?\.?\s*|numbers?\s*|#\s*)?"
    r"(?P<numbers>\d{1,3}(?!\d|[.,:/]\d|%)(?:\s*(?:,|&|and|or|to|[-–])\s*\d{1,3}(?!\d|[.,:/]\d|%))*)",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\((?:see\s+)?(?:left|right|above|below|opposite|overleaf|see\s+(?:left|right|above|below))\)"
    r"|\b(?:listed|shown|set\s+out|described|see|as|in\s+the\s+(?:column|box|table))\s+"
    r"(?:\(?(?:on\s+the\s+|to\s+the\s+)?(?:left|right)\)?(?:[\s-]hand)?|opposite|overleaf|"
    r"(?:above|below)(?!\s+\d))\b\)?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\b(?:available|found|published|accessed|viewed|downloaded|seen|click|link(?:ed)?|see)\s+here\b"
    r"|\bclick\s+(?:on\s+)?(?:the\s+|this\s+)?link\b|\bfollow(?:ing)?\s+(?:this\s+)?link\b",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:\b(?:pg|pgs|pages?|pp?|paras?|paragraphs?|sections?|s)\.?\s*(?P<pages>\d[\d.]*(?:\s*(?:-|–|to|,|&|and)\s*\d[\d.]*)*))",
    re.IGNORECASE,
)
# A citation whose opening bracket was lost in the paper.
_HALF_CITATION = re.compile(
    r"(?<![\w(])[A-Z][A-Za-z ]{2,60}?\b(?:pg|pgs|pages?|pp?)\.?\s*\d[\d\s,–-]*$"
)
_SOURCE_WORD = re.compile(
    r"\b(?:report|audit|review|deep\s+dive|guidance|framework|strategy|letter|conversation|"
    r"peer\s+challenge|inspection|rec(?:ommendation)?s?\.?\s*\d+|R\d{1,2}|"
    r"assessment|statement|minutes|paper|LAF|APR|NLGAF|best\s+practice|annex|appendix)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(r"(?:please\s+)?(?:see|cf\.?|source:|as\s+per)\s+(?:the\s+)?", re.IGNORECASE)
_LONGEST_SOURCE = 120  # a bracket of more words is a remark, not a title with its pages
_NO_SOURCE = re.compile(
    r"^(?:e\.?g\.?|i\.?e\.?|see\b|or\b|and\b|incl|once|when|if|already|actioned|as\s+at|by\b|"
    r"asap|tbc|subject)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pointer:
    """One pointer in a text: its place, its words as printed, and what it names."""

    start: int
    end: int
    text: str
    kind: Kind
    numbers: tuple[int, ...] = ()
    source: str = ""
    pages: str = ""


def find(text: str, *, sources: Iterable[str] = ()) -> list[Pointer]:
    """Every pointer of a text in its order. ``sources`` are titles known to be cited."""
    found = [*_rows(text), *_brackets(text, [title.lower() for title in sources])]
    found += [_pointer(match, "layout") for match in _ABOVE.finditer(text)]
    found += [_pointer(match, "lost_link") for match in _LINK.finditer(text)]
    return _apart(sorted(found, key=lambda pointer: (pointer.start, -pointer.end)))


def rows(text: str) -> list[Pointer]:
    """The pointers to other rows: “(see action 23)”, “improvement 7”, “actions 4 to 6”."""
    return [pointer for pointer in find(text) if pointer.kind == "row"]


def citations(text: str, *, sources: Iterable[str] = ()) -> list[Pointer]:
    """The citations in brackets: “(Deep Dive Report pg 6-7)”, “(Governance Audit)”."""
    return [pointer for pointer in find(text, sources=sources) if pointer.kind == "citation"]


def _rows(text: str) -> list[Pointer]:
    pointers = []
    for match in _ROWS.finditer(text):
        if match["word"].lower().startswith(("item", "objective", "kr", "recommendation")) and not (
            re.search(r"\bsee\s+(?:also\s+)?$", text[: match.start()], re.IGNORECASE)
        ):
            continue
        pointers.append(_pointer(match, "row", numbers=_numbers(match["numbers"])))
    return pointers


def _numbers(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*(?:to|[-–])\s*(\d+))?", text):
        end = int(last) if last and int(first) < int(last) <= int(first) + 50 else int(first)
        numbers += range(int(first), end + 1)
        if last and end == int(first):
            numbers.append(int(last))
    return tuple(numbers)


def _brackets(text: str, sources: list[str]) -> list[Pointer]:
    """Citations in brackets, and brackets that have no partner."""
    pointers: list[Pointer] = []
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            if not opened:
                pointers += _citation(text, start, place + 1, sources)
        elif sign == ")" and not _is_list_letter(text, place):
            if half := _HALF_CITATION.search(text[:place]):
                pointers += _citation(text, half.start() - 1, place + 1, sources)
            pointers.append(Pointer(place, place + 1, ")", "unmatched_bracket"))
    for start in opened:
        pointers.append(Pointer(start, start + 1, "(", "unmatched_bracket"))
        pointers += _citation(text, start, len(text), sources)
    return pointers


def _is_list_letter(text: str, place: int) -> bool:
    return bool(re.search(r"(?:^|\n)\s*(?:[a-z]{1,3}|\d{1,2})$", text[:place], re.IGNORECASE))


def _names_a_source(inside: str, sources: list[str], *, has_pages: bool) -> bool:
    """Whether the words of a bracket are those of a source: a known title, or its look."""
    if not inside or _NO_SOURCE.match(inside) or len(inside) > _LONGEST_SOURCE:
        return False
    if any(title in inside.lower() for title in sources):
        return True
    return inside[0].isupper() and (has_pages or bool(_SOURCE_WORD.search(inside)))


def _citation(text: str, start: int, end: int, sources: list[str]) -> list[Pointer]:
    """The citation in a bracket; ``start`` is the sign before its words, as printed or missing."""
    inside = text[start + 1 : end].removesuffix(")").strip()
    if (seen := _SEEN.match(inside)) and not _ROWS.search(inside):
        inside = inside[seen.end() :]
    if start < 0 or text[start] != "(":
        start += 1
    pages = _PAGES.search(inside)
    if not _names_a_source(inside, sources, has_pages=bool(pages)):
        return []
    source = inside[: pages.start()] if pages else inside
    return [
        Pointer(
            start,
            end,
            text[start:end],
            "citation",
            source=source.strip(" ,;–-"),
            pages=" ".join(pages["pages"].split()) if pages else "",
        )
    ]


def _pointer(match: re.Match[str], kind: Kind, numbers: tuple[int, ...] = ()) -> Pointer:
    return Pointer(match.start(), match.end(), match[0], kind, numbers)


def _apart(pointers: list[Pointer]) -> list[Pointer]:
    """A pointer inside a citation belongs to it, but an unmatched bracket is always told."""
    apart: list[Pointer] = []
    for pointer in pointers:
        covered = any(kept.start <= pointer.start < kept.end for kept in apart)
        if pointer.kind == "unmatched_bracket" or not covered:
            apart.append(pointer)
    return apart
