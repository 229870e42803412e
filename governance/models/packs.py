"""Board packs: built by the worker, stored once, issued, superseded, never edited."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from .. import clock, roles
from ..concurrency.versions_seen import written
from ..text.dates_in_words import day_in_words
from .bodies import Body, Seat
from .partnerships import Partnership
from .people import RoleAssignment, User
from .rounds import ReportingRound
from .rows import VersionedModel, VisibleQuerySet, both_or_neither

# Longer than any single step may take, the PDF with its own limit among them.
PATIENCE = timedelta(minutes=8)


class BoardPackQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """Whoever composes sees every pack; others the issued ones, members those of their body."""
        if user.is_superuser:
            return self.all()
        composing = user.partnership_ids_allowing("governance.compose_boardpack")
        reading = user.partnership_ids_allowing("governance.read_every_boardpack")
        issued = Q(state__in=BoardPack.READABLE)
        return self.filter(
            Q(partnership__in=composing)
            | issued & Q(partnership__in=reading)
            | issued & Q(body__in=bodies_of(user), partnership__in=user.partnership_ids())
        )

    def waiting(self):
        """Asked for and not built, also where a worker was stopped half-way."""
        return self.filter(state__in=[BoardPack.State.REQUESTED, BoardPack.State.BUILDING])

    def forgotten(self, at=None):
        """Waiting, and no worker gave a sign for so long that none is at it any more."""
        before = (at or clock.now()) - PATIENCE
        return self.waiting().filter(
            Q(step_at__lt=before) | Q(step_at__isnull=True, requested_at__lt=before)
        )

    def for_list(self):
        """Everything a list or a page of facts shows, without the heavy bytes."""
        return self.defer("pdf", "html").select_related(
            "partnership", "body", "round", "requested_by", "issued_by", "supersedes"
        )


def bodies_of(user: User):
    """Return the bodies a person sits on today, by their role or by a seat."""
    by_role = RoleAssignment.objects.current().filter(
        user=user, role=roles.COMMITTEE_MEMBER, body__isnull=False
    )
    by_seat = Seat.objects.current().filter(user=user)
    return Body.objects.filter(Q(pk__in=by_role.values("body")) | Q(pk__in=by_seat.values("body")))


class BoardPack(ConcurrentTransitionMixin, VersionedModel):
    """The papers of one round for one body, as a PDF whose bytes are the record."""

    searched = ("title",)

    class State(models.TextChoices):
        REQUESTED = "requested", "waiting to be built"
        BUILDING = "building", "being built"
        FAILED = "failed", "could not be built"
        READY = "ready", "ready to read and issue"
        ISSUED = "issued", "issued"
        SUPERSEDED = "superseded", "superseded"

    READABLE = (State.ISSUED, State.SUPERSEDED)

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="packs")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="packs")
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveIntegerField(help_text="Counts the packs of this body and round.")
    title = models.CharField(max_length=200)
    meets_on = models.DateField("meeting on", null=True, blank=True)
    sections = models.JSONField(default=list, help_text="Which sections, in this pack's order.")
    state = FSMField(default=State.REQUESTED, choices=State.choices, protected=True)
    step = models.CharField(max_length=120, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    step_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(max_length=300, blank=True)
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField(null=True, blank=True)
    html = models.TextField(blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    build_id = models.CharField(max_length=40, blank=True)
    is_draft = models.BooleanField(
        default=False, help_text="Built while the quarter was still open: it cannot be issued."
    )
    audit_count = models.PositiveIntegerField(null=True, blank=True)
    audit_digest = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by_pack",
        error_messages={
            "unique": "A pack that will replace this one was asked for already. Open that one."
        },
    )
    reason = models.CharField("why it replaces the earlier pack", max_length=300, blank=True)

    objects = BoardPackQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "round", "number"],
                name="pack_number_once",
                violation_error_message=(
                    "A pack with this number is there already for this body and quarter."
                ),
            ),
            both_or_neither("boardpack", "issued_at", "issued_by"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
                name="pack_superseding_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "issued", "superseded"]) | ~Q(sha256=""),
                name="pack_ready_has_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "superseded"]) | Q(is_draft=False),
                name="pack_draft_is_not_issued",
            ),
            models.UniqueConstraint(
                fields=["body", "round"],
                condition=Q(state="issued"),
                name="one_issued_pack_per_body_and_round",
                violation_error_message=(
                    "A pack is issued for this body and quarter already. Open it and replace it "
                    "with a reason."
                ),
            ),
        ]
        permissions = [
            ("compose_boardpack", "May ask for a pack to be built"),
            ("issue_boardpack", "May issue a pack to its body"),
            ("read_boardpack", "May read the packs issued to a body they sit on"),
            ("read_every_boardpack", "May read the packs issued to every body"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governance:pack_detail", args=[self.partnership.slug, self.pk])

    @property
    def is_built(self) -> bool:
        return self.state in {self.State.READY, self.State.ISSUED, self.State.SUPERSEDED}

    @property
    def file_mark(self) -> str:
        """Which file it is: when it was built, from which build, and its fingerprint."""
        if not self.is_built or self.built_at is None:
            return "none"
        return f"{self.built_at.isoformat()}/{self.build_id or '-'}/{self.sha256[:16]}"

    @property
    def seen(self) -> str:
        """What is decided on is one file; the next one built is another."""
        return written({self.seen_as: self.version, f"file.{self.pk}": self.file_mark})

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def can_be_issued(self) -> bool:
        return self.state == self.State.READY and not self.is_draft

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.REQUESTED, self.State.BUILDING}

    @property
    def can_be_built_again(self) -> bool:
        return self.state in {self.State.READY, self.State.FAILED}

    @property
    def can_be_superseded(self) -> bool:
        return self.is_issued and not hasattr(self, "superseded_by_pack")

    @property
    def called(self) -> str:
        """Its title, told apart from the other packs of its body and quarter."""
        return f"{self.title}, {'draft' if self.is_draft else 'pack'} {self.number}"

    @property
    def state_words(self) -> tuple[str, str]:
        """The state it is in, and what there is to say of it: a sentence in two parts."""
        made_at = self.issued_at or self.built_at
        day = day_in_words(clock.london_day(made_at)) if made_at else ""
        ready = ("Draft,", f"built on {day}.")
        if not self.is_draft:
            ready = ("Ready", f"to read and issue, built on {day}.")
        words = {
            self.State.REQUESTED: ("Waiting", "to be built."),
            self.State.BUILDING: (
                "Being built,",
                f"step {self.steps_done} of {self.steps_total}.",
            ),
            self.State.READY: ready,
            self.State.FAILED: ("Could not be built.", ""),
            self.State.ISSUED: ("Issued", f"on {day}."),
            self.State.SUPERSEDED: ("Superseded,", f"issued on {day}."),
        }
        return words[self.state]

    @property
    def state_sentence(self) -> str:
        return " ".join(self.state_words).rstrip()

    @property
    def filename(self) -> str:
        """What the file is called on a member's disk."""
        draft = "-draft" if self.is_draft else ""
        day = f"-{self.meets_on:%Y-%m-%d}" if self.meets_on else ""
        return f"{self.body.slug}-pack-{self.round.slug}{day}-{self.number}{draft}.pdf"

    @transition(
        state,
        source=[State.REQUESTED, State.BUILDING, State.FAILED],
        target=State.BUILDING,
    )
    def start_building(self) -> None:
        """A worker begins, or begins again after it was stopped half-way."""

    @transition(state, source=State.BUILDING, target=State.READY)
    def finish_building(self) -> None:
        """The bytes are stored with their digest."""

    @transition(state, source=[State.REQUESTED, State.BUILDING], target=State.FAILED)
    def fail_building(self) -> None:
        """The pack could not be built; ``problem`` says why in a sentence."""

    @transition(state, source=[State.FAILED, State.READY], target=State.REQUESTED)
    def ask_again(self) -> None:
        """The coordinator asks for it once more, before anybody was given it."""

    @transition(state, source=State.READY, target=State.ISSUED)
    def issue(self) -> None:
        """From here on the bytes are the record."""

    @transition(state, source=State.ISSUED, target=State.SUPERSEDED)
    def supersede(self) -> None:
        """A later pack with a reason takes its place; this one stays readable."""
