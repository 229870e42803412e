"""The end of a quarter of a plan: silence is written down, the words are frozen.

Only a row that somebody was asked for from the opening, and of which nothing was begun, is silent.
What was begun, returned or never asked stays what it is; ``plans.rounds.outcomes`` says it.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from governance import clock
from governance.audit import record
from governance.concurrency.stale_check import require_seen
from governance.errors import ActionRefused
from governance.models import User
from governance.verification.checking import require_whole
from governance.workflow.reminders import cancel_reminders_about
from governance.workflow.rounds import end_round, resume_round

from ..models import FrozenQuarter, PlanRound, ProgressUpdate
from ..rounds.outcomes import NOT_ON_PAPER, SILENT
from ..rounds.snapshots import digest_of, snapshot_of
from ..rounds.versions_seen import require_quarter_seen
from .locking import hold_quarter
from .milestone_reports import confirm_reports

State = ProgressUpdate.State


@transaction.atomic
def close_plan_round(plan_round: PlanRound, *, seen: str | None = None, by: User) -> None:
    """Close the quarter of a plan; the last of a quarter's plans closes the quarter itself.

    ``seen`` names the rows that were shown; raises SeenOtherwise when one of them has changed.
    Closing writes a fingerprint under all that the quarter says, so the records are checked first.
    """
    hold_quarter(plan_round)
    if not plan_round.is_closed:
        if seen is not None:
            require_quarter_seen(plan_round, seen)
        require_whole(plan_round.partnership, what="The quarter was not closed")
    silent, said = end_plan_round(plan_round, by=by)
    record(
        "plans.round_closed",
        f"{{actor}} closed {plan_round.round} of {plan_round.plan}: {said} in, "
        f"{silent} with no update received.",
        partnership=plan_round.partnership,
        subject=plan_round,
        details={"sha256": plan_round.snapshot_sha256, "silent": silent, "in": said},
        by=by,
    )


def end_plan_round(plan_round: PlanRound, *, by: User) -> tuple[int, int]:
    """The part of closing that writes no event; returns how many rows were silent, how many in."""
    if plan_round.is_closed:
        raise ActionRefused(f"{plan_round.round} of {plan_round.plan} is closed already.")
    silent = said = 0
    updates = list(
        plan_round.updates.select_related("improvement", "plan_round__plan__partnership")
    )
    for update in updates:
        if update.outcome_at(is_over=True).key in (SILENT, NOT_ON_PAPER):
            if plan_round.is_on_paper:
                update.stay_unprinted()
            else:
                update.fall_silent()
                silent += 1
            update.mark_step(None)  # silence is nobody's act
            update.save()
        elif update.is_said:
            said += 1
            # Where nobody reviews, closing is the moment at which a tick becomes final.
            if not plan_round.partnership.has_reviewer:
                confirm_reports(update)
    cancel_reminders_about(updates)
    plan_round.close()
    plan_round.closed_at, plan_round.closed_by = clock.now(), by
    if plan_round.is_signed:
        plan_round.save()
    else:
        freeze(plan_round)
    others = plan_round.round.plan_rounds.filter(state=PlanRound.State.COLLECTING)
    # A quarter that was over keeps its end when a plan is written down in it afterwards.
    if plan_round.round.is_open and not others.exists():
        end_round(plan_round.round, by=by)
    return silent, said


@transaction.atomic
def reopen_plan_round(
    plan_round: PlanRound, *, reason: str, seen: str | None = None, by: User
) -> None:
    """Open a closed quarter of a plan again, with a reason, as long as nobody signed it."""
    hold_quarter(plan_round)
    if plan_round.is_signed:
        raise ActionRefused(
            f"{plan_round.round} is signed. Add a dated correction beneath it instead."
        )
    if not plan_round.is_closed:
        raise ActionRefused(f"{plan_round.round} of {plan_round.plan} is open.")
    if not reason.strip():
        raise ActionRefused("Give the reason for opening the quarter again.")
    require_seen(plan_round, seen)
    for update in plan_round.updates.filter(state__in=(State.SILENT, State.NOT_PRINTED)):
        update.speak_again()
        if update.edited_at:
            update.start()
        update.mark_step(update.edited_by)
        update.save()
    plan_round.reopen()
    plan_round.closed_at = plan_round.closed_by = None
    plan_round.snapshot_sha256, plan_round.position_on = "", None
    plan_round.save()
    FrozenQuarter.objects.filter(plan_round=plan_round).delete()
    resume_round(plan_round.round)
    record(
        "plans.round_reopened",
        f"{{actor}} opened {plan_round.round} of {plan_round.plan} again: {reason.strip()}",
        partnership=plan_round.partnership,
        subject=plan_round,
        details={"reason": reason.strip()},
        by=by,
    )


def freeze(plan_round: PlanRound) -> None:
    """Save the quarter, and what it says beyond the reach of later edits.

    It is saved first: what was frozen before is then held against the audit log.

    Its dates are judged by the day of freezing; those of a paper by the newest day stamped in it,
    or else by the last day of its quarter.
    """
    plan_round.position_on = _day_of_paper(plan_round) or clock.today()
    snapshot = snapshot_of(plan_round)
    plan_round.snapshot_sha256 = digest_of(snapshot)
    plan_round.save()
    FrozenQuarter(plan_round=plan_round, snapshot=snapshot).save()


def _day_of_paper(plan_round: PlanRound) -> date | None:
    if not plan_round.is_on_paper:
        return None
    stamped: date | None = plan_round.updates.aggregate(last=Max("as_at"))["last"]
    return stamped or plan_round.round.ends_on
