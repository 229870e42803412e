"""What OKRs remind of: check-ins to write, one duty for each key result."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

from governance.models import Reminder
from governance.reminders.due_items import DueItem, MailPart, People, ReminderRule
from governance.text.dates_in_words import day_in_words
from plans.reminders.rules import Stage, rounds_at
from plans.reminders.words import counted, lines_of, minutes_for

from ..models import CheckIn

WRITE = "okrs.write_checkin"


def _to_write(kind: str, stage: Stage) -> Callable[[date, People], Iterable[DueItem]]:
    def duties(day: date, people: People) -> Iterable[DueItem]:
        asked = {"asked__isnull": False} if people is None else {"asked__in": people}
        rows = CheckIn.objects.unsent().filter(round__in=rounds_at(stage, day), **asked)
        for row in rows.select_related("round__partnership", "key_result"):
            yield DueItem(
                kind=kind,
                subject=row,
                partnership_id=row.round.partnership_id,
                recipient_id=row.asked_id,
                due_on=row.round.due_on or row.round.ends_on,
                title=f"Check in on {row.key_result}",
                link=row.get_absolute_url(),
            )

    return duties


def _say(ending: str, adjective: str):
    """Return how check-ins are said: one paragraph for each set of objectives."""

    def parts(reminders: list[Reminder]) -> Iterable[MailPart]:
        rows = list(
            CheckIn.objects.filter(pk__in={one.subject_id for one in reminders})
            .select_related(
                "asked", "round__partnership", "key_result__objective__objective_set__partnership"
            )
            .order_by("round", "key_result__objective__objective_set", "asked", "key_result")
        )
        for _, group in groupby(rows, key=_heading):
            yield _part(list(group), reminders[0].recipient_id, ending, adjective)

    return parts


def _heading(row: CheckIn) -> tuple[int, int, int | None]:
    return (row.round_id, row.key_result.objective.objective_set_id, row.asked_id)


def _part(rows: list[CheckIn], recipient: int, ending: str, adjective: str) -> MailPart:
    first, number = rows[0], counted(len(rows), "key result")
    objective_set, reporting_round = first.key_result.objective.objective_set, first.round
    due = reporting_round.due_on
    when = ending.format(day=day_in_words(due, weekday=True, year=False)) if due else ""
    deputy = "" if first.asked_id == recipient else f", for {first.asked}, whose deputy you are"
    return MailPart(
        subject=f"{number} to check in on{adjective}",
        sentence=f"You have {number} to check in on for {reporting_round.label}, "
        f"{minutes_for(len(rows))}{when}.",
        verb="Write the check-ins" if len(rows) > 1 else "Write the check-in",
        link=objective_set.get_absolute_url() if len(rows) > 1 else first.get_absolute_url(),
        where=f"{objective_set.title}, {objective_set.partnership.short_name}{deputy}",
        lines=lines_of(row.key_result for row in rows),
    )


_coming = _say(", due {day}", "")
_late = _say(", due since {day}", ", overdue")

RULES = [
    ReminderRule("checkin_overdue", WRITE, _to_write("checkin_overdue", "overdue"), _late),
    ReminderRule("checkin_due", WRITE, _to_write("checkin_due", "due"), _coming),
    ReminderRule("checkin_opened", WRITE, _to_write("checkin_opened", "opened"), _coming),
]
