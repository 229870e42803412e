"""Milestones: what is to be true by when, in the plan's own words, and how dates moved."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from governance import clock
from governance.concurrency.versions_seen import together
from governance.input.dated_text import DateFrame
from governance.models import (
    DatedText,
    User,
    VersionedModel,
    both_or_neither,
    dates_in_order,
)
from governance.storage.json_rows import latest_of

from .improvements import Improvement, ImprovementPart, ImprovementPartQuerySet
from .plans import LiveQuerySet


class MilestoneQuerySet(ImprovementPartQuerySet):
    def overdue(self, at=None):
        """Judged on the latest day alone; without one a milestone is never overdue."""
        day = at or clock.today()
        return self.live().filter(
            latest__lt=day,
            is_recurring=False,
            state__in=[Milestone.State.OPEN, Milestone.State.IN_PROGRESS],
        )

    def with_moves(self):
        """Each milestone with the last move asked for or agreed, and what open quarters said."""
        shown = MilestoneMove.objects.filter(
            state__in=[MilestoneMove.State.ASKED, MilestoneMove.State.AGREED]
        )
        return self.annotate(
            move_row=latest_of(
                shown,
                "milestone",
                "-pk",
                state=F("state"),
                to_text=F("to_text"),
                to_latest=F("to_latest"),
                reason=F("reason"),
                asked_by=F("asked_by__name"),
                decided_by=F("decided_by__name"),
                stood_before=F("stood_before"),
                update=F("update"),
                closed_at=F("update__plan_round__closed_at"),
            ),
            open_report=latest_of(
                MilestoneReport.objects.filter(update__plan_round__closed_at__isnull=True),
                "milestone",
                "-pk",
                before=F("state_before"),
            ),
        )


class Milestone(ConcurrentTransitionMixin, DatedText, ImprovementPart):
    """One step of an improvement; ``text`` is as printed, its date keeps words and reading."""

    frozen = (
        *("text", "level", "due_text", "latest", "original_latest", "state", "state_text"),
        *("done_on", "is_recurring"),
    )
    searched = ("text",)

    # The date that stands and the first one: what a move changes, and keeps to go back to.
    DATES = (
        *("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred"),
        *("original_due_text", "original_earliest", "original_latest"),
    )

    class State(models.TextChoices):
        OPEN = "open", "not yet"
        IN_PROGRESS = "in_progress", "in progress"
        REPORTED = "reported", "reported as done"
        DONE = "done", "done"

    improvement = models.ForeignKey(
        Improvement, on_delete=models.CASCADE, related_name="milestones"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    is_bullet = models.BooleanField(default=True)
    is_recurring = models.BooleanField(
        default=False, help_text="It comes round; each quarter asks whether it happened."
    )
    recurrence_text = models.CharField("how often, as written", max_length=200, blank=True)
    state = FSMField(default=State.OPEN, choices=State.choices, protected=True)
    state_text = models.CharField("state as printed", max_length=200, blank=True)
    done_on = models.DateField(
        null=True, blank=True, help_text="Empty when it is done and the day is not stated."
    )
    original_due_text = models.CharField(max_length=200, blank=True, editable=False)
    original_earliest = models.DateField(null=True, blank=True, editable=False)
    original_latest = models.DateField(null=True, blank=True, editable=False)

    objects = MilestoneQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(ImprovementPart.Meta):
        constraints = [
            both_or_neither("milestone", "retired_at", "retired_by"),
            dates_in_order("milestone"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(state__in=["reported", "done"]),
                name="milestone_done_day_only_when_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def date_frame(self) -> DateFrame:
        return self.plan.date_frame

    @property
    def is_done(self) -> bool:
        return self.state in {self.State.REPORTED, self.State.DONE}

    @property
    def has_happened(self) -> bool:
        return self.is_done

    @property
    def has_moved(self) -> bool:
        return self.original_latest is not None and self.original_latest != self.latest

    def is_overdue(self, at=None) -> bool:
        if self.is_done or self.is_recurring or self.latest is None or not self.is_live:
            return False
        return self.latest < (at or clock.today())

    def stand_at(self, kept: dict[str, Any]) -> None:
        """Give it back the date it had, from what a move kept of it."""
        for name, value in kept.items():
            is_day = name.endswith(("earliest", "latest"))
            setattr(self, name, date.fromisoformat(value) if is_day and value else value)

    @transition(state, source=State.OPEN, target=State.IN_PROGRESS)
    def start(self) -> None:
        """Work on it began."""

    @transition(state, source=State.IN_PROGRESS, target=State.OPEN)
    def stop(self) -> None:
        """The update that said it was under way was withdrawn or returned."""

    @transition(state, source=[State.OPEN, State.IN_PROGRESS], target=State.REPORTED)
    def report_done(self, on=None) -> None:
        """The partnership says it is done, on a day or on a day not stated."""
        self.done_on = on

    @transition(state, source=State.REPORTED, target=State.OPEN)
    def take_back_report(self) -> None:
        """The update that said so was withdrawn or returned."""
        self.done_on = None

    @transition(state, source=State.REPORTED, target=State.DONE)
    def confirm_done(self) -> None:
        """The review accepted it."""

    @transition(state, source=[State.OPEN, State.IN_PROGRESS, State.REPORTED], target=State.DONE)
    def record_done(self, on=None) -> None:
        """Set down as done from paper or by the coordinator, outside any round."""
        self.done_on = on

    @transition(state, source=State.DONE, target=State.OPEN)
    def reopen(self) -> None:
        """It was not true after all."""
        self.done_on = None


class MilestoneMoveQuerySet(LiveQuerySet):
    partnership_path = "milestone__improvement__plan__partnership"


class MilestoneMove(ConcurrentTransitionMixin, VersionedModel):
    """A proposal to move a milestone's date: why, from what, to what, and who agreed.

    The old date stands until it is agreed. Re-scheduling is its own figure, never a silent green.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "not yet sent"
        ASKED = "asked", "asked for"
        AGREED = "agreed", "agreed"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="moves")
    update = models.ForeignKey(
        "plans.ProgressUpdate",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="moves",
    )
    from_text = models.CharField(max_length=200, blank=True)
    from_latest = models.DateField(null=True, blank=True)
    to_text = models.CharField("new date in words", max_length=200)
    to_earliest = models.DateField(null=True, blank=True)
    to_latest = models.DateField()
    reason = models.TextField()
    state = FSMField(default=State.DRAFT, choices=State.choices, protected=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stood_before = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="The milestone's date before this was agreed, to go back to when it is undone.",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MilestoneMoveQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "pk"]
        constraints = [
            both_or_neither("milestonemove", "asked_at", "asked_by"),
            both_or_neither("milestonemove", "decided_at", "decided_by"),
            models.CheckConstraint(condition=~Q(reason=""), name="milestonemove_says_why"),
            models.UniqueConstraint(
                fields=["milestone", "update"],
                condition=Q(update__isnull=False) & ~Q(state__in=["withdrawn", "declined"]),
                name="one_move_per_milestone_and_update",
                violation_error_message=(
                    "A new date is already requested for this milestone in this update."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.to_text}"

    @property
    def partnership(self):
        return self.milestone.partnership

    @property
    def seen_with_milestone(self) -> str:
        """What a decision on it is taken on: what is asked for, and the date that stands."""
        return together([self.seen, self.milestone.seen])

    @transition(state, source=State.DRAFT, target=State.ASKED)
    def ask(self) -> None:
        """Sent with the update."""

    @transition(state, source=State.ASKED, target=State.AGREED)
    def agree(self) -> None:
        """The new date applies from now on."""

    @transition(state, source=State.ASKED, target=State.DECLINED)
    def decline(self) -> None:
        """The old date still applies."""

    @transition(state, source=[State.AGREED, State.DECLINED], target=State.ASKED)
    def undecide(self) -> None:
        """The acceptance it was decided with was taken back."""

    @transition(state, source=State.ASKED, target=State.DRAFT)
    def take_back(self) -> None:
        """The update it was sent with came back."""

    @transition(state, source=[State.DRAFT, State.ASKED], target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """No longer asked for."""


class MilestoneReport(VersionedModel):
    """What one update says of one milestone: became true, under way, happened this quarter."""

    class Says(models.TextChoices):
        DONE = "done", "complete"
        IN_PROGRESS = "in_progress", "in progress"
        HAPPENED = "happened", "it happened this quarter"
        DID_NOT_HAPPEN = "did_not_happen", "it did not happen this quarter"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="reports")
    update = models.ForeignKey(
        "plans.ProgressUpdate", on_delete=models.CASCADE, related_name="milestone_reports"
    )
    says = models.CharField(max_length=16, choices=Says)
    done_on = models.DateField(null=True, blank=True)
    done_text = models.CharField("the day as written", max_length=60, blank=True)
    state_before = models.CharField(
        max_length=12,
        blank=True,
        editable=False,
        help_text="The milestone's state before this was sent, to go back to when it is undone.",
    )

    class Meta:
        ordering = ["milestone__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "update"],
                name="one_report_per_milestone_and_update",
                violation_error_message="This update already says how that milestone stands.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_says_display()}"
