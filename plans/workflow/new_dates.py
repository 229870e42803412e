"""New dates for milestones: agreed or not, with the review or by the coordinator.

The old date stands until somebody agrees; what it was before is kept, so that an agreement can be
undone as long as the quarter is not signed.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from governance import clock, date_phrases
from governance.audit import record
from governance.concurrency.stale_check import require_seen
from governance.errors import ActionRefused
from governance.models import User

from ..models import Milestone, MilestoneMove, ProgressUpdate
from ..rounds.writers import refuse, why_not_decide


@transaction.atomic
def decide_move(move: MilestoneMove, *, agree: bool, seen: str | None = None, by: User) -> None:
    """Agree a new date or keep the old one, where nobody reviews the partnership's updates.

    ``seen`` names the date asked for and the milestone it stands on, as they were shown.
    """
    partnership = move.partnership
    if partnership.has_reviewer:
        raise ActionRefused(
            f"In this partnership the {partnership.reviewer_title} agrees new dates "
            "with the review of the row."
        )
    if move.state != MilestoneMove.State.ASKED:
        raise ActionRefused(f"This new date is {move.get_state_display()}; there is nothing to do.")
    refuse(why_not_decide(move, by))
    require_seen(move, seen, move.milestone)
    settle_move(move, agree=agree, by=by)
    what = "agreed a new date for" if agree else "kept the date of"
    record(
        "plans.move_agreed" if agree else "plans.move_declined",
        f"{{actor}} {what} “{move.milestone.text}”: "
        f"{move.to_text if agree else move.from_text or 'as it was'}.",
        partnership=partnership,
        subject=move.milestone,
        details={"move": move.pk, "from": move.from_text, "to": move.to_text},
        rows=[move],
        by=by,
    )


def asked_moves(update: ProgressUpdate) -> list[MilestoneMove]:
    """The new dates the update asks for that nobody decided yet."""
    asked = update.moves.filter(state=MilestoneMove.State.ASKED)
    return list(asked.select_related("milestone").order_by("milestone__order", "pk"))


def with_milestones(moves: Iterable[MilestoneMove]) -> list[Model]:
    """These moves and the milestones whose dates they set: what an event of a decision keeps."""
    return [row for move in moves for row in (move, move.milestone)]


def settle_move(move: MilestoneMove, *, agree: bool, by: User) -> None:
    """The part that writes no event: the new date stands from now on, or the old one does."""
    milestone = move.milestone
    move.stood_before = _standing(milestone)
    if agree:
        move.agree()
        _give_date(milestone, move)
    else:
        move.decline()
    move.decided_at, move.decided_by = clock.now(), by
    move.save()


def unsettle_moves(update: ProgressUpdate) -> None:
    """With an acceptance taken back: what it decided of dates is open again."""
    decided = [MilestoneMove.State.AGREED, MilestoneMove.State.DECLINED]
    for move in update.moves.filter(state__in=decided).select_related("milestone"):
        if move.state == MilestoneMove.State.AGREED:
            _take_date_back(move)
        move.undecide()
        move.decided_at = move.decided_by = None
        move.stood_before = {}
        move.save()


def _give_date(milestone: Milestone, move: MilestoneMove) -> None:
    if milestone.original_latest is None:
        milestone.original_due_text = milestone.due_text
        milestone.original_earliest = milestone.earliest
        milestone.original_latest = milestone.latest
    milestone.due_text = move.to_text
    milestone.earliest, milestone.latest = move.to_earliest, move.to_latest
    plan_year = milestone.improvement.plan.plan_year
    reading = date_phrases.read(move.to_text, plan_year=plan_year, as_at=clock.today())
    if reading.latest == move.to_latest:
        milestone.precision, milestone.date_kind = reading.precision, reading.kind
        milestone.year_inferred = reading.year_inferred
    else:
        milestone.precision, milestone.date_kind = "day", ""
        milestone.year_inferred = False
    milestone.save()


def _take_date_back(move: MilestoneMove) -> None:
    milestone = move.milestone
    if (milestone.due_text, milestone.latest) != (move.to_text, move.to_latest):
        raise ActionRefused(
            f"The date of “{milestone.text}” was changed since you agreed it, so this cannot be "
            "undone here. Ask the coordinator to set the date in the plan."
        )
    milestone.stand_at(move.stood_before)
    milestone.save()


def _standing(milestone: Milestone) -> dict[str, Any]:
    values = {name: getattr(milestone, name) for name in Milestone.DATES}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
