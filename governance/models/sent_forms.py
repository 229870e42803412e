"""Forms that were sent, so that none is saved twice."""

from django.db import models

from .. import clock, roles
from .people import User


class SentForm(models.Model):
    """A form that one person sent and that was saved; known by the one-use token printed in it.

    Kept for a month: long enough for a page that somebody left open, and then removed.
    """

    people = {"user": roles.KEPT}

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    fingerprint = models.CharField("digest of what was sent", max_length=64)
    led_to = models.CharField("the address it led to", max_length=2000, blank=True)
    sent_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "token"],
                name="form_sent_once",
                violation_error_message="This form was saved already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.led_to}"
