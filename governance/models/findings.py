"""Findings of the linter that a person looked at and meant."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .. import clock
from .comments import AboutQuerySet
from .partnerships import Partnership
from .people import User


class IntendedFinding(models.Model):
    """“Yes, we mean it so”: a finding about a plan or a set that is not asked again.

    Known by its rule, its row and its words, so that it is asked anew once the words change.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    key = models.CharField("rule, row and words", max_length=64, editable=False)
    rule = models.CharField(max_length=60)
    row = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(default=clock.now, editable=False)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AboutQuerySet.as_manager()

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "key"],
                name="finding_intended_once",
                violation_error_message="Somebody has said already that this is intended.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.row}".strip()
