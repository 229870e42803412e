"""What plans remind of: updates to write, rows to review, questions to answer.

Each row of a quarter is one duty, so that sending it ends its reminder and no other; how a mail
speaks of many at once is in ``reminder_words``.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Literal, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef

from governance.clock import london_day
from governance.models import Comment, Reminder, ReportingRound
from governance.reminders.due_items import DueItem, People, ReminderRule, holders_of

from ..addresses import address_of
from ..models import PlanRound, ProgressUpdate
from . import words as words

State = ProgressUpdate.State
Stage = Literal["opened", "due", "overdue"]


def stage_of(due_on: date | None, reminder_days: int, day: date) -> Stage:
    """Where a day stands before something is due: a window, so that no missed run is silent."""
    if due_on is None or day < due_on - timedelta(days=reminder_days):
        return "opened"
    return "due" if day <= due_on else "overdue"


def rounds_at(stage: Stage, day: date, *, due: str = "due_on") -> list[ReportingRound]:
    """Return the open quarters that have come to a stage of writing, or of another due day."""
    found = ReportingRound.objects.open().filter(from_paper=False).select_related("partnership")
    return [
        each
        for each in found
        if (each.opens_on is None or each.opens_on <= day)
        and stage_of(getattr(each, due), each.partnership.reminder_days, day) == stage
    ]


def _updates(**wanted: Any) -> Iterable[ProgressUpdate]:
    return ProgressUpdate.objects.filter(
        plan_round__state=PlanRound.State.COLLECTING,
        plan_round__signed_at=None,
        plan_round__round__from_paper=False,
        **wanted,
    ).select_related("improvement__plan", "plan_round__plan__partnership", "plan_round__round")


def _to_write(kind: str, stage: Stage) -> Callable[[date, People], Iterable[DueItem]]:
    def duties(day: date, people: People) -> Iterable[DueItem]:
        rounds = rounds_at(stage, day)
        states = (State.NOT_STARTED, State.DRAFT)
        for update in _asked(people, state__in=states, plan_round__round__in=rounds):
            verb = "Finish" if update.state == State.DRAFT else "Update"
            yield duty_of(kind, update, verb)

    return duties


def _returned(day: date, people: People) -> Iterable[DueItem]:
    return (
        duty_of("update_returned", row, "Revise") for row in _asked(people, state=State.RETURNED)
    )


def _chased(day: date, people: People) -> Iterable[DueItem]:
    """A chase is made by a person; here it only lives on until the row is sent."""
    chases = Reminder.objects.waiting().filter(
        kind="chased", subject_type=ContentType.objects.get_for_model(ProgressUpdate)
    )
    asked: dict[tuple[int, int | None], list[date]] = {}
    for row, person, due in chases.values_list("subject_id", "recipient", "due_on"):
        asked.setdefault((row, person), []).append(due)
    rows = {row for row, _ in asked}
    for update in _asked(people, state__in=ProgressUpdate.EDITABLE, pk__in=rows):
        for due_on in asked.get((update.pk, update.asked_id), ()):
            yield duty_of("chased", update, "Update", due_on)


def _asked(people: People, **wanted: Any) -> Iterable[ProgressUpdate]:
    asked = {"asked__isnull": False} if people is None else {"asked__in": people}
    return _updates(**asked, **wanted)


def duty_of(kind: str, update: ProgressUpdate, verb: str, due_on: date | None = None) -> DueItem:
    reporting_round = update.plan_round.round
    return DueItem(
        kind=kind,
        subject=update,
        partnership_id=update.plan_round.plan.partnership_id,
        # Every query here leaves out rows that nobody is asked for.
        recipient_id=cast("int", update.asked_id),
        due_on=due_on or reporting_round.due_on or reporting_round.ends_on,
        title=f"{verb} {update.improvement.called}: {update.improvement.short_name}",
        link=update.get_absolute_url(),
    )


def _to_review(kind: str, stages: tuple[Stage, ...]) -> Callable[[date, People], Iterable[DueItem]]:
    def duties(day: date, people: People) -> Iterable[DueItem]:
        rounds = [each for stage in stages for each in rounds_at(stage, day, due="review_due_on")]
        reviewers = holders_of("plans.review_progressupdate", day)
        for update in _updates(state=State.SUBMITTED, plan_round__round__in=rounds):
            plan, reporting_round = update.plan_round.plan, update.plan_round.round
            for person in reviewers.get(plan.partnership_id, ()):
                if people is None or person in people:
                    yield DueItem(
                        kind=kind,
                        subject=update,
                        partnership_id=plan.partnership_id,
                        recipient_id=person,
                        due_on=reporting_round.review_due_on or reporting_round.ends_on,
                        title=f"Review {update.improvement.called} of {plan}",
                        link=address_of("review_detail", update.plan_round, update),
                    )

    return duties


def _questions(day: date, people: People) -> Iterable[DueItem]:
    """A question to a person, until they answer or somebody settles it."""
    answered = Comment.objects.filter(thread=OuterRef("pk"), written_by=OuterRef("addressed_to"))
    asked = {"addressed_to__isnull": False} if people is None else {"addressed_to__in": people}
    questions = Comment.objects.unresolved().filter(~Exists(answered), **asked)
    yield from _about_rows("question_asked", questions, "addressed_to_id", "Answer {who} about")


def _answers(day: date, people: People) -> Iterable[DueItem]:
    """An answer to one's own question, until one writes again or it is settled."""
    later = Comment.objects.filter(
        thread=OuterRef("thread"),
        written_by=OuterRef("thread__written_by"),
        written_at__gt=OuterRef("written_at"),
    )
    asked = {} if people is None else {"thread__written_by__in": people}
    answers = (
        Comment.objects.filter(
            ~Exists(later), thread__isnull=False, thread__resolved_at=None, **asked
        )
        .exclude(written_by=F("thread__written_by"))
        .annotate(asker=F("thread__written_by"))
    )
    yield from _about_rows("question_answered", answers, "asker", "Read what {who} answered about")


