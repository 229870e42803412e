"""Asking again, when the coordinator sees that rows are still out."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from governance import clock
from governance.audit import record
from governance.errors import ActionRefused
from governance.models import Reminder, User
from governance.reminders import due_items

from ..models import PlanRound, ProgressUpdate
from ..reminders.rules import duty_of


def not_asked_today(rows: Iterable[ProgressUpdate]) -> list[ProgressUpdate]:
    """The rows that somebody is asked for and was not asked for again today."""
    asked_today = set(
        Reminder.objects.waiting()
        .filter(
            kind="chased",
            due_on=clock.today(),
            subject_type=ContentType.objects.get_for_model(ProgressUpdate),
        )
        .values_list("subject_id", "recipient_id")
    )
    return [row for row in rows if row.asked_id and (row.pk, row.asked_id) not in asked_today]


def _out(plan_round: PlanRound, people: Iterable[User] | None) -> QuerySet[ProgressUpdate]:
    out = plan_round.updates.filter(state__in=ProgressUpdate.EDITABLE, asked__isnull=False)
    return out if people is None else out.filter(asked__in=people)


@transaction.atomic
def chase_people(plan_round: PlanRound, *, people: Iterable[User] | None = None, by: User) -> int:
    """Ask those whose rows are out, or some of them, once more; return how many people.

    It goes into their next mail of the day: nobody gets a second one because somebody pressed a
    button. The same row is asked for again once a day at most.
    """
    if plan_round.is_frozen:
        raise ActionRefused(f"{plan_round.round} is closed, so nobody is asked any more.")
    today = clock.today()
    out = _out(plan_round, people).select_related(
        "improvement__plan", "plan_round__plan__partnership", "plan_round__round"
    )
    if not out:
        raise ActionRefused("No updates are outstanding, so there is nobody to remind.")
    fresh = not_asked_today(out)
    if not fresh:
        raise ActionRefused(
            "Everybody was sent a reminder today already. Send the next one tomorrow."
        )
    due_items.begin([duty_of("chased", row, "Update", today) for row in fresh])
    number = len({row.asked_id for row in fresh})
    record(
        "plans.reminder_sent",
        f"{{actor}} asked {number} {'person' if number == 1 else 'people'} again for "
        f"{len(fresh)} {'row' if len(fresh) == 1 else 'rows'} of {plan_round}.",
        partnership=plan_round.partnership,
        subject=plan_round,
        details={"updates": [row.pk for row in fresh]},
        by=by,
    )
    return number
