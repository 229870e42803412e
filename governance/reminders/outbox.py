"""The one way a mail leaves: an envelope in the database, delivered by the worker."""

from .. import clock
from ..models import OutgoingMail, User
from ..queue import after_save
from ..tasks import deliver_mail


def post(
    kind: str,
    to_address: str,
    subject: str,
    text: str,
    html: str = "",
    recipient: User | None = None,
) -> OutgoingMail:
    """Put one mail into the outbox; inside an action it leaves with the action or not at all.

    The worker is called at once. Where the call is not heard, the next tick delivers it.
    """
    mail = OutgoingMail.objects.create(
        kind=kind,
        recipient=recipient,
        to_address=to_address,
        day=clock.today(),
        subject=subject[:200],
        text=text,
        html=html,
    )
    after_save(deliver_mail, mail.pk)
    return mail
