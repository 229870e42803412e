"""The small pages of the first set-up, one question each."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from governance import roles
from governance.forms.bounded import BoundedFormSet
from governance.forms.govuk import PlainForm
from governance.forms.sign_in import NEW_HINT
from governance.input.names import NameFormField
from governance.models import Partnership, User


class AdministratorForm(PlainForm):
    """Who looks after the site: the first person, who is coordinator of the partnership too."""

    name = NameFormField(
        label="Your name", max_length=150, help_text="As it should be printed: a name or a post."
    )
    email = forms.EmailField(label="E-mail address", help_text="You sign in with it.")
    password = forms.CharField(
        label="Password",
        strip=False,
        required=False,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password, once more",
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = (self.initial or {}).get("password_hash", "")
        for name in ("password", "again"):
            # Never typed twice for going back: what was chosen stays unless a new one is typed.
            self.fields[name].required = not self.kept
        if self.kept:
            self.fields["password"].help_text = "Leave both empty to keep the one you chose."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.pop("password", "")
        again = cleaned.pop("again", "")
        if password:
            try:
                person = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        if password != again and "password" not in self.errors:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        # Only the hash waits in the session.
        cleaned["password_hash"] = make_password(password) if password else self.kept
        return cleaned


class PartnershipStepForm(PlainForm):
    """What the partnership is called and what it is."""

    name = forms.CharField(label="Full name", max_length=200)
    short_name = forms.CharField(
        label="Short name", max_length=40, help_text="For menus and addresses, such as SSLEP."
    )
    kind = forms.ChoiceField(
        label="What it is", choices=Partnership.Kind.choices, widget=forms.RadioSelect
    )


class ReviewerForm(PlainForm):
    """What the person who reviews is called, or that nobody does."""

    AREA_LEAD, OTHER, NOBODY = "area_lead", "other", "nobody"
    reviewer = forms.ChoiceField(
        label="Who reads and accepts what the partnership writes?",
        choices=[
            (AREA_LEAD, "An Area Lead of the sponsoring department"),
            (OTHER, "Someone with another title"),
            (NOBODY, "Nobody: an update counts once it is submitted"),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="The title", max_length=60, required=False, help_text="Only for another title."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reviewer") == self.OTHER and not cleaned.get("title"):
            self.add_error("title", "Fill in the title, such as Relationship Manager.")
        return cleaned


class QuartersForm(PlainForm):
    """When quarter 1 begins."""

    quarter_convention = forms.ChoiceField(
        label="How are quarters counted?",
        choices=Partnership.QuarterConvention.choices,
        widget=forms.RadioSelect,
    )


class WordsForm(PlainForm):
    """Which status words the partnership starts with."""

    scheme = forms.ChoiceField(label="Status words", widget=forms.RadioSelect)

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = schemes
        self.fields["scheme"].choices = [
            (one.key, f"{one.name}: {', '.join(word.word for word in one.words.all())}")
            for one in schemes
        ]


class InviteeForm(PlainForm):
    """One person to be invited; an empty line is nobody."""

    ROLES = [
        # Chosen, not given, so that an empty line stays empty.
        ("", "Choose a role"),
        *(
            (key, roles.ROLES[key].title)
            for key in (roles.OFFICER, roles.COORDINATOR, roles.AREA_LEAD, roles.AUDITOR)
        ),
    ]
    name = NameFormField(label="Name", max_length=150)
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(label="Role", choices=ROLES)


InviteeFormSet = forms.formset_factory(InviteeForm, formset=BoundedFormSet, extra=3, max_num=20)


class BodiesForm(PlainForm):
    """Boards and committees, by name."""

    names = forms.CharField(
        label="Boards and committees",
        required=False,
        help_text="One on each line, such as Finance and Resources Committee.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
