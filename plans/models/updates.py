"""A quarter of a plan: what the partnership wrote on each row."""

from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from simple_history.models import HistoricalRecords

from governance import roles
from governance.models import (
    AskedRow,
    Partnership,
    StateStep,
    StatusWord,
    User,
    VersionedModel,
    VisibleQuerySet,
    both_or_neither,
)

from ..rounds.outcomes import Outcome, outcome_of
from ..rounds.printed_status import word_as_printed
from .improvements import Improvement
from .page_queries import UpdatePageQuerySet
from .rounds import PlanRound


class ProgressUpdateQuerySet(UpdatePageQuerySet):
    partnership_path = "plan_round__plan__partnership"


class ProgressUpdate(ConcurrentTransitionMixin, AskedRow):
    """What the partnership says of one improvement in one quarter; never the reviewer's words."""

    people = {"asked": roles.WRITES_UPDATES}

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "not started"
        DRAFT = "draft", "draft"
        SUBMITTED = "submitted", "submitted"
        RETURNED = "returned", "returned"
        ACCEPTED = "accepted", "accepted"
        EXCUSED = "excused", "exempt"
        SILENT = "silent", "no update received"
        NOT_PRINTED = "not_printed", "no update on paper"

    EDITABLE = (State.NOT_STARTED, State.DRAFT, State.RETURNED)
    SAID = (State.SUBMITTED, State.ACCEPTED)

    plan_round = models.ForeignKey(PlanRound, on_delete=models.PROTECT, related_name="updates")
    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="updates")
    state = FSMField(default=State.NOT_STARTED, choices=State.choices, protected=True)
    asked = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="updates_asked",
        help_text="Who is asked for it this quarter.",
    )
    status = models.ForeignKey(
        StatusWord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status_as_printed = models.CharField(
        max_length=200,
        blank=True,
        help_text="The word of the paper; without a status it stands as it is printed.",
    )
    status_column = models.CharField(
        "heading of the printed status",
        max_length=300,
        blank=True,
        help_text="Where the paper has a status for each quarter.",
    )
    reason = models.TextField("issue", blank=True)
    as_at_text = models.CharField("true as at, as written", max_length=60, blank=True)
    as_at = models.DateField(null=True, blank=True)
    date_moves = models.CharField(
        "whether a date moves",
        max_length=3,
        blank=True,
        choices=[("yes", "Yes"), ("no", "No")],
        help_text="Asked where the status word asks it.",
    )
    no_change_reason = models.CharField(max_length=40, blank=True)
    printed_under = models.CharField(
        max_length=300,
        blank=True,
        help_text="The heading it stood under on paper, where that names another author.",
    )
    excused_reason = models.CharField(max_length=300, blank=True)
    edited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = ProgressUpdateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan_round", "improvement__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_round", "improvement"],
                name="one_update_per_row_and_round",
                violation_error_message=(
                    "This row already has an update for that quarter. Open it to change it."
                ),
            ),
            both_or_neither("progressupdate", "submitted_at", "submitted_by"),
            both_or_neither("progressupdate", "edited_at", "edited_by"),
            models.CheckConstraint(
                condition=~Q(state="excused") | ~Q(excused_reason=""),
                name="update_excused_says_why",
            ),
        ]
        permissions = [
            ("write_progressupdate", "May write updates"),
            ("submit_progressupdate", "May submit and withdraw updates"),
            ("excuse_progressupdate", "May excuse a row from a quarter"),
            ("review_progressupdate", "May accept and return updates"),
            ("approve_milestonemove", "May agree a new date where nobody reviews"),
        ]

    def __str__(self) -> str:
        return f"{self.improvement}, {self.plan_round.round}"

    def get_absolute_url(self) -> str:
        plan = self.plan_round.plan
        return reverse(
            "plans:update_form",
            args=[
                plan.partnership.slug,
                plan.slug,
                self.improvement.ref,
                self.plan_round.round.slug,
            ],
        )

    @property
    def partnership(self) -> Partnership:
        return self.plan_round.plan.partnership

    @property
    def is_no_change(self) -> bool:
        return bool(self.no_change_reason)

    @property
    def status_shown(self) -> Any:
        """The status word, or the word of the paper as it is printed; None where neither is."""
        return self.status or word_as_printed(self.status_as_printed)

    @property
    def outcome(self) -> Outcome:
        """What became of the row in the quarter, as every page, pack and file says it."""
        return self.outcome_at(is_over=self.plan_round.is_frozen)

    def outcome_at(self, *, is_over: bool) -> Outcome:
        """What became of the row if the quarter is over, or collects."""
        return outcome_of(
            self.state,
            is_over=is_over,
            is_asked=self.asked_id is not None,
            joined_late=self.joined_at is not None,
            from_paper=self.plan_round.is_on_paper,
        )

    @property
    def last_step(self) -> StateStep:
        """What was done to it last; a row is exempt, and somebody exempted it."""
        step = super().last_step
        return replace(step, word="exempted") if self.state == self.State.EXCUSED else step

    @property
    def is_said(self) -> bool:
        """Whether the partnership's words stand: they were sent and not returned."""
        return self.state in self.SAID

    @property
    def is_standing(self) -> bool:
        """Whether it says how the row stands: it was sent, or the quarter ended without it."""
        return self.is_said or self.plan_round.is_frozen

    @property
    def can_be_edited(self) -> bool:
        return self.state in self.EDITABLE and not self.plan_round.is_frozen

    @property
    def can_be_withdrawn(self) -> bool:
        return self.state == self.State.SUBMITTED and not self.plan_round.is_frozen

    @property
    def can_be_reviewed(self) -> bool:
        return self.state == self.State.SUBMITTED and not self.plan_round.is_frozen

    @transition(state, source=State.NOT_STARTED, target=State.DRAFT)
    def start(self) -> None:
        """Somebody began to write."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.DRAFT, State.RETURNED],
        target=State.SUBMITTED,
    )
    def submit(self) -> None:
        """The words are the partnership's now; the reviewer sees them."""

    @transition(state, source=State.SUBMITTED, target=State.DRAFT)
    def withdraw(self) -> None:
        """Taken back by the partnership before it was reviewed."""

    @transition(state, source=State.SUBMITTED, target=State.RETURNED)
    def return_with_note(self) -> None:
        """The reviewer asks for more."""

    @transition(state, source=State.SUBMITTED, target=State.ACCEPTED)
    def accept(self) -> None:
        """The reviewer agrees that this is what happened."""

    @transition(state, source=State.ACCEPTED, target=State.SUBMITTED)
    def take_back_acceptance(self) -> None:
        """The reviewer changes their mind before signing."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.DRAFT, State.RETURNED],
        target=State.EXCUSED,
    )
    def excuse(self) -> None:
        """The coordinator lets the row off this quarter, with a reason."""

    @transition(state, source=State.EXCUSED, target=State.NOT_STARTED)
    def ask_after_all(self) -> None:
        """The excuse is taken back."""

    @transition(state, source=State.EXCUSED, target=State.RETURNED)
    def return_after_all(self) -> None:
        """The excuse is taken back of a row that had been returned: the note still waits."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.DRAFT, State.RETURNED],
        target=State.SILENT,
    )
    def fall_silent(self) -> None:
        """The quarter closed without an update."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.DRAFT, State.RETURNED],
        target=State.NOT_PRINTED,
    )
    def stay_unprinted(self) -> None:
        """The quarter is from paper, and the paper says nothing of the row; nobody was asked."""

    @transition(state, source=[State.SILENT, State.NOT_PRINTED], target=State.NOT_STARTED)
    def speak_again(self) -> None:
        """The quarter was reopened."""


class ProgressNoteQuerySet(VisibleQuerySet):
    partnership_path = "update__plan_round__plan__partnership"


class ProgressNote(VersionedModel):
    """One paragraph of an update, with its own "as at" and topic; an empty bullet is kept."""

    searched = ("topic", "text")

    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="notes")
    order = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    is_bullet = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    topic = models.CharField(max_length=200, blank=True)
    as_at_text = models.CharField(max_length=200, blank=True)
    as_at = models.DateField(null=True, blank=True)
    column = models.CharField(
        "heading of its column as printed",
        max_length=300,
        blank=True,
        help_text="Where the paper has several columns of progress.",
    )
    voice = models.CharField(
        max_length=10,
        choices=[("lep", "the partnership"), ("area_lead", "the Area Lead")],
        default="lep",
        help_text="Whose words they are, where the paper says so.",
    )
    dates = models.JSONField(default=list, blank=True)

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        ordering = ["update", "order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
