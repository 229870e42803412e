"""Where a promise comes from, what it points at, and what it waits for."""

from django.db import models
from django.db.models import Q

from governance.input.dated_text import DateFrame
from governance.models import (
    DatedText,
    Partnership,
    VersionedModel,
    both_or_neither,
    dates_in_order,
)
from governance.models.rows import WebAddressField

from .improvements import Improvement
from .milestones import Milestone
from .plans import LiveQuerySet, Plan, Retirable


class RowPartQuerySet(LiveQuerySet):
    partnership_path = "improvement__plan__partnership"


class SourceQuerySet(LiveQuerySet):
    partnership_path = "plan__partnership"


class Source(Retirable, VersionedModel):
    """A report whose findings a plan answers, such as an audit or a review."""

    searched = ("title", "issued_text")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sources")
    key = models.SlugField()
    title = models.CharField(max_length=500)
    issued_text = models.CharField(max_length=60, blank=True)
    link = WebAddressField(max_length=500, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="source_key_once",
                violation_error_message="This plan already has a source with that key.",
            ),
            both_or_neither("source", "retired_at", "retired_by"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class RowPart(Retirable, VersionedModel):
    """What stands in the text of a row or of one of its milestones, at a place."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True)
    printed = models.CharField("as printed, brackets and all", max_length=1000, blank=True)
    block = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which paragraph of the statement it stands in."
    )
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="The letter of the text it starts at."
    )
    order = models.PositiveIntegerField(default=0)

    objects = RowPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["improvement", "order", "pk"]

    @property
    def plan(self) -> Plan:
        return self.improvement.plan

    @property
    def partnership(self) -> Partnership:
        return self.improvement.plan.partnership


class Citation(RowPart):
    """The page of a source that a row or one milestone answers."""

    searched = ("printed",)

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="citations")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    pages = models.CharField(max_length=200, blank=True)

    class Meta(RowPart.Meta):
        constraints = [both_or_neither("citation", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return f"{self.source}, {self.pages}" if self.pages else str(self.source)


class Reference(RowPart):
    """A "see action 23" in the text: a live link that follows renumbering, or a lost one."""

    class Kind(models.TextChoices):
        ROW = "row", "another row"
        LAYOUT = "layout", "a place on the page"
        LOST_LINK = "lost_link", "a link that was lost"

    improvement = models.ForeignKey(
        Improvement, on_delete=models.CASCADE, related_name="references"
    )
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="references"
    )
    to = models.ForeignKey(
        Improvement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="referred_from",
        help_text="Empty where the paper's pointer leads nowhere.",
    )
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.ROW)
    names = models.CharField(
        "number it names",
        max_length=40,
        blank=True,
        help_text="As printed, where no row of the plan has that number.",
    )

    class Meta(RowPart.Meta):
        constraints = [both_or_neither("reference", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return self.printed


class Awaited(DatedText, Retirable, VersionedModel):
    """A document, an event or an outside body that rows wait for, dated or not."""

    searched = ("title", "text")

    class Kind(models.TextChoices):
        DOCUMENT = "document", "document"
        EVENT = "event", "event"
        OUTSIDE_BODY = "outside_body", "outside body"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="awaited")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DOCUMENT)
    arrived_on = models.DateField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "awaited"
        ordering = ["plan", "title"]
        constraints = [
            dates_in_order("awaited"),
            both_or_neither("awaited", "retired_at", "retired_by"),
            models.UniqueConstraint(
                fields=["plan", "title"],
                name="awaited_once_in_plan",
                violation_error_message="This plan already has a dependency of this title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def date_frame(self) -> DateFrame:
        return self.plan.date_frame

    @property
    def has_happened(self) -> bool:
        return self.arrived_on is not None

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class WaitsFor(RowPart):
    """A row, or one milestone, that cannot move before something awaited is there."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="waits_for")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="waits_for"
    )
    awaited = models.ForeignKey(
        Awaited, on_delete=models.PROTECT, null=True, blank=True, related_name="rows"
    )
    other = models.ForeignKey(
        Improvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awaited_by",
        help_text="Another row of the plan that has to come first.",
    )

    class Meta(RowPart.Meta):
        verbose_name_plural = "waits for"
        constraints = [
            models.CheckConstraint(
                condition=Q(awaited__isnull=False) | Q(other__isnull=False),
                name="waits_for_something",
            ),
            both_or_neither("waitsfor", "retired_at", "retired_by"),
        ]

    def __str__(self) -> str:
        return f"waits for {self.awaited or self.other}"
