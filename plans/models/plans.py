"""Plans and their parts: themes, sections of text, resources and phases."""

from decimal import Decimal

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.input.dated_text import DateFrame
from governance.models import (
    FigureField,
    Partnership,
    User,
    VersionedModel,
    VisibleQuerySet,
    both_or_neither,
)
from governance.storage.json_rows import rows_of


class Retirable(models.Model):
    """A part of a plan that is removed with a reason and can be put back; never deleted."""

    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    retired_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        return self.retired_at is None


class LiveQuerySet(VisibleQuerySet):
    def live(self):
        return self.filter(retired_at__isnull=True)


class PlanQuerySet(LiveQuerySet):
    def for_plan_page(self):
        """A plan with what stands around its table; the table itself is plans.pages.plan."""
        phase, resource = (
            self.model._meta.get_field(name).related_model
            for name in ("planphases", "planresources")
        )
        return self.select_related("partnership__status_scheme").annotate(
            resource_rows=rows_of(
                resource.objects.live(),
                "plan",
                pk=F("pk"),
                order=F("order"),
                post=F("post"),
                number=F("number"),
                printed=F("printed"),
            ),
            phase_rows=rows_of(
                phase.objects.live(),
                "plan",
                pk=F("pk"),
                order=F("order"),
                name=F("name"),
                months=F("months"),
                printed=F("printed"),
            ),
        )

    def for_plan_list(self):
        """Plans with how many rows they have, newest first."""
        live = Q(improvements__retired_at__isnull=True)
        return self.annotate(
            rows=Count("improvements", filter=live & Q(improvements__isnull=False))
        ).order_by("-starts_on", "title")


class Plan(Retirable, VersionedModel):
    """What a partnership promised for a period: an improvement, action or implementation plan."""

    searched = (
        "title",
        "printed_period",
        "issue_text",
        "paper_reference",
        "column_headers",
        "facts",
    )

    class Kind(models.TextChoices):
        IMPROVEMENT = "improvement_plan", "Improvement plan"
        ACTION = "action_plan", "Action plan"
        IMPLEMENTATION = "implementation_plan", "Implementation plan"

    class Numbering(models.TextChoices):
        TYPED = "typed", "Numbers are part of the text"
        AUTOMATIC = "automatic", "Numbers are given by the word processor"
        NONE = "none", "No numbers"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.IMPROVEMENT)
    title = models.CharField(max_length=300)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    printed_period = models.CharField(max_length=200, blank=True)
    issue_text = models.CharField("issue date as printed", max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    paper_reference = models.CharField(max_length=300, blank=True)
    numbering = models.CharField(max_length=10, choices=Numbering, default=Numbering.TYPED)
    row_word = models.CharField(
        "what a row is called", max_length=40, default="improvement", blank=True
    )
    column_headers = models.JSONField(
        default=list,
        blank=True,
        help_text="The four column headings with their helper text, as printed.",
    )
    printed_phase_total = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(
        "front of the paper",
        default=list,
        blank=True,
        help_text="Headings with their words, such as author or day of the meeting.",
    )
    unplaced = models.JSONField(
        "words without a place",
        default=list,
        blank=True,
        help_text="What the paper prints and no field could take, with the reason.",
    )

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["partnership", "-starts_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="plan_slug_once",
                violation_error_message=(
                    "A plan with this address is there already. Open it, or choose another address."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="plan_days_in_order"
            ),
            both_or_neither("plan", "retired_at", "retired_by"),
        ]
        permissions = [
            ("read_plan", "May read plans"),
            ("edit_plan", "May make and edit plans"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.partnership.slug, self.slug])

    @property
    def plan_year(self) -> str:
        """The financial year a missing year is taken from, such as "2019-20"."""
        start = self.starts_on.year if self.starts_on.month >= 4 else self.starts_on.year - 1
        return f"{start}-{(start + 1) % 100:02d}"

    @property
    def date_frame(self) -> DateFrame:
        """What places the dates of its parts."""
        return DateFrame(self.starts_on, self.ends_on, self.plan_year)


class PlanPart(Retirable, VersionedModel):
    """What belongs to one plan and keeps its place in it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["plan", "order", "pk"]

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class PlanPartQuerySet(LiveQuerySet):
    partnership_path = "plan__partnership"


class Theme(PlanPart):
    """A section of a plan, such as Strategy, or a programme of an action plan."""

    searched = ("title", "purpose")

    title = models.CharField(max_length=500)
    word = models.CharField(
        "what it is called", max_length=40, default="theme", help_text="Such as theme or programme."
    )
    purpose = models.JSONField(default=list, blank=True)

    objects = PlanPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        constraints = [both_or_neither("theme", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return self.title


class PlanSection(PlanPart):
    """A heading with structured text: introduction, principles, longer-term delivery, and so on."""

    searched = ("heading", "body")

    class Place(models.TextChoices):
        BEFORE = "before", "before the rows"
        AFTER = "after", "after the rows"

    heading = models.CharField(max_length=500, blank=True)
    body = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=6, choices=Place, default=Place.BEFORE)

    objects = PlanPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        constraints = [both_or_neither("plansection", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return self.heading or "Text"


class PlanResource(PlanPart):
    """A post the plan needs and how many of it."""

    searched = ("post", "printed")

    post = models.CharField(max_length=500)
    number = FigureField(max_digits=5, decimal_places=1, default=1)
    printed = models.CharField(max_length=500, blank=True)

    objects = PlanPartQuerySet.as_manager()

    class Meta(PlanPart.Meta):
        constraints = [both_or_neither("planresource", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return f"{self.post} × {Decimal(self.number).normalize():f}"


class PlanPhase(PlanPart):
    """A stretch of a plan and its length in months; the printed sum is checked."""

    searched = ("name", "printed")

    name = models.CharField(max_length=500)
    months = FigureField(max_digits=5, decimal_places=1)
    printed = models.CharField(max_length=500, blank=True)

    objects = PlanPartQuerySet.as_manager()

    class Meta(PlanPart.Meta):
        constraints = [both_or_neither("planphase", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return f"{self.name}: {Decimal(self.months).normalize():f} months"
