"""What a text cites and points at: citations leave the text, references stay in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.documents.rows import Line

from ...text.references import Pointer, find
from ..placed import PlacedCitation, PlacedReference

_TAIL = re.compile(r"\s*[.,;:]*$")
_OPENING = re.compile(r"\(\s*(?:(?:please\s+)?(?:see|cf\.?|as\s+in)(?:\s+also)?\s+)?$", re.I)
_SEE = re.compile(r"\b(?:see|refer\s+to|links?\s+to|linked\s+to)\b[^.;]{0,20}$", re.IGNORECASE)

_OTHER_NUMBERS = re.compile(
    r"\(?\b(?:(?i:see|refer\s+to|linked?s?\s+to)\s+(?:also\s+)?)"
    r"(?:(?:actions?|improvements?|rows?|items?|recommendations?|milestones?|nos?\.?|ref)\s+)?"
    r"(?P<to>\d{1,2}(?:\.\d{1,2}){1,2}|[A-Z]{1,3}\d{1,2}(?:\.\d{1,2})?)\b(?!\s*%)\)?"
    r"|\((?:see|cf\.?)\s+(?:also\s+)?(?P<bare>\d{1,2})(?:\s+(?:above|below))?\)"
)


@dataclass
class Cited:
    """A text without its citations, and what it cited and pointed at.

    ``start`` of a citation is its place in the text that is left.
    """

    text: str
    citations: list[PlacedCitation] = field(default_factory=list)
    references: list[PlacedReference] = field(default_factory=list)


def sources_in(lines: Iterable[Line]) -> tuple[str, ...]:
    """Titles cited somewhere with pages or as a report; elsewhere they may stand alone."""
    titles = {
        pointer.source
        for line in lines
        if "(" in line.text or ")" in line.text
        for pointer in find(line.text)
        if pointer.kind == "citation" and len(pointer.source.split()) > 1
    }
    return tuple(sorted(titles))


def take(
    text: str,
    *,
    lines: tuple[str, ...],
    sources: Sequence[str] = (),
    links: bool = False,
    **place: Any,
) -> Cited:
    """Take the citations out of a text and note its references.

    ``place`` says where the text stands: on, milestone, block. ``links`` says that the words
    "here" still have their address, so that nothing is lost behind them.
    """
    cited = Cited(text)
    for pointer in reversed([one for one in find(text, sources=sources) if one.kind == "citation"]):
        end = pointer.end
        if tail := _TAIL.match(cited.text, end):
            end = tail.end() if tail.end() == len(cited.text) else end
        left, right = cited.text[: pointer.start].rstrip(), cited.text[end:].lstrip()
        printed = cited.text[pointer.start : end].strip()
        for later in cited.citations:
            # What stands after a citation moves to the front by as much as was taken out.
            moved = len(cited.text) - len(left) - len(right) - _gap(left, right)
            later.start = max(len(left), (later.start or 0) - moved)
        cited.text = left + " " * _gap(left, right) + right
        source = _one_name(pointer.source, sources)
        citation = PlacedCitation(
            printed=printed,
            start=len(left),
            source=source,
            pages=pointer.pages,
            lines=lines,
            **place,
        )
        cited.citations.insert(0, citation)
    for pointer in find(cited.text, sources=sources):
        cited.references += _references(cited.text, pointer, lines, links, place)
    cited.references += _by_other_numbers(cited, lines, place)
    return cited


def _by_other_numbers(
    cited: Cited, lines: tuple[str, ...], place: dict[str, Any]
) -> list[PlacedReference]:
    """“(see action 2.1)”, “see R4” and “(see 2)”: numbers that are no plain count."""
    held = [(one.start, one.printed) for one in cited.references]
    return [
        PlacedReference(
            printed=found[0],
            start=found.start() if place else None,
            to=found["to"] or found["bare"],
            lines=lines,
            **place,
        )
        for found in _OTHER_NUMBERS.finditer(cited.text)
        if not any(found[0] in printed or printed in found[0] for _, printed in held)
    ]


def _gap(left: str, right: str) -> int:
    return 1 if left and right and right[0] not in ".,;:)" else 0


def _one_name(source: str, sources: Sequence[str]) -> str:
    """A source under the name that is printed in full, where only its letters' size differs."""
    return next((one for one in sources if one.lower() == source.lower()), source)


def _references(
    text: str, pointer: Pointer, lines: tuple[str, ...], links: bool, place: dict[str, Any]
) -> list[PlacedReference]:
    if pointer.kind not in ("row", "layout", "lost_link") or (
        links and pointer.kind == "lost_link"
    ):
        return []
    start, end = pointer.start, pointer.end
    opening = _OPENING.search(text[:start])
    if opening and text[end : end + 1] == ")":
        start, end = opening.start(), end + 1
    elif pointer.kind == "row" and (see := _SEE.search(text[:start])):
        start = see.start()
    return [
        PlacedReference(
            printed=text[start:end],
            start=start if place else None,
            to=str(number) if number else "",
            kind=pointer.kind,
            lines=lines,
            **place,
        )
        for number in pointer.numbers or (0,)
    ]
