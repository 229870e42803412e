"""The one screen of a quarter: every row by state, who has it and since when.

Built from one query of the rows and a fixed number beside it, whatever the number of rows.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from governance import clock
from governance.models import Reminder, User
from governance.text.dates_in_words import day_in_words, distance_in_words, span_in_words
from governance.working_days import clear_working_days_before

from ..models import MilestoneMove, PlanRound, ProgressUpdate
from ..rounds.outcomes import OUTCOMES, SILENT, Outcome, sentence_of
from ..rounds.runs import runs_of

State = ProgressUpdate.State

# Column: key, heading, and the part of the mark's class name that draws it.
COLUMNS = [
    (State.NOT_STARTED, "Not started", "none"),
    (State.DRAFT, "Draft", "draft"),
    (State.RETURNED, "Returned", "returned"),
    ("no_change", "No change", "unchanged"),
    (State.SUBMITTED, "Sent", "submitted"),
    (State.ACCEPTED, "Accepted", "accepted"),
    (State.EXCUSED, "Exempt", "excused"),
]
SILENT_COLUMN = (State.SILENT, "No update received", "none")
PAPER_COLUMN = (State.NOT_PRINTED, "No update on paper", "none")
OUT = (State.NOT_STARTED, State.DRAFT, State.RETURNED)
SHOWN = {"all": "all", "out": "still out", "in": "in"}
ORDERS = {"number": "number", "who": "who has it", "wait": "longest wait"}


@dataclass(frozen=True)
class CountCell:
    """One state of one row: filled in the column the row is in."""

    label: str
    css: str
    since: datetime | None = None


@dataclass(frozen=True)
class RoundRow:
    """One row of the quarter."""

    update: ProgressUpdate
    column: str
    waits_for: str
    silent_running: int
    cells: list[CountCell]
    # What became of the row, or what will if the quarter closes now.
    outcome: Outcome
    sentence: str

    @property
    def is_out(self) -> bool:
        return self.update.state in OUT and not self.update.plan_round.is_frozen

    @property
    def can_be_asked_after_all(self) -> bool:
        """Whether the excuse can be taken back: the row is still one of the plan."""
        return self.update.state == State.EXCUSED and not self.update.improvement.retired_at

    @property
    def is_in(self) -> bool:
        return self.update.is_said

    @property
    def silence(self) -> str:
        """The quiet warning beside the name, for a row that said nothing last quarter."""
        if not self.silent_running or not self.is_out:
            return ""
        running = self.silent_running
        return (
            "no update last quarter"
            if running == 1
            else f"no update for {running} quarters in a row"
        )


@dataclass(frozen=True)
class Chased:
    """One person with rows still out, and when they were last asked."""

    person: User | None
    updates: list[ProgressUpdate]
    # Nobody was asked for a row that has no person.
    last_asked: date | None


@dataclass
class RoundOverview:
    """Everything the screen shows."""

    plan_round: PlanRound
    rows: list[RoundRow]
    shown: str
    order: str
    moves: list[MilestoneMove]
    chased: list[Chased]

    @property
    def columns(self) -> list[dict[str, Any]]:
        counts = Counter(row.column for row in self.rows)
        return [
            {"label": label, "number": counts[key]} for key, label, _ in columns_of(self.plan_round)
        ]

    @property
    def visible(self) -> list[RoundRow]:
        kept = {
            "all": self.rows,
            "out": [row for row in self.rows if row.is_out],
            "in": [row for row in self.rows if row.is_in],
        }[self.shown]
        if self.order == "who":
            return sorted(kept, key=lambda row: row.waits_for)
        if self.order == "wait":
            return sorted(kept, key=lambda row: row.update.state_since)
        return kept

    @property
    def prints_other_words(self) -> bool:
        """Whether a paper's status words stand here that may still be answered."""
        return any(row.update.status_as_printed for row in self.rows)

    @property
    def numbers(self) -> dict[str, int]:
        silent = [row for row in self.rows if row.outcome.key == SILENT]
        return {
            "all": len(self.rows),
            "out": sum(row.is_out for row in self.rows),
            "in": sum(row.is_in for row in self.rows),
            "accepted": sum(row.update.state == State.ACCEPTED for row in self.rows),
            "silent": len(silent),
            "silent_again": sum(bool(row.silent_running) for row in silent),
            "moves": len(self.moves),
        }

    @property
    def people_out(self) -> int:
        """How many people have rows that are still out; a row of nobody is nobody's."""
        return sum(one.person is not None for one in self.chased)

    @property
    def unsaid(self) -> list[tuple[Outcome, list[RoundRow]]]:
        """The rows without words but for silence, by what the pack says of them."""
        found: dict[str, list[RoundRow]] = {}
        for row in self.rows:
            if not row.outcome.stands and row.outcome.key != SILENT:
                found.setdefault(row.outcome.key, []).append(row)
        return [(OUTCOMES[key], rows) for key, rows in found.items()]

    @property
    def headline(self) -> str:
        """ "3 days left, 11 of 25 in": the sentence the screen is for."""
        numbers, due = self.numbers, self.plan_round.round.due_on
        said = f"{numbers['in']} of {numbers['all']} in"
        if self.plan_round.is_closed:
            return f"Closed with {said}"
        if due is None:
            return said.capitalize()
        today = self.plan_round.judged_on
        if due == today:
            return f"Due today, {said}"
        if due > today:
            return f"{span_in_words(today, due)} left, {said}"
        return f"{span_in_words(due, today)} late, {said}"

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The way through the quarter, with the next date marked."""
        marked = False
        steps = []
        # The way of a quarter that is over stays as it was on its last day.
        today = self.plan_round.judged_on
        for name, day in self._dates():
            is_here = not marked and day >= today and not self.plan_round.is_closed
            marked = marked or is_here
            note = distance_in_words(day, today) if is_here else ""
            steps.append(
                {
                    "name": name,
                    "when": day_in_words(day, weekday=True),
                    "note": note,
                    "is_past": day < today,
                    "is_here": is_here,
                }
            )
        return steps

    def _dates(self) -> Iterable[tuple[str, date]]:
        reporting_round = self.plan_round.round
        partnership = self.plan_round.partnership
        reviewer = partnership.reviewer_title
        opened = reporting_round.opens_on or clock.london_day(reporting_round.opened_at)
        yield "Opened", opened
        if reporting_round.due_on:
            yield "Updates due", reporting_round.due_on
        if reporting_round.review_due_on and reviewer:
            yield f"{reviewer} signs", reporting_round.review_due_on
        if reporting_round.pack_on:
            yield "Pack built", reporting_round.pack_on
        if reporting_round.meets_on:
            clear = partnership.papers_clear_days
            yield "Papers published by", clear_working_days_before(reporting_round.meets_on, clear)
            yield "Committee meets", reporting_round.meets_on


def columns_of(plan_round: PlanRound) -> list[tuple[str, str, str]]:
    if not plan_round.is_closed:
        return COLUMNS
    if not plan_round.is_on_paper:
        return [*COLUMNS, SILENT_COLUMN]
    # What a paper says was sent by nobody.
    said = [
        (key, "On paper" if key == State.SUBMITTED else label, css) for key, label, css in COLUMNS
    ]
    return [*said, PAPER_COLUMN]


def round_overview(plan_round: PlanRound, user: User, *, shown: str, order: str) -> RoundOverview:
    """Gather the screen; an unknown filter or order shows everything by number."""
    running = runs_of(plan_round)
    updates = list(
        plan_round.updates.select_related("improvement__plan", "asked").order_by(
            "improvement__order", "improvement__pk"
        )
    )
    frozen = plan_round.snapshot if plan_round.is_frozen else None
    names = {one["ref"]: one for one in (frozen or {"rows": []})["rows"]}
    for update in updates:
        update.plan_round = plan_round
        # A frozen quarter names its rows as they were named in it.
        for name in ("number", "short_name") if update.improvement.ref in names else ():
            setattr(update.improvement, name, names[update.improvement.ref][name])
    rows = [
        _row(update, plan_round, user, running.get(update.improvement_id, (0, 0))[0])
        for update in updates
    ]
    moves = MilestoneMove.objects.filter(
        update__plan_round=plan_round, state=MilestoneMove.State.ASKED
    ).select_related("milestone", "update__improvement__plan", "asked_by")
    return RoundOverview(
        plan_round,
        rows,
        shown if shown in SHOWN else "all",
        order if order in ORDERS else "number",
        list(moves.order_by("update__improvement__order")),
        _chased(plan_round, rows),
    )


def _row(update: ProgressUpdate, plan_round: PlanRound, user: User, silent: int) -> RoundRow:
    is_unchanged = update.state == State.SUBMITTED and update.is_no_change
    column = "no_change" if is_unchanged else str(update.state)
    cells = [
        CountCell(label, css, update.last_step.at if key == column else None)
        for key, label, css in columns_of(plan_round)
    ]
    outcome = update.outcome_at(is_over=True)
    sentence = sentence_of(
        outcome,
        is_over=True,
        running=silent + 1,
        reason=update.excused_reason,
        added_on=clock.london_day(update.joined_at) if update.joined_at else None,
        reviews=plan_round.partnership.has_reviewer,
    )
    waits_for = _waits_for(update, plan_round, user)
    return RoundRow(update, column, waits_for, silent, cells, outcome, sentence)


def _waits_for(update: ProgressUpdate, plan_round: PlanRound, user: User) -> str:
    if update.state in OUT and not plan_round.is_frozen:
        if update.asked_id == user.pk:
            return "You"
        return update.asked.name if update.asked else "Nobody yet"
    if update.state == State.SUBMITTED and not plan_round.is_frozen:
        return plan_round.partnership.reviewer_title or "Closing"
    return "Done" if update.state == State.ACCEPTED else "Nobody"


def _chased(plan_round: PlanRound, rows: list[RoundRow]) -> list[Chased]:
    """Who still has rows, most rows first, and when they were last asked."""
    by_person: dict[User | None, list[ProgressUpdate]] = {}
    for row in rows:
        if row.is_out:
            by_person.setdefault(row.update.asked, []).append(row.update)
    asked = dict(
        Reminder.objects.filter(
            subject_type=ContentType.objects.get_for_model(ProgressUpdate),
            subject_id__in=[row.update.pk for row in rows],
        )
        .values_list("recipient_id")
        .annotate(last=Max("made_at"))
    )
    opened = clock.london_day(plan_round.round.opened_at)
    chased = [
        Chased(
            person,
            updates,
            (clock.london_day(asked[person.pk]) if person.pk in asked else opened)
            if person
            else None,
        )
        for person, updates in by_person.items()
    ]
    return sorted(chased, key=lambda each: -len(each.updates))
