"""The rows a reviewer has before them: what was sent, what was said last quarter, what is new.

Everything is read from submissions, never from a draft, and in a number of queries that does not
grow with rows, quarters or partnerships.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from governance.concurrency.versions_seen import together
from governance.models import Comment, Partnership, User

from ..addresses import address_of
from ..models import MilestoneMove, PlanRound, ProgressUpdate, Review, Submission
from ..rounds.outcomes import OUTCOMES, Outcome
from ..rounds.submission_diff import changed_from, no_change_of, text_of, unchanged
from ..rounds.writers import wrote

State = ProgressUpdate.State
REVIEW = "plans.review_progressupdate"
_TIMES = {1: "", 2: " twice", 3: " three times"}


@dataclass
class ReviewRow:
    """One row of the queue, with the short hints that say why to look."""

    update: ProgressUpdate
    status: Any
    hints: list[str]
    is_unchanged: bool
    answers: int = 0
    words: str = ""
    no_change: str = ""
    is_own: bool = False

    @property
    def is_ready(self) -> bool:
        """Sent, and not written by the reviewer who reads the queue: those wait for another."""
        return bool(self.update.state == State.SUBMITTED) and not self.is_own


@dataclass
class ReviewQueue:
    """One plan's part in a quarter, as its reviewer sees it."""

    plan_round: PlanRound
    rows: list[ReviewRow] = field(default_factory=list)

    @property
    def partnership(self) -> Partnership:
        return self.plan_round.partnership

    @property
    def ready(self) -> list[ReviewRow]:
        return [row for row in self.rows if row.is_ready]

    @property
    def own(self) -> list[ReviewRow]:
        """Sent rows on which the reader wrote, so that somebody else reviews them."""
        return [row for row in self.rows if row.is_own and row.update.state == State.SUBMITTED]

    @property
    def one_by_one(self) -> list[ReviewRow]:
        return [row for row in self.ready if not row.is_unchanged]

    @property
    def together(self) -> list[ReviewRow]:
        return [row for row in self.ready if row.is_unchanged]

    @property
    def seen(self) -> str:
        """What accepting the unchanged rows in one go is decided on."""
        return together([row.update.seen for row in self.together])

    @property
    def first(self) -> ReviewRow | None:
        return next(iter([*self.one_by_one, *self.together]), None)

    @property
    def in_walking_order(self) -> list[ReviewRow]:
        return [*self.one_by_one, *self.together]

    @property
    def answers(self) -> int:
        return sum(row.answers for row in self.rows)

    @property
    def done(self) -> list[ReviewRow]:
        return [row for row in self.rows if row.update.state == State.ACCEPTED]

    @property
    def accepted(self) -> int:
        return len(self.done)

    @property
    def unsaid(self) -> list[tuple[Outcome, list[ReviewRow]]]:
        """The rows of which no words stand, by what signing prints of them."""
        found: dict[str, list[ReviewRow]] = {}
        for row in self.rows:
            outcome = row.update.outcome_at(is_over=True)
            if not outcome.stands:
                found.setdefault(outcome.key, []).append(row)
        return [(OUTCOMES[key], rows) for key, rows in found.items()]

    @property
    def with_partnership(self) -> int:
        return sum(row.update.can_be_edited for row in self.rows)

    @property
    def is_ready_to_sign(self) -> bool:
        return not self.ready and not self.own and bool(self.done)


def reviewed_by(user: User) -> list[int]:
    """The partnerships in which a role of the person lets them review."""
    return [
        pk for pk in user.partnership_ids() if REVIEW in user.permissions_in(Partnership(pk=pk))
    ]


def queues_for(user: User) -> list[ReviewQueue]:
    """Every open quarter the person reviews, over all partnerships, soonest due first."""
    plan_rounds = PlanRound.objects.filter(
        plan__partnership__in=reviewed_by(user),
        state=PlanRound.State.COLLECTING,
        signed_at=None,
        round__from_paper=False,
    ).exclude(plan__partnership__reviewer_title="")
    found = list(
        plan_rounds.select_related("plan__partnership", "round").order_by(
            "round__review_due_on", "plan__partnership__name", "plan__title"
        )
    )
    return queues_of(found, reader=user)


def queues_of(plan_rounds: Sequence[PlanRound], *, reader: User) -> list[ReviewQueue]:
    """The queues of these quarters of plans, each with all its rows.

    Rows on which ``reader`` wrote are marked as their own: they wait for another reviewer.
    """
    queues = {plan_round.pk: ReviewQueue(plan_round) for plan_round in plan_rounds}
    updates = list(_updates_of(plan_rounds, reader)) if plan_rounds else []
    answers = answers_waiting(updates)
    for update in updates:
        queue = queues[update.plan_round_id]
        update.plan_round = queue.plan_round
        update.improvement.plan = queue.plan_round.plan
        row = _row(update, answers.get(update.pk, 0))
        row.is_own = update.is_own and not queue.partnership.one_person_may_review
        queue.rows.append(row)
    return list(queues.values())


