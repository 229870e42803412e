"""Questions and answers about a thing, and evidence for it."""

import secrets
from pathlib import PurePath

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .. import clock, roles
from .partnerships import Partnership
from .people import User
from .rows import VersionedModel, VisibleQuerySet, WebAddressField, both_or_neither


class AboutQuerySet(VisibleQuerySet):
    def about(self, subject):
        return self.filter(
            subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
        )

    def about_all(self, model, ids):
        return self.filter(
            subject_type=ContentType.objects.get_for_model(model), subject_id__in=list(ids)
        )


class CommentQuerySet(AboutQuerySet):
    def threads(self):
        return self.filter(thread__isnull=True)

    def unresolved(self):
        return self.threads().filter(resolved_at__isnull=True)


class Comment(models.Model):
    """A remark or question on a row; the first of a thread is open until somebody resolves it."""

    people = {"addressed_to": roles.ANSWERS}

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    thread = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    text = models.TextField()
    addressed_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="comments")
    voice = models.CharField(
        max_length=10, choices=[("lep", "the partnership"), ("reviewer", "the reviewer")]
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]
        constraints = [both_or_neither("comment", "resolved_at", "resolved_by")]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="comment_subject")]
        permissions = [("write_comment", "May ask and answer on a row")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.thread_id is None and self.resolved_at is None


def stored_as(evidence: "Evidence", name: str) -> str:
    """Where a file lies: under a name of our own, whatever letters its own name has."""
    ending = "".join(sign for sign in PurePath(name).suffix.lower() if sign.isalnum())[:10]
    return f"evidence/{clock.today().year}/{secrets.token_hex(16)}.{ending or 'bin'}"


class Evidence(VersionedModel):
    """What proves a claim: a link, a reference to a paper, or a file."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    title = models.CharField(max_length=200)
    link = WebAddressField(max_length=500, blank=True)
    reference = models.CharField(
        max_length=200, blank=True, help_text="Such as a paper and its page."
    )
    file = models.FileField(upload_to=stored_as, blank=True)
    file_name = models.CharField(
        "name of the file as it was given", max_length=200, blank=True, editable=False
    )
    file_sha256 = models.CharField("SHA-256 of the file", max_length=64, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(
        "bytes in the file", null=True, blank=True, editable=False
    )
    file_type = models.CharField("kind of file", max_length=100, blank=True, editable=False)
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    retired_reason = models.CharField(max_length=300, blank=True)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at"]
        constraints = [
            both_or_neither("evidence", "retired_at", "retired_by"),
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(reference="") | ~Q(file=""),
                name="evidence_is_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="evidence_subject")]
        permissions = [("add_own_evidence", "May add evidence to a row")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.retired_at is None

    @property
    def download_name(self) -> str:
        """What the file is called on a reader's disk: as it was given."""
        return self.file_name or (self.file.name or "").rpartition("/")[2]

    def clean(self) -> None:
        if not (self.link or self.reference or self.file):
            raise ValidationError("Give a link, a reference or a file.")


class TypedText(models.Model):
    """Words a person typed into a form that were not saved; given back to them alone.

    Keyed by person, thing and the version they started from, so that an ended session, a
    conflict or a closed window loses nothing.
    """

    people = {"user": roles.KEPT}

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="typed_texts")
    form = models.CharField(max_length=300, help_text="The address of the form.")
    base_version = models.PositiveIntegerField(default=0)
    payload = models.JSONField(default=dict)
    typed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form"],
                name="typed_text_once_per_form",
                violation_error_message="What you typed into this form is kept already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.form}"
