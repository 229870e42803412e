"""What plans vouch for: what was sent, both views, what was signed, and dates that were agreed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from governance.models import Partnership
from governance.verification.rows import Vouched

from .models import Addendum, MilestoneMove, PlanRound, Review, Submission
from .sent_words import problems_of_sent
from .snapshots import digest_of

_GUARD = "counts the saves of a row and says nothing of its own"
_IN_PLAN_ROUND = "plan_round__plan__partnership"


def _check_snapshots(partnership: Partnership, seen: Any) -> Iterator[str]:
    """The frozen words fit their fingerprint, and that is the one they were signed with."""
    frozen = PlanRound.objects.filter(plan__partnership=partnership, frozen_quarter__isnull=False)
    for one in frozen.select_related("plan", "round", "frozen_quarter").order_by("pk").iterator(20):
        called = f"{one.round.short_label} of {one.plan}"
        if digest_of(one.frozen_quarter.snapshot) != one.snapshot_sha256:
            yield f"What {called} says is not what was kept when it was signed or closed."
        signed = seen.sums.get(("plans.round_signed", f"{one._meta.label_lower}:{one.pk}"))
        if one.is_signed and signed is not None and signed != one.snapshot_sha256:
            yield f"The fingerprint of {called} is not the one it was signed with."


RECORDS = (
    Vouched(Submission, "submission", f"update__{_IN_PLAN_ROUND}", check=problems_of_sent),
    Vouched(
        Review,
        "published review",
        f"update__{_IN_PLAN_ROUND}",
        stands=Q(published_at__isnull=False),
        unvouched={"version": _GUARD},
    ),
    Vouched(
        PlanRound,
        "closed or signed quarter",
        "plan__partnership",
        stands=Q(frozen_quarter__isnull=False),
        check=_check_snapshots,
        unvouched={"version": _GUARD},
    ),
    Vouched(Addendum, "correction of a signed quarter", _IN_PLAN_ROUND),
    Vouched(
        MilestoneMove,
        "decided date",
        "milestone__improvement__plan__partnership",
        stands=Q(state__in=[MilestoneMove.State.AGREED, MilestoneMove.State.DECLINED]),
        unvouched={"version": _GUARD},
    ),
)
