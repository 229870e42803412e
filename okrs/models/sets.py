"""Objectives and key results of one quarter, as a committee paper prints them."""

from typing import Any

from django.db import models
from django.db.models import Count, Prefetch
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance import roles
from governance.concurrency.versions_seen import together
from governance.input.dated_text import DateFrame
from governance.models import (
    DatedText,
    FigureField,
    Partnership,
    User,
    VersionedModel,
    VisibleQuerySet,
    dates_in_order,
)
from governance.quarters import year_label
from plans.models import Improvement


class ObjectiveSetQuerySet(VisibleQuerySet):
    def for_list(self):
        return self.annotate(
            objective_count=Count("objectives", distinct=True),
            key_result_count=Count("objectives__key_results", distinct=True),
        ).order_by("-starts_on", "order", "pk")

    def for_page(self):
        """Everything the paper's layout prints, in a fixed number of queries."""
        return self.select_related("partnership").prefetch_related(
            "objectives__improvements__plan__partnership",
            Prefetch(
                "objectives__key_results",
                KeyResult.objects.select_related("updater").prefetch_related(
                    "measures",
                    "check_ins__status",
                    "check_ins__round",
                    "check_ins__submitted_by",
                    "check_ins__asked",
                    "check_ins__readings",
                ),
            ),
        )


