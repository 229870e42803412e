"""One plan's part in a quarter, with its frozen words."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from governance import clock
from governance.input.names import NameField
from governance.models import (
    Partnership,
    ReportingRound,
    User,
    VersionedModel,
    VisibleQuerySet,
    both_or_neither,
)

from .plans import Plan


class PlanRoundQuerySet(VisibleQuerySet):
    partnership_path = "plan__partnership"


class PlanRound(ConcurrentTransitionMixin, VersionedModel):
    """One plan's part in a quarter: collecting, then closed; signed where somebody reviews.

    ``snapshot`` is what the quarter said, frozen at signing or closing, whichever comes first:
    later edits of the plan do not reach it. It stands in ``FrozenQuarter``, its digest here.
    """

    # Part of the row in the audit log and in imports, and read by no list.
    columns_beside: ClassVar[dict[str, str]] = {"snapshot": "frozen_quarter__snapshot"}

    class State(models.TextChoices):
        COLLECTING = "collecting", "collecting updates"
        CLOSED = "closed", "closed"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="plan_rounds")
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="plan_rounds")
    state = FSMField(default=State.COLLECTING, choices=State.choices, protected=True)
    from_paper = models.BooleanField(
        "written down from paper",
        default=False,
        help_text="What a document said, also where other plans were asked for updates.",
    )
    signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_name = NameField("name and title as signed", max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    position_on = models.DateField(
        "position as at",
        null=True,
        blank=True,
        editable=False,
        help_text="The day on which what is frozen was judged: its dates passed or not by then.",
    )
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = PlanRoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-round__starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "round"],
                name="plan_once_in_round",
                violation_error_message="This plan is in that quarter already.",
            ),
            both_or_neither("planround", "signed_at", "signed_by"),
            both_or_neither("planround", "closed_at", "closed_by"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | ~Q(snapshot_sha256=""),
                name="planround_signed_is_frozen",
            ),
        ]
        indexes = [
            # The few that are open among all that are kept.
            models.Index(
                fields=["plan", "round"],
                condition=Q(state="collecting"),
                name="planround_collecting",
            )
        ]
        permissions = [
            ("close_planround", "May close a quarter of a plan"),
            ("sign_planround", "May sign a quarter of a plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse(
            "plans:round_detail",
            args=[self.plan.partnership.slug, self.plan.slug, self.round.slug],
        )

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def is_on_paper(self) -> bool:
        """Whether a document said it all, so that nobody was asked for an update."""
        return self.from_paper or self.round.from_paper

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_frozen(self) -> bool:
        """Signed or closed: nothing in it is written any more."""
        return self.is_signed or self.is_closed

    @property
    def snapshot(self) -> dict[str, Any] | None:
        """What it said when it was frozen, shaped as in ``plans.rounds.snapshots``; None before.

        Asks the database once, unless ``frozen_quarter`` was selected with the row.
        """
        frozen = getattr(self, "frozen_quarter", None) if self.snapshot_sha256 else None
        return frozen.snapshot if frozen else None

    @property
    def judged_on(self) -> date:
        """The day by which its dates are judged: today while it collects, then the day it froze.

        The one place where what is printed of a quarter asks what day it is.
        """
        return self.position_on or clock.today()

    @transition(state, source=State.COLLECTING, target=State.CLOSED)
    def close(self) -> None:
        """Silence is recorded as silence; the snapshot is frozen."""

    @transition(state, source=State.CLOSED, target=State.COLLECTING)
    def reopen(self) -> None:
        """With a reason, and only before it is signed."""


class FrozenQuarterQuerySet(VisibleQuerySet):
    partnership_path = "plan_round__plan__partnership"


class FrozenQuarter(models.Model):
    """What a quarter of a plan said when it was signed or closed; read as ``PlanRound.snapshot``.

    In a table of its own, because it is long and lists of quarters do not need it.
    """

    plan_round = models.OneToOneField(
        PlanRound,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="frozen_quarter",
        error_messages={"unique": "This quarter is frozen already."},
    )
    snapshot = models.JSONField(editable=False)

    objects = FrozenQuarterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.plan_round)

    @property
    def partnership(self) -> Partnership:
        return self.plan_round.partnership
