"""What governance reminds of: a pack that was issued to a body."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from .. import clock, roles
from ..models import BoardPack, Reminder, RoleAssignment, Seat
from ..text.dates_in_words import day_in_words
from .due_items import DueItem, MailPart, People, ReminderRule

# A pack is news for so long; who joins the body later finds it in the list of packs.
NEWS_DAYS = 21


def _packs_issued(day: date, people: People) -> Iterable[DueItem]:
    packs = (
        BoardPack.objects.filter(
            Q(issued_at__date__gt=day - timedelta(days=NEWS_DAYS)) | Q(meets_on__gte=day),
            state=BoardPack.State.ISSUED,
        )
        .only("title", "body", "meets_on", "issued_at", "partnership__slug")
        .select_related("partnership")
    )
    members = _members(day)
    for pack in packs:
        for person in members.get(pack.body_id, ()):
            if people is None or person in people:
                yield DueItem(
                    kind="pack_issued",
                    subject=pack,
                    partnership_id=pack.partnership_id,
                    recipient_id=person,
                    due_on=pack.meets_on or clock.london_day(pack.issued_at),
                    title=f"Read {pack.title}",
                    link=pack.get_absolute_url(),
                )


def _members(day: date) -> dict[int, set[int]]:
    """Return who sits on each body, by their role or by a seat."""
    by_role = RoleAssignment.objects.current(day).filter(
        role=roles.COMMITTEE_MEMBER, body__isnull=False
    )
    by_seat = Seat.objects.current(day).filter(user__isnull=False)
    found: dict[int, set[int]] = {}
    for body, person in (
        *by_role.values_list("body", "user"),
        *by_seat.values_list("body", "user"),
    ):
        found.setdefault(body, set()).add(person)
    return found


def _say_packs(reminders: list[Reminder]) -> Iterable[MailPart]:
    packs = _subjects(BoardPack.objects.for_list(), reminders)
    for reminder in reminders:
        pack = packs[reminder.subject_id]
        meeting = f" for the meeting on {_weekday(pack.meets_on)}" if pack.meets_on else ""
        yield MailPart(
            subject=f"The pack of the {pack.body} is there",
            sentence=f"The pack of the {pack.body} for {pack.round.label} was issued{meeting}.",
            verb="Read the pack",
            link=pack.get_absolute_url(),
            where=pack.partnership.name,
            lines=(f"{pack.pages} pages, as a PDF and as a page.",) if pack.pages else (),
        )


def _subjects(rows, reminders: list[Reminder]):
    """Return the things the reminders are about, by key, in one query."""
    return rows.in_bulk([reminder.subject_id for reminder in reminders])


def _weekday(day: date) -> str:
    return day_in_words(day, weekday=True, year=False)


RULES = [ReminderRule("pack_issued", "", _packs_issued, _say_packs)]
