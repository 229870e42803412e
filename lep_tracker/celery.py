"""The background worker's entry: ``celery -A lep_tracker worker -B``."""

import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lep_tracker.settings")


class SaysThatItRuns(bootsteps.StartStopStep):
    """The worker says that the site runs, so that nothing is restored beneath it."""

    def __init__(self, parent: Any, **options: Any) -> None:
        from lep_tracker.backups.running import hold_as_running

        super().__init__(parent, **options)
        hold_as_running()


app = Celery("lep_tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(SaysThatItRuns)
