"""What the check of the records found, kept so that a page can show it without checking again."""

from django.db import models

from .. import clock
from .partnerships import Partnership
from .rows import VisibleQuerySet


class VerificationRun(models.Model):
    """One check of everything vouched for in one partnership, or of the site's own audit log."""

    class Reason(models.TextChoices):
        NIGHTLY = "nightly", "nightly"
        COMMAND = "command", "by command"
        ASKED = "asked", "asked for on the page"
        PACK = "pack", "before a pack was created"
        SIGNING = "signing", "before a quarter was signed"
        REFUSED = "refused", "after an action was refused"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="verifications"
    )
    at = models.DateTimeField(default=clock.real_now)
    reason = models.CharField(max_length=10, choices=Reason)
    with_files = models.BooleanField(default=True, help_text="Whether stored files were read too.")
    events = models.PositiveIntegerField(default=0)
    digest = models.CharField("digest of the last event", max_length=64, blank=True)
    checked = models.JSONField("rows compared, by what they are", default=dict, blank=True)
    older = models.JSONField(
        "rows from before fingerprints were kept, by what they are", default=dict, blank=True
    )
    problems = models.JSONField(default=list, blank=True)
    known = models.JSONField("problems acknowledged earlier", default=list, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["partnership", "-at"], name="verification_last")]

    def __str__(self) -> str:
        return f"{self.partnership or 'the site'}, {len(self.problems)} problems"
