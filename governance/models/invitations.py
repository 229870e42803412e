"""How people are invited."""

from django.db import models

from .. import clock, roles
from ..names import NameField
from .people import User
from .rows import VisibleQuerySet, both_or_neither


class InvitationQuerySet(VisibleQuerySet):
    def open(self, at=None):
        return self.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at or clock.now()
        )


class Invitation(models.Model):
    """A link sent to one address that lets its reader join in one role; nobody signs up unasked."""

    partnership = models.ForeignKey("governance.Partnership", on_delete=models.CASCADE)
    email = models.EmailField("e-mail address")
    name = NameField(max_length=150)
    role = models.CharField(max_length=20, choices=roles.choices)
    body = models.ForeignKey("governance.Body", on_delete=models.PROTECT, null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            both_or_neither("invitation", "accepted_at", "accepted_by"),
            both_or_neither("invitation", "withdrawn_at", "withdrawn_by"),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > clock.now()
