"""Duties people are reminded of: one table, one algorithm, one rule for each kind.

``REMINDER_RULES`` names each app's list of rules, because plans, OKRs and governance each have
duties and this ground knows none above it. A rule says who has its duty today; what is no longer
in its answer is cancelled. A day is a window ("from three days before it is due"), never one
date, so that a run that was missed still reminds.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.module_loading import import_string

from .. import clock, roles
from ..models import Deputy, Reminder, RoleAssignment

T = TypeVar("T")
Key = tuple[str, int, int, int, date]
People = Collection[int] | None


@dataclass(frozen=True)
class DueItem:
    """One thing one person should know of or do by a day."""

    kind: str
    subject: models.Model
    partnership_id: int
    recipient_id: int
    due_on: date
    title: str
    link: str

    @property
    def key(self) -> Key:
        subject_type = ContentType.objects.get_for_model(self.subject)
        return (self.kind, subject_type.pk, self.subject.pk, self.recipient_id, self.due_on)


@dataclass(frozen=True)
class MailPart:
    """A paragraph of the day's mail: one sentence, what it is about, and one button.

    ``subject`` is the sentence in a few words, for the mail's own subject line.
    """

    subject: str
    sentence: str
    verb: str
    link: str
    where: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReminderRule:
    """One kind of duty: who has it on a day, and how a mail speaks of several at once.

    ``duties`` takes the day and, where only some people are asked about, their keys. ``needs`` is
    the permission without which nobody is reminded, or nothing where any role will do: a role that
    ended ends its reminders.
    """

    kind: str
    needs: str
    duties: Callable[[date, People], Iterable[DueItem]]
    parts: Callable[[list[Reminder]], Iterable[MailPart]]


def rules() -> dict[str, ReminderRule]:
    """Return the rules in the order in which a mail prints them, by kind."""
    lists: list[list[ReminderRule]] = [import_string(name) for name in settings.REMINDER_RULES]
    return {rule.kind: rule for listed in lists for rule in listed}


def standing_duties(day: date, people: People = None) -> dict[Key, DueItem]:
    """Return every duty that holds on a day, for everybody or for some people.

    Deputies have the duties of those they stand in for, on their dates.
    """
    deputies = _deputies(day, people)
    asked = None if people is None else {*people, *(person for person, _ in deputies)}
    may = _permissions(day)
    found: dict[Key, DueItem] = {}
    for rule in rules().values():
        for duty in rule.duties(day, asked):
            stand_ins = deputies.get((duty.recipient_id, duty.partnership_id), [])
            for person in (duty.recipient_id, *stand_ins):
                is_asked = people is None or person in people
                if is_asked and _may(rule, may.get((person, duty.partnership_id))):
                    one = replace(duty, recipient_id=person)
                    found.setdefault(one.key, one)
    return found


def _may(rule: ReminderRule, allowed: Collection[str] | None) -> bool:
    """Whether somebody with these permissions can do what the rule reminds of."""
    return allowed is not None and (not rule.needs or rule.needs in allowed)


def collect(*, at: date | None = None, people: People = None) -> tuple[int, int]:
    """Bring the table of reminders to what holds on a day; return how many came and went.

    What is waiting is read before the duties are: a duty that begins between the two is then
    found by the next run, whereas the other order would cancel it.
    """
    day = at or clock.today()
    reminders = Reminder.objects.filter(kind__in=rules())
    if people is not None:
        reminders = reminders.filter(recipient__in=people)
    waiting = {_key(row): row.pk for row in reminders.waiting().only(*_KEY)}
    duties = standing_duties(day, people)
    gone = [pk for key, pk in waiting.items() if key not in duties]
    for some in _in_portions(gone):
        Reminder.objects.waiting().filter(pk__in=some).update(cancelled_at=clock.now())
    missing = [duty for key, duty in duties.items() if key not in waiting]
    if missing:
        begin(missing)
    return len(missing), len(gone)


def holders_of(permission: str, day: date) -> dict[int, list[int]]:
    """Return who may do something, by partnership."""
    held: dict[int, list[int]] = {}
    for (person, partnership), allowed in _permissions(day).items():
        if permission in allowed:
            held.setdefault(partnership, []).append(person)
    return held


_KEY = ("kind", "subject_type_id", "subject_id", "recipient_id", "due_on")


def _key(row: Reminder) -> Key:
    return (row.kind, row.subject_type_id, row.subject_id, row.recipient_id, row.due_on)


def begin(duties: list[DueItem]) -> None:
    """Make reminders for new duties; a duty that ended and began again is told of again."""
    again: dict[Key, int] = {}
    for some in _in_portions(duties):
        cancelled = Reminder.objects.filter(
            cancelled_at__isnull=False, subject_id__in={duty.subject.pk for duty in some}
        )
        again |= {_key(row): row.pk for row in cancelled.only(*_KEY)}
    begun = [again[duty.key] for duty in duties if duty.key in again]
    for pks in _in_portions(begun):
        Reminder.objects.filter(pk__in=pks).update(
            cancelled_at=None, envelope=None, made_at=clock.now()
        )
    Reminder.objects.bulk_create(
        [_reminder(duty) for duty in duties if duty.key not in again],
        # Another worker may have made the same row a moment ago.
        ignore_conflicts=True,
    )


def _reminder(duty: DueItem) -> Reminder:
    return Reminder(
        kind=duty.kind,
        subject=duty.subject,
        partnership_id=duty.partnership_id,
        recipient_id=duty.recipient_id,
        due_on=duty.due_on,
        title=duty.title[:200],
        link=duty.link[:300],
    )


def _permissions(day: date) -> dict[tuple[int, int], frozenset[str]]:
    """Return what each active person's roles allow, by person and partnership."""
    held: dict[tuple[int, int], set[str]] = {}
    assignments = RoleAssignment.objects.current(day).filter(user__is_active=True).order_by()
    for person, partnership, role in assignments.values_list("user", "partnership", "role"):
        held.setdefault((person, partnership), set()).add(role)
    return {key: roles.permissions_of(keys) for key, keys in held.items()}


def _deputies(day: date, people: People) -> dict[tuple[int, int], list[int]]:
    """Return who stands in, by the person who is away and the partnership."""
    standing_in = Deputy.objects.current(day).order_by("pk")
    if people is not None:
        standing_in = standing_in.filter(deputy__in=people)
    found: dict[tuple[int, int], list[int]] = {}
    for row in standing_in:
        found.setdefault((row.user_id, row.partnership_id), []).append(row.deputy_id)
    return found


def _in_portions(rows: list[T], size: int = 500) -> Iterable[list[T]]:
    # A database takes only so many values in one question.
    return (rows[start : start + size] for start in range(0, len(rows), size))
