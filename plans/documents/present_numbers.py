"""A plan for Word with its cross-references as they are shown: each with its row's present number.

The plan keeps the words as they were printed; a page of paper cannot follow a row, so it says
what was right on the day it was written. Pure.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from ..text.reference_links import is_same_number, numbers_in, spans
from .placed import PlacedPlan, PlacedReference, PlacedRow, Pointing

Change = tuple[int, int, str]  # from, to, and the words that stand there now


def with_present_numbers(plan: PlacedPlan) -> PlacedPlan:
    """The same plan where every number is the row's; a copy where one has changed."""
    if not any(_changes(one.printed, _told([one])) for row in plan.rows for one in row.references):
        return plan
    return replace(plan, rows=[_row(deepcopy(row)) for row in plan.rows])


def _row(row: PlacedRow) -> PlacedRow:
    of_row = [one for one in row.references if one.on == "row"]
    anywhere = [one for one in of_row if one.start is None]
    pointing: list[Pointing] = [*row.citations, *row.references]
    renumbered = [_printed(one, row.references) for one in row.references]
    for at, block in enumerate(row.statement):
        inside = [one for one in of_row if (one.block or 0) == at]
        changes = _changes(block["text"], _told(inside))
        block["text"] = _changed(block["text"], changes)
        _shift(block.get("marks", []), changes)
        _move([one for one in pointing if one.on == "row" and (one.block or 0) == at], changes)
    for place, milestone in enumerate(row.milestones):
        inside = [one for one in row.references if one.on == "milestone" and one.milestone == place]
        changes = _dated(milestone, inside)
        _move(
            [one for one in pointing if one.on == "milestone" and one.milestone == place], changes
        )
    for piece in (*row.kpis, *row.progress):
        _dated(piece, anywhere)
    for one, printed in zip(row.references, renumbered, strict=True):
        one.printed = printed
    return row


def _printed(one: PlacedReference, references: Sequence[PlacedReference]) -> str:
    """The words of a reference now; those of “actions 4 and 6” belong to both of its rows."""
    same = [
        other
        for other in references
        if (other.printed, other.on, other.milestone, other.block, other.start)
        == (one.printed, one.on, one.milestone, one.block, one.start)
    ]
    told = [{**each, "start": None} for each in _told(same)]
    return _changed(one.printed, _changes(one.printed, told))


def _told(references: Iterable[PlacedReference]) -> list[dict[str, Any]]:
    return [
        {
            "printed": one.printed,
            "start": one.start,
            "kind": one.kind,
            "ref": one.to,
            "number": one.to,
        }
        for one in references
        if one.kind == "row" and one.to
    ]


def _changes(text: str, told: Sequence[dict[str, Any]]) -> list[Change]:
    """The numbers of a text that are other ones now, in its order."""
    return [
        (start + first, start + last, one["number"])
        for start, end, group in spans(text, told)
        for first, last, one in numbers_in(text[start:end], group)
        if not is_same_number(text[start + first : start + last], one["number"])
    ]


def _changed(text: str, changes: Sequence[Change]) -> str:
    for first, last, now in reversed(changes):
        text = text[:first] + now + text[last:]
    return text


def _dated(piece: Any, references: Sequence[PlacedReference]) -> list[Change]:
    changes = _changes(piece.text, _told(references))
    piece.text = _changed(piece.text, changes)
    _shift(piece.dates, changes)
    return changes


def _shift(places: Iterable[Any], changes: Sequence[Change]) -> None:
    for one in places:
        one["start"], one["end"] = _now(one["start"], changes), _now(one["end"], changes)


def _move(pointing: Iterable[Pointing], changes: Sequence[Change]) -> None:
    for one in pointing:
        if one.start is not None:
            one.start = _now(one.start, changes)


def _now(place: int, changes: Sequence[Change]) -> int:
    """A place of the old words in the new ones."""
    return place + sum(len(now) - (last - first) for first, last, now in changes if last <= place)
