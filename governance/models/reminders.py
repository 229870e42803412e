"""Duties to remind of, and the envelopes that carry them."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from .. import clock, roles
from .partnerships import Partnership
from .people import User
from .rows import VisibleQuerySet


def new_message_id() -> str:
    """A name of a mail that stays the same however often it is handed over."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4()}@{host}>"


class OutgoingMail(models.Model):
    """One envelope. The database is the queue; a mail is sent once, or listed as uncertain.

    Phases change only by UPDATEs that name the phase they leave (``reminders.delivery``).
    """

    people = {"recipient": roles.KEPT}

    class Kind(models.TextChoices):
        DAILY = "daily", "the day's reminders"
        SIGN_IN = "sign_in", "sign-in and security"
        INVITATION = "invitation", "invitation"

    class Phase(models.TextChoices):
        PENDING = "pending", "waiting"
        CLAIMED = "claimed", "being prepared"
        HANDING_OVER = "handing_over", "being handed to the mail server"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        UNCERTAIN = "uncertain", "may or may not have been sent"
        CANCELLED = "cancelled", "no longer needed"

    kind = models.CharField(max_length=12, choices=Kind)
    recipient = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="mails"
    )
    to_address = models.EmailField()
    day = models.DateField(help_text="The day in London it belongs to.")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(
        max_length=200,
        unique=True,
        default=new_message_id,
        error_messages={"unique": "This mail is in the outbox already."},
    )
    phase = models.CharField(max_length=14, choices=Phase, default=Phase.PENDING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text="In true time: until then no other worker takes it."
    )
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                condition=Q(kind="daily"),
                name="one_daily_mail_per_person",
                violation_error_message="The daily mail of this person and day is there already.",
            )
        ]
        permissions = [("view_outbox", "May see what was mailed, failed or is uncertain")]

    def __str__(self) -> str:
        return f"{self.subject or self.get_kind_display()} to {self.to_address}"

    @property
    def is_daily(self) -> bool:
        return self.kind == self.Kind.DAILY

    @property
    def is_secret(self) -> bool:
        """Its words open a door, so they are shown to nobody and forgotten once sent."""
        return not self.is_daily

    @property
    def can_be_tried_again(self) -> bool:
        return self.phase == self.Phase.FAILED

    @property
    def can_be_sent_again(self) -> bool:
        return self.phase == self.Phase.UNCERTAIN


class ReminderQuerySet(VisibleQuerySet):
    def waiting(self):
        return self.filter(cancelled_at__isnull=True, done_at__isnull=True)

    def not_mailed(self):
        """Those that no mail carries: never put into one, or into one that did not leave."""
        return self.waiting().filter(
            Q(envelope__isnull=True)
            | Q(envelope__phase__in=[OutgoingMail.Phase.FAILED, OutgoingMail.Phase.CANCELLED])
        )

    def about(self, subject):
        return self.filter(
            subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
        )


class Reminder(models.Model):
    """A duty of one person by one day; the list in the product is the truth, mail its echo."""

    people = {"recipient": roles.KEPT}

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    envelope = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="reminders"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "recipient", "due_on"],
                name="one_reminder_per_duty",
                violation_error_message="This person is reminded of it already.",
            )
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="reminder_subject")]

    def __str__(self) -> str:
        return self.title
