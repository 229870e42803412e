"""What was sent of an update, each time it was."""

from django.db import models

from governance import clock
from governance.models import User

from .updates import ProgressUpdate


class Submission(models.Model):
    """What was sent, word for word, each time an update was submitted; never changed.

    The reviewer reads this, not the draft; the next one is compared with it.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        ordering = ["update", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "number"],
                name="submission_number_once",
                violation_error_message="This update was submitted already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.update}, sent {self.number}"
