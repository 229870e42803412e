"""Quarters written down from paper: what a document says happened, closed as soon as it is in.

A paper is what it is: it need not give a reason or say whether a date moves, and a row it says
nothing of is silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from governance import audit, clock
from governance.errors import DeedRefused
from governance.models import ReportingRound, StatusWord, User
from governance.workflow.rounds import open_round

from ..content import content_of, with_content
from ..models import Improvement, Plan, PlanRound, ProgressNote, ProgressUpdate, Submission
from .closing import end_plan_round
from .many_parts import require_fitting
from .rounds import draft_updates

_BATCH = 500


@dataclass
class PaperUpdate:
    """What the paper says of one row: its notes as values of ``ProgressNote``, and its status."""

    notes: Sequence[Mapping[str, Any]] = ()
    status: StatusWord | None = None
    printed_under: str = ""
    as_at: date | None = None
    as_at_text: str = ""
    said: bool = field(init=False)

    def __post_init__(self) -> None:
        self.said = self.status is not None or any(note.get("text") for note in self.notes)


@transaction.atomic
def write_down_quarter(
    plan: Plan,
    *,
    starts_on: date,
    ends_on: date,
    printed_label: str = "",
    told: Mapping[Improvement, PaperUpdate],
    by: User,
) -> PlanRound:
    """Set down what the paper says of a quarter, and close it; one event."""
    reporting_round = _round(plan, starts_on, ends_on, printed_label, by)
    plan_round = _part_of(plan, reporting_round, by)
    updates = list(plan_round.updates.select_related("improvement").order_by("improvement__order"))
    _write(updates, told, by)
    _submit(plan_round, [each for each in updates if told_of(each, told).said], by)
    silent, said = end_plan_round(PlanRound.objects.get(pk=plan_round.pk), by=by)
    audit.record(
        "plans.round_written_down",
        f"{{actor}} wrote down {reporting_round.label} of {plan.title} from paper: "
        f"{said} in, {silent} with no update.",
        partnership=plan.partnership,
        subject=plan_round,
        details={"silent": silent, "in": said},
        by=by,
    )
    return plan_round


def told_of(update: ProgressUpdate, told: Mapping[Improvement, PaperUpdate]) -> PaperUpdate:
    """What the paper says of the row of an update; nothing where it is silent."""
    return told.get(update.improvement) or PaperUpdate()


def _round(
    plan: Plan, starts_on: date, ends_on: date, printed_label: str, by: User
) -> ReportingRound:
    """The partnership's quarter of these days, made from paper where it is not there yet."""
    there = plan.partnership.rounds.filter(starts_on=starts_on, ends_on=ends_on).first()
    return there or open_round(
        plan.partnership,
        starts_on=starts_on,
        ends_on=ends_on,
        printed_label=printed_label[:80],
        from_paper=True,
        by=by,
    )


def _part_of(plan: Plan, reporting_round: ReportingRound, by: User) -> PlanRound:
    if plan.plan_rounds.filter(round=reporting_round).exists():
        raise DeedRefused(
            f"{reporting_round.label} of {plan.title} is there already. "
            "Choose other days for this column of progress."
        )
    plan_round = draft_updates(reporting_round, plans=[plan], by=by)[0]
    plan_round.from_paper = True
    plan_round.save()
    return plan_round


def _write(
    updates: list[ProgressUpdate], told: Mapping[Improvement, PaperUpdate], by: User
) -> None:
    notes = []
    for update in updates:
        paper = told_of(update, told)
        update.status, update.printed_under = paper.status, paper.printed_under
        update.as_at, update.as_at_text = paper.as_at, paper.as_at_text
        notes += [ProgressNote(update=update, **values) for values in paper.notes]
    for note in notes:
        require_fitting(note, "progress note")
    ProgressNote.objects.bulk_create(notes, batch_size=_BATCH)


def _submit(plan_round: PlanRound, said: list[ProgressUpdate], by: User) -> None:
    """The words are the paper's: they count as sent, word for word."""
    now = clock.now()
    unstated = plan_round.partnership.status_scheme.words.filter(
        standing=StatusWord.Standing.NOT_STATED
    ).first()
    for update in said:
        update.status = update.status or unstated
        update.submit()
        update.state_since = update.submitted_at = update.edited_at = now
        update.submitted_by = update.edited_by = by
        update.version += 1
    bulk_update_with_history(
        said,
        ProgressUpdate,
        [
            *("status", "printed_under", "as_at", "as_at_text", "state", "state_since", "version"),
            *("submitted_at", "submitted_by", "edited_at", "edited_by"),
        ],
        batch_size=_BATCH,
        default_user=by,
    )
    sent = with_content(ProgressUpdate.objects.filter(pk__in=[each.pk for each in said]))
    Submission.objects.bulk_create(
        [
            Submission(
                update=update,
                number=1,
                submitted_at=now,
                submitted_by=by,
                content=content_of(update),
            )
            for update in sent
        ],
        batch_size=_BATCH,
    )
