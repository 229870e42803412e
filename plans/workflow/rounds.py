"""The quarter of a plan: drafted for every live row, watched, and changed on the way.

``draft_updates``, ``join_open_rounds`` and ``leave_open_rounds`` are parts of larger actions (the
opening of a quarter, the editing of a plan) and write no audit event of their own.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Max, QuerySet
from simple_history.utils import bulk_create_with_history

from governance import clock, roles
from governance.audit import record
from governance.concurrency.stale_check import require_seen
from governance.errors import ActionRefused
from governance.models import Partnership, ReportingRound, User
from governance.workflow.reminders import cancel_reminders_about

from ..models import Improvement, Plan, PlanRound, ProgressUpdate, Review
from ..rounds.versions_seen import require_standing
from .locking import hold_quarter_of

State = ProgressUpdate.State


@transaction.atomic
def draft_updates(
    reporting_round: ReportingRound,
    *,
    plans: Iterable[Plan],
    from_paper: bool = False,
    begin: Callable[[ProgressUpdate], None] | None = None,
    by: User,
) -> list[PlanRound]:
    """Make a plan's part in the quarter and one update, not started, for each of its live rows.

    ``begin`` may bring an update further before it is stored, as a paper does that says it all.
    """
    made = []
    for plan in plans:
        if not plan.is_live:
            raise ActionRefused(f"{plan} is retired. Restore it first, or leave it out.")
        plan_round = PlanRound(plan=plan, round=reporting_round, from_paper=from_paper)
        plan_round.save()
        updates = [
            # For what is written down from paper nobody was asked.
            ProgressUpdate(
                plan_round=plan_round,
                improvement=improvement,
                asked=None if from_paper else asked,
            )
            for improvement, asked in who_is_asked(plan)
        ]
        if begin is not None:
            for update in updates:
                begin(update)
        bulk_create_with_history(updates, ProgressUpdate, batch_size=500, default_user=by)
        made.append(plan_round)
    return made


def who_is_asked(plan: Plan) -> list[tuple[Improvement, User | None]]:
    """Each live row with the account that will be asked: its updater, else the coordinator."""
    coordinator = coordinator_of(plan.partnership)
    here = _people_here(plan.partnership)
    rows = plan.improvements.live().select_related("updater")
    return [(row, _asked(row, coordinator, here)) for row in rows.order_by("order", "pk")]


def coordinator_of(partnership: Partnership) -> User | None:
    """The first coordinator in post today; the one who is asked when nobody else is named."""
    held = partnership.role_assignments.current().filter(
        role=roles.COORDINATOR, user__is_active=True
    )
    first = held.select_related("user").order_by("pk").first()
    return first.user if first else None


def join_open_rounds(improvement: Improvement) -> list[ProgressUpdate]:
    """Draft an update in each quarter still collecting: for a row added or restored meanwhile."""
    plan = improvement.plan
    asked = _asked(improvement, coordinator_of(plan.partnership), _people_here(plan.partnership))
    joined = []
    for plan_round in collecting(plan):
        update = plan_round.updates.filter(improvement=improvement).first()
        if update is None:
            update = ProgressUpdate(plan_round=plan_round, improvement=improvement, asked=asked)
        elif update.state == State.EXCUSED:
            _put_back(update)
        else:
            continue
        # Before the first day nobody has been asked yet, so the row is in from the opening.
        if plan_round.round.has_opened(at=clock.today()):
            update.joined_at = clock.now()
        update.save()
        joined.append(update)
    return joined


def leave_open_rounds(
    improvement: Improvement, *, reason: str, by: User | None = None
) -> list[ProgressUpdate]:
    """Excuse a row that is retired mid-quarter; what was already submitted stays."""
    left = []
    for plan_round in collecting(improvement.plan):
        for update in plan_round.updates.filter(improvement=improvement, state__in=_NOT_IN):
            _let_off(update, f"Removed from the plan: {reason}", by)
            left.append(update)
    cancel_reminders_about(left)
    return left


@transaction.atomic
def excuse_update(
    update: ProgressUpdate, *, reason: str, seen: str | None = None, by: User
) -> None:
    """Let a row off this quarter; the reason is printed where its words would stand.

    ``seen`` names the state in which the row was listed; raises SeenOtherwise when it is another.
    """
    hold_quarter_of(update)
    require_collecting(update.plan_round)
    if not reason.strip():
        raise ActionRefused("Give the reason, because the pack prints it where the words would be.")
    if update.state not in _NOT_IN:
        raise ActionRefused(
            f"{update.improvement.called.capitalize()} is {update.get_state_display()} already, "
            "so it need not be exempted."
        )
    if seen is not None:
        require_standing(update, seen)
    _let_off(update, reason.strip(), by)
    cancel_reminders_about([update])
    record(
        "plans.update_exempted",
        f"{{actor}} exempted {_row(update)}: {update.excused_reason}",
        partnership=update.partnership,
        subject=update,
        by=by,
    )


@transaction.atomic
def ask_after_all(update: ProgressUpdate, *, seen: str | None = None, by: User) -> None:
    """Take the excuse back; whatever had been written is there again."""
    hold_quarter_of(update)
    require_collecting(update.plan_round)
    if update.state != State.EXCUSED:
        raise ActionRefused(f"{update.improvement.called.capitalize()} is not exempt.")
    if update.improvement.retired_at:
        # Nobody can be silent about what is no part of the plan any more.
        raise ActionRefused(
            f"{update.improvement.called.capitalize()} is not in the plan any more. "
            "Restore it first."
        )
    require_seen(update, seen)
    _put_back(update)
    update.save()
    record(
        "plans.exemption_cancelled",
        f"{{actor}} cancelled the exemption of {_row(update)}.",
        partnership=update.partnership,
        subject=update,
        by=by,
    )


_NOT_IN = (State.NOT_STARTED, State.DRAFT, State.RETURNED)


def collecting(plan: Plan) -> QuerySet[PlanRound]:
    """The plan's part in the quarters that ask for updates now."""
    return plan.plan_rounds.filter(
        state=PlanRound.State.COLLECTING, signed_at=None, round__from_paper=False
    ).select_related("plan", "round")


