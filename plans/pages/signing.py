"""What a reviewer puts a name under: each row with both voices, what is asked, what is outstanding.

The words are those of the newest submission and of the published view, as signing freezes them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from governance import clock
from governance.models import Comment

from ..models import PlanRound, ProgressUpdate, Review
from ..rounds.outcomes import Outcome
from .review_queue import ReviewQueue, ReviewRow


@dataclass(frozen=True)
class RowToSign:
    """One row as it is about to be signed."""

    sent: ReviewRow
    outcome: Outcome
    review: Review | None
    questions: int

    @property
    def update(self) -> ProgressUpdate:
        return self.sent.update

    @property
    def words(self) -> str:
        """The partnership's words, where they stand as its words of the quarter."""
        return self.sent.words if self.outcome.stands else ""


@dataclass(frozen=True)
class QuarterToSign:
    """All rows of a quarter, and what a careful reader would want to know before signing it."""

    rows: list[RowToSign]
    # The day updates are due, where it has not passed: rows may still come in until then.
    due_on: date | None

    @property
    def outstanding(self) -> list[ReviewRow]:
        """The rows of which an update was asked and none stands."""
        return [row.sent for row in self.rows if row.outcome.is_missing]

    @property
    def questions(self) -> int:
        return sum(row.questions for row in self.rows)


def quarter_to_sign(plan_round: PlanRound, queue: ReviewQueue) -> QuarterToSign:
    """Return what stands on the page on which a quarter is signed; two queries beside the queue."""
    ids = [row.update.pk for row in queue.rows]
    accepted = Review.objects.published().filter(
        update__plan_round=plan_round, decision=Review.Decision.ACCEPTED
    )
    reviews = {review.update_id: review for review in accepted.select_related("status")}
    questions = _open_questions(ids)
    due_on = plan_round.round.due_on
    return QuarterToSign(
        rows=[
            RowToSign(
                sent=row,
                outcome=row.update.outcome_at(is_over=True),
                review=reviews.get(row.update.pk),
                questions=questions.get(row.update.pk, 0),
            )
            for row in queue.rows
        ],
        due_on=due_on if due_on and clock.today() <= due_on else None,
    )


def _open_questions(ids: list[int]) -> dict[Any, int]:
    threads = Comment.objects.about_all(ProgressUpdate, ids).unresolved().order_by()
    return dict(threads.values_list("subject_id").annotate(number=Count("pk")))
