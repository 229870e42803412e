"""Forms about people: invitations, roles, deputies, one's own details."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .. import roles
from ..input.examples import with_example
from ..input.names import NameFormField
from ..models import Body, Deputy, Partnership, User
from ..partnership_scope import who_may_stand
from ..workflow.people import needs_second_person, own_reviewer_sentence, role_title
from .govuk import DayField, PlainForm
from .sign_in import AGAIN, NEW_HINT


def role_choices(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the roles that can be given here, each with its sentence."""
    return [
        (key, f"{role_title(key, partnership)}: {role.sentence}")
        for key, role in roles.ROLES.items()
        if key != roles.ADMINISTRATOR
        and (key != roles.AREA_LEAD or partnership.has_reviewer)
        and (key != roles.COMMITTEE_MEMBER or partnership.bodies.exists())
    ]


class RoleForm(PlainForm):
    """Which role, and for a committee member on which body."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Board or committee",
        required=False,
        help_text="Only for a committee member.",
        empty_label="None",
    )

    def __init__(
        self, *args: Any, partnership: Partnership, by: User, email: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices, hint = role_choices(partnership), ""
        if partnership.has_reviewer:
            hint = own_reviewer_sentence(partnership, email, by=by)
        if hint:
            choices = [(key, words) for key, words in choices if key != roles.AREA_LEAD]
        elif partnership.has_reviewer and needs_second_person(partnership, by=by):
            title = role_title(roles.AREA_LEAD, partnership)
            hint = f"Someone else confirms a new {title}, on the page of people and roles."
        self.fields["role"].choices = choices
        self.fields["role"].help_text = hint
        self.fields["body"].queryset = partnership.bodies.all()
        if not partnership.bodies.exists():
            del self.fields["body"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") == roles.COMMITTEE_MEMBER:
            if not cleaned.get("body"):
                self.add_error("body", "Choose the board or committee the person sits on.")
        else:
            cleaned["body"] = None
        return cleaned


class InvitationForm(RoleForm):
    """Who is invited, and to do what."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = NameFormField(
        label="Name", max_length=150, help_text="As it should be printed: a name or a post."
    )
    field_order = ["email", "name", "role", "body"]


class GiveRoleForm(RoleForm):
    """One more role for somebody who has an account here."""

    starts_on = DayField(
        label="First day",
        required=False,
        help_text=with_example("Leave empty for today, or write {day}.", 7),
    )


class EndRoleForm(PlainForm):
    """When a role ends."""

    on = DayField(
        label="Last day",
        required=False,
        help_text=with_example("Leave empty to end it at once, or write a date such as {day}."),
    )


class OnePersonForm(PlainForm):
    """Why one person writes and reviews here, and that this is meant."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="It is printed in every pack, such as “The body has one officer.”",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(
        label="I know that nobody else then checks what this person writes",
        error_messages={"required": "Tick the box, or leave the setting as it is."},
    )


class AcceptForm(PlainForm):
    """How a new person wants to be printed, and their password."""

    name = NameFormField(
        label="Your name", max_length=150, help_text="As it should be printed: a name or a post."
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=AGAIN.replace("New password", "Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get("password")
        if password and cleaned.get("again") and cleaned["again"] != password:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        if password:
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class NameForm(PlainForm):
    """How one's own name is printed."""

    name = NameFormField(
        label="Your name", max_length=150, help_text="As it should be printed: a name or a post."
    )


class DeputyForm(PlainForm):
    """Who stands in for me, and from when to when."""

    deputy = forms.ModelChoiceField(
        User.objects.none(), label="Who stands in", empty_label="Choose a colleague"
    )
    starts_on = DayField(label="First day", help_text=with_example("Such as {day}."))
    ends_on = DayField(label="Last day", help_text=with_example("Such as {day}.", 14))

    def __init__(self, *args: Any, partnership: Partnership, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = who_may_stand(Deputy, "deputy", partnership)
        self.fields["deputy"].queryset = colleagues.exclude(pk=user.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first.")
        return cleaned
