"""What a person decides about a mail that did not arrive, or may not have."""

from django.db import transaction

from .. import clock
from ..audit import record
from ..errors import ActionRefused, TransitionNotAllowed
from ..models import OutgoingMail, User
from ..queue import after_save
from ..tasks import deliver_mail
from ..text.dates_in_words import day_in_words

Phase = OutgoingMail.Phase


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, by: User) -> None:
    """Try a mail again that the mail server surely did not take."""
    _put_back(mail, Phase.FAILED, by)
    record(
        "governance.mail_tried_again",
        f"{{actor}} had {_named(mail)} tried again, which had failed.",
        partnership=None,
        subject=mail,
        by=by,
    )


@transaction.atomic
def send_mail_again(mail: OutgoingMail, *, by: User) -> None:
    """Send a mail once more that may have arrived: somebody decided that twice is better than not.

    It keeps its Message-ID, by which many mail programs show it once.
    """
    _put_back(mail, Phase.UNCERTAIN, by)
    record(
        "governance.mail_sent_again",
        f"{{actor}} had {_named(mail)} sent again, which may have arrived already.",
        partnership=None,
        subject=mail,
        by=by,
    )


def _put_back(mail: OutgoingMail, phase: str, by: User) -> None:
    if mail.is_daily and not mail.reminders.waiting().exists():
        raise ActionRefused(
            "Nothing in this mail still waits: it was done, or went into a later mail. "
            "It need not be sent."
        )
    now = clock.now()
    ours = OutgoingMail.objects.filter(pk=mail.pk, phase=phase)
    # From this moment on, so that it is not given up for the mail of a later day.
    if not ours.update(phase=Phase.PENDING, not_before=now, lease_until=None, attempts=0, error=""):
        mail.refresh_from_db()
        raise TransitionNotAllowed(f"This mail is {mail.get_phase_display()} by now.")
    after_save(deliver_mail, mail.pk)


def _named(mail: OutgoingMail) -> str:
    # Not the address: the audit log outlives a person's right to be forgotten.
    return f"a mail of {day_in_words(mail.day)} ({mail.get_kind_display()})"
