"""Improvements: the numbered rows of a plan, with their leads, KPIs and monitoring."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance import clock, roles
from governance.input.dated_text import DateFrame
from governance.models import (
    Body,
    DatedText,
    FigureField,
    Partnership,
    User,
    VersionedModel,
    both_or_neither,
    dates_in_order,
)
from governance.text.sentences import with_topic

from .page_queries import ImprovementQuerySet
from .plans import LiveQuerySet, Plan, PlanPart, Retirable, Theme


class Improvement(PlanPart):
    """One promise of a plan: a statement, who leads, how it is measured and watched."""

    people = {"updater": roles.WRITES_UPDATES}
    # Each is one column with its label: forms, table, page, pack and what stands below follow.
    facts = ("status_text", "raised_on")
    frozen = (
        *("ref", "number", "short_name", "statement", "layout", "lead_heading", "kpi_heading"),
        *("extras", "raw_fragments", *facts),
    )
    searched = ("short_name", "statement", "extras", "raw_fragments", *facts)

    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    ref = models.SlugField(
        max_length=40, help_text="Its permanent address in the plan; never changes."
    )
    number = models.CharField("number as printed", max_length=40, blank=True)
    short_name = models.CharField(
        max_length=80, help_text="Ours, for lists; never printed as the paper's words."
    )
    statement = models.JSONField(default=list)
    layout = models.JSONField(
        default=list,
        blank=True,
        help_text="The order of the parts in the printed cell: statement, citations, leads, kpis.",
    )
    lead_heading = models.CharField("heading of the leads as printed", max_length=200, blank=True)
    kpi_heading = models.CharField(
        "heading of the KPIs as printed",
        max_length=200,
        blank=True,
        help_text="Kept even where nothing stands beneath it.",
    )
    updater = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="improvements_to_update",
        help_text="The account that is asked each quarter; the coordinator unless set.",
    )
    status_text = models.CharField(
        "status as printed",
        max_length=200,
        blank=True,
        help_text="The paper's own word; how a row stands is said in its updates.",
    )
    raised_on = models.DateField("date raised", null=True, blank=True)
    extras = models.JSONField(
        "columns without a field",
        default=list,
        blank=True,
        help_text="Heading and words of each, such as cost or priority.",
    )
    raw_fragments = models.JSONField("damaged source text, kept as it is", default=list, blank=True)

    objects = ImprovementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "ref"],
                name="improvement_ref_once",
                violation_error_message=(
                    "A row with this address is in the plan already. Open it, or choose another "
                    "number."
                ),
            ),
            both_or_neither("improvement", "retired_at", "retired_by"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.short_name}" if self.number else self.short_name

    def get_absolute_url(self) -> str:
        plan = self.plan
        return reverse(
            "plans:improvement_detail", args=[plan.partnership.slug, plan.slug, self.ref]
        )

    @property
    def cell_order(self) -> list[str]:
        """The parts of the first cell as the paper orders them; what it lacks comes last."""
        usual = ["statement", "citations", "leads", "kpis"]
        return [*self.layout, *(part for part in usual if part not in self.layout)]

    @property
    def called(self) -> str:
        """How lists and mails name it: "improvement 7" or its short name."""
        word = self.plan.row_word or "row"
        return f"{word} {self.number}" if self.number else f"{word} “{self.short_name}”"


class ImprovementPart(Retirable, VersionedModel):
    """What belongs to one improvement and keeps its place in its cell."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE)
    order = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["improvement", "order", "pk"]

    @property
    def plan(self) -> Plan:
        return self.improvement.plan

    @property
    def partnership(self) -> Partnership:
        return self.improvement.plan.partnership


class ImprovementPartQuerySet(LiveQuerySet):
    partnership_path = "improvement__plan__partnership"


class Lead(ImprovementPart):
    """Who leads, as printed: a person, a post or a body, sometimes for one sub-topic only."""

    people = {"user": roles.BELONGS}
    frozen = ("topic", "name", "level")
    searched = ("topic", "name")

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        POST = "post", "post"
        BODY = "body", "body"

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="leads")
    topic = models.CharField(max_length=300, blank=True)
    name = models.CharField("as printed", max_length=500)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.POST)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="leads"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="leads"
    )

    objects = ImprovementPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(ImprovementPart.Meta):
        constraints = [both_or_neither("lead", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return with_topic(self.topic, self.name)


class KPI(DatedText, ImprovementPart):
    """How an improvement shows: a sentence always, a number where the words name one."""

    frozen = ("text", "level", "unit", "baseline", "target")
    searched = ("text",)

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="kpis")
    is_bullet = models.BooleanField(default=True)
    unit = models.CharField(max_length=60, blank=True)
    baseline = FigureField(max_digits=14, decimal_places=2, null=True, blank=True)
    target = FigureField(max_digits=14, decimal_places=2, null=True, blank=True)

    objects = ImprovementPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(ImprovementPart.Meta):
        verbose_name = "KPI"
        verbose_name_plural = "KPIs"
        constraints = [
            both_or_neither("kpi", "retired_at", "retired_by"),
            dates_in_order("kpi"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def date_frame(self) -> DateFrame:
        return self.plan.date_frame

    @property
    def is_measurable(self) -> bool:
        return self.target is not None


class MonitoringProcessQuerySet(LiveQuerySet):
    partnership_path = "plan__partnership"


class MonitoringProcess(VersionedModel):
    """A way of watching progress, written once and shared by many rows."""

    searched = ("text", "actors", "frequency")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="monitoring_processes")
    text = models.CharField(max_length=2000)
    actors = models.CharField(max_length=500, blank=True, help_text="Such as CLGU/SELEP.")
    frequency = models.CharField(max_length=200, blank=True, help_text="Such as monthly.")

    objects = MonitoringProcessQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "monitoring processes"
        ordering = ["plan", "text"]

    def __str__(self) -> str:
        return self.text

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class MonitoringLine(ImprovementPart):
    """One line of a row's monitoring cell; an empty bullet is kept as an empty line."""

    searched = ("text",)

    improvement = models.ForeignKey(
        Improvement, on_delete=models.CASCADE, related_name="monitoring_lines"
    )
    process = models.ForeignKey(
        MonitoringProcess,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
    )
    text = models.CharField("as printed", max_length=2000, blank=True)
    is_bullet = models.BooleanField(default=True)

    objects = ImprovementPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(ImprovementPart.Meta):
        constraints = [both_or_neither("monitoringline", "retired_at", "retired_by")]

    def __str__(self) -> str:
        return self.text or "Empty line"


class KpiReadingQuerySet(LiveQuerySet):
    partnership_path = "kpi__improvement__plan__partnership"


class KpiReading(VersionedModel):
    """What a measurable KPI stood at on a day, given in an update or by hand."""

    kpi = models.ForeignKey(KPI, on_delete=models.CASCADE, related_name="readings")
    update = models.ForeignKey(
        "plans.ProgressUpdate",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="readings",
    )
    value = FigureField(max_digits=14, decimal_places=2)
    as_at = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(default=clock.now, editable=False)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = KpiReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "KPI reading"
        ordering = ["kpi", "as_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "update"],
                condition=Q(update__isnull=False),
                name="one_reading_per_update",
                violation_error_message="This update already has a figure for that KPI.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi}: {self.value:f}"
