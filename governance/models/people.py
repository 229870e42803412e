"""People, what they may do where, and who stands in for them."""

from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower
from simple_history.models import HistoricalRecords

from .. import clock, roles
from ..input.names import NameField
from .rows import VersionedModel, VisibleQuerySet


class UserQuerySet(VisibleQuerySet):
    """A person is of every partnership they hold or held a role in."""

    def visible_to(self, user):
        if user.is_superuser:
            return self.all()
        return self._with_role(partnership__in=user.partnership_ids())

    def in_partnership(self, slug):
        return self._with_role(partnership__slug=slug)

    def _with_role(self, **where):
        return self.filter(pk__in=RoleAssignment.objects.filter(**where).values("user"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Make people by e-mail address; the address is the sign-in name."""

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def who_belong_to(self, partnership, *held):
        """People who hold a role here today; any role, or one of ``held``."""
        current = RoleAssignment.objects.current().filter(partnership=partnership)
        if held:
            current = current.filter(role__in=held)
        return self.filter(is_active=True, pk__in=current.values("user"))

    def who_write_in(self, partnership):
        """People who may write updates here today."""
        return self.who_belong_to(partnership, *roles.WRITES_UPDATES.held)

    def who_may_stand(self, place, partnership=None):
        """People who may be put in a place of a row of a partnership; of any, where none is named.

        ``place`` is a ``governance.roles.Place``. Deactivated accounts stand nowhere anew.
        """
        people = self.filter(is_active=True)
        if place.why:
            return people
        held = RoleAssignment.objects.all()
        if partnership is not None:
            held = held.filter(partnership=partnership)
        if place.held:
            held = held.filter(role__in=place.held)
        held = held.not_over() if place.counts_coming else held.current()
        return people.filter(pk__in=held.values("user"))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; what they may do hangs on their roles, not on them."""

    searched = ("name",)

    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "Somebody with this e-mail address has an account already."},
    )
    name = NameField(max_length=150, help_text="As it should be printed: a name or a post.")
    is_staff = models.BooleanField("may open the admin site", default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="user_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_any_case",
                violation_error_message="Somebody with this e-mail address has an account already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_perm(self, perm, obj=None) -> bool:
        """Ask the roles when a thing is named: an administrator is not everybody at once."""
        if obj is None:
            return super().has_perm(perm)
        return self.is_active and perm in self.permissions_in(getattr(obj, "partnership", None))

    def roles_in(self, partnership) -> set[str]:
        """Return the role keys held in ``partnership`` today; read once per request."""
        return {role for role, where, _ in self._roles_today() if where == partnership.pk}

    def permissions_in(self, partnership) -> frozenset[str]:
        """Return everything this person's roles allow in ``partnership``."""
        held = set() if partnership is None else self.roles_in(partnership)
        if self.is_superuser:
            held.add(roles.ADMINISTRATOR)
        return roles.permissions_of(held)

    def partnership_ids(self) -> set[int]:
        """Return the partnerships in which this person holds any role today."""
        return {where for _, where, _ in self._roles_today()}

    def partnership_ids_allowing(self, permission: str) -> set[int]:
        """Return the partnerships in which a role held today allows this."""
        return {
            where
            for role, where, _ in self._roles_today()
            if permission in roles.permissions_of([role])
        }

    @property
    def must_use_authenticator(self) -> bool:
        """A partnership can ask for authenticator codes of a role; the site asks administrators."""
        if self.is_superuser and settings.ADMINISTRATORS_USE_CODES:
            return True
        return any(role in asked for role, _, asked in self._roles_today())

    def _roles_today(self) -> list[tuple[str, int, list[str]]]:
        if not hasattr(self, "_held"):
            held = self.role_assignments.current().order_by()
            self._held = list(
                held.values_list("role", "partnership_id", "partnership__authenticator_roles")
            )
        return self._held


class RoleAssignmentQuerySet(VisibleQuerySet):
    def current(self, at=None):
        day = at or clock.today()
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def not_over(self, at=None):
        """Roles held today, and those that begin later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=at or clock.today()))


class RoleAssignment(VersionedModel):
    """One role of one person in one partnership, from a day to a day."""

    people = {"user": roles.anybody("A role is how somebody comes to belong.")}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    partnership = models.ForeignKey(
        "governance.Partnership", on_delete=models.PROTECT, related_name="role_assignments"
    )
    role = models.CharField(max_length=20, choices=roles.choices)
    body = models.ForeignKey(
        "governance.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        help_text="For a committee member: the body they sit on.",
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = RoleAssignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["partnership", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "partnership",
                "role",
                Coalesce("body", 0),
                Coalesce("starts_on", Value(date.min, models.DateField())),
                name="role_given_once",
                violation_error_message="This person already has that role here from that day.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="role_dates_in_order",
            ),
        ]
        permissions = [("invite_user", "May invite people and give or end roles")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.partnership}"


class DeputyQuerySet(VisibleQuerySet):
    def current(self, at=None):
        day = at or clock.today()
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def stood_in_for(self, user, *, partnership):
        """The keys of the people whose duties this person has there today."""
        here = self.current().filter(deputy=user, partnership=partnership)
        return here.values_list("user", flat=True)

    def not_over(self, at=None):
        return self.filter(ends_on__gte=at or clock.today())

    def beside(self, deputy, *, partnership):
        """For a subquery of rows that ask somebody: those ``deputy`` stands in for there today."""
        return self.current().filter(
            deputy=deputy, user=OuterRef("asked"), partnership=OuterRef(partnership)
        )


class Deputy(VersionedModel):
    """Somebody who stands in for a person in a partnership between two days."""

    people = {"user": roles.WRITES_UPDATES, "deputy": roles.WRITES_UPDATES}

    partnership = models.ForeignKey("governance.Partnership", on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stands_in_for")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deputies"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="deputy_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(user=F("deputy")), name="deputy_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.user}"
