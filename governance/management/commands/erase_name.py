"""Take a person's name out of the audit log."""

from django.core.management.base import BaseCommand, CommandError

from governance.errors import ActionRefused
from governance.models import User
from governance.verification.checking import kept_refusals
from governance.workflow.erasing import erase_name


class Command(BaseCommand):
    help = "Take a person's name out of every entry of the audit log, and say so in each log."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The address the person signs in with.")
        parser.add_argument("--reason", required=True, help="Why; it stands in the log.")

    def handle(self, *args, **options):
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError("There is no account with this address.")
        try:
            with kept_refusals():
                count = erase_name(person, reason=options["reason"], by=None)
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The name was removed from {count} entries.")