def _about_rows(kind: str, comments: Any, person: str, title: str) -> Iterable[DueItem]:
    rows = list(
        comments.filter(
            subject_type=ContentType.objects.get_for_model(ProgressUpdate)
        ).select_related("written_by")
    )
    updates = {
        update.pk: update
        for update in ProgressUpdate.objects.filter(
            pk__in={row.subject_id for row in rows}
        ).select_related("improvement__plan", "plan_round__plan__partnership", "plan_round__round")
    }
    for row in rows:
        update = updates[row.subject_id]
        yield DueItem(
            kind=kind,
            subject=row,
            partnership_id=row.partnership_id,
            recipient_id=getattr(row, person),
            due_on=london_day(row.written_at),
            title=f"{title.format(who=row.written_by)} {update.improvement.called}",
            link=words.address_of_talk(update, row.voice if kind == "question_answered" else ""),
        )


WRITE, REVIEW = "plans.write_progressupdate", "plans.review_progressupdate"
TALK = "governance.write_comment"

# In the order in which the day's mail prints them; a row stands in it once.
RULES = [
    ReminderRule("update_returned", WRITE, _returned, words.returned),
    ReminderRule("chased", WRITE, _chased, words.chased),
    ReminderRule("update_overdue", WRITE, _to_write("update_overdue", "overdue"), words.overdue),
    ReminderRule("update_due", WRITE, _to_write("update_due", "due"), words.due),
    ReminderRule("quarter_opened", WRITE, _to_write("quarter_opened", "opened"), words.due),
    ReminderRule(
        "review_due", REVIEW, _to_review("review_due", ("due", "overdue")), words.to_review
    ),
    ReminderRule("review_ready", REVIEW, _to_review("review_ready", ("opened",)), words.to_review),
    ReminderRule("question_asked", TALK, _questions, words.asked),
    ReminderRule("question_answered", TALK, _answers, words.answered),
]
