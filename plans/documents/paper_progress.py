"""Progress as a paper prints it: its columns as quarters, its notes in their words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from governance.models import Partnership, ReportingRound, StatusWord, User
from governance.quarters import Convention

from ..models import Improvement, Plan, ProgressUpdate
from ..rounds.printed_status import LONGEST, Answers, asks_whether_complete, same_word
from ..workflow.imported_rounds import PaperUpdate, write_down_quarter
from .periods import Days, quarters_of
from .placed import PlacedNote, PlacedPlan, PlacedRow, PlacedStatus

_PROGRESS = re.compile(r"progress|update", re.IGNORECASE)


def write_progress(
    plan: Plan,
    kept: PlacedPlan,
    rows: list[tuple[Improvement, PlacedRow]],
    *,
    round_days: Mapping[str, Days],
    status_words: Mapping[str, str] | None = None,
    only: Mapping[int, set[int]] | None = None,
    by: User,
) -> list[ReportingRound]:
    """Write down one quarter for each column of progress; columns of one quarter share it.

    ``only`` names the places of the notes that count, by the number of their row, when the
    others were written down before. ``status_words`` are answers: for a printed status word the key
    of the scheme's word, "" where it stays as printed. Returns the quarters that were not there.
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
    words = status_answers(plan.partnership, kept, status_words)
    columns: dict[Days, list[str]] = {}
    for heading in _columns(spoken):
        columns.setdefault(days[heading], []).append(heading)
    there = set(plan.partnership.rounds.values_list("pk", flat=True))
    last = max(columns, default=None, key=lambda period: period[1])
    made = []
    for period in sorted(columns):
        headings = columns[period]
        told = {
            made_row: _told(
                [one for one in notes if one[1].round in headings],
                _printed_in(row, headings, is_last=period == last),
                words,
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


def status_answers(
    partnership: Partnership, kept: PlacedPlan, said: Mapping[str, str] | None = None
) -> Answers[StatusWord]:
    """What the status words of a plan become in the scheme of its partnership.

    ``said`` are a person's answers: for a printed word the key of the scheme's word, "" where it
    stays as printed.
    """
    return Answers(
        list(partnership.status_scheme.words.all()),
        said={same_word(printed): key for printed, key in (said or {}).items()},
        before=answered_before(partnership),
        yes_is_complete=asks_whether_complete(heads_of(kept)),
    )


def answered_before(partnership: Partnership) -> dict[str, StatusWord]:
    """What printed words of earlier papers became, by ``same_word``; the newest answer counts."""
    said = ProgressUpdate.objects.filter(
        plan_round__plan__partnership=partnership,
        status__scheme=partnership.status_scheme_id,
        status_as_printed__gt="",
    )
    newest = said.select_related("status").order_by("edited_at", "pk").only(
        "status_as_printed", "status", "edited_at"
    )  # fmt: skip
    return {same_word(one.status_as_printed): one.status for one in newest if one.status}


def heads_of(kept: PlacedPlan) -> list[str]:
    """The headings of the plan's columns."""
    return [str(one.get("heading", "")) for one in kept.column_headers]


def note_fields(note: PlacedNote, order: int) -> dict[str, Any]:
    """A note's columns; ``order`` is its place among all notes of its row."""
    same = ("text", "level", "is_bullet", "topic", "as_at_text", "as_at", "voice", "dates")
    return {name: getattr(note, name) for name in same} | {"column": note.round, "order": order}


def _columns(kept: PlacedPlan) -> list[str]:
    """The headings of the columns that say something, in the order of the paper."""
    headings = dict.fromkeys(
        one.round for row in kept.rows for one in (*row.progress, *row.statuses)
    )
    if not headings and any(row.status for row in kept.rows):
        headings[""] = None
    return list(headings)


def _printed_in(row: PlacedRow, headings: Sequence[str], *, is_last: bool) -> PlacedStatus:
    """The status that the paper prints of a row in one quarter; of two columns both words."""
    found = [one for one in row.statuses if one.round in headings]
    if found:
        words = dict.fromkeys(one.text for one in found)
        return PlacedStatus(text=" / ".join(words), round=found[-1].round)
    return PlacedStatus(text=row.status if is_last and not row.statuses else "")


def _counting(row: PlacedRow, places: set[int] | None) -> list[tuple[int, PlacedNote]]:
    """The notes that count, each with its place among all of its row, from 1."""
    return [
        (place + 1, note)
        for place, note in enumerate(row.progress)
        if places is None or place in places
    ]


def _told(
    notes: list[tuple[int, PlacedNote]],
    printed: PlacedStatus,
    words: Answers[StatusWord],
    printed_under: str,
) -> PaperUpdate:
    stamped = [(note.as_at, note.as_at_text) for _, note in notes if note.as_at]
    as_at, as_at_text = max(stamped, default=(None, ""))
    return PaperUpdate(
        notes=[note_fields(note, order) for order, note in notes],
        status=words.get(printed.text) if printed.text else None,
        status_as_printed=" ".join(printed.text.split())[:LONGEST],
        status_column=printed.round,
        printed_under=printed_under,
        as_at=as_at,
        as_at_text=as_at_text[:60],
    )


def _printed_under(plan: Plan, kept: PlacedPlan) -> str:
    """The heading of the progress column, where it names the reviewer as its author."""
    reviewer = (plan.partnership.reviewer_title or "area lead").casefold()
    return next(
        (
            heading
            for heading in heads_of(kept)
            if _PROGRESS.search(heading)
            and (reviewer in heading.casefold() or "area lead" in heading.casefold())
        ),
        "",
    )
