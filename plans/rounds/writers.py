"""Who wrote on a row this quarter, and so may not review it.

A writer is whoever saved or submitted any words of the update in this quarter, also words that
were replaced since. A reviewer is whoever kept or published a view of it. One person is never
both, unless an administrator has allowed it for a partnership of one person.
"""

from django.db.models import Exists, OuterRef, Q

from governance.errors import ActionRefused
from governance.models import User

from ..models import MilestoneMove, PlanRound, ProgressUpdate, Review, Submission


def wrote(person: User, update: str = "pk") -> Q:
    """For a query: whether ``person`` saved, submitted or asked a date in the row at ``update``."""
    versions = ProgressUpdate.history.filter(id=OuterRef(update), edited_by=person)
    sent = Submission.objects.filter(update=OuterRef(update), submitted_by=person)
    asked = MilestoneMove.objects.filter(update=OuterRef(update), asked_by=person)
    return Q(Exists(versions)) | Q(Exists(sent)) | Q(Exists(asked))


def has_written(update: ProgressUpdate, person: User) -> bool:
    """Whether ``person`` wrote any words of this update in its quarter."""
    return ProgressUpdate.objects.filter(wrote(person), pk=update.pk).exists()


def why_not_review(update: ProgressUpdate, person: User) -> str:
    """Why ``person`` may not review this row; empty where they may."""
    if update.partnership.one_person_may_review or not has_written(update, person):
        return ""
    return own_row_sentence(update)


def own_row_sentence(update: ProgressUpdate) -> str:
    """What a reviewer is told of a row on which they wrote themselves."""
    return (
        f"You wrote on {update.improvement.called} this quarter, so someone else reviews it. "
        "The writer and the reviewer of an update are different people."
    )


def why_not_write(update: ProgressUpdate, person: User) -> str:
    """Why ``person`` may not write on this row; empty where they may."""
    if update.partnership.one_person_may_review:
        return ""
    views = Review.objects.filter(update=update)
    if not (views.filter(written_by=person) | views.filter(published_by=person)).exists():
        return ""
    return (
        f"You reviewed {update.improvement.called} this quarter, so someone else writes on it. "
        "The writer and the reviewer of an update are different people."
    )


def why_not_sign(plan_round: PlanRound, person: User) -> str:
    """Why ``person`` may not sign this quarter; empty where they may."""
    if plan_round.partnership.one_person_may_review:
        return ""
    mine = plan_round.updates.filter(wrote(person)).order_by("improvement__order")
    rows = [update.improvement.called for update in mine.select_related("improvement__plan")]
    if not rows:
        return ""
    listed = ", ".join(rows[:-1]) + " and " + rows[-1] if len(rows) > 1 else rows[0]
    return f"You wrote on {listed} this quarter, so someone else signs it."


def why_not_decide(move: MilestoneMove, person: User) -> str:
    """Why ``person`` may not agree or decline a new date; empty where they may."""
    update = move.update
    if update is None or move.partnership.one_person_may_review:
        return ""
    if person.pk != move.asked_by_id and not has_written(update, person):
        return ""
    return (
        f"You wrote the update that asks for the new date of “{move.milestone.text}”, "
        "so someone else agrees it."
    )


def refuse(sentence: str) -> None:
    """Raise the sentence as a refusal; nothing where it is empty."""
    if sentence:
        raise ActionRefused(sentence)
