"""A bar drawn with marks: crosses beneath months or quarters say when an action runs."""

import re
from collections.abc import Sequence

from governance.documents.pieces import Furniture
from governance.documents.rows import Line
from governance.text.ranges import from_to

from ..placed import PlacedMilestone
from . import milestone_cell
from .paper import Paper, words_of

_MARK = re.compile(r"(?:[xX✓✔√●•■▪◆*☑☒]|yes|y|[▬─━–-]{1,8}>?|[→►>])\s*", re.IGNORECASE)


def is_mark(lines: Sequence[Line]) -> bool:
    """Whether a cell says nothing but that something falls into its column."""
    text = "".join(line.text for line in lines).strip()
    return bool(text) and bool(_MARK.fullmatch(text))


def read(
    marked: Sequence[tuple[int, str, list[Line]]], paper: Paper
) -> tuple[list[PlacedMilestone], list[Furniture]]:
    """A step for each run of marks, dated by the headings it stands beneath.

    ``marked`` are the columns from the left: place, heading, lines.
    """
    runs: list[list[tuple[int, str, list[Line]]]] = []
    for one in marked:
        if runs and runs[-1][-1][0] == one[0] - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    steps, furniture = [], []
    for run in runs:
        first, last = run[0][1], run[-1][1]
        text = from_to(first, last)
        step = milestone_cell.milestone(text, paper)
        begins, ends = paper.dated(first), paper.dated(last)
        step.due_text, step.earliest, step.latest = text, begins["earliest"], ends["latest"]
        step.precision, step.date_kind = ends["precision"], "within"
        step.year_inferred, step.is_bullet = ends["year_inferred"], False
        steps.append(step)
        for _, heading, lines in run:
            for line in lines:
                why = f"mark in the column “{heading}”"
                furniture.append(Furniture(text=words_of(line), why=why, lines=(line.id,)))
    return steps, furniture
