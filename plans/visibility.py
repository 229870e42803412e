"""What a person may know of a quarter, by what they may do; the one place that decides it.

Pages, files, search, counts and charts ask here and not the role. Whoever sees closed quarters
only reads a plan as its last closed quarter froze it: what was written, read, moved, added or
changed since then is not there for them, beside the words as little as in them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from governance import clock
from governance.models import AuditEvent, Evidence, Partnership, User

from .models import Addendum, Improvement, KpiReading, MilestoneMove, Plan, PlanRound


@dataclass(frozen=True)
class Visibility:
    """How far a reader sees: into open quarters, and into what is still being written."""

    open_quarters: bool
    drafts: bool
    edits: bool = False
    writes: bool = False
    reviews: bool = False

    def sees(self, plan_round: PlanRound) -> bool:
        """Whether anything of this quarter may be shown."""
        return self.open_quarters or plan_round.is_closed


# Who runs the site reads what was sent, like a reviewer.
OF_OPERATOR = Visibility(open_quarters=True, drafts=False)


def visibility_of(user: User, partnership: Partnership) -> Visibility:
    """The partnership sees its drafts, reviewers and auditors what was sent, others what closed."""
    held = user.permissions_in(partnership)
    writes = "plans.write_progressupdate" in held
    reviews = "plans.review_progressupdate" in held
    return Visibility(
        open_quarters=writes or reviews or "governance.view_auditevent" in held,
        drafts=writes,
        edits="plans.edit_plan" in held,
        writes=writes,
        reviews=reviews,
    )


def last_closed(plans: QuerySet[Any], *, with_words: bool = False) -> dict[int, PlanRound]:
    """The newest closed quarter of each plan that has one, by the plan's key; one query.

    ``with_words`` reads what each of them said with it.
    """
    closed = PlanRound.objects.filter(
        plan=OuterRef("plan"), closed_at__isnull=False, frozen_quarter__isnull=False
    ).order_by("-round__starts_on")
    newest = PlanRound.objects.filter(plan__in=plans, pk=Subquery(closed.values("pk")[:1]))
    found = newest.select_related("round", "plan__partnership__status_scheme")
    found = found.select_related("frozen_quarter") if with_words else found
    return {plan_round.plan_id: plan_round for plan_round in found}


def frozen_for(plan: Plan, visibility: Visibility) -> PlanRound | None:
    """The closed quarter this reader reads the plan as; None for the plan as it stands.

    Where no quarter was closed yet everybody reads the plan's own words, and nothing of a quarter.
    """
    if visibility.open_quarters:
        return None
    return last_closed(Plan.objects.filter(pk=plan.pk)).get(plan.pk)


def known_until(plan: Plan, frozen: PlanRound | None) -> datetime:
    """Up to when things beside the words are told to whoever sees closed quarters only.

    Until its last quarter closed, or until its first one was opened; a plan that no quarter was
    ever opened for has nothing to keep back.
    """
    if frozen is not None and frozen.closed_at is not None:
        return frozen.closed_at
    opened = plan.plan_rounds.order_by("round__opened_at")
    first: datetime | None = opened.values_list("round__opened_at", flat=True).first()
    return first or clock.now()


def evidence_seen(
    plan: Plan, visibility: Visibility, evidence: QuerySet[Evidence]
) -> QuerySet[Evidence]:
    """The evidence of a plan that this reader is shown and given.

    Writers see what was removed too. Whoever sees closed quarters only sees what was there when
    the last one closed, and what nobody edited since.
    """
    if visibility.writes:
        return evidence
    live = evidence.filter(retired_at=None)
    if visibility.open_quarters:
        return live
    until = known_until(plan, frozen_for(plan, visibility))
    edited = AuditEvent.objects.filter(
        partnership=plan.partnership,
        verb="plans.evidence_edited",
        clock_at__gt=until,
        subject_id__isnull=False,
    )
    return live.filter(added_at__lte=until).exclude(pk__in=edited.values("subject_id"))


def readings_seen(
    row: Improvement, visibility: Visibility, frozen: PlanRound | None
) -> QuerySet[KpiReading]:
    """The readings of a row's KPIs that were sent or given by hand; a draft's are a draft."""
    sent = Q(update__state__in=["submitted", "accepted"])
    by_hand = Q(update__isnull=True)
    if not visibility.open_quarters:
        sent &= Q(update__plan_round__closed_at__isnull=False)
        by_hand &= Q(read_at__lte=known_until(row.plan, frozen))
    found = KpiReading.objects.filter(sent | by_hand, kpi__improvement=row)
    return found.order_by("as_at", "pk")


def moves_seen(
    row: Improvement, visibility: Visibility, frozen: PlanRound | None
) -> QuerySet[MilestoneMove]:
    """The moved dates of a row's milestones that are agreed, as far as this reader may know."""
    moves = MilestoneMove.objects.filter(
        milestone__improvement=row, state=MilestoneMove.State.AGREED
    ).select_related("milestone", "asked_by", "decided_by")
    if visibility.open_quarters:
        return moves
    open_quarter = Q(update__isnull=False, update__plan_round__closed_at__isnull=True)
    return moves.exclude(open_quarter).filter(decided_at__lte=known_until(row.plan, frozen))


def addenda_seen(row: Improvement, visibility: Visibility) -> QuerySet[Addendum]:
    """The corrections beneath signed quarters of a row; a signed quarter may still be open."""
    addenda = row.addenda.select_related("added_by", "plan_round__round")
    if visibility.open_quarters:
        return addenda
    return addenda.filter(plan_round__closed_at__isnull=False)
