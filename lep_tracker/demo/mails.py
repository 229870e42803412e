"""What the demonstration mailed: it goes into a folder, so nobody's secrets are shown."""

import email
import email.policy
from pathlib import Path

from django.conf import settings

from governance.models import OutgoingMail


def words_of(mail: OutgoingMail) -> str:
    """The words of a mail as they were sent; those of codes and invitations only the file has."""
    return mail.text or _in_folder(mail.message_id)


def _in_folder(message_id: str) -> str:
    for path in sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True):
        data = path.read_bytes()
        if message_id.encode() not in data:
            continue
        # One file has every mail of a connection, with a line of dashes after each.
        for part in data.split(b"-" * 79):
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            body = message.get_body(("plain",)) if message["Message-ID"] == message_id else None
            if body is not None:
                return str(body.get_content())
    return ""
