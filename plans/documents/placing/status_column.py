"""How a row stands, in a column of its own: a word, often with a day and a comment."""

import re
from collections.abc import Mapping, Sequence

from governance.documents.pieces import Furniture
from governance.documents.rows import Line

from ..placed import PlacedRow, PlacedStatus
from . import due_column, milestone_cell, progress_cell
from .dated_notes import split
from .mixed_cells import standing_of, words_or_sign
from .paper import Paper, words_of
from .status_words import is_status, state_said

_DUE = re.compile(r"\b(?:due|deadline|expected|target)\b", re.IGNORECASE)
_LONGEST_STANDING = 60  # signs; more is a note
_LONGEST_TIME = 9  # signs of a time of day that a sheet prints behind a date


def read(
    row: PlacedRow,
    lines: Sequence[Line],
    paper: Paper,
    *,
    above: PlacedRow | None = None,
    has_due: bool = True,
) -> list[Furniture]:
    """Place the cell: the word is the row's status, a day dates it, other words are a note.

    A day in a table without a column of dates is when the row is due, or was done.
    """
    steps = [one for one in row.milestones if one.level == 0]
    words = [words_or_sign(line) for line in lines]
    if len(words) > 1 and len(words) == len(steps) and all(map(is_status, words)):
        for step, line, word in zip(steps, lines, words, strict=True):
            step.state, step.state_text = state_said(word) or "open", word
            step.lines += (line.id,)
        return []
    said = standing_of(lines, paper)
    ids = tuple(line.id for line in lines)
    if said.repeats:
        row.status = above.status if above else ""
        text = "\n".join(words)
        if not has_due and above and any(step.due_text for step in above.milestones):
            row.milestones.append(due_column.repeated(lines[0], text, paper, above))
            return []
        return [Furniture(text=text, why="repeats the row above", lines=ids)]
    row.status = said.status
    short = len(words) == 1 and len(words[0]) <= _LONGEST_STANDING and _DUE.search(words[0])
    if said.day and (short or not said.tells_more) and not has_due:
        step = milestone_cell.milestone("\n".join(words), paper, lines=ids)
        step.due_text = step.due_text or said.day
        step.state, step.state_text = state_said(said.status) or "open", said.status
        row.milestones.append(step)
    elif said.day or said.tells_more:
        notes, references, torn = progress_cell.read(split(lines, paper), paper)
        row.progress += notes
        row.references += references
        row.raw_fragments += [words_of(line) for line in torn]
        row.lines += tuple(line.id for line in torn)
    else:
        row.status = " ".join(words)
        row.lines += ids
    _stand(row, state_said(said.status))
    return []


def read_quarters(row: PlacedRow, cells: Mapping[str, Sequence[Line]], paper: Paper) -> None:
    """Place the cells of a status column for each quarter, by their headings, in their order.

    The last word is the status of the row. Words beside a status, or in place of
    one, are a note of that quarter.
    """
    for heading, lines in cells.items():
        if not lines:
            continue
        words = " ".join(words_or_sign(line) for line in lines)
        if len(words) > _LONGEST_STANDING:
            notes, references, torn = progress_cell.read(
                split(lines, paper), paper, round_heading=heading
            )
            row.progress += notes
            row.references += references
            row.raw_fragments += [words_of(line) for line in torn]
            row.lines += tuple(line.id for line in torn)
            continue
        ids = tuple(line.id for line in lines)
        row.statuses.append(PlacedStatus(text=words, round=heading, lines=ids))
        row.status = words


def _stand(row: PlacedRow, state: str) -> None:
    """Where the row's only step is its own date, how the row stands is how that stands."""
    if len(row.milestones) == 1 and state in ("done", "in_progress"):
        step = row.milestones[0]
        if len(step.text) - len(step.due_text) <= _LONGEST_TIME and not step.state_text:
            step.state, step.state_text = state, row.status
