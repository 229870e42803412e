"""What happens to a milestone's date and state when the coordinator edits the plan."""

from datetime import date
from typing import Any

from governance import clock
from governance.errors import ActionRefused
from governance.models import User

from ..models import Milestone, MilestoneMove

State = Milestone.State


def has_date(milestone: Milestone) -> bool:
    """Whether a date stands, so that another one is a move and needs its reason."""
    return bool(milestone.due_text or milestone.earliest or milestone.latest)


def keep_first_dates(milestone: Milestone) -> None:
    """The first promise, kept for ever beside the date that stands."""
    milestone.original_due_text = milestone.due_text
    milestone.original_earliest = milestone.earliest
    milestone.original_latest = milestone.latest


def weigh_dates(
    milestone: Milestone, changes: dict[str, Any], *, reason: str, misread: bool, by: User
) -> MilestoneMove | None:
    """Tell a moved date from a corrected reading: the first needs a reason and is kept as a move.

    A corrected reading changes the first promise too, because the paper never said the other day.
    """
    latest = changes.get("latest", milestone.latest)
    if latest == milestone.latest or milestone.latest is None or misread:
        if misread or milestone.original_latest is None:
            milestone.original_due_text = changes.get("due_text", milestone.due_text)
            milestone.original_earliest = changes.get("earliest", milestone.earliest)
            milestone.original_latest = latest
        return None
    if latest is None:
        raise ActionRefused("A date that stands cannot be taken away. Give the new date.")
    if latest > milestone.latest and not reason.strip():
        raise ActionRefused("The date moves later. Say why, so that the move can be printed.")
    now = clock.now()
    move = MilestoneMove(
        milestone=milestone,
        from_text=milestone.due_text,
        from_latest=milestone.latest,
        to_text=changes.get("due_text") or milestone.due_text,
        to_earliest=changes.get("earliest"),
        to_latest=latest,
        reason=reason.strip() or "Brought forward.",
        asked_at=now,
        asked_by=by,
        decided_at=now,
        decided_by=by,
    )
    move.ask()
    move.agree()
    return move


def set_state(milestone: Milestone, state: str | None, done_on: date | None) -> None:
    """Bring a milestone to the state set down by the coordinator, through its transitions."""
    if state in (None, milestone.state):
        if milestone.is_done:
            milestone.done_on = done_on
        return
    if state == State.DONE:
        milestone.record_done(done_on)
        return
    if milestone.state == State.DONE:
        milestone.reopen()
    if milestone.state == State.REPORTED:
        raise ActionRefused(
            "An update reports this milestone as done. Return or withdraw it first."
        )
    if state == State.IN_PROGRESS:
        milestone.start()
    elif milestone.state == State.IN_PROGRESS:
        milestone.stop()
