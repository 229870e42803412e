"""How the day's mail speaks of rows: one sentence and one button for many of them."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from governance.models import Reminder
from governance.reminders.due_items import MailPart
from governance.text.dates_in_words import day_in_words

from ..addresses import address_of
from ..models import ProgressUpdate

# About how long a person needs for one row.
MINUTES_A_ROW = 2
MOST_LINES = 12
Say = Callable[[str, str, ProgressUpdate], tuple[str, str]]


def _say_written(say: Callable[[str, str, ProgressUpdate], tuple[str, str]], verb: str):
    """Return how rows to be written are said: one paragraph for each plan and person asked."""

    def parts(reminders: list[Reminder]) -> Iterable[MailPart]:
        rows = _rows_of(reminders)
        recipient = reminders[0].recipient_id
        rows.sort(key=lambda row: (row.plan_round_id, row.asked_id, row.improvement.order))
        for _, group in groupby(rows, key=lambda row: (row.plan_round_id, row.asked_id)):
            updates = list(group)
            first = updates[0]
            plan = first.plan_round.plan
            number = counted(len(updates), plan.row_word or "row")
            subject, sentence = say(number, minutes_for(len(updates)), first)
            many = len(updates) > 1
            yield MailPart(
                subject=subject,
                sentence=sentence,
                verb=f"{verb} the {len(updates)} updates" if many else f"{verb} the update",
                link=address_of("task_list", first.plan_round)
                if many
                else first.get_absolute_url(),
                where=f"{plan}, {plan.partnership.short_name}{_stands_in(first, recipient)}",
                lines=lines_of(row.improvement for row in updates),
            )

    return parts


def _stands_in(update: ProgressUpdate, recipient: int) -> str:
    return "" if update.asked_id == recipient else f", for {update.asked}, whose deputy you are"


def _say_due(number: str, minutes: str, update: ProgressUpdate) -> tuple[str, str]:
    reporting_round = update.plan_round.round
    due = f", due {_weekday(reporting_round.due_on)}" if reporting_round.due_on else ""
    return (
        f"{number} for {reporting_round.short_label}{due}",
        f"You have {number} for {reporting_round.label}, {minutes}{due}.",
    )


def _say_overdue(number: str, minutes: str, update: ProgressUpdate) -> tuple[str, str]:
    reporting_round = update.plan_round.round
    since = _weekday(reporting_round.due_on)
    return (
        f"{number} overdue for {reporting_round.short_label}",
        f"{number} for {reporting_round.label} still to write, {minutes}, due since {since}.",
    )


def _say_returned(number: str, minutes: str, update: ProgressUpdate) -> tuple[str, str]:
    reporting_round = update.plan_round.round
    returned = "was" if number.startswith("1 ") else "were"
    return (
        f"{number} returned to you",
        f"{number} for {reporting_round.label} {returned} returned to you with a note.",
    )


def _say_chased(number: str, minutes: str, update: ProgressUpdate) -> tuple[str, str]:
    reporting_round = update.plan_round.round
    late = f", due {_weekday(reporting_round.due_on)}" if reporting_round.due_on else ""
    return (
        f"Reminder: {number} outstanding",
        f"The coordinator sends you a reminder of {number} for {reporting_round.label}, "
        f"{minutes}{late}.",
    )


def _say_review(reminders: list[Reminder]) -> Iterable[MailPart]:
    """One digest over all partnerships, with a line for each plan."""
    rows = _rows_of(reminders)
    rows.sort(key=lambda row: (row.plan_round.round.review_due_on or date.max, row.plan_round_id))
    lines = []
    for plan_round, group in groupby(rows, key=lambda row: row.plan_round):
        by = plan_round.round.review_due_on
        number = counted(len(list(group)), "row")
        lines.append(
            f"{number} of {plan_round.plan}, {plan_round.plan.partnership.short_name}, for "
            f"{plan_round.round.label}{f', by {_weekday(by)}' if by else ''}."
        )
    number = counted(len(rows), "row")
    are = "is" if len(rows) == 1 else "are"
    yield MailPart(
        subject=f"{number} ready to review",
        sentence=f"{number} {are} ready for your review.",
        verb=f"Review the {number}" if len(rows) > 1 else "Review the row",
        link=reverse("plans:review_queue"),
        lines=tuple(lines),
    )


def lines_of(improvements: Iterable[Any]) -> tuple[str, ...]:
    """Return each row's name, and how many more there are where the list is long."""
    names = [str(improvement) for improvement in improvements]
    more = len(names) - MOST_LINES
    if more > 0:
        names = [*names[:MOST_LINES], f"and {more} more"]
    return tuple(names)


def counted(number: int, word: str) -> str:
    """“1 improvement”, “9 improvements”, “2 activities”."""
    if number == 1:
        return f"1 {word}"
    return f"{number} {word[:-1]}ies" if word.endswith("y") else f"{number} {word}s"


def minutes_for(rows: int) -> str:
    """“about 18 minutes”: what a person decides by whether to begin now."""
    return f"about {rows * MINUTES_A_ROW} minutes"


def _rows_of(reminders: list[Reminder]) -> list[ProgressUpdate]:
    pks = {reminder.subject_id for reminder in reminders}
    rows = ProgressUpdate.objects.filter(pk__in=pks).select_related(
        "asked", "improvement__plan", "plan_round__plan__partnership", "plan_round__round"
    )
    return list(rows)


def _weekday(day: date | None) -> str:
    return day_in_words(day, weekday=True, year=False) if day else ""


def _say_talk(one: str, many: str, verb: str):
    """Return how questions or answers are said: one paragraph, and a line for each."""

    def parts(reminders: list[Reminder]) -> Iterable[MailPart]:
        number = len(reminders)
        said = one if number == 1 else many.format(number=number)
        yield MailPart(
            subject=said,
            sentence=f"{said}.",
            verb=verb,
            # Home lists all of them, each with its own way there.
            link=reminders[0].link if number == 1 else "/",
            lines=tuple(reminder.title for reminder in reminders[:MOST_LINES]),
        )

    return parts


def address_of_talk(update: ProgressUpdate, voice: str) -> str:
    """Where a person reads a question: reviewers beside the review, others beside the update."""
    return (
        address_of("review_detail", update.plan_round, update)
        if voice == "lep"
        else update.get_absolute_url()
    )


due = _say_written(_say_due, "Write")
overdue = _say_written(_say_overdue, "Write")
returned = _say_written(_say_returned, "Revise")
chased = _say_written(_say_chased, "Write")
to_review = _say_review
asked = _say_talk(
    "A question waits for your answer", "{number} questions wait for your answer", "Answer"
)
answered = _say_talk(
    "Your question was answered", "{number} of your questions were answered", "Read the answers"
)
