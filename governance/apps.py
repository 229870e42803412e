"""The governance app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Checks register themselves when they are read.
        from . import checks  # noqa: F401
        from .models import VersionedModel
        from .sign_in import events
        from .storage import whole_number_lookups
        from .verification.guard import hold_against_log

        VersionedModel.hold_against_log = hold_against_log
        whole_number_lookups.register()
        events.listen()
