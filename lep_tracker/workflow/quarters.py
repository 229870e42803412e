"""Opening and closing a quarter of a whole partnership: its round, its plans, its key results."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from governance import clock
from governance.audit import record
from governance.errors import ActionRefused
from governance.models import Partnership, ReportingRound, User
from governance.workflow.rounds import open_round
from okrs.workflow import draft_check_ins
from plans.models import Plan, PlanRound, ProgressUpdate
from plans.workflow.rounds import draft_updates


@transaction.atomic
def open_quarter(
    partnership: Partnership,
    *,
    starts_on: date,
    ends_on: date,
    plans: Iterable[Plan] | None = None,
    by: User,
    **dates_and_labels: Any,
) -> ReportingRound:
    """Open a quarter: one update, not started, for each live row of the plans chosen.

    All live plans that run in the quarter are asked unless some are chosen. ``dates_and_labels``
    are those of ``governance.workflow.rounds.open_round``.
    """
    reporting_round = open_round(
        partnership, starts_on=starts_on, ends_on=ends_on, by=by, **dates_and_labels
    )
    chosen = plans_of(partnership, starts_on, ends_on) if plans is None else list(plans)
    if any(plan.partnership_id != partnership.pk for plan in chosen):
        raise ActionRefused("Choose plans of this partnership.")
    drafted = draft_updates(reporting_round, plans=chosen, by=by)
    check_ins = draft_check_ins(reporting_round)
    rows = sum(plan_round.updates.count() for plan_round in drafted)
    record(
        "governance.round_opened",
        f"{{actor}} {'recorded' if reporting_round.from_paper else 'opened'} "
        f"{reporting_round.label}{' from paper' if reporting_round.from_paper else ''}: "
        f"{rows} {'row' if rows == 1 else 'rows'} in "
        f"{len(drafted)} {'plan' if len(drafted) == 1 else 'plans'}.",
        partnership=partnership,
        subject=reporting_round,
        details={
            "plans": [plan_round.plan.slug for plan_round in drafted],
            "rows": rows,
            "check_ins": len(check_ins),
        },
        by=by,
    )
    return reporting_round


@transaction.atomic
def join_quarter(
    reporting_round: ReportingRound, *, plans: Iterable[Plan], by: User
) -> list[PlanRound]:
    """Ask plans in a quarter that is open for others already; its dates are those it has.

    Their rows are told as added since, because nobody was asked when the quarter opened.
    """
    partnership = reporting_round.partnership
    reporting_round = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    if not reporting_round.is_open or reporting_round.from_paper:
        raise ActionRefused(f"{reporting_round.label} is not open any more, so no plan joins it.")
    chosen = list(plans)
    if any(plan.partnership_id != partnership.pk for plan in chosen):
        raise ActionRefused("Choose plans of this partnership.")
    now = clock.now() if reporting_round.has_opened(at=clock.today()) else None

    def begin(update: ProgressUpdate) -> None:
        update.joined_at = now

    drafted = draft_updates(reporting_round, plans=chosen, begin=begin, by=by)
    rows = sum(plan_round.updates.count() for plan_round in drafted)
    titles = " and ".join(plan_round.plan.title for plan_round in drafted)
    record(
        "governance.round_opened",
        f"{{actor}} added {titles} to {reporting_round.label}, which was open already: "
        f"{rows} {'row' if rows == 1 else 'rows'}.",
        partnership=partnership,
        subject=reporting_round,
        details={"plans": [plan_round.plan.slug for plan_round in drafted], "rows": rows},
        by=by,
    )
    return drafted


def plans_outside(reporting_round: ReportingRound) -> list[Plan]:
    """The live plans that run during a quarter and have no part in it."""
    running = plans_of(
        reporting_round.partnership, reporting_round.starts_on, reporting_round.ends_on
    )
    inside = set(reporting_round.plan_rounds.values_list("plan_id", flat=True))
    return [plan for plan in running if plan.pk not in inside]


def plans_of(partnership: Partnership, starts_on: date, ends_on: date) -> list[Plan]:
    """The live plans that run during the quarter, or all of them where none does."""
    live = partnership.plans.live()
    running = live.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    return list(running) or list(live)
