"""What stands beside a plan: page headers and footers, notes, text boxes."""

import re

from governance.documents.pieces import Furniture
from governance.documents.rows import Line, Source
from governance.text.structured_text import clean_line

from ..placed import Extra, PlacedPlan, PlacedRow
from . import sections

_MARGIN = re.compile(r"header|footer", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^(?:agenda\s+)?(?:item|appendix|annex|paper|enclosure)\s+[\w.]{1,6}"
    r"(?:[\s,:–-]+(?:item|appendix|annex|paper)\s+\w{1,5})*$",
    re.IGNORECASE,
)


def read(plan: PlacedPlan, source: Source) -> None:
    """Place every aside: margins are furniture, a note goes to the row that points at it."""
    rows = _pointing_rows(plan, source)
    rest: list[Line] = []
    for line in source.asides:
        text = clean_line(line.text)
        if line.is_empty:
            continue
        if _MARGIN.search(line.place):
            if not plan.paper_reference and _REFERENCE.match(text):
                plan.paper_reference = text
            furniture = Furniture(text=text, why="page header or footer", lines=(line.id,))
            plan.furniture.append(furniture)
        elif (row := rows.get(line.place)) is not None:
            row.extras.append(Extra(heading=line.place.capitalize(), text=text, lines=(line.id,)))
        else:
            rest.append(line)
    plan.sections += sections.read(rest, "after")


def _pointing_rows(plan: PlacedPlan, source: Source) -> dict[str, PlacedRow]:
    """The rows that point at notes, by the place of the note."""
    places = {line.id: line.place for line in source.asides}
    notes = {line.id: line.notes for line in source.lines() if line.notes}
    return {
        places[note]: row
        for row in plan.rows
        for one in _lines_of(row)
        for note in notes.get(one, ())
        if note in places
    }


def _lines_of(row: PlacedRow) -> list[str]:
    parts = (row.leads, row.kpis, row.milestones, row.monitoring, row.progress)
    return [*row.lines, *(one for part in parts for piece in part for one in piece.lines)]
