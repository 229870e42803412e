"""Remind and deliver without Celery: for a clock of the system's own, or to catch up by hand."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance import clock
from governance.models import OutgoingMail
from governance.tasks import send_due


class Command(BaseCommand):
    help = "Send the reminders and every other mail that is due, as the worker does each minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at",
            metavar="ISO-DATETIME",
            help="Act as at another moment, such as 2019-09-24T09:00 (London time unless said).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = send_due(at=moment(options["at"]) if options["at"] else None)
        words = [
            f"{number} {OutgoingMail.Phase(phase).label}"
            for phase, number in sorted(counts.items())
        ]
        self.stdout.write(f"{', '.join(words) or 'Nothing was due'}.")


def moment(text: str) -> datetime:
    """Read a moment; without an offset it is London time."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a moment. Write it like 2019-09-24T09:00.") from None
    return read if read.tzinfo else read.replace(tzinfo=clock.LONDON)
