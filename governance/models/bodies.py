"""Boards, committees and sub-groups, and who sits on them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from .. import clock, roles
from ..concurrency.unique_rules import open_it
from ..input.names import NameField
from .partnerships import Partnership
from .people import User
from .rows import VersionedModel, VisibleQuerySet


class BodyQuerySet(VisibleQuerySet):
    def with_seats(self):
        """For lists: the seats held today with their holders, and the body it belongs to."""
        today = Seat.objects.current().select_related("user")
        return self.select_related("parent").prefetch_related(
            models.Prefetch("seats", queryset=today, to_attr="seats_today")
        )


class Body(VersionedModel):
    """A board, committee or sub-group of a partnership that packs are made for."""

    searched = ("name", "remit")

    class Kind(models.TextChoices):
        BOARD = "board", "Board"
        COMMITTEE = "committee", "Committee"
        SUB_GROUP = "sub_group", "Sub-group"
        JOINT_COMMITTEE = "joint_committee", "Joint committee"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=150)
    slug = models.SlugField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMITTEE)
    is_advisory = models.BooleanField(
        default=False, help_text="An advisory body recommends; it cannot decide."
    )
    remit = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = BodyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["partnership", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="body_slug_once",
                violation_error_message=(
                    "A body with this address is there already. Open it, or choose another name."
                ),
            )
        ]
        permissions = [("edit_body", "May set up bodies and their seats")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("governance:body_detail", args=[self.partnership.slug, self.slug])

    def namesake(self) -> "Body | None":
        """Another body of the partnership with this name; two who make one now queue here."""
        Partnership.objects.select_for_update().filter(pk=self.partnership_id).first()
        others = Body.objects.filter(partnership=self.partnership_id).exclude(pk=self.pk)
        return others.filter(name__iexact=self.name.strip()).first()

    def members(self, at=None):
        """Return the people with an account who sit on it, by their role or by a seat."""
        by_role = self.role_assignments.current(at).filter(role=roles.COMMITTEE_MEMBER)
        by_seat = self.seats.current(at).filter(user__isnull=False)
        return User.objects.filter(
            Q(pk__in=by_role.values("user")) | Q(pk__in=by_seat.values("user")), is_active=True
        )


class SeatQuerySet(VisibleQuerySet):
    partnership_path = "body__partnership"

    def current(self, at=None):
        day = at or clock.today()
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=day)).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=day)
        )


class Seat(VersionedModel):
    """A post on a body and who holds it; an empty seat is data, not a mistake."""

    people = {"user": roles.BELONGS}

    class Post(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice-chair"
        MEMBER = "member", "Member"
        LEAD_OFFICER = "lead_officer", "Lead officer"
        OBSERVER = "observer", "Observer"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    post = models.CharField(max_length=20, choices=Post, default=Post.MEMBER)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    printed_name = NameField(
        max_length=150, blank=True, help_text="Who holds it, where they have no account."
    )
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "post"]

    def __str__(self) -> str:
        return f"{self.get_post_display()}, {self.body}: {self.holder}"

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership

    @property
    def is_vacant(self) -> bool:
        return not (self.user_id or self.printed_name)

    def clean(self) -> None:
        if self._state.adding and self.body_id and self.same_already() is not None:
            raise ValidationError(self.said_twice)

    def same_already(self) -> "Seat | None":
        """The seat of the same holder in the same post at the same time; many may be vacant."""
        if self.is_vacant:
            return None
        others = self.body.seats.exclude(pk=self.pk).filter(post=self.post)
        others = (
            others.filter(user=self.user)
            if self.user_id
            else others.filter(user=None, printed_name__iexact=self.printed_name)
        )
        if self.from_on:
            others = others.filter(Q(to_on__isnull=True) | Q(to_on__gte=self.from_on))
        if self.to_on:
            others = others.filter(Q(from_on__isnull=True) | Q(from_on__lte=self.to_on))
        return others.first()

    @property
    def said_twice(self) -> str:
        """What is said of a seat that is there already."""
        post = self.get_post_display().lower()
        sentence = f"{self.holder} already sits on {self.body} as {post}."
        return open_it(f"{sentence} Change or end that seat instead.", self.body)

    @property
    def holder(self) -> str:
        return str(self.user or self.printed_name or "vacant")
