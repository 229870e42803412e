"""Signing a quarter of a plan, and the dated corrections that may follow."""

from django.db import transaction

from governance import clock
from governance.audit import record
from governance.errors import ActionRefused
from governance.input.names import clean_name
from governance.models import User
from governance.verification.checking import Reason, require_whole

from ..models import Addendum, Improvement, PlanRound, ProgressUpdate
from ..rounds.versions_seen import require_quarter_seen
from ..rounds.writers import refuse, why_not_sign
from .closing import freeze
from .locking import hold_quarter

REVIEWER, LEP = "reviewer", "lep"


def sign_plan_round(
    plan_round: PlanRound, *, signed_name: str, seen: str | None = None, by: User
) -> None:
    """Put a name under the quarter: its words are frozen as they stand at this moment.

    Nobody signs what was changed behind the product's back: the records are checked first.
    ``seen`` names the rows that were shown; raises SeenOtherwise when one of them has changed.
    """
    if not plan_round.is_frozen:
        # One that is signed or closed is refused below, whatever the records say.
        what = "The quarter was not signed"
        require_whole(plan_round.partnership, reason=Reason.SIGNING, what=what)
    _sign(plan_round, signed_name=signed_name, seen=seen, by=by)


@transaction.atomic
def _sign(plan_round: PlanRound, *, signed_name: str, seen: str | None, by: User) -> None:
    hold_quarter(plan_round)
    partnership = plan_round.partnership
    if not partnership.has_reviewer:
        raise ActionRefused(
            f"Nobody reviews the updates of {partnership}, so the quarter is closed unsigned."
        )
    if plan_round.is_signed:
        raise ActionRefused(f"{plan_round.round} is signed already, by {plan_round.signed_name}.")
    if plan_round.is_closed:
        raise ActionRefused(
            f"{plan_round.round} is closed. Ask the coordinator to open it again, then sign it."
        )
    waiting = plan_round.updates.filter(state=ProgressUpdate.State.SUBMITTED)
    rows = list(waiting.select_related("improvement__plan").order_by("improvement__order"))
    if rows:
        raise ActionRefused(waiting_sentence(rows))
    refuse(why_not_sign(plan_round, by))
    if not clean_name(signed_name):
        raise ActionRefused("Type your name and title to sign.")
    if seen is not None:
        require_quarter_seen(plan_round, seen)
    plan_round.signed_at, plan_round.signed_by = clock.now(), by
    plan_round.signed_name = clean_name(signed_name)[:200]
    freeze(plan_round)
    record(
        "plans.round_signed",
        f"{{actor}} signed {plan_round.round} of {plan_round.plan} as {plan_round.signed_name}.",
        partnership=partnership,
        subject=plan_round,
        details={"sha256": plan_round.snapshot_sha256, "signed_name": plan_round.signed_name},
        by=by,
    )


@transaction.atomic
def add_addendum(
    plan_round: PlanRound,
    *,
    text: str,
    improvement: Improvement | None = None,
    voice: str = "",
    by: User,
) -> Addendum:
    """Add a dated correction beneath a signed quarter; the signed words stay as they were."""
    if not plan_round.is_signed:
        raise ActionRefused(
            f"{plan_round.round} is not signed, so its rows can still be changed themselves."
        )
    if not text.strip():
        raise ActionRefused("Write what you add.")
    if improvement is not None and improvement.plan_id != plan_round.plan_id:
        raise ActionRefused("Choose a row of this plan.")
    addendum = Addendum.objects.create(
        plan_round=plan_round,
        improvement=improvement,
        text=text.strip(),
        voice=voice or voice_of(by, plan_round),
        added_by=by,
    )
    about = f" on {improvement.called}" if improvement else ""
    record(
        "plans.addendum_added",
        f"{{actor}} added a correction{about} to {plan_round.round} of {plan_round.plan}, "
        f"which is signed.",
        partnership=plan_round.partnership,
        subject=improvement or plan_round,
        details={"addendum": addendum.pk, "voice": addendum.voice},
        rows=[addendum],
        by=by,
    )
    return addendum


def voice_of(person: User, plan_round: PlanRound) -> str:
    """Whose voice a correction is: the reviewer's for those who may sign, else the LEP's."""
    return REVIEWER if person.has_perm("plans.sign_planround", plan_round) else LEP


def waiting_sentence(rows: list[ProgressUpdate]) -> str:
    """Which rows keep the quarter from being signed, and what to do."""
    names = [row.improvement.number or f"“{row.improvement.short_name}”" for row in rows]
    word = rows[0].improvement.plan.row_word or "row"
    if len(names) == 1:
        return (
            f"{word.capitalize()} {names[0]} waits for your view. "
            "Accept or return it, then sign the quarter."
        )
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return (
        f"{word.capitalize()}s {listed} wait for your view. "
        "Accept or return them, then sign the quarter."
    )