def unchanged_updates(plan_round: PlanRound, *, reader: User) -> list[ProgressUpdate]:
    """The rows waiting that ``reader`` may accept in one go."""
    return [row.update for row in queues_of([plan_round], reader=reader)[0].together]


def answers_waiting(updates: Iterable[ProgressUpdate]) -> dict[int, int]:
    """For each update: open questions of the reviewer whose last word is the partnership's."""
    ids = [update.pk for update in updates]
    if not ids:
        return {}
    last = Comment.objects.filter(thread=OuterRef("pk")).order_by("-written_at", "-pk")
    asked = (
        Comment.objects.about_all(ProgressUpdate, ids)
        .unresolved()
        .filter(voice="reviewer")
        .annotate(last_voice=Subquery(last.values("voice")[:1]))
        .filter(last_voice="lep")
        .order_by()
    )
    counted = asked.values_list("subject_id").annotate(number=Count("pk"))
    return dict(counted)


def submission_of(update: ProgressUpdate, *, before: int | None = None) -> Submission | None:
    """What was sent last, or last before the given number; a draft is never shown."""
    sent = update.submissions.select_related("submitted_by")
    if before is not None:
        sent = sent.filter(number__lt=before)
    return sent.order_by("-number").first()


def last_quarters(update: ProgressUpdate) -> Submission | None:
    """What the partnership last said of the row in an earlier quarter."""
    return (
        _earlier(update.improvement_id, update.plan_round.round.starts_on)
        .select_related("submitted_by", "update__plan_round__round")
        .first()
    )


def as_status(content: dict[str, Any] | None) -> Any:
    """The status of a submission as templates show one; None where there is none."""
    told = content["status"] if content else None
    return SimpleNamespace(**told) if told else None


def _earlier(improvement: Any, starts_on: Any):
    return Submission.objects.filter(
        update__improvement=improvement,
        update__plan_round__round__starts_on__lt=starts_on,
        update__state__in=ProgressUpdate.SAID,
    ).order_by("-update__plan_round__round__starts_on", "-number")


def _updates_of(plan_rounds: Sequence[PlanRound], reader: User):
    newest = Submission.objects.filter(update=OuterRef("pk")).order_by("-number")
    last = _earlier(OuterRef("improvement"), OuterRef("plan_round__round__starts_on"))
    agreed = (
        MilestoneMove.objects.filter(
            milestone__improvement=OuterRef("improvement"), state=MilestoneMove.State.AGREED
        )
        .order_by()
        .values("milestone__improvement")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        ProgressUpdate.objects.filter(plan_round__in=plan_rounds)
        .select_related("improvement", "status")
        .annotate(
            said=Subquery(newest.values("content")[:1]),
            sent=Subquery(newest.values("number")[:1]),
            said_last=Subquery(last.values("content")[:1]),
            times_moved=Coalesce(Subquery(agreed), Value(0)),
            is_own=ExpressionWrapper(wrote(reader), output_field=BooleanField()),
            has_draft_view=Exists(Review.objects.filter(update=OuterRef("pk"), published_at=None)),
        )
        .order_by("improvement__order", "improvement__pk")
    )


def _row(update: ProgressUpdate, answers: int) -> ReviewRow:
    said = update.said if update.sent else None
    return ReviewRow(
        update=update,
        status=as_status(said),
        hints=_hints(update, said, answers),
        is_unchanged=update.state == State.SUBMITTED
        and not answers
        # A view that was begun is published with the row, so it is read there.
        and not update.has_draft_view
        and update.sent == 1
        and unchanged(said, update.said_last),
        answers=answers,
        words=text_of(said),
        no_change=no_change_of(said),
    )


def _hints(update: ProgressUpdate, said: dict[str, Any] | None, answers: int) -> list[str]:
    hints = []
    if answers:
        hints.append("answer to you" if answers == 1 else f"{answers} answers to you")
    if said is None:
        return hints
    if update.sent > 1:
        hints.append("sent again")
    was = changed_from(said, update.said_last)
    if was:
        hints.append(f"changed from {was}")
    if update.times_moved:
        times = _TIMES.get(update.times_moved, f" {update.times_moved} times")
        hints.append(f"moved{times}")
    if said["moves"]:
        number = len(said["moves"])
        hints.append("asks for a new date" if number == 1 else f"asks for {number} new dates")
    if no_change_of(said):
        hints.append("no change")
    return hints


def next_address(
    plan_round: PlanRound, *, reader: User, after: ProgressUpdate | None = None
) -> str:
    """The next row that is ready, else the page on which the quarter is signed."""
    rows = queues_of([plan_round], reader=reader)[0].in_walking_order
    if not rows:
        return address_of("round_sign", plan_round)
    place = after.improvement.order if after else 0
    later = [row for row in rows if row.update.improvement.order > place]
    return address_of("review_detail", plan_round, (later or rows)[0].update)
