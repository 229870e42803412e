"""Writing, sending and taking back what happened on a row this quarter."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from governance.audit import record
from governance.errors import ActionRefused
from governance.models import StatusWord, User
from governance.workflow.reminders import cancel_reminders_about

from ..input.update import UpdateContent
from ..models import Milestone, ProgressUpdate, Submission
from ..rounds.content import content_of, with_content
from ..rounds.no_change import REASONS, Offer, offer_of, untrue_reasons
from ..rounds.runs import runs_of_row
from ..rounds.update_requirements import Problem, movable, problems_of
from ..rounds.versions_seen import require_written
from ..rounds.writers import refuse, why_not_write
from .locking import hold_quarter_of, require_seen_as_sent
from .milestone_reports import send_reports, undo_reports
from .rounds import require_collecting
from .update_content import write_parts, write_row

State = ProgressUpdate.State


class NotReady(ActionRefused):
    """Rows cannot be submitted as they stand; nothing was. Says of each row what it needs."""

    def __init__(self, problems: dict[ProgressUpdate, list[Problem]]):
        self.problems = problems
        rows = ", ".join(update.improvement.called for update in problems)
        first = next(iter(problems.values()))[0].sentence
        super().__init__(f"Nothing was sent yet. {rows.capitalize()}: {first}")


@transaction.atomic
def save_update(
    update: ProgressUpdate,
    *,
    content: UpdateContent,
    version: int | None = None,
    autosave: bool = False,
    page: str = "",
    by: User,
) -> None:
    """Save the shared draft, unless somebody else saved it since ``version`` was read.

    ``page`` names the page that the words come from, for the row's history.

    A draft that saves itself every few seconds would drown the record, so an autosave leaves an
    event only when it starts the draft or goes on from somebody else's; the row's history keeps
    every version (docs/decisions). A save by button always leaves one.
    """
    _require_editable(update, by)
    begins = update.state == State.NOT_STARTED
    changes_hands = update.edited_by_id not in (None, by.pk)
    update.came_from(page)
    _write(update, content, version, by)
    if begins:
        _record(update, "plans.update_started", "started {row}", by)
    elif changes_hands or not autosave:
        _record(update, "plans.update_saved", "saved the draft of {row}", by)


@transaction.atomic
def send_no_change(
    update: ProgressUpdate,
    *,
    reason: str,
    content: UpdateContent | None = None,
    version: int | None = None,
    page: str = "",
    by: User,
) -> None:
    """Submit the row as unchanged, with a reason from the list; the status stays what it was."""
    _require_editable(update, by)
    if reason not in REASONS:
        raise ActionRefused("Choose why nothing changed, then send “no change”.")
    update.came_from(page)
    if content:
        _write(update, content, version, by)
    last = last_said(update)
    stated = stated_in(last)
    used = runs_of_row(update)[1]
    offer = offer_of(
        chosen=update.status,
        last=stated,
        used=used,
        limit=update.partnership.no_change_limit,
        has_words=has_words(update),
        has_changes=has_changes(update),
        has_issue=bool(update.reason or (last and last.reason)),
        untrue=untrue_of(update, update.improvement.milestones.all()),
    )
    _require_true(offer, reason)
    _require_nothing_missing(offer, used)
    if last is not None and stated is not None:
        # A status that was chosen again is the one of the earlier quarter, with its reason.
        update.status, update.reason = stated, update.reason or last.reason
    update.no_change_reason = reason
    sent = _send(update, by)
    said = f"sent “no change” for {{row}}: {REASONS[reason]}"
    _record(update, "plans.update_submitted", said, by, [sent])


@transaction.atomic
def submit_update(update: ProgressUpdate, *, seen: str | None = None, by: User) -> None:
    """Send one row to the reviewer, word for word as saved.

    ``seen`` names the words that were checked; raises SeenOtherwise when others stand there now.
    """
    hold_quarter_of(update)
    _require_ready([update], by)
    if seen is not None:
        require_written([update], seen)
    sent = _send(update, by)
    _record(update, "plans.update_submitted", "submitted {row}", by, [sent])


@transaction.atomic
def submit_updates(updates: Sequence[ProgressUpdate], *, seen: str | None = None, by: User) -> None:
    """Send several rows in one action: all of them, or none and a sentence for each that is not."""
    if not updates:
        raise ActionRefused("Choose at least one row to submit.")
    if len(updates) == 1:
        return submit_update(updates[0], seen=seen, by=by)
    for update in updates:
        hold_quarter_of(update)
    _require_ready(updates, by)
    if seen is not None:
        require_written(updates, seen)
    sent = [_send(update, by) for update in updates]
    first = updates[0]
    record(
        "plans.updates_submitted",
        f"{{actor}} submitted {len(updates)} rows of {first.plan_round.plan} for "
        f"{first.plan_round.round}: {', '.join(_short(update) for update in updates)}.",
        partnership=first.partnership,
        subject=first.plan_round,
        details={"updates": [update.pk for update in updates]},
        rows=sent,
        by=by,
    )
    return None


@transaction.atomic
def withdraw_update(update: ProgressUpdate, *, seen: str | None = None, by: User) -> None:
    """Take a row back before it was reviewed; its words are a draft again."""
    hold_quarter_of(update)
    if not update.can_be_withdrawn:
        raise ActionRefused(
            f"{update.improvement.called.capitalize()} is {update.get_state_display()}, "
            "so it cannot be withdrawn."
        )
    require_seen_as_sent(update, seen)
    update.withdraw()
    update.mark_step(by)
    update.submitted_at = update.submitted_by = None
    update.save()
    undo_reports(update)
    _record(update, "plans.update_withdrawn", "withdrew {row}", by)


class NoChangeRefused(ActionRefused):
    """“No change” cannot be sent as it stands; names the field of the form that is missing."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


