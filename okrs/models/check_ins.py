"""What was said of each key result in a quarter."""

from django.db import models
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from governance import roles
from governance.models import (
    AskedRow,
    FigureField,
    Partnership,
    ReportingRound,
    StatusWord,
    User,
    VisibleQuerySet,
    both_or_neither,
)
from plans.rounds.outcomes import Outcome, outcome_of

from .sets import KeyResult, Measure


class CheckInQuerySet(VisibleQuerySet):
    partnership_path = "round__partnership"

    def unsent(self):
        return self.filter(
            state__in=[CheckIn.State.NOT_STARTED, CheckIn.State.DRAFT], round__closed_at=None
        )

    def for_form(self):
        return self.select_related(
            "round__partnership__status_scheme",
            "status",
            "submitted_by",
            "key_result__objective__objective_set__partnership",
        ).prefetch_related("readings", "key_result__measures")


class CheckIn(ConcurrentTransitionMixin, AskedRow):
    """What the partnership says of one key result in one quarter."""

    searched = ("words", "reason")

    people = {"asked": roles.WRITES_CHECK_INS}

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "not started"
        DRAFT = "draft", "draft"
        SUBMITTED = "submitted", "submitted"
        SILENT = "silent", "no check-in received"

    key_result = models.ForeignKey(KeyResult, on_delete=models.PROTECT, related_name="check_ins")
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="check_ins")
    state = FSMField(default=State.NOT_STARTED, choices=State.choices, protected=True)
    asked = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="check_ins_asked"
    )
    status = models.ForeignKey(
        StatusWord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True)
    reason = models.TextField("issue", blank=True)
    as_at_text = models.CharField(max_length=60, blank=True)
    as_at = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = CheckInQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["key_result__objective__order", "key_result__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_result", "round"],
                name="one_check_in_per_key_result_and_round",
                violation_error_message=(
                    "This key result already has a check-in for that quarter. Open it to change it."
                ),
            ),
            both_or_neither("checkin", "submitted_at", "submitted_by"),
        ]
        permissions = [
            ("write_checkin", "May write check-ins"),
            ("submit_checkin", "May submit and withdraw check-ins"),
        ]

    def __str__(self) -> str:
        return f"{self.key_result}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("okrs:checkin_form", args=[self.partnership.slug, self.pk])

    @property
    def partnership(self) -> Partnership:
        return self.round.partnership

    @property
    def is_out(self) -> bool:
        """Whether it was not sent yet, or taken back."""
        return self.state in {self.State.NOT_STARTED, self.State.DRAFT}

    @property
    def can_be_edited(self) -> bool:
        return self.is_out and self.round.is_open

    @property
    def outcome(self) -> Outcome:
        """What became of the key result in the quarter, as every page and pack says it."""
        return outcome_of(
            self.state,
            is_over=not self.round.is_open,
            is_asked=self.asked_id is not None,
            joined_late=self.joined_at is not None,
            from_paper=self.round.from_paper,
        )

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    @property
    def can_be_withdrawn(self) -> bool:
        return self.state == self.State.SUBMITTED and self.round.is_open

    def before(self):
        """The check-in of the quarter before this one, or None."""
        earlier = self.key_result.check_ins.filter(
            round__starts_on__lt=self.round.starts_on, state=self.State.SUBMITTED
        )
        return earlier.select_related("status", "round").order_by("round__starts_on").last()

    @transition(state, source=State.NOT_STARTED, target=State.DRAFT)
    def start(self) -> None:
        """Somebody began to write."""

    @transition(state, source=[State.NOT_STARTED, State.DRAFT], target=State.SUBMITTED)
    def submit(self) -> None:
        """The words are the partnership's now."""

    @transition(state, source=State.SUBMITTED, target=State.DRAFT)
    def withdraw(self) -> None:
        """Taken back while the quarter is open."""

    @transition(state, source=[State.NOT_STARTED, State.DRAFT], target=State.SILENT)
    def fall_silent(self) -> None:
        """The quarter closed without a check-in."""

    @transition(state, source=State.SILENT, target=State.NOT_STARTED)
    def speak_again(self) -> None:
        """The quarter was reopened."""


class MeasureReading(models.Model):
    """What a measure stood at, as one check-in gives it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="readings")
    value = FigureField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "check_in"],
                name="one_reading_per_measure_and_check_in",
                violation_error_message="This check-in already has a figure for that measure.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value:f}"
