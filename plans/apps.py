"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from governance.reviewer_needed import WAITING

        from .waiting_reviews import rows_that_wait

        if rows_that_wait not in WAITING:
            WAITING.append(rows_that_wait)
