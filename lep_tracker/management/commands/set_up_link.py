"""``manage.py set_up_link``: print the address that opens the first set-up."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand
from django.urls import reverse

from lep_tracker.set_up import one_time_code


class Command(BaseCommand):
    help = "Prints the address that opens the set-up of an empty site."

    def handle(self, *args: Any, **options: Any) -> None:
        if get_user_model()._default_manager.exists():
            self.stdout.write("This site is set up. Sign in to go on.")
            return
        path = reverse("set_up_open", args=[one_time_code.code()])
        self.stdout.write("It is empty. Open this address to set up the administrator and")
        self.stdout.write(f"the first partnership: {settings.BASE_URL}{path}")
