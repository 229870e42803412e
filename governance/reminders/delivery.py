"""Handing envelopes to the mail server: each once, or listed as uncertain.

The database is the queue. Every step is an UPDATE that names the phase it leaves and the worker
that holds the envelope, committed before the next step begins::

    pending → claimed → handing_over → sent
                 │            ├→ pending again, or failed: the server said no
                 │            └→ uncertain: it may have said yes
                 └→ pending again, or failed: the server did not answer

A worker that dies in ``claimed`` has not spoken to the server yet: after the lease another takes
the envelope. One that dies in ``handing_over`` may have been heard: the envelope becomes
``uncertain`` and is never repeated but by a person's decision. Leases are counted in true time,
which the demo's clock does not move.
"""

import logging
import os
import smtplib
import socket
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q

from .. import clock
from ..models import OutgoingMail
from . import digests
from .digests import MailWords

Phase = OutgoingMail.Phase
# How long to wait after each attempt that surely sent nothing; after the last it has failed.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60, 180, 360))
# Answers by which the server says that it did not take the mail.
REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)

log = logging.getLogger(__name__)


class ServerSilent(Exception):
    """The mail server could not be reached, or would not let us in."""


def deliver_due(*, at: datetime | None = None) -> dict[str, int]:
    """Deliver everything that is due; return how many envelopes came to rest in each phase."""
    moment = at or clock.now()
    counts: dict[str, int] = {}
    uncertain = give_up_lost_workers()
    if uncertain:
        counts[Phase.UNCERTAIN] = uncertain
    # Somebody waits for a code to sign in with: "sign_in" goes before "daily".
    due = OutgoingMail.objects.filter(_free(moment)).order_by("-kind", "made_at")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            phase = deliver(pk, at=moment)
        except ServerSilent:
            # Knocking once for each envelope would hold everybody up: the next run goes on.
            counts[Phase.PENDING] = counts.get(Phase.PENDING, 0) + 1
            break
        if phase:
            counts[phase] = counts.get(phase, 0) + 1
    return counts


def deliver(pk: int, *, at: datetime | None = None) -> str:
    """Take one envelope through its phases; return the one it comes to, or nothing if not ours.

    Raises ServerSilent where the server could not be reached; the envelope is tried later.
    """
    moment = at or clock.now()
    holder = _name_of_worker()
    if not _claim(pk, holder, moment):
        return ""
    mail = OutgoingMail.objects.select_related("recipient").get(pk=pk)
    connection = get_connection()
    try:
        # Before the hand-over: a server that cannot be reached has surely taken nothing.
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _put_back(mail, Phase.CLAIMED, holder, error)
        raise ServerSilent(str(error)) from error
    try:
        return _hand_over(mail, connection, holder, moment)
    finally:
        _close(connection)


def give_up_lost_workers() -> int:
    """List what a dead worker was handing over as uncertain; return how many."""
    lost = OutgoingMail.objects.filter(phase=Phase.HANDING_OVER, lease_until__lt=clock.real_now())
    return lost.update(
        phase=Phase.UNCERTAIN,
        error="The worker stopped while the mail server was taking it.",
    )


def _free(moment: datetime) -> Q:
    """What may be claimed: waiting and due, or claimed by a worker that has died since."""
    now = clock.real_now()
    rested = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    due = Q(not_before__isnull=True) | Q(not_before__lte=moment)
    return (Q(phase=Phase.PENDING) & due & rested) | Q(phase=Phase.CLAIMED, lease_until__lt=now)


def _claim(pk: int, holder: str, moment: datetime) -> bool:
    return bool(
        OutgoingMail.objects.filter(_free(moment), pk=pk).update(
            phase=Phase.CLAIMED,
            claimed_by=holder,
            lease_until=_lease(),
            attempts=F("attempts") + 1,
            error="",
        )
    )


def _hand_over(mail: OutgoingMail, connection: Any, holder: str, moment: datetime) -> str:
    try:
        message, phase = _write(mail, holder, moment)
    except Exception as error:
        # Nothing was said to the server yet, and one mail that cannot be written stops no other.
        log.exception("Mail %s could not be written.", mail.pk)
        return _put_back(mail, Phase.CLAIMED, holder, error)
    if message is None:
        return phase
    try:
        connection.send_messages([message])
    except REFUSALS as error:
        return _put_back(mail, Phase.HANDING_OVER, holder, error)
    except Exception as error:
        log.exception("Mail %s may or may not have been sent.", mail.pk)
        return _move(mail, Phase.HANDING_OVER, holder, Phase.UNCERTAIN, error=_sentence(error))
    return _sent(mail, holder)


@transaction.atomic
def _write(
    mail: OutgoingMail, holder: str, moment: datetime
) -> tuple[EmailMultiAlternatives | None, str]:
    """Write the mail and say in the same moment that it is being handed over."""
    words = _words(mail, moment)
    if words is None:
        return None, _move(mail, Phase.CLAIMED, holder, Phase.CANCELLED, lease_until=None)
    if mail.is_daily and mail.recipient is not None:
        # The person may have another address by now; a mail about an address keeps its own.
        mail.to_address = mail.recipient.email
    message = _message(mail, words)
    phase = _move(
        mail,
        Phase.CLAIMED,
        holder,
        Phase.HANDING_OVER,
        lease_until=_lease(),
        to_address=mail.to_address,
        **words._asdict(),
    )
    return (message if phase else None), phase


def _words(mail: OutgoingMail, moment: datetime) -> MailWords | None:
    if mail.is_daily:
        return digests.fill(mail, at=moment)
    return MailWords(mail.subject, mail.text, mail.html)


def _message(mail: OutgoingMail, words: MailWords) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        words.subject,
        words.text,
        to=[mail.to_address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if words.html:
        message.attach_alternative(words.html, "text/html")
    # Built once here, so that what cannot be written is found before the server hears of it.
    message.message()
    return message


def _sent(mail: OutgoingMail, holder: str) -> str:
    done: dict[str, Any] = {"sent_at": clock.now(), "lease_until": None}
    if mail.is_secret:
        done |= {"text": "", "html": ""}
    return _move(mail, Phase.HANDING_OVER, holder, Phase.SENT, **done) or _move(
        # Slow enough to be given up, and heard after all.
        mail,
        Phase.UNCERTAIN,
        holder,
        Phase.SENT,
        error="",
        **done,
    )


def _put_back(mail: OutgoingMail, held: str, holder: str, error: Exception) -> str:
    """Nothing was sent: try again later, unless the server said never or it was tried enough."""
    last = mail.attempts > len(WAITS) or _is_final(error)
    if last:
        return _move(mail, held, holder, Phase.FAILED, error=_sentence(error), lease_until=None)
    later = clock.real_now() + WAITS[mail.attempts - 1]
    return _move(mail, held, holder, Phase.PENDING, error=_sentence(error), lease_until=later)


def _move(mail: OutgoingMail, held: str, holder: str, to: str, **values: Any) -> str:
    """Change the phase if it is still ours to change; return the new one, or nothing."""
    ours = OutgoingMail.objects.filter(pk=mail.pk, phase=held, claimed_by=holder)
    return to if ours.update(phase=to, **values) else ""


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and (
        error.smtp_code >= 500
    )


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _lease() -> datetime:
    return clock.real_now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def _name_of_worker() -> str:
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid.uuid4().hex[:16]}"


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        log.info("The mail server did not say goodbye.")
