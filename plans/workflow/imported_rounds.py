"""Quarters written down from paper: what a document says happened, closed as soon as it is in.

A paper is what it is: it need not give a reason or say whether a date moves. A status word that the
partnership does not use is kept as printed until somebody answers it, and a row of which the paper
says nothing is no silence: nobody was asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from governance import audit, clock
from governance.errors import ActionRefused
from governance.models import ReportingRound, StatusWord, User
from governance.workflow.rounds import open_round

from ..models import Improvement, Plan, PlanRound, ProgressNote, ProgressUpdate, Submission
from ..rounds.content import content_of, with_content
from ..rounds.printed_status import same_word
from .closing import end_plan_round, freeze
from .many_parts import require_fitting
from .rounds import draft_updates

State = ProgressUpdate.State
_BATCH = 500


@dataclass
class PaperUpdate:
    """What the paper says of one row: its notes as values of ``ProgressNote``, and its status.

    ``status_as_printed`` is the paper's word, under the heading ``status_column``; ``status`` is
    what it means in the partnership's scheme, None where nobody knows yet.
    """

    notes: Sequence[Mapping[str, Any]] = ()
    status: StatusWord | None = None
    status_as_printed: str = ""
    status_column: str = ""
    printed_under: str = ""
    as_at: date | None = None
    as_at_text: str = ""
    said: bool = field(init=False)

    def __post_init__(self) -> None:
        stated = self.status is not None or bool(self.status_as_printed)
        self.said = stated or any(note.get("text") for note in self.notes)


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
    """Set down what the paper says of a quarter, and close it; one event.

    A quarter that is from paper already takes what a newer issue says in addition, unless
    somebody signed it.
    """
    reporting_round = _round(plan, starts_on, ends_on, printed_label, by)
    there = plan.plan_rounds.filter(round=reporting_round).first()
    if there is not None and there.from_paper and not there.is_signed:
        return _write_more(there, told, by)
    if there is not None:
        raise ActionRefused(
            f"{reporting_round.label} of {plan.title} is there already. "
            "Leave these words of progress out, or give their column other days."
        )
    writer = _Writer(plan, told, by)
    (plan_round,) = draft_updates(
        reporting_round, plans=[plan], from_paper=True, begin=writer.begin, by=by
    )
    writer.finish()
    _, said = end_plan_round(PlanRound.objects.get(pk=plan_round.pk), by=by)
    without = plan_round.updates.count() - said
    audit.record(
        "plans.round_recorded",
        f"{{actor}} wrote down {reporting_round.label} of {plan.title} from paper: "
        f"{said} in, {without} with no update on paper.",
        partnership=plan.partnership,
        subject=plan_round,
        details={"not_printed": without, "in": said},
        rows=writer.submissions,
        by=by,
    )
    return plan_round


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


def _write_more(
    plan_round: PlanRound, told: Mapping[Improvement, PaperUpdate], by: User
) -> PlanRound:
    """Add to a quarter from paper: words on rows without any, further words on others."""
    updates = {update.improvement_id: update for update in plan_round.updates.all()}
    writer = _Writer(plan_round.plan, told, by)
    spoken = [
        (row, paper)
        for row, paper in told.items()
        if paper.said and not _is_known(updates.get(row.pk), paper)
    ]
    for row, paper in spoken:
        update: Any = updates.get(row.pk) or ProgressUpdate(plan_round=plan_round, improvement=row)
        if update.state in (State.SILENT, State.NOT_PRINTED):
            update.speak_again()
        if update.state in ProgressUpdate.EDITABLE:
            writer.begin(update)
        else:
            writer.go_on(update, paper)
        update._history_user = by
        update.save()
    writer.finish()
    plan_round = PlanRound.objects.get(pk=plan_round.pk)
    freeze(plan_round)
    audit.record(
        "plans.round_record_extended",
        f"{{actor}} wrote more of {plan_round.round.label} of {plan_round.plan.title} down from "
        f"paper: {len(spoken)} {'row' if len(spoken) == 1 else 'rows'}.",
        partnership=plan_round.partnership,
        subject=plan_round,
        rows=writer.submissions,
        details={"rows": len(spoken)},
        by=by,
    )
    return plan_round


def _is_known(update: ProgressUpdate | None, paper: PaperUpdate) -> bool:
    """Whether a paper only repeats the status that the quarter has."""
    if update is None or any(note.get("text") for note in paper.notes):
        return False
    is_same = same_word(update.status_as_printed) == same_word(paper.status_as_printed)
    return is_same and bool(update.status or not paper.status)


class _Writer:
    """Puts the paper's words on the updates of the quarter: they count as sent, word for word."""

    def __init__(self, plan: Plan, told: Mapping[Improvement, PaperUpdate], by: User):
        self.told, self.by, self.now = told, by, clock.now()
        self.unstated = plan.partnership.status_scheme.words.filter(
            standing=StatusWord.Standing.NOT_STATED
        ).first()
        self.updates: list[ProgressUpdate] = []
        self.submissions: list[Submission] = []

    def begin(self, update: ProgressUpdate) -> None:
        paper = self._of(update)
        self.updates.append(update)
        update.printed_under = paper.printed_under if paper.notes or paper.said else ""
        if not paper.said:
            return
        update.as_at, update.as_at_text = paper.as_at, paper.as_at_text
        update.status_as_printed = paper.status_as_printed
        update.status_column = paper.status_column
        update.status = paper.status or (None if paper.status_as_printed else self.unstated)
        update.submit()
        update.mark_step(None, self.now)  # whoever wrote the paper down did not submit it
        update.submitted_at = update.edited_at = self.now
        update.submitted_by = update.edited_by = self.by

    def go_on(self, update: ProgressUpdate, paper: PaperUpdate) -> None:
        """Further words on a row that was written down before; a newer status takes its place."""
        self.updates.append(update)
        if paper.as_at and (update.as_at is None or paper.as_at > update.as_at):
            update.as_at, update.as_at_text = paper.as_at, paper.as_at_text
        is_same = same_word(paper.status_as_printed) == same_word(update.status_as_printed)
        if paper.status_as_printed and not (is_same and update.status):
            update.status_as_printed = paper.status_as_printed
            update.status_column = paper.status_column
            update.status = paper.status
        update.edited_by, update.edited_at = self.by, self.now

    def finish(self) -> None:
        """Paragraphs and what counts as sent, once the updates have their numbers."""
        notes = [
            ProgressNote(update=update, **values)
            for update in self.updates
            for values in self._of(update).notes
        ]
        for note in notes:
            require_fitting(note, "progress note")
        ProgressNote.objects.bulk_create(notes, batch_size=_BATCH)
        said = [update.pk for update in self.updates if self._of(update).said]
        sent = with_content(ProgressUpdate.objects.filter(pk__in=said))
        sent = sent.annotate(times=Max("submissions__number"))
        self.submissions = [
            Submission(
                update=update,
                number=(update.times or 0) + 1,
                submitted_at=self.now,
                submitted_by=self.by,
                content=content_of(update),
            )
            for update in sent
        ]
        Submission.objects.bulk_create(self.submissions, batch_size=_BATCH)

    def _of(self, update: ProgressUpdate) -> PaperUpdate:
        """What the paper says of the row of an update; nothing where it is silent."""
        return self.told.get(update.improvement) or PaperUpdate()
