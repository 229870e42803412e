"""The audit log: one event for each, chained so that a change or a cut is found."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from .. import roles
from .partnerships import Partnership
from .people import User

ERASED = "A person whose name was erased"


class AuditHead(models.Model):
    """The end of one partnership's chain: how many events, and the last one's hash.

    The row of no partnership chains the actions that belong to none, such as sign-ins.
    """

    partnership = models.OneToOneField(
        Partnership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_head",
        error_messages={"unique": "The audit log of this partnership is there already."},
    )
    count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            # One head for the site itself too; SQLite takes every null for a new value.
            models.UniqueConstraint(
                Coalesce("partnership", 0),
                name="audit_head_once",
                violation_error_message="The audit log of this partnership is there already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} events of {self.partnership or 'the site'}"


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_superuser:
            return self.all()
        return self.filter(partnership__in=user.partnership_ids())

    def about(self, subject):
        return self.filter(
            subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
        )


class AuditEvent(models.Model):
    """One action as it was done, in a finished sentence; never changed, never deleted.

    ``sentence`` holds ``{actor}`` where the person's name is printed, and ``actor_name`` that name
    as it was; it can be erased by law while the chain, which hashes ``actor_key`` and a digest of
    the name, stays whole. ``clock_at`` is the product's own time where the demonstration clock
    moved it.
    """

    people = {"actor": roles.KEPT}

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    clock_at = models.DateTimeField()
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_key = models.CharField(max_length=64)
    verb = models.CharField(max_length=60, db_index=True)
    sentence = models.TextField()
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_key = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)
    fingerprints = models.JSONField(
        default=dict,
        blank=True,
        help_text="The SHA-256 of each row this event vouches for; none where the row is gone.",
    )
    # The name as it was at the time. Hashed is only ``name_digest``, made with the salt, so that
    # both can be emptied by law without breaking the chain.
    actor_name = models.CharField(max_length=150, blank=True)
    name_salt = models.CharField(max_length=32, blank=True)
    name_digest = models.CharField(max_length=64, blank=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    seal = models.CharField(
        max_length=80,
        blank=True,
        help_text="The digest signed with a key that is kept outside the database.",
    )

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-number"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("partnership", 0),
                "number",
                name="audit_number_once_in_chain",
                violation_error_message="The audit log already has an entry with this number.",
            ),
            models.CheckConstraint(
                condition=Q(subject_type__isnull=True, subject_id__isnull=True)
                | Q(subject_type__isnull=False, subject_id__isnull=False),
                name="audit_subject_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["partnership", "at", "number"], name="audit_partnership_at"),
            models.Index(fields=["partnership", "number"], name="audit_partnership_number"),
            models.Index(fields=["at", "number"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return self.as_printed

    @property
    def as_printed(self) -> str:
        return self.sentence.replace("{actor}", self.printed_name)

    @property
    def printed_name(self) -> str:
        """Who did it, as they were called then; with their address where a list asks for it."""
        told_apart: str = getattr(self, "told_apart", "")
        if told_apart or self.actor_name:
            return told_apart or self.actor_name
        return ERASED if self.is_name_erased else str(self.actor or "The system")

    @property
    def is_name_erased(self) -> bool:
        """Whether a name was kept and is not there any more; the present one says nothing of it."""
        return bool(self.name_digest) and not self.actor_name

    @property
    def parts_as_printed(self) -> list[str]:
        """The actions this one is made of, in finished sentences."""
        return [
            part["sentence"].replace("{actor}", self.printed_name)
            for part in self.details.get("actions") or self.details.get("deeds", [])
        ]