def _require_true(offer: Offer, reason: str) -> None:
    if untrue := offer.why_not or offer.untrue.get(reason, ""):
        raise NoChangeRefused(untrue, "no_change_reason")


def _require_nothing_missing(offer: Offer, used: int) -> None:
    if offer.asks_status:
        raise NoChangeRefused(
            "Choose how it stands now, because there is no earlier status to keep.",
            "no_change_status",
        )
    if offer.asks_issue:
        raise NoChangeRefused(
            "Say what the issue is, because this status needs a reason.", "no_change_issue"
        )
    if offer.asks_words:
        raise NoChangeRefused(
            f"“No change” was sent {used} times running. Add a sentence of your own this time."
            if used
            else "Add a sentence of your own.",
            "no_change_words",
        )


def untrue_of(update: ProgressUpdate, milestones: Iterable[Milestone]) -> dict[str, str]:
    """The reasons for “no change” that the row's dates contradict, with the sentence why."""
    return untrue_reasons(
        [each.latest for each in movable(list(milestones)) if each.latest],
        ends_on=update.plan_round.round.ends_on,
        today=update.plan_round.judged_on,
    )


def stated_in(update: ProgressUpdate | None) -> StatusWord | None:
    """The status an earlier quarter stated; “not stated” on a paper is none to keep."""
    word = update.status if update is not None else None
    is_stated = word is not None and word.standing != StatusWord.Standing.NOT_STATED
    return word if is_stated else None


def has_changes(update: ProgressUpdate) -> bool:
    """Whether a milestone is ticked or a new date asked for."""
    moves = update.moves.exclude(state="withdrawn")
    return update.milestone_reports.exists() or moves.exists()


def last_said(update: ProgressUpdate) -> ProgressUpdate | None:
    """What was last said of this row in an earlier quarter, silence left out."""
    earlier = ProgressUpdate.objects.filter(
        improvement_id=update.improvement_id,
        plan_round__round__starts_on__lt=update.plan_round.round.starts_on,
        state__in=[State.SUBMITTED, State.ACCEPTED],
    )
    return with_content(earlier).order_by("-plan_round__round__starts_on").first()


def has_words(update: ProgressUpdate) -> bool:
    return update.notes.exclude(text="").exists()


def _write(update: ProgressUpdate, content: UpdateContent, version: int | None, by: User) -> None:
    if version is not None:
        update.version = version
    if update.state == State.NOT_STARTED:
        update.start()
        update.mark_step(by)
    write_row(update, content, by=by)
    write_parts(update, content, by=by)


def _send(update: ProgressUpdate, by: User) -> Submission:
    update.submit()
    update.mark_step(by)
    update.submitted_at, update.submitted_by = update.state_since, by
    update.save()
    send_reports(update, by=by)
    said = with_content(ProgressUpdate.objects.filter(pk=update.pk)).get()
    last = update.submissions.aggregate(last=Max("number"))["last"] or 0
    cancel_reminders_about([update])
    return Submission.objects.create(
        update=update,
        number=last + 1,
        submitted_at=update.submitted_at,
        submitted_by=by,
        content=content_of(said),
    )


def _require_editable(update: ProgressUpdate, by: User) -> None:
    require_collecting(update.plan_round)
    if not update.can_be_edited:
        name, state = update.improvement.called.capitalize(), update.get_state_display()
        hint = " Withdraw it first to change it." if update.can_be_withdrawn else ""
        raise ActionRefused(f"{name} is {state}.{hint}")
    refuse(why_not_write(update, by))


def _require_ready(updates: Sequence[ProgressUpdate], by: User) -> None:
    for update in updates:
        _require_editable(update, by)
    problems = {update: found for update in updates if (found := problems_of(update))}
    if problems:
        raise NotReady(problems)


def _record(
    update: ProgressUpdate, verb: str, what: str, by: User, rows: Sequence[Submission] = ()
) -> None:
    row = f"the update of {update.improvement.called} for {update.plan_round.round}"
    record(
        verb,
        f"{{actor}} {what.format(row=row)}.",
        partnership=update.partnership,
        subject=update,
        rows=rows,
        by=by,
    )


def _short(update: ProgressUpdate) -> str:
    return update.improvement.number or update.improvement.short_name
