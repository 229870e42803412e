"""The quarter of key results: drafted with the round, written, sent, taken back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from governance import audit, clock
from governance.concurrency.stale_check import require_seen
from governance.errors import ActionRefused, TransitionNotAllowed
from governance.models import Partnership, ReportingRound, RoleAssignment, User
from governance.roles import COORDINATOR, WRITES_CHECK_INS
from governance.workflow.reminders import cancel_reminders_about
from governance.workflow.rounds import end_round, resume_round
from plans.rounds.outcomes import AWAITED

from ..models import CheckIn, KeyResult, Measure, MeasureReading
from ..versions_seen import require_check_ins_seen


def draft_check_ins(reporting_round: ReportingRound) -> list[CheckIn]:
    """Ask for one check-in per key result of the quarter; a part of opening it, so no event."""
    return _draft(KeyResult.objects.for_quarter(reporting_round), reporting_round)


def join_open_rounds(key_result: KeyResult) -> None:
    """Ask in the quarter that is open for a key result that came late; a part, so no event."""
    for reporting_round in key_result.partnership.rounds.open():
        # Before the first day nobody has been asked yet, so it is in from the opening.
        late = reporting_round.has_opened(at=clock.today())
        _draft(
            KeyResult.objects.for_quarter(reporting_round).filter(pk=key_result.pk),
            reporting_round,
            joined_at=clock.now() if late else None,
        )


def save_check_in(
    check_in: CheckIn, *, readings: Mapping[Measure, Decimal | None], by: User
) -> CheckIn:
    """Keep what was typed as the shared draft.

    Raises ChangedMeanwhile when somebody else saved it since it was read.
    """
    _must_be_editable(check_in)
    with transaction.atomic():
        if check_in.state == CheckIn.State.NOT_STARTED:
            check_in.start()
            check_in.mark_step(by)
        check_in.save()
        _keep_readings(check_in, readings)
        _record("checkin_saved", "saved", check_in, by)
    return check_in


def submit_check_in(
    check_in: CheckIn, *, readings: Mapping[Measure, Decimal | None], by: User
) -> CheckIn:
    """Keep what was typed and send it.

    Words and a status are needed, and a reason where the status asks for one; raises
    ActionRefused with the sentence, ChangedMeanwhile when somebody else saved it meanwhile.
    """
    _must_be_editable(check_in)
    if not check_in.status or not check_in.words.strip():
        raise ActionRefused("Choose how it stands and say what happened, then submit.")
    if check_in.status.needs_reason and not check_in.reason.strip():
        raise ActionRefused(f"Say what the issue is: “{check_in.status}” needs a reason.")
    with transaction.atomic():
        check_in.submit()
        check_in.mark_step(by)
        check_in.submitted_at, check_in.submitted_by = check_in.state_since, by
        check_in.save()
        _keep_readings(check_in, readings)
        cancel_reminders_about([check_in])
        _record("checkin_submitted", "submitted", check_in, by)
    return check_in


def withdraw_check_in(check_in: CheckIn, *, seen: str | None = None, by: User) -> CheckIn:
    """Take it back while the quarter is open; SeenOtherwise where it is not as it was shown."""
    _must_be_open(check_in)
    if check_in.state != CheckIn.State.SUBMITTED:
        raise TransitionNotAllowed("Only a submitted check-in can be withdrawn.")
    with transaction.atomic():
        require_seen(check_in, seen)
        check_in.withdraw()
        check_in.submitted_at = check_in.submitted_by = None
        check_in.mark_step(by)
        check_in.save()
        _record("checkin_withdrawn", "withdrew", check_in, by)
    return check_in


def close_key_results(reporting_round: ReportingRound, *, seen: str | None = None, by: User) -> int:
    """Close a quarter that asked for key results alone, and record silence as silence.

    A quarter that asks for plans too ends with the last of its plans; what became of a check-in
    that was not sent by then is told by ``CheckIn.outcome``. Only one that somebody was asked for
    from the opening, and of which nothing was begun, is silent. ``seen`` names what was sent when
    the page was shown; raises SeenOtherwise when more was, or something was withdrawn.
    """
    _must_stand_alone(reporting_round)
    if not reporting_round.is_open:
        raise TransitionNotAllowed(f"{reporting_round} is closed already.")
    with transaction.atomic():
        if seen is not None:
            require_check_ins_seen(reporting_round, seen)
        silent = 0
        for check_in in reporting_round.check_ins.unsent().select_related("round"):
            if check_in.outcome.key != AWAITED:
                continue
            check_in.fall_silent()
            check_in.mark_step(None)  # silence is nobody's act
            check_in.save()
            silent += 1
        end_round(reporting_round, by=by)
        audit.record(
            "okrs.round_closed",
            f"{{actor}} closed {reporting_round}; {silent} key results had no check-in.",
            partnership=reporting_round.partnership,
            subject=reporting_round,
            by=by,
        )
    return silent


def reopen_key_results(
    reporting_round: ReportingRound, *, reason: str, seen: str | None = None, by: User
) -> None:
    """Open such a quarter again, with a reason; its silent check-ins can be written after all."""
    _must_stand_alone(reporting_round)
    if reporting_round.is_open:
        raise TransitionNotAllowed(f"{reporting_round} is open.")
    if not reason.strip():
        raise ActionRefused("Say why the quarter is opened again.")
    with transaction.atomic():
        require_seen(reporting_round, seen)
        resume_round(reporting_round)
        for check_in in reporting_round.check_ins.filter(state=CheckIn.State.SILENT):
            check_in.speak_again()
            check_in.mark_step(None)
            check_in.save()
        audit.record(
            "okrs.round_reopened",
            f"{{actor}} opened {reporting_round} again: {reason.strip()}",
            partnership=reporting_round.partnership,
            subject=reporting_round,
            by=by,
        )


def _must_stand_alone(reporting_round: ReportingRound) -> None:
    if reporting_round.plan_rounds.exists():
        raise ActionRefused(
            f"{reporting_round} asks for plans too. Close it on the page of its plan."
        )


def hand_over_check_ins(partnership: Partnership, *, leaver: User, successor: User) -> int:
    """Give a leaver's key results and unsent check-ins to another; a part, so no event."""
    key_results = KeyResult.objects.filter(
        objective__objective_set__partnership=partnership, updater=leaver
    )
    count = 0
    for key_result in key_results:
        key_result.updater = successor
        key_result.save(update_fields=["updater"])
        count += 1
    asked = CheckIn.objects.filter(
        round__partnership=partnership,
        asked=leaver,
        state__in=[CheckIn.State.NOT_STARTED, CheckIn.State.DRAFT],
        round__closed_at=None,
    )
    for check_in in asked:
        check_in.asked = successor
        check_in.save(update_fields=["asked"])
    return count


