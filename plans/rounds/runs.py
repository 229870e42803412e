"""How often running a row was silent, or sent “no change”, before a quarter."""

from django.db.models import F, QuerySet

from ..models import PlanRound, ProgressUpdate
from .no_change import times_running
from .outcomes import SILENT, outcome_of


def runs_of(plan_round: PlanRound) -> dict[int, tuple[int, int]]:
    """For each improvement: how many quarters running before this one were silent, or no change."""
    return _runs(
        ProgressUpdate.objects.filter(
            improvement__plan_id=plan_round.plan_id,
            plan_round__round__starts_on__lt=plan_round.round.starts_on,
        )
    )


def runs_of_row(update: ProgressUpdate) -> tuple[int, int]:
    """The same for one row: quarters of silence, and of "no change", running before this one."""
    earlier = ProgressUpdate.objects.filter(
        improvement_id=update.improvement_id,
        plan_round__round__starts_on__lt=update.plan_round.round.starts_on,
    )
    return _runs(earlier).get(update.improvement_id, (0, 0))


def _runs(updates: QuerySet[ProgressUpdate]) -> dict[int, tuple[int, int]]:
    """Only real silence counts: a row returned, begun, added late or never asked was not silent.

    Nor does a “no change” that was returned or withdrawn count as one that was sent.
    """
    earlier = updates.order_by("improvement_id", "-plan_round__round__starts_on").values(
        "improvement_id",
        "state",
        "no_change_reason",
        "asked_id",
        "joined_at",
        on_paper=F("plan_round__from_paper"),
        round_on_paper=F("plan_round__round__from_paper"),
        signed_at=F("plan_round__signed_at"),
    )
    told: dict[int, list[tuple[bool, bool]]] = {}
    for one in earlier:
        outcome = outcome_of(
            one["state"],
            is_over=one["signed_at"] is not None,
            is_asked=one["asked_id"] is not None,
            joined_late=one["joined_at"] is not None,
            from_paper=one["on_paper"] or one["round_on_paper"],
        )
        unchanged = outcome.stands and bool(one["no_change_reason"])
        told.setdefault(one["improvement_id"], []).append((outcome.key == SILENT, unchanged))
    return {
        improvement: (
            times_running([silent for silent, _ in quarters]),
            times_running([unchanged for _, unchanged in quarters]),
        )
        for improvement, quarters in told.items()
    }
