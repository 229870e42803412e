"""How people are invited, and how a reviewer is asked for until a second person confirms."""

from django.db import models
from django.db.models import Q

from .. import clock, roles
from ..input.names import NameField
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
    token_digest = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        error_messages={"unique": "An invitation with this link is there already."},
    )
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
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


class RoleRequestQuerySet(VisibleQuerySet):
    def open(self):
        return self.filter(confirmed_at__isnull=True, declined_at__isnull=True)


class RoleRequest(models.Model):
    """The reviewer's role asked for somebody; nothing is given until a second person confirms.

    ``user`` names a person with an account; without one, ``email`` and ``name`` say who is
    invited once it is confirmed.
    """

    people = {"user": roles.anybody("The role that is asked for is how they come to belong.")}

    partnership = models.ForeignKey(
        "governance.Partnership", on_delete=models.CASCADE, related_name="role_requests"
    )
    role = models.CharField(max_length=20, choices=roles.choices)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="role_requests"
    )
    email = models.EmailField("e-mail address")
    name = NameField(max_length=150)
    starts_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            both_or_neither("rolerequest", "confirmed_at", "confirmed_by"),
            both_or_neither("rolerequest", "declined_at", "declined_by"),
            models.UniqueConstraint(
                "partnership",
                "role",
                "email",
                condition=Q(confirmed_at__isnull=True, declined_at__isnull=True),
                name="role_asked_once",
                violation_error_message=(
                    "Somebody was asked already to confirm this role for this address."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("asked_by")),
                name="role_confirmed_by_another",
            ),
        ]
        permissions = [("confirm_role", "May confirm a reviewer whom somebody else asked for")]

    def __str__(self) -> str:
        return f"{self.name} as {self.get_role_display()}"
