"""Load the demonstration, once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from governance.models import User
from governance.verification import heads
from lep_tracker import demo


class Command(BaseCommand):
    help = "Load the demonstration's three partnerships, unless they are there already."

    def handle(self, *args, **options):
        if not (settings.DEBUG or settings.LEP_DEMO):
            raise CommandError(
                "The demonstration has sign-ins that everybody knows. "
                "Set LEP_DEMO=1 to allow it; never on a site with real data."
            )
        if demo.is_loaded():
            self.stdout.write("The demonstration is there already.")
            return
        if User.objects.exists():
            raise CommandError(
                "There are people here already. Load the demonstration into an empty site: "
                "name another folder in LEP_DATA_DIR."
            )
        # A demonstration that is made anew has other audit logs than the one before it.
        heads.forget_place()
        with transaction.atomic():
            demo.load(lambda words: self.stdout.write(f"  {words}"))
        self.stdout.write(self.style.SUCCESS("The demonstration is ready."))
