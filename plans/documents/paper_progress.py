"""Progress as a paper prints it: its columns as quarters, its notes in their words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from governance.models import Partnership, ReportingRound, StatusWord, User
from governance.quarters import Convention

from ..models import Improvement, Plan
from ..workflow.paper_rounds import PaperUpdate, write_down_quarter
from .periods import Days, quarters_of
from .placed import PlacedNote, PlacedPlan, PlacedRow

_PROGRESS = re.compile(r"progress|update", re.IGNORECASE)


def write_progress(
    plan: Plan,
    kept: PlacedPlan,
    rows: list[tuple[Improvement, PlacedRow]],
    *,
    round_days: Mapping[str, Days],
    only: Mapping[int, set[int]] | None = None,
    by: User,
) -> list[ReportingRound]:
    """Write down one quarter for each column of progress; columns of one quarter share it.

    ``only`` names the places of the notes that count, by the number of their row, when the
    others were written down before. Returns the quarters that were not there before.
    """
    told_rows = [
        (made, row, _counting(row, None if only is None else only.get(made.pk, set())))
        for made, row in rows
    ]
    spoken = replace(
        kept,
        rows=[replace(row, progress=[note for _, note in notes]) for _, row, notes in told_rows],
    )
    convention = cast("Convention", plan.partnership.quarter_convention)
    days = {**quarters_of(spoken, convention=convention), **round_days}
    words = StatusWords(plan.partnership)
    columns: dict[Days, list[str]] = {}
    for heading in _columns(spoken, words):
        columns.setdefault(days[heading], []).append(heading)
    there = set(plan.partnership.rounds.values_list("pk", flat=True))
    last = max(columns, default=None, key=lambda period: period[1])
    made = []
    for period in sorted(columns):
        headings = columns[period]
        told = {
            made_row: _told(
                [one for one in notes if one[1].round in headings],
                words.get(row.status) if period == last else None,
                _printed_under(plan, kept),
            )
            for made_row, row, notes in told_rows
        }
        plan_round = write_down_quarter(
            plan,
            starts_on=period[0],
            ends_on=period[1],
            printed_label=headings[0],
            told=told,
            by=by,
        )
        if plan_round.round_id not in there:
            made.append(plan_round.round)
    return made


class StatusWords:
    """The words of a partnership's scheme by how a paper may print them."""

    def __init__(self, partnership: Partnership):
        self.words: dict[str, StatusWord] = {}
        for word in partnership.status_scheme.words.all():
            self.words.setdefault(_bare(word.word), word)
            self.words.setdefault(_bare(word.key), word)

    def get(self, printed: str) -> StatusWord | None:
        return self.words.get(_bare(printed)) if printed else None


def note_fields(note: PlacedNote, order: int) -> dict[str, Any]:
    """A note's columns; ``order`` is its place among all notes of its row."""
    same = ("text", "level", "is_bullet", "topic", "as_at_text", "as_at", "voice", "dates")
    return {name: getattr(note, name) for name in same} | {"column": note.round, "order": order}


def _columns(kept: PlacedPlan, words: StatusWords) -> list[str]:
    """The headings of the columns that say something, in the order of the paper."""
    headings = dict.fromkeys(note.round for row in kept.rows for note in row.progress)
    if not headings and any(words.get(row.status) for row in kept.rows):
        headings[""] = None
    return list(headings)


def _counting(row: PlacedRow, places: set[int] | None) -> list[tuple[int, PlacedNote]]:
    """The notes that count, each with its place among all of its row, from 1."""
    return [
        (place + 1, note)
        for place, note in enumerate(row.progress)
        if places is None or place in places
    ]


def _told(
    notes: list[tuple[int, PlacedNote]], status: StatusWord | None, printed_under: str
) -> PaperUpdate:
    stamped = [(note.as_at, note.as_at_text) for _, note in notes if note.as_at]
    as_at, as_at_text = max(stamped, default=(None, ""))
    return PaperUpdate(
        notes=[note_fields(note, order) for order, note in notes],
        status=status,
        printed_under=printed_under,
        as_at=as_at,
        as_at_text=as_at_text[:60],
    )


def _printed_under(plan: Plan, kept: PlacedPlan) -> str:
    """The heading of the progress column, where it names the reviewer as its author."""
    reviewer = (plan.partnership.reviewer_title or "area lead").casefold()
    headings = [str(column.get("heading", "")) for column in kept.column_headers]
    return next(
        (
            heading
            for heading in headings
            if _PROGRESS.search(heading)
            and (reviewer in heading.casefold() or "area lead" in heading.casefold())
        ),
        "",
    )


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold().replace("_", " ")))