def _asked(improvement: Improvement, coordinator: User | None, here: set[int]) -> User | None:
    """Somebody who has left, or writes no updates any more, is not asked."""
    return improvement.updater if improvement.updater_id in here else coordinator


def _people_here(partnership: Partnership) -> set[int]:
    return set(User.objects.who_write_in(partnership).values_list("pk", flat=True))


def _let_off(update: ProgressUpdate, reason: str, by: User | None) -> None:
    update.excused_reason = reason[:300]
    update.excuse()
    update.mark_step(by)
    update.save()


def _put_back(update: ProgressUpdate) -> None:
    returned = _return_of(update)
    if returned is not None:
        update.return_after_all()
        update.mark_step(returned.published_by, returned.published_at)
    else:
        update.ask_after_all()
        if update.edited_at:
            update.start()
        update.mark_step(update.edited_by)
    update.excused_reason = ""


def _return_of(update: ProgressUpdate) -> Review | None:
    """The view with which what was sent last was returned, if it was."""
    last = update.submissions.aggregate(last=Max("number"))["last"]
    views = update.reviews.published().filter(number=last, decision=Review.Decision.RETURNED)
    found: Review | None = views.select_related("published_by").first()
    return found


def require_collecting(plan_round: PlanRound) -> None:
    """Refuse, with a sentence, what would change a quarter that is closed or signed."""
    if plan_round.is_frozen:
        how = "signed" if plan_round.is_signed else "closed"
        raise ActionRefused(f"{plan_round.round} is {how}, so nothing in it changes any more.")


def _row(update: ProgressUpdate) -> str:
    return f"{update.improvement.called} from {update.plan_round.round}"