class ObjectiveSet(VersionedModel):
    """The objectives of one theme for one quarter, as a committee paper prints them."""

    searched = (
        "title",
        "appendix",
        "printed_heading",
        "outcome",
        "outcome_heading",
        "header_blocks",
        "paper",
    )

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="objective_sets"
    )
    slug = models.SlugField(max_length=80)
    title = models.CharField("theme", max_length=200)
    appendix = models.CharField("where it stands, such as Appendix A", max_length=60, blank=True)
    starts_on = models.DateField("first day of the quarter")
    ends_on = models.DateField("last day of the quarter")
    label = models.CharField(
        "quarter",
        max_length=80,
        help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020).",
    )
    printed_label = models.CharField("quarter as printed", max_length=80, blank=True)
    printed_heading = models.CharField(
        "heading as printed", max_length=300, blank=True, help_text="With its number, all of it."
    )
    outcome = models.TextField("overall outcome", blank=True)
    outcome_heading = models.CharField(
        "heading of the outcome",
        max_length=120,
        blank=True,
        help_text="As printed; with a colon where the outcome follows on the same line.",
    )
    outcome_after = models.PositiveIntegerField("blocks printed before the outcome", default=0)
    header_blocks = models.JSONField(
        default=list,
        blank=True,
        help_text=(
            "Each block as printed: heading and structured text (aims, priorities, vision); its "
            "section where it belongs to one, and its place where it stands below the objectives."
        ),
    )
    paper = models.JSONField(
        "what its paper prints round the sets",
        default=dict,
        blank=True,
        help_text=(
            "On the first set of a paper: its title, facts of the cover, sections, and words "
            "that no field could take."
        ),
    )
    order = models.PositiveIntegerField(default=0)

    objects = ObjectiveSetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["partnership", "-starts_on", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="objectiveset_slug_once",
                violation_error_message=(
                    "A set with this address is there already. Open it, or choose another title."
                ),
            )
        ]
        permissions = [
            ("read_objectiveset", "May read objectives and key results"),
            ("edit_objectiveset", "May make and edit objectives and key results"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("okrs:set_detail", args=[self.partnership.slug, self.slug])

    def namesake(self) -> "ObjectiveSet | None":
        """Another set of this title and these days; two who make one now queue here."""
        Partnership.objects.select_for_update().filter(pk=self.partnership_id).first()
        others = ObjectiveSet.objects.filter(partnership=self.partnership_id).exclude(pk=self.pk)
        days = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        return others.filter(title__iexact=self.title.strip(), **days).first()

    @property
    def blocks_above(self) -> list[dict[str, Any]]:
        """The blocks of the whole theme that stand above its objectives."""
        return [one for one in self.header_blocks if not one.get("section") and _stands_above(one)]

    @property
    def blocks_below(self) -> list[dict[str, Any]]:
        return [
            one for one in self.header_blocks if not one.get("section") and not _stands_above(one)
        ]

    def blocks_of_section(self, section: str, *, above: bool) -> list[dict[str, Any]]:
        """The blocks of a section such as a sector's vision, above or below its objectives."""
        return [
            one
            for one in self.header_blocks
            if section and one.get("section") == section and _stands_above(one) is above
        ]

    @property
    def words_unplaced(self) -> list[dict[str, str]]:
        """Words of its paper that no field could take, each with the reason."""
        return self.paper.get("unplaced", [])

    def round_alone(self):
        """The newest quarter that asks for these key results and for no plan, or None."""
        rounds = self.partnership.rounds.filter(
            check_ins__key_result__objective__objective_set=self, plan_rounds=None
        )
        return rounds.order_by("-starts_on").first()


def _stands_above(block: dict[str, Any]) -> bool:
    return block.get("place", "before") != "after"


class ObjectiveQuerySet(VisibleQuerySet):
    partnership_path = "objective_set__partnership"


class Objective(VersionedModel):
    """What is to be reached, as printed; sometimes only a topic."""

    searched = ("section", "text", "body")

    objective_set = models.ForeignKey(
        ObjectiveSet, on_delete=models.CASCADE, related_name="objectives"
    )
    section = models.CharField("section as printed", max_length=100, blank=True)
    number = models.CharField("number as printed, such as O1", max_length=40, blank=True)
    text = models.CharField(max_length=2000)
    body = models.JSONField(
        "what stands beneath it",
        default=list,
        blank=True,
        help_text="Structured text; a heading in it is that of a column of the paper's table.",
    )
    order = models.PositiveIntegerField(default=0)
    improvements = models.ManyToManyField(
        Improvement,
        blank=True,
        related_name="objectives",
        help_text="The improvements meant to move it.",
    )

    objects = ObjectiveQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["objective_set", "order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def partnership(self) -> Partnership:
        return self.objective_set.partnership

    @property
    def beneath(self) -> list[VersionedModel]:
        """What goes with it when it is removed."""
        found: list[VersionedModel] = []
        for key_result in self.key_results.all():
            found += [key_result, *key_result.beneath]
        return found

    @property
    def seen_whole(self) -> str:
        """What its removal is decided on: itself and what stands beneath it."""
        return together(one.seen for one in [self, *self.beneath])


class KeyResultQuerySet(VisibleQuerySet):
    partnership_path = "objective__objective_set__partnership"

    def for_quarter(self, reporting_round):
        """Those whose set's quarter the round falls in, printed empty ones left out."""
        return self.filter(
            objective__objective_set__partnership=reporting_round.partnership,
            objective__objective_set__starts_on__lte=reporting_round.ends_on,
            objective__objective_set__ends_on__gte=reporting_round.starts_on,
        ).exclude(text="")


class KeyResult(DatedText, VersionedModel):
    """One result by which an objective is judged; its label and words are as printed."""

    searched = ("text", "bullets", "outcome_text")

    people = {"updater": roles.WRITES_CHECK_INS}

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    label = models.CharField("as printed, such as KR1", max_length=40, blank=True)
    bullets = models.JSONField(
        "nested lines beneath",
        default=list,
        blank=True,
        help_text="Structured text; a heading in it is that of a column of the paper's table.",
    )
    outcome_text = models.TextField("outcome beside it", blank=True)
    order = models.PositiveIntegerField(default=0)
    updater = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="key_results_to_update",
    )

    objects = KeyResultQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["objective", "order", "pk"]
        constraints = [dates_in_order("keyresult")]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()

    @property
    def partnership(self) -> Partnership:
        return self.objective.objective_set.partnership

    @property
    def date_frame(self) -> DateFrame:
        quarter = self.objective.objective_set
        start = quarter.starts_on
        year = year_label(start.year if start.month >= 4 else start.year - 1)
        return DateFrame(start, quarter.ends_on, year)

    @property
    def beneath(self) -> list[VersionedModel]:
        """What goes with it when it is removed."""
        return list(self.measures.all())

    @property
    def seen_whole(self) -> str:
        """What its removal is decided on: itself and its measures."""
        return together(one.seen for one in [self, *self.beneath])


class Measure(VersionedModel):
    """A countable part of a key result: from where, to where. One sentence may hold several."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="measures")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    baseline = FigureField(max_digits=14, decimal_places=2, default=0)
    target = FigureField(max_digits=14, decimal_places=2)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["key_result", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.key_result.partnership
