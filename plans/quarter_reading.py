"""What a quarter of a plan says, frozen or not, in the newest shape."""

from typing import Any

from .frozen_quarters import newest_shape
from .models import PlanRound
from .snapshots import snapshot_of

Plain = dict[str, Any]


def told_of(plan_round: PlanRound) -> Plain:
    """Return what a quarter of a plan says: as it was frozen, or as it stands while it collects."""
    if not (plan_round.is_frozen and plan_round.snapshot):
        return snapshot_of(plan_round)
    return newest_shape(
        plan_round.snapshot, day=plan_round.judged_on, from_paper=plan_round.is_on_paper
    )
