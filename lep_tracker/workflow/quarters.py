"""Opening and closing a quarter of a whole partnership: its round, its plans, its key results."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from governance.audit import record
from governance.errors import DeedRefused
from governance.models import Partnership, ReportingRound, User
from governance.workflow.rounds import open_round
from okrs.workflow import draft_check_ins
from plans.models import Plan
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
        raise DeedRefused("Choose plans of this partnership.")
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


def plans_of(partnership: Partnership, starts_on: date, ends_on: date) -> list[Plan]:
    """The live plans that run during the quarter, or all of them where none does."""
    live = partnership.plans.live()
    running = live.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    return list(running) or list(live)
