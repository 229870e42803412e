"""The rows of a quarter as a list of things to do, and as answers to check before sending."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet

from governance import clock
from governance.concurrency.versions_seen import SHOWN
from governance.models import Partnership, StatusWord, User
from governance.text.dates_in_words import day_in_words, distance_in_words

from ..models import Milestone, PlanRound, ProgressUpdate
from ..rounds.content import Plain, content_of, with_content
from ..rounds.update_requirements import Problem, problems_of
from ..rounds.versions_seen import seen_as_written, told, written_as
from .progress_cell import outcome_in_words
from .update import IN, State, mine, unsaved_of

VERBS = {
    State.NOT_STARTED: "Update",
    State.DRAFT: "Finish",
    State.RETURNED: "Answer the note on",
}


@dataclass(frozen=True)
class TaskRow:
    """One row to do: a verb, what is due, and how it stood last quarter."""

    update: ProgressUpdate
    last: StatusWord | None = None
    # What became of the row last quarter, where none of its words stood.
    unsaid_last: str = ""
    overdue: int = 0
    due: int = 0

    @property
    def verb(self) -> str:
        word = VERBS.get(self.update.state, "Read") if self.update.can_be_edited else "Read"
        return f"{word} {self.update.improvement.called}"

    @property
    def late(self) -> str:
        if self.overdue:
            return f"{_counted(self.overdue)} overdue."
        return ""

    @property
    def note(self) -> str:
        said = f"{_counted(self.due)} due this quarter." if self.due else ""
        return " ".join(part for part in (said, self._state_note()) if part)

    def _state_note(self) -> str:
        update = self.update
        if update.state == State.DRAFT and update.edited_at:
            day = clock.london_day(update.edited_at)
            who = update.edited_by.name if update.edited_by else ""
            return f"Draft saved {distance_in_words(day, update.plan_round.judged_on)} by {who}."
        step = update.last_step
        if update.state in (*IN, State.RETURNED, State.EXCUSED):
            since = day_in_words(clock.london_day(step.at))
            return f"{step.word.capitalize()} {since}."
        return f"Last quarter: {self.unsaid_last}" if self.unsaid_last else ""


@dataclass(frozen=True)
class CheckRow:
    """One saved row with its answers in full and what it still needs."""

    update: ProgressUpdate
    said: Plain
    problems: list[Problem] = field(default_factory=list)
    # The reader typed more on it, which could not be saved yet.
    has_unsaved: bool = False

    @property
    def seen(self) -> str:
        """The words that are checked are the words that are sent."""
        return seen_as_written(self.update, self.said)

    @property
    def shown_as(self) -> str:
        """The field that sends along what the page printed, to be shown beside what it is then."""
        return f"{SHOWN}.{written_as(self.update)}"

    @property
    def in_words(self) -> str:
        return told(self.said)

    @property
    def is_untouched(self) -> bool:
        """It came back and nobody saved it since: not ticked, because the note asks for more."""
        update = self.update
        return update.state == State.RETURNED and (
            update.edited_at is None or update.edited_at < update.state_since
        )


def task_rows(plan_round: PlanRound) -> list[TaskRow]:
    """All rows of the quarter with what they ask, in a fixed number of queries."""
    last = last_states(plan_round)
    open_milestones = Milestone.objects.live().exclude(
        state__in=[Milestone.State.DONE, Milestone.State.REPORTED]
    )
    updates = (
        plan_round.updates.select_related("improvement__plan", "asked", "status", "edited_by")
        .prefetch_related(Prefetch("improvement__milestones", open_milestones))
        .order_by("improvement__order", "improvement__pk")
    )
    return [_task(update, plan_round, last.get(update.improvement_id)) for update in updates]


def last_states(plan_round: PlanRound) -> dict[int, ProgressUpdate]:
    """For each improvement its update of the quarter before, whatever came of it."""
    earlier = (
        ProgressUpdate.objects.filter(
            improvement__plan_id=plan_round.plan_id,
            plan_round__round__starts_on__lt=plan_round.round.starts_on,
        )
        .select_related("status", "plan_round__round")
        .order_by("plan_round__round__starts_on")
    )
    return {update.improvement_id: update for update in earlier}


def whole(updates: QuerySet[ProgressUpdate]) -> QuerySet[ProgressUpdate]:
    """Updates with all that readiness and content ask about."""
    return with_content(updates).prefetch_related("improvement__milestones")


def rows_to_check(plan_round: PlanRound, user: User) -> list[CheckRow]:
    """A person's rows that are begun and not sent, each with its answers and its gaps."""
    if plan_round.is_frozen:
        return []
    begun = plan_round.updates.filter(
        mine(user), state__in=[State.DRAFT, State.RETURNED]
    ).select_related("improvement__plan")
    updates = list(whole(begun).order_by("improvement__order", "improvement__pk"))
    for update in updates:
        update.plan_round = plan_round
    unsaved = unsaved_of(updates, user)
    return [
        CheckRow(
            update,
            content_of(update),
            problems_of(update),
            has_unsaved=update.get_absolute_url() in unsaved,
        )
        for update in updates
    ]


def _task(update: ProgressUpdate, plan_round: PlanRound, last: Any) -> TaskRow:
    update.plan_round = plan_round
    today, ends_on = plan_round.judged_on, plan_round.round.ends_on
    dated = [each for each in update.improvement.milestones.all() if each.latest]
    overdue = sum(each.is_overdue(at=today) for each in dated)
    due = sum(
        each.latest is not None and today <= each.latest <= ends_on and not each.is_recurring
        for each in dated
    )
    return TaskRow(
        update,
        last=last.status_shown if last and last.is_said else None,
        unsaid_last=_unsaid(last, plan_round.partnership),
        overdue=overdue,
        due=due,
    )


def _unsaid(last: ProgressUpdate | None, partnership: Partnership) -> str:
    return outcome_in_words([last], partnership) if last and not last.is_said else ""


def _counted(number: int) -> str:
    return f"{number} {'milestone' if number == 1 else 'milestones'}"