def _draft(
    key_results: Iterable[KeyResult],
    reporting_round: ReportingRound,
    *,
    joined_at: datetime | None = None,
) -> list[CheckIn]:
    coordinator = (
        RoleAssignment.objects.current()
        .filter(partnership=reporting_round.partnership, role=COORDINATOR)
        .order_by("pk")
        .first()
    )
    asked = coordinator.user if coordinator else None
    writing = User.objects.who_belong_to(reporting_round.partnership, *WRITES_CHECK_INS.held)
    here = set(writing.values_list("pk", flat=True))
    drafted = []
    for key_result in key_results:
        check_in, made = CheckIn.objects.get_or_create(
            key_result=key_result,
            round=reporting_round,
            # Somebody who has left, or writes no check-ins any more, is not asked.
            defaults={
                "asked": key_result.updater if key_result.updater_id in here else asked,
                "joined_at": joined_at,
            },
        )
        if made:
            drafted.append(check_in)
    return drafted


def _keep_readings(check_in: CheckIn, readings: Mapping[Measure, Decimal | None]) -> None:
    for measure, value in readings.items():
        if value is None:
            MeasureReading.objects.filter(measure=measure, check_in=check_in).delete()
        else:
            MeasureReading.objects.update_or_create(
                measure=measure, check_in=check_in, defaults={"value": value}
            )


def _must_be_editable(check_in: CheckIn) -> None:
    _must_be_open(check_in)
    if not check_in.can_be_edited:
        raise TransitionNotAllowed(
            "This check-in was submitted already. Withdraw it first, then change it."
        )


def _must_be_open(check_in: CheckIn) -> None:
    if not check_in.round.is_open:
        raise TransitionNotAllowed(
            f"{check_in.round} is closed, so its check-ins can no longer be changed."
        )


def _record(verb: str, did: str, check_in: CheckIn, by: User) -> None:
    audit.record(
        f"okrs.{verb}",
        f"{{actor}} {did} the check-in of “{check_in.key_result}” for {check_in.round}.",
        partnership=check_in.partnership,
        subject=check_in,
        rows=check_in.readings.all(),
        by=by,
    )
