"""What a person adds to a placed document: a row that was missed, or words not placed. Pure.

Something made of words of the source keeps their lines, and stands where they stand in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from governance.documents.ledger import pieces_of
from governance.documents.pieces import PlacedSection, Raw
from governance.text.structured_text import from_typed, paragraph
from plans.documents.placed import PlacedPlan, PlacedRow

Order = Mapping[str, int]


def with_row(document: PlacedPlan, row: PlacedRow, at: int) -> PlacedPlan:
    """The document with one more row at a place."""
    return replace(document, rows=[*document.rows[:at], row, *document.rows[at:]])


def as_row(document: PlacedPlan, raw_at: int, order: Order) -> tuple[PlacedPlan, int]:
    """Words that were not placed as a row of their own, and its place.

    It stands after the rows that begin before it in the source, under the theme of the last.
    """
    raw = document.unplaced[raw_at]
    at = _rows_before(document, raw, order)
    theme = document.rows[at - 1].theme if at else document.rows[0].theme if document.rows else ""
    row = PlacedRow(theme=theme, statement=_blocks(raw), lines=raw.lines)
    return with_row(_without(document, raw_at), row, at), at


def as_section(document: Any, raw_at: int, order: Order) -> Any:
    """Words that were not placed as text of the paper, before or after its rows."""
    raw = document.unplaced[raw_at]
    is_after = _rows_before(document, raw, order) > 0
    section = PlacedSection(
        body=_blocks(raw), place="after" if is_after else "before", lines=raw.lines
    )
    return replace(_without(document, raw_at), sections=[*document.sections, section])


def _rows_before(document: PlacedPlan, raw: Raw, order: Order) -> int:
    begins = min((order[one] for one in raw.lines if one in order), default=len(order))
    before = 0
    for at, row in enumerate(document.rows, start=1):
        lines = [order[one] for _, piece in pieces_of(row) for one in piece.lines if one in order]
        if lines and min(lines) < begins:
            before = at
    return before


def _blocks(raw: Raw) -> list[dict[str, Any]]:
    return [paragraph(line["text"]) for line in from_typed(_escaped(raw.text))]


def _escaped(text: str) -> str:
    """A sign at the start of a line that was not placed is one of its words."""
    return "\n".join(f"\\{line.strip()}" for line in text.splitlines() if line.strip())


def _without(document: Any, raw_at: int) -> Any:
    left = [one for place, one in enumerate(document.unplaced) if place != raw_at]
    return replace(document, unplaced=left)
