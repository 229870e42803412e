"""The one mail a day: whose reminders go into an envelope, and the words on the sheet inside.

An envelope is made in the morning and filled at the moment it is handed over, so that what was
done meanwhile is not asked for.
"""

from datetime import UTC, datetime, time
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from .. import clock
from ..models import OutgoingMail, Reminder, User
from ..text.dates_in_words import day_in_words
from . import due_items
from .due_items import MailPart

Phase = OutgoingMail.Phase
DAILY = OutgoingMail.Kind.DAILY
STEM = "emails/daily"


class MailWords(NamedTuple):
    """A mail as it is read."""

    subject: str
    text: str
    html: str


def prepare_envelopes(*, at: datetime | None = None) -> int:
    """Make today's envelope for everybody who has something to be told; return how many.

    Who had a mail today is told tomorrow of what came since: the list in the product shows it
    at once.
    """
    moment = at or clock.now()
    day = clock.london_day(moment)
    opens = morning_of(moment)
    if moment < opens:
        return 0
    _give_up_earlier_days(opens)
    todays = OutgoingMail.objects.filter(kind=DAILY, day=day)
    told = todays.exclude(phase=Phase.CANCELLED).values("recipient")
    people = User.objects.filter(
        is_active=True,
        pk__in=Reminder.objects.not_mailed().exclude(recipient__in=told).values("recipient"),
    )
    addresses = dict(people.order_by("pk").values_list("pk", "email"))
    # One that turned out empty this morning is used again rather than made twice.
    todays.filter(phase=Phase.CANCELLED, recipient__in=addresses).update(
        phase=Phase.PENDING, not_before=opens, attempts=0, error=""
    )
    OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(kind=DAILY, recipient_id=pk, to_address=email, day=day, not_before=opens)
            for pk, email in addresses.items()
        ],
        # One per person and day, whichever worker comes first.
        ignore_conflicts=True,
    )
    return len(addresses)


def fill(mail: OutgoingMail, *, at: datetime | None = None) -> MailWords | None:
    """Put everything the person still has to be told into the envelope; None when nothing is."""
    day = clock.london_day(at or clock.now())
    recipient = mail.recipient
    if recipient is None:
        return None
    due_items.collect(at=day, people=[recipient.pk])
    mine = Reminder.objects.waiting().filter(recipient=recipient)
    mine.filter(
        pk__in=Reminder.objects.not_mailed().filter(recipient=recipient).values("pk")
    ).update(envelope=mail)
    inside = list(mine.filter(envelope=mail).order_by("due_on", "pk"))
    if not inside:
        return None
    return words_of(recipient, parts_of(inside))


def parts_of(inside: list[Reminder]) -> list[MailPart]:
    """Return the paragraphs, in the order of the rules: one question per kind, not per row."""
    by_kind: dict[str, list[Reminder]] = {}
    for reminder in inside:
        by_kind.setdefault(reminder.kind, []).append(reminder)
    parts: list[MailPart] = []
    told: set[tuple[int, int, str]] = set()
    for kind, rule in due_items.rules().items():
        # Overdue and asked for again is one thing to do: it stands in one paragraph.
        fresh = [one for one in by_kind.get(kind, []) if _about(one) not in told]
        told.update(_about(one) for one in fresh)
        if fresh:
            parts.extend(rule.parts(fresh))
    return parts


def _about(reminder: Reminder) -> tuple[int, int, str]:
    return (reminder.subject_type_id, reminder.subject_id, reminder.link)


def words_of(recipient: User, parts: list[MailPart]) -> MailWords:
    """Return subject, text and HTML of the day's mail; each says the same."""
    context = {
        "recipient": recipient,
        "parts": parts,
        "rest": len(parts) - 1,
        "base": settings.BASE_URL,
        "home": settings.BASE_URL + "/",
        "account": settings.BASE_URL + reverse("governance:account"),
    }
    subject = render_to_string(f"{STEM}_subject.txt", context)
    return MailWords(
        subject=" ".join(subject.split())[:200],
        text=render_to_string(f"{STEM}.txt", context).strip() + "\n",
        html=render_to_string(f"{STEM}.html", context),
    )


def morning_of(moment: datetime) -> datetime:
    """Return when mail may leave on the London day of a moment, in UTC."""
    return _at(moment, settings.DAILY_MAIL_FROM)


def _at(moment: datetime, of_day: time) -> datetime:
    local = datetime.combine(clock.london_day(moment), of_day, tzinfo=clock.LONDON)
    return local.astimezone(UTC)


def _give_up_earlier_days(opens: datetime) -> None:
    """What waits in an envelope of an earlier day goes into today's: one mail a day, not two.

    One that a person asked to be sent again bears that moment and is left alone.
    """
    midnight = _at(opens, time.min)
    left = Q(phase=Phase.PENDING) | Q(phase=Phase.CLAIMED, lease_until__lt=clock.real_now())
    OutgoingMail.objects.filter(left, kind=DAILY, not_before__lt=midnight).update(
        phase=Phase.CANCELLED,
        error=f"Its reminders went into the mail of {day_in_words(clock.london_day(opens))}.",
    )
