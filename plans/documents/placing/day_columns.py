"""Days of a row that are no deadlines: when it was raised, when it was done."""

from collections.abc import Sequence
from dataclasses import replace

from governance.documents.rows import Line

from ..placed import Extra, PlacedRow
from .paper import Paper, words_of


def as_raised(lines: Sequence[Line], paper: Paper) -> Paper:
    """The day a row was raised on tells the year of its dates, where nothing nearer does."""
    fields = paper.dated(" ".join(words_of(line) for line in lines)) if lines else {}
    if not fields or fields["precision"] != "day" or fields["year_inferred"]:
        return paper
    return replace(paper, written_on=fields["latest"])


def completed(row: PlacedRow, lines: Sequence[Line], heading: str, paper: Paper) -> None:
    """The day a row was done, where it has one step; else it is kept with its heading."""
    text = " ".join(words_of(line) for line in lines)
    ids = tuple(line.id for line in lines)
    steps = [one for one in row.milestones if one.level == 0]
    fields = paper.dated(text)
    is_day = fields["precision"] == "day" and fields["earliest"] == fields["latest"]
    if len(steps) == 1 and is_day and not steps[0].state_text:
        steps[0].state, steps[0].state_text, steps[0].done_on = "done", text, fields["latest"]
        steps[0].lines += ids
    else:
        row.extras.append(Extra(heading=heading, text=text, lines=ids))


def raised(row: PlacedRow, lines: Sequence[Line], heading: str, paper: Paper) -> None:
    """The day a row was raised; its words stay with their heading."""
    text = " ".join(words_of(line) for line in lines)
    fields = paper.dated(text)
    beside = text.replace(fields["due_text"], "", 1)
    if fields["precision"] == "day" and not any(sign.isalpha() for sign in beside):
        row.raised_on = fields["latest"]
    # The day alone does not hold the words as they are printed.
    row.extras.append(Extra(heading=heading, text=text, lines=tuple(line.id for line in lines)))
