"""People and their roles as tables: in for administrators, out for whoever may see them."""

from typing import Any

from django.core.exceptions import ValidationError

from . import roles
from .models import Body, RoleAssignment, User
from .tables import Column, DayWidget, ImportResource, OneOfWidget, YesNoWidget
from .tables.columns import text_of
from .tables.table import partnership_column
from .workflow.people import reviewer_problem


class PeopleResource(ImportResource):
    """Accounts by their address; nobody becomes an administrator, or gets a password, by a file."""

    key = ("email",)
    email = Column("email")
    name = Column("name")
    is_active = Column("is_active", YesNoWidget(empty=True))

    class Meta(ImportResource.Meta):
        model = User
        fields = ("email", "name", "is_active")

    def find(self, row: dict[str, Any]) -> User | None:
        return User.objects.filter(email__iexact=text_of(row["email"]).strip()).first()

    def read_email(self, value: Any, row: Any, person: User) -> None:
        address = text_of(value).strip().lower()
        if not address:
            raise ValueError("A person needs an e-mail address.")
        person.email = person.email if person.pk else address

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if not instance.pk:
            instance.set_unusable_password()

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        if not instance.pk and not instance.password:
            instance.set_unusable_password()
        super().validate_instance(instance, *args, **kwargs)


class RoleResource(ImportResource):
    """Who may do what in a partnership, from a day to a day."""

    key = ("partnership", "email", "role", "body", "starts_on")
    related = ("partnership", "user", "body")
    partnership = partnership_column()
    email = Column("user", name="email")
    role = Column("role", OneOfWidget(roles.choices))
    body = Column("body", name="body")
    starts_on = Column("starts_on", DayWidget())
    ends_on = Column("ends_on", DayWidget())

    class Meta(ImportResource.Meta):
        model = RoleAssignment
        fields = ("partnership", "email", "role", "body", "starts_on", "ends_on")

    def init_instance(self, row: Any = None) -> RoleAssignment:
        return RoleAssignment(partnership=self.partnership)

    def find(self, row: dict[str, Any]) -> RoleAssignment | None:
        return RoleAssignment.objects.filter(
            partnership=self.partnership,
            user=self._person(row),
            role=self.fields["role"].widget.clean(row["role"]),
            body=self._body(row),
            starts_on=self.fields["starts_on"].widget.clean(row["starts_on"]),
        ).first()

    def read_email(self, value: Any, row: Any, assignment: RoleAssignment) -> None:
        assignment.user = self._person(row)

    def read_body(self, value: Any, row: Any, assignment: RoleAssignment) -> None:
        assignment.body = self._body(row)

    def write_email(self, assignment: RoleAssignment) -> str:
        return assignment.user.email

    def write_body(self, assignment: RoleAssignment) -> str:
        return assignment.body.slug if assignment.body else ""

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if not instance.pk:
            instance.given_by = kwargs.get("user")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        self.by: User = kwargs["user"]

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        if problem := reviewer_problem(instance, by=self.by):
            raise ValidationError({"role": problem})

    @staticmethod
    def _person(row: dict[str, Any]) -> User:
        address = text_of(row["email"]).strip()
        person = User.objects.filter(email__iexact=address).first()
        if person is None:
            raise ValueError(f"Nobody has the address “{address}”. Import the people first.")
        return person

    def _body(self, row: dict[str, Any]) -> Body | None:
        slug = text_of(row["body"]).strip()
        if not slug:
            return None
        body = Body.objects.filter(partnership=self.partnership, slug=slug).first()
        if body is None:
            raise ValueError(f"The partnership has no body “{slug}”.")
        return body


class OfPartnershipResource(ImportResource):
    """Rows of a partnership, known by their address."""

    key: tuple[str, ...] = ("partnership", "slug")
    related: tuple[str, ...] = ("partnership",)
    partnership = partnership_column()

    class Meta(ImportResource.Meta):
        fields: tuple[str, ...] = ("partnership", "slug")

    def init_instance(self, row: Any = None) -> Any:
        return self._meta.model(partnership=self.partnership)

    def find(self, row: dict[str, Any]) -> Any:
        slug = text_of(row["slug"]).strip()
        if not slug:
            raise ValueError("Column slug: Give its address, such as growth-plan.")
        here = self._meta.model._default_manager.select_related(*self.related)
        return here.filter(partnership=self.partnership, slug=slug).first()


class BodyResource(OfPartnershipResource):
    """Boards, committees and sub-groups; the one above is named by its address."""

    related = ("partnership", "parent")
    kind = Column("kind", OneOfWidget(Body.Kind.choices, empty=Body.Kind.COMMITTEE))
    parent = Column("parent", name="parent")

    class Meta(OfPartnershipResource.Meta):
        model = Body
        fields = ("partnership", "slug", "name", "kind", "is_advisory", "remit", "parent")

    def read_parent(self, value: Any, row: Any, body: Body) -> None:
        slug = text_of(value).strip()
        above = Body.objects.filter(partnership=self.partnership, slug=slug).first()
        if slug and above is None:
            raise ValueError(f"The partnership has no body “{slug}”. Put it above this line.")
        body.parent = above

    def write_parent(self, body: Body) -> str:
        return body.parent.slug if body.parent else ""
