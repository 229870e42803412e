"""The steps of a row, each with its date, its state and what it cites."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Line

from ..placed import PlacedCitation, PlacedMilestone, PlacedReference
from . import citing, wrapped
from .paper import Paper, is_bullet, levels
from .states import state_of


@dataclass
class Milestones:
    """What a cell of milestones holds."""

    milestones: list[PlacedMilestone] = field(default_factory=list)
    citations: list[PlacedCitation] = field(default_factory=list)
    references: list[PlacedReference] = field(default_factory=list)
    torn: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(lines: Sequence[Line], paper: Paper, *, first: int = 0, period: str = "") -> Milestones:
    """Each line or bullet of the cell as a milestone, in its order and at its level.

    ``first`` is the place of the first one among the row's; ``period`` heads the column and
    dates what has no date of its own ("Q1 2019-20").
    """
    cell = wrapped.read(lines)
    found = Milestones(torn=cell.torn)
    depths = levels([said.line for said in cell.said])
    for at, (said, depth) in enumerate(zip(cell.said, depths, strict=True), start=first):
        cited = citing.take(
            said.text,
            lines=said.lines,
            sources=paper.sources,
            links=bool(said.line.links),
            on="milestone",
            milestone=at,
        )
        found.citations += cited.citations
        found.references += cited.references
        one = milestone(cited.text, paper, lines=said.lines, level=depth)
        one.is_bullet = is_bullet(said.line)
        if period and not one.due_text:
            date_by(one, period, paper)
        found.milestones.append(one)
        found.doubts += paper.doubts(cited.text, vars(one))
    return found


def milestone(
    text: str, paper: Paper, *, lines: tuple[str, ...] = (), level: int = 0
) -> PlacedMilestone:
    """One step with its date and the state that its own words give it."""
    fields = paper.dated(text)
    state = state_of(text, paper)
    recurring = fields["date_kind"] == "recurring"
    return PlacedMilestone(
        text=text,
        level=level,
        state=state.state,
        state_text=state.words,
        done_on=state.done_on,
        is_recurring=recurring,
        recurrence_text=fields["due_text"] if recurring else "",
        lines=lines,
        **fields,
    )


def date_by(one: PlacedMilestone, text: str, paper: Paper) -> None:
    """Date a step by words that stand beside it, such as a column of its own or its heading."""
    fields = paper.dated(text)
    state = state_of(text, paper)
    if state.words and not (fields["latest"] or fields["earliest"]):  # “Complete” for a date
        one.state, one.state_text = state.state, state.words
    one.due_text = text
    one.earliest, one.latest = fields["earliest"], fields["latest"]
    one.precision, one.date_kind = fields["precision"], fields["date_kind"]
    one.year_inferred = fields["year_inferred"]
    one.is_recurring = fields["date_kind"] == "recurring"
    one.recurrence_text = fields["due_text"] if one.is_recurring else ""
