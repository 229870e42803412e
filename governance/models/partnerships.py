"""Partnerships, their names and accountable bodies over time, and their status words."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string
from simple_history.models import HistoricalRecords

from ..input.names import NameField
from .rows import VersionedModel, VisibleQuerySet, both_or_neither


class StatusSchemeQuerySet(models.QuerySet):
    def offered_to(self, partnership):
        """The common words, its own, and those it uses; never what another one made for itself."""
        return self.filter(
            ~models.Q(key__startswith=StatusScheme.OWN)
            | models.Q(key=StatusScheme.own_key(partnership))
            | models.Q(pk=partnership.status_scheme_id)
        )


class StatusScheme(VersionedModel):
    """A body's own words and colours for how an improvement stands."""

    name = models.CharField(max_length=100)
    key = models.SlugField(
        unique=True,
        error_messages={"unique": "A set of status words with this key is there already."},
    )

    objects = StatusSchemeQuerySet.as_manager()

    # How the key of words that one partnership made for itself begins.
    OWN = "of-"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def own_key(cls, partnership: "Partnership") -> str:
        return f"{cls.OWN}{partnership.slug}"[:50]


class StatusWord(VersionedModel):
    """One word of a status scheme, with its plain meaning; its colour never stands alone."""

    class Tone(models.TextChoices):
        DONE = "done", "blue with a tick"
        ON = "on", "green with a disc"
        RISK = "risk", "amber with a triangle"
        OFF = "off", "red with a square"
        NONE = "none", "grey with a dashed ring"

    class Standing(models.TextChoices):
        COMPLETE = "complete", "counts as complete"
        ON_TRACK = "on_track", "counts as on track"
        AT_RISK = "at_risk", "counts as at risk"
        OFF_TRACK = "off_track", "counts as off track"
        NOT_STATED = "not_stated", "not stated"

    scheme = models.ForeignKey(StatusScheme, on_delete=models.CASCADE, related_name="words")
    key = models.SlugField()
    word = models.CharField(max_length=40)
    meaning = models.CharField(max_length=200, help_text="One plain sentence an officer reads.")
    tone = models.CharField(max_length=10, choices=Tone)
    standing = models.CharField(max_length=12, choices=Standing)
    order = models.PositiveSmallIntegerField(default=0)
    needs_reason = models.BooleanField("asks why", default=False)
    asks_date = models.BooleanField("asks whether the date moves", default=False)
    needs_approval = models.BooleanField(default=False)

    class Meta:
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "key"],
                name="status_key_once_in_scheme",
                violation_error_message="This set already has a status with that key.",
            ),
            models.UniqueConstraint(
                fields=["scheme", "word"],
                name="status_word_once_in_scheme",
                violation_error_message=(
                    "This set already has a status with that word. Choose another word."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.word


class PartnershipQuerySet(VisibleQuerySet):
    partnership_path = "pk"

    def in_partnership(self, slug):
        return self.filter(slug=slug)


class Partnership(VersionedModel):
    """The tenant: a LEP or a body that follows one. Everything belongs to exactly one."""

    class Kind(models.TextChoices):
        LEP_COMPANY = "lep_company", "Local Enterprise Partnership (company)"
        LEP_UNINCORPORATED = "lep_unincorporated", "Local Enterprise Partnership (unincorporated)"
        COUNCIL = "council", "Council"
        JOINT_COMMITTEE = "joint_committee", "Joint committee"
        COMBINED_AUTHORITY = "combined_authority", "Combined authority"
        BUSINESS_BOARD = "business_board", "Business board"
        OTHER = "other", "Another kind of body"

    class QuarterConvention(models.TextChoices):
        FINANCIAL = "financial", "Financial year: quarter 1 is April to June"
        CALENDAR = "calendar", "Calendar year: quarter 1 is January to March"

    name = NameField(max_length=200)
    short_name = NameField(max_length=40)
    slug = models.SlugField(
        unique=True,
        error_messages={
            "unique": "A partnership with this address is there already. Choose another one."
        },
    )
    kind = models.CharField(max_length=20, choices=Kind)
    reviewer_title = models.CharField(
        "reviewer's title",
        max_length=60,
        blank=True,
        default="Area Lead",
        help_text="What the person who reviews is called. Leave empty where nobody reviews.",
    )
    quarter_convention = models.CharField(
        max_length=10, choices=QuarterConvention, default=QuarterConvention.FINANCIAL
    )
    status_scheme = models.ForeignKey(StatusScheme, on_delete=models.PROTECT)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    logo = models.ImageField(upload_to="logos/", blank=True)
    update_days = models.PositiveSmallIntegerField(
        "working days to write updates", default=8, help_text="From opening a quarter."
    )
    review_days = models.PositiveSmallIntegerField(
        "working days to review", default=5, help_text="From the day updates are due."
    )
    reminder_days = models.PositiveSmallIntegerField("days before due to remind", default=3)
    papers_clear_days = models.PositiveSmallIntegerField("clear working days for papers", default=5)
    no_change_limit = models.PositiveSmallIntegerField(
        "times running “no change” may be sent", default=2
    )
    authenticator_roles = models.JSONField(
        "roles that must use authenticator codes", default=list, blank=True
    )
    # Switched on by an administrator alone, on a page of its own, and printed in the pack.
    one_person_since = models.DateTimeField(
        "one person may write and review since", null=True, blank=True, editable=False
    )
    one_person_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    one_person_reason = models.CharField(max_length=300, blank=True, editable=False)

    objects = PartnershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [both_or_neither("partnership", "one_person_since", "one_person_by")]
        permissions = [
            ("set_up_partnership", "May set up and change a partnership"),
            ("allow_one_person", "May let one person write and review the same rows"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("governance:partnership_detail", args=[self.slug])

    @property
    def partnership(self) -> "Partnership":
        return self

    def clean(self) -> None:
        super().clean()
        if self.pk is None or self.reviewer_title:
            return
        before = type(self).objects.get(pk=self.pk)
        if before.has_reviewer and (sentence := _reviewer_needed(before)):
            raise ValidationError({"reviewer_title": sentence})

    @property
    def has_reviewer(self) -> bool:
        return bool(self.reviewer_title)

    @property
    def one_person_may_review(self) -> bool:
        """Whether the writer of a row may review it too; off unless somebody switched it on."""
        return self.one_person_since is not None


def _reviewer_needed(partnership: Partnership) -> str:
    """The first sentence that says what waits for the reviewer; empty where nothing does."""
    asked = (import_string(name)(partnership) for name in settings.REVIEWER_NEEDED)
    return next(filter(None, asked), "")


class PartnershipName(models.Model):
    """A name the partnership had between two days."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="names")
    name = NameField(max_length=200)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on"]

    def __str__(self) -> str:
        return self.name


class AccountableBody(VersionedModel):
    """The council answerable for the partnership's money between two days."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="accountable_bodies"
    )
    name = NameField(max_length=200)
    finance_officer_title = models.CharField(max_length=100, default="Section 151 officer")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "accountable bodies"
        ordering = ["from_on"]

    def __str__(self) -> str:
        return self.name
