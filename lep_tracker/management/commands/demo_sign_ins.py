"""Print one sign-in of the demonstration per role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lep_tracker import demo


class Command(BaseCommand):
    help = "Print one sign-in of the demonstration per role."

    def handle(self, *args, **options):
        if not (settings.DEBUG or settings.LEP_DEMO):
            raise CommandError("There are demonstration sign-ins only where LEP_DEMO=1 is set.")
        for title, email in demo.sign_ins():
            self.stdout.write(f"  {title:<18} {email}")
        self.stdout.write(f"  Password for all   {demo.PASSWORD}")
