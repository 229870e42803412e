"""Print the sign-ins of the demonstration: one per role, and one that acts in each partnership."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lep_tracker import demo


class Command(BaseCommand):
    help = "Print one sign-in of the demonstration per role."

    def handle(self, *args, **options):
        if not (settings.DEBUG or settings.LEP_DEMO):
            raise CommandError("There are demonstration sign-ins only where LEP_DEMO=1 is set.")
        for each in demo.sign_ins():
            self.stdout.write(f"  {each.title:<18} {each.email:<42} {each.where}".rstrip())
        self.stdout.write(f"  Password for all   {demo.PASSWORD}")
