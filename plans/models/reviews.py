"""The reviewer's own status and words on an update, and what is added after signing."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance import clock
from governance.models import (
    Partnership,
    StatusWord,
    User,
    VersionedModel,
    VisibleQuerySet,
    both_or_neither,
)

from .improvements import Improvement
from .rounds import PlanRound
from .updates import ProgressUpdate


class ReviewQuerySet(VisibleQuerySet):
    partnership_path = "update__plan_round__plan__partnership"

    def published(self):
        return self.filter(published_at__isnull=False)


class Review(VersionedModel):
    """The reviewer's voice on one submission: kept to themselves until it is published."""

    searched = ("words", "why_differ")

    class Decision(models.TextChoices):
        NONE = "", "not yet decided"
        ACCEPTED = "accepted", "accepted"
        RETURNED = "returned", "returned"

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField(help_text="Of the submission it answers.")
    status = models.ForeignKey(
        StatusWord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField("your words", blank=True)
    why_differ = models.TextField("why you differ", blank=True)
    note = models.TextField("note to the partnership", blank=True)
    dates = models.JSONField(
        "new dates agreed or not",
        default=dict,
        blank=True,
        help_text="For each new date asked for, by its key: agree or decline; nothing yet decided.",
    )
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    written_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["update", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "number"],
                name="one_review_per_submission",
                violation_error_message=(
                    "This submission has a review already. Open it to change it."
                ),
            ),
            both_or_neither("review", "published_at", "published_by"),
            models.CheckConstraint(
                condition=~Q(decision="returned") | ~Q(note=""), name="review_return_has_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.update}"

    @property
    def partnership(self) -> Partnership:
        return self.update.partnership


class Addendum(models.Model):
    """A dated correction to a signed quarter; the signed words stay as they were."""

    plan_round = models.ForeignKey(PlanRound, on_delete=models.PROTECT, related_name="addenda")
    improvement = models.ForeignKey(
        Improvement, on_delete=models.PROTECT, null=True, blank=True, related_name="addenda"
    )
    text = models.TextField()
    voice = models.CharField(
        max_length=10, choices=[("lep", "the partnership"), ("reviewer", "the reviewer")]
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "addenda"
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.text[:60]
