"""``manage.py prepare``: bring the database up to date and, once, load the demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.db import connection


class Command(BaseCommand):
    help = "Brings the database up to date; with LEP_DEMO=1 it loads the demo into an empty one."
    # The checks of the migrated database come later; before the first migration they would fail.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Bringing the database up to date ({connection.settings_dict['NAME']}).")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.LEP_DEMO and not get_user_model()._default_manager.exists():
            self.stdout.write("Loading the demonstration; this takes about a minute, once.")
            call_command("load_demo")
