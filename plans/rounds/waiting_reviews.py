"""The rows of open quarters that wait for a reviewer."""

from typing import Any

from ..models import PlanRound, ProgressUpdate


def rows_that_wait(partnership: Any) -> str:
    """Say how many sent rows wait for their review; nothing where none does."""
    waiting = ProgressUpdate.objects.filter(
        plan_round__plan__partnership=partnership,
        plan_round__state=PlanRound.State.COLLECTING,
        plan_round__signed_at=None,
        state=ProgressUpdate.State.SUBMITTED,
    ).exclude(plan_round__from_paper=True)
    number = waiting.exclude(plan_round__round__from_paper=True).count()
    if not number:
        return ""
    rows = "1 submitted row waits" if number == 1 else f"{number} submitted rows wait"
    return (
        f"{rows} for the {partnership.reviewer_title}. Have them reviewed, or close the quarter, "
        "before you clear the reviewer’s title."
    )
