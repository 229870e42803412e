"""The dates of a row that stand in columns of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Line

from ..placed import Extra, PlacedMilestone, PlacedRow
from . import leads, milestone_cell
from .column_contents import DITTO
from .heading_words import tidy
from .mixed_cells import who_and_when
from .name_cells import is_plainly_name
from .paper import Paper, filled, is_bullet, words_of

_NEWER = re.compile(r"\b(?:revised|new|current|forecast|updated|extended|latest|rescheduled)\b")


@dataclass
class DueColumn:
    """A heading and the lines of one cell beneath it."""

    heading: str
    lines: list[Line] = field(default_factory=list)


def read(
    row: PlacedRow,
    columns: Sequence[DueColumn],
    paper: Paper,
    *,
    above: PlacedRow | None = None,
    has_leads: bool = False,
) -> list[str]:
    """Date the row; returns what a careful reader would ask about.

    A revised date holds in place of the one it moves, which is kept with its heading.
    """
    said = [one for one in columns if filled(one.lines)]
    newer = [one for one in said if _NEWER.search(tidy(one.heading))]
    held = newer[-1:] or said
    for one in said:
        if newer and one is not held[0]:
            ids = tuple(line.id for line in filled(one.lines))
            text = "\n".join(words_of(line) for line in filled(one.lines))
            row.extras.append(Extra(heading=one.heading, text=text, lines=ids))
    due = [line for one in held for line in filled(one.lines)]
    steps = [one for one in row.milestones if one.level == 0]
    if not has_leads:
        due = _who_apart(row, due)
    matched = len(steps) == len(due) and not any(step.latest for step in steps)
    doubts: list[str] = []
    for at, line in enumerate(due):
        text = words_of(line)
        if matched and not has_leads and (who := who_and_when(text, paper)[0]):
            row.leads += leads.read(who, line=line.id)
        if matched:
            milestone_cell.date_by(steps[at], text, paper)
            steps[at].lines += (line.id,)
        else:
            row.milestones.append(_step(row, line, text, paper, above, has_leads=has_leads))
        doubts += paper.doubts(text, paper.dated(text))
    return doubts


def _who_apart(row: PlacedRow, due: list[Line]) -> list[Line]:
    """“Responsibility and timescale” in lines of their own: who leads, then when it is due."""
    who = [line for line in due if is_plainly_name(words_of(line))]
    if not 0 < len(who) < len(due):
        return due
    for line in who:
        row.leads += leads.read(words_of(line), line=line.id)
    return [line for line in due if line not in who]


def _step(
    row: PlacedRow,
    line: Line,
    text: str,
    paper: Paper,
    above: PlacedRow | None,
    *,
    has_leads: bool,
) -> PlacedMilestone:
    """A step that says nothing but its date."""
    step = repeated(line, text, paper, above)
    if not DITTO.fullmatch(text) and not has_leads and (who := who_and_when(text, paper)[0]):
        row.leads += leads.read(who, line=line.id)
    return step


def repeated(line: Line, text: str, paper: Paper, above: PlacedRow | None) -> PlacedMilestone:
    """A step that is its date; “as above” has the date of the row above and keeps its words."""
    step = milestone_cell.milestone(text, paper, lines=(line.id,))
    step.is_bullet = is_bullet(line)
    before = _last_dated(above) if above and DITTO.fullmatch(text) else None
    if before is not None:
        step.due_text, step.date_kind = text, before.date_kind
        step.earliest, step.latest = before.earliest, before.latest
        step.precision, step.year_inferred = before.precision, before.year_inferred
    return step


def _last_dated(row: PlacedRow) -> PlacedMilestone | None:
    dated = [one for one in row.milestones if one.due_text]
    return dated[-1] if dated else None
