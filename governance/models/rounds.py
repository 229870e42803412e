"""Quarters of a partnership, in which updates are asked for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from .. import clock
from .partnerships import Partnership
from .people import User
from .rows import VersionedModel, VisibleQuerySet, both_or_neither


class ReportingRoundQuerySet(VisibleQuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)


class ReportingRound(VersionedModel):
    """A quarter of a partnership: its true dates, its printed label, and what is due when."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=30)
    starts_on = models.DateField("first day of the quarter")
    ends_on = models.DateField("last day of the quarter")
    label = models.CharField(
        max_length=80, help_text="Always with its months, such as Q3 2020-21 (Oct to Dec 2020)."
    )
    printed_label = models.CharField("label as printed in its source", max_length=80, blank=True)
    convention = models.CharField(
        max_length=10,
        choices=Partnership.QuarterConvention,
        default=Partnership.QuarterConvention.FINANCIAL,
    )
    opens_on = models.DateField(null=True, blank=True)
    due_on = models.DateField("updates due", null=True, blank=True)
    review_due_on = models.DateField("review due", null=True, blank=True)
    pack_on = models.DateField("pack built", null=True, blank=True)
    meets_on = models.DateField("committee meets", null=True, blank=True)
    from_paper = models.BooleanField(
        "recorded from paper", default=False, help_text="Written down after the event."
    )
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = ReportingRoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="round_slug_once_in_partnership",
                violation_error_message=(
                    "This quarter is there already. Open it, or choose another quarter."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="round_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(review_due_on__isnull=True)
                | Q(due_on__lte=F("review_due_on")),
                name="round_due_before_review",
            ),
            both_or_neither("reportinground", "closed_at", "closed_by"),
        ]
        permissions = [("open_reportinground", "May open a quarter and change its dates")]

    def __str__(self) -> str:
        return self.label

    @property
    def short_label(self) -> str:
        """The label without its months, for places where the months stand beside it."""
        return self.label.split(" (")[0]

    @property
    def months(self) -> str:
        """The label's months alone, such as "Oct to Dec 2020"."""
        return self.label.partition("(")[2].rstrip(")")

    def has_opened(self, *, at: date) -> bool:
        """Whether its first day of asking has come by a day."""
        return self.opens_on is None or self.opens_on <= at

    @property
    def position_on(self) -> date | None:
        """The day by which a quarter that is over is judged: its end where it is from paper."""
        if self.closed_at is None:
            return None
        return self.ends_on if self.from_paper else clock.london_day(self.closed_at)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
