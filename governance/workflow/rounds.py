"""Opening and closing a quarter: the parts that belong to the partnership as a whole.

Both are parts of a larger action and write no audit event of their own: the roof records the
opening of a quarter, the closing of its last plan records the end of it.
"""

from datetime import date
from typing import Any, cast

from django.db import transaction

from .. import clock
from ..audit import record
from ..errors import ActionRefused
from ..models import Partnership, ReportingRound, User
from ..quarters import Convention, period_label, quarter_of


@transaction.atomic
def open_round(
    partnership: Partnership,
    *,
    starts_on: date,
    ends_on: date,
    label: str = "",
    slug: str = "",
    printed_label: str = "",
    convention: Convention | str = "",
    opens_on: date | None = None,
    due_on: date | None = None,
    review_due_on: date | None = None,
    pack_on: date | None = None,
    meets_on: date | None = None,
    from_paper: bool = False,
    by: User,
) -> ReportingRound:
    """Make the quarter; its label always prints its months, whatever its convention."""
    kept = cast("Convention", convention or partnership.quarter_convention)
    dates: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
    if partnership.rounds.filter(**dates).exists():
        raise ActionRefused(
            f"{period_label(starts_on, ends_on, kept)} is there already. Choose another quarter."
        )
    quarter = quarter_of(starts_on, ends_on, kept)
    slug = slug or (quarter.slug() if quarter else f"{starts_on:%Y-%m}-to-{ends_on:%Y-%m}")
    if partnership.rounds.filter(slug=slug).exists():
        slug = f"{slug}-from-{starts_on:%Y-%m-%d}"
    return ReportingRound.objects.create(
        partnership=partnership,
        slug=slug,
        label=label or period_label(starts_on, ends_on, kept, printed=printed_label),
        printed_label=printed_label,
        convention=kept,
        opens_on=opens_on,
        due_on=due_on,
        review_due_on=review_due_on,
        pack_on=pack_on,
        meets_on=meets_on,
        from_paper=from_paper,
        opened_by=by,
        **dates,
    )


@transaction.atomic
def change_round(reporting_round: ReportingRound, *, by: User) -> ReportingRound:
    """Save the corrected dates and label of a quarter that is open."""
    if not reporting_round.is_open:
        raise ActionRefused(f"{reporting_round} is closed, so its dates stay as they are.")
    reporting_round.save()
    record(
        "governance.round_edited",
        f"{{actor}} corrected the dates of {reporting_round}.",
        partnership=reporting_round.partnership,
        subject=reporting_round,
        by=by,
    )
    return reporting_round


def end_round(reporting_round: ReportingRound, *, by: User) -> None:
    """Say that every part of the quarter is closed."""
    reporting_round.closed_at, reporting_round.closed_by = clock.now(), by
    reporting_round.save()


def resume_round(reporting_round: ReportingRound) -> None:
    """Say that a part of the quarter is open again."""
    if not reporting_round.is_open:
        reporting_round.closed_at = reporting_round.closed_by = None
        reporting_round.save()
