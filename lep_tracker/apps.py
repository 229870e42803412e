"""The lep_tracker app: the roof over governance, plans and okrs."""

from django.apps import AppConfig


class LepTrackerConfig(AppConfig):
    name = "lep_tracker"
    verbose_name = "LEP Tracker"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Tasks are written with shared_task; they find the queue only once the app exists.
        from . import celery  # noqa: F401
