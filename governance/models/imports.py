"""Imported documents: the file as it came, what was read in it, and what was made of it."""

from datetime import timedelta

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from .. import clock
from ..text.dates_in_words import moment_in_words
from .partnerships import Partnership
from .people import User
from .rows import VersionedModel, VisibleQuerySet, both_or_neither

# As long as this after it was committed a whole import can be taken back.
UNDO_DAYS = 30
# Longer than the reading of one document may take.
PATIENCE = timedelta(minutes=5)


class ImportRunQuerySet(VisibleQuerySet):
    def waiting(self):
        """Asked for and not read, also where a worker was stopped half-way."""
        return self.filter(state__in=[ImportRun.State.WAITING, ImportRun.State.READING])

    def forgotten(self, at=None):
        """Waiting, and no worker gave a sign for so long that none is at it any more."""
        before = (at or clock.now()) - PATIENCE
        return self.waiting().filter(
            Q(step_at__lt=before) | Q(step_at__isnull=True, received_at__lt=before)
        )

    def for_list(self):
        """What a list shows, without the heavy bytes."""
        heavy = ("source_bytes", "pasted_text", "proposed", "edited", "entries", "choices")
        return self.defer(*heavy, "made", "changed").select_related(
            "partnership", "received_by", "committed_by", "undone_by"
        )


class ImportRun(ConcurrentTransitionMixin, VersionedModel):
    """One document imported: its bytes are kept, whatever became of it.

    ``proposed`` is what the reader placed and ``edited`` what a person made of it, both as
    ``governance.documents.plain`` writes them. ``subject`` is the plan or the paper it is merged
    into or became. ``made`` and ``changed`` are what ``governance.documents.runs`` needs to take
    all of it back.
    """

    searched = ("title", "file_name")

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be read"
        READING = "reading", "being read"
        READY = "ready", "ready to look through"
        REFUSED = "refused", "could not be read"
        COMMITTED = "committed", "imported"
        KEPT = "kept", "kept as a document"
        UNDONE = "undone", "taken back"
        DROPPED = "dropped", "set aside"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=255)
    source_bytes = models.BinaryField("the file as it came", null=True, blank=True)
    pasted_text = models.TextField("text as it was pasted", blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("bytes", default=0)
    kind_asked = models.CharField(max_length=20, default="auto")
    kind_found = models.CharField(max_length=20, blank=True)
    title = models.CharField("title found", max_length=300, blank=True)
    plan_year = models.CharField(max_length=10, blank=True, help_text="Such as 2019-20.")
    state = FSMField(default=State.WAITING, choices=State.choices, protected=True)
    step = models.CharField(max_length=120, blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    step_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(max_length=500, blank=True)
    proposed = models.JSONField(null=True, blank=True)
    edited = models.JSONField(null=True, blank=True)
    entries = models.JSONField("where every line went", default=list, blank=True)
    fidelity = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    choices = models.JSONField("what was taken of each difference", default=dict, blank=True)
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    made = models.JSONField(default=dict, blank=True)
    changed = models.JSONField(default=list, blank=True)
    audit_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="The event of the commit in the partnership's record."
    )
    received_at = models.DateTimeField(default=clock.now)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField("kept or set aside", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-received_at", "-pk"]
        constraints = [
            both_or_neither("importrun", "edited_at", "edited_by"),
            both_or_neither("importrun", "committed_at", "committed_by"),
            both_or_neither("importrun", "undone_at", "undone_by"),
            both_or_neither("importrun", "closed_at", "closed_by"),
            models.CheckConstraint(
                condition=Q(subject_type__isnull=True, subject_id__isnull=True)
                | Q(subject_type__isnull=False, subject_id__isnull=False),
                name="importrun_subject_pair",
            ),
            models.CheckConstraint(
                condition=Q(source_bytes__isnull=False) | ~Q(pasted_text=""),
                name="importrun_has_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(problem=""), name="importrun_refused_says_why"
            ),
        ]
        permissions = [
            ("import_document", "May import documents and undo imports"),
            ("read_importrun", "May read what documents were imported"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.WAITING, self.State.READING}

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_committed(self) -> bool:
        return self.state == self.State.COMMITTED

    @property
    def document(self) -> dict | None:
        """The pieces to show and to commit: as a person edited them, else as they were read."""
        return self.proposed if self.edited is None else self.edited

    @property
    def reading_in_words(self) -> str:
        """How far its reading is, in a sentence: who corrected it last, and when."""
        if self.edited_at is not None:
            return f"Corrected by {self.edited_by} on {moment_in_words(self.edited_at)}."
        if self.read_at is not None:
            return f"Read on {moment_in_words(self.read_at)}, and not corrected since."
        return "Not read yet."

    @property
    def undo_until(self):
        """The last day in London on which it can be taken back; None before it was imported."""
        if self.committed_at is None:
            return None
        return clock.london_day(self.committed_at) + timedelta(days=UNDO_DAYS)

    @property
    def can_be_undone(self) -> bool:
        """By state and time alone; what was changed since is asked of ``documents.runs``."""
        return self.is_committed and clock.today() <= self.undo_until

    @transition(state, source=[State.WAITING, State.READING], target=State.READING)
    def start_reading(self) -> None:
        """A worker begins, or begins again after it was stopped half-way."""

    @transition(state, source=State.READING, target=State.READY)
    def finish_reading(self) -> None:
        """The pieces stand with their fidelity; a person looks through them."""

    @transition(state, source=[State.WAITING, State.READING], target=State.REFUSED)
    def refuse(self) -> None:
        """The file cannot be taken in; ``problem`` says why in a sentence."""

    @transition(state, source=[State.READY, State.REFUSED], target=State.WAITING)
    def read_again(self) -> None:
        """Asked for once more, as another kind or for another year."""

    @transition(state, source=State.READY, target=State.COMMITTED)
    def commit(self) -> None:
        """What it says stands in the partnership from here on."""

    @transition(state, source=State.READY, target=State.KEPT)
    def keep(self) -> None:
        """A kind without a home of its own: the document is kept with its fidelity."""

    @transition(state, source=State.COMMITTED, target=State.UNDONE)
    def undo(self) -> None:
        """All it made is away, all it changed is as before."""

    @transition(
        state,
        source=[State.WAITING, State.READING, State.READY, State.REFUSED, State.KEPT],
        target=State.DROPPED,
    )
    def drop(self) -> None:
        """Nobody wants it; the file stays with who set it aside."""
