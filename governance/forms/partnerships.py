"""Forms about a partnership: its facts, its status words, who answers for the money."""

from typing import Any

from django import forms

from .. import roles
from ..input.examples import with_example
from ..models import AccountableBody, Partnership, StatusScheme, StatusWord
from ..workflow.people import role_title
from .govuk import DayField, GovukRowForm
from .own_rows import OwnRowsFormSet


class PartnershipForm(GovukRowForm):
    """Names, titles, quarters and days of a partnership."""

    authenticator_roles = forms.MultipleChoiceField(
        label="Roles that must use authenticator codes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They set up an app on their phone before they can go on.",
    )

    class Meta:
        model = Partnership
        fields = [
            "name",
            "short_name",
            "kind",
            "reviewer_title",
            "quarter_convention",
            "status_scheme",
            "update_days",
            "review_days",
            "reminder_days",
            "papers_clear_days",
            "no_change_limit",
            "authenticator_roles",
        ]
        help_texts = {
            "short_name": "For menus and lists, such as SSLEP.",
            "papers_clear_days": "Between publishing papers and the meeting.",
            "no_change_limit": "After that an update needs words.",
            "reminder_days": "One mail goes out before updates are due.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = StatusScheme.objects.offered_to(self.instance)
        self.fields["status_scheme"].queryset = schemes
        self.fields["authenticator_roles"].choices = [
            (key, role_title(key, self.instance)) for key, _ in roles.choices
        ]


class AccountableBodyForm(GovukRowForm):
    """The council answerable for the money, and between which days."""

    from_on = DayField(label="First day", required=False, help_text=with_example("Such as {day}."))
    to_on = DayField(label="Last day", required=False, help_text="Leave empty while it is ongoing.")

    class Meta:
        model = AccountableBody
        fields = ["name", "finance_officer_title", "from_on", "to_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last day cannot be before the first.")
        return cleaned


class StatusWordForm(GovukRowForm):
    """One word, what it means, and what it asks."""

    class Meta:
        model = StatusWord
        fields = [
            "word",
            "meaning",
            "tone",
            "standing",
            "needs_reason",
            "asks_date",
            "needs_approval",
            "order",
        ]
        labels = {"tone": "Colour and shape", "standing": "In counts"}


class StatusWordSet(OwnRowsFormSet):
    """All words of one scheme."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take this word out"

    default_error_messages = {
        "missing_management_form": "The page was sent incomplete. Open it again."
    }

    def clean(self) -> None:
        super().clean()
        words: set[str] = set()
        for form in self.forms:
            word = str(form.cleaned_data.get("word", "")).strip().lower()
            if not word or form.cleaned_data.get("DELETE"):
                continue
            if word in words:
                form.add_error("word", "Each word may stand here once. Choose another.")
            words.add(word)


StatusWordFormSet = forms.modelformset_factory(
    StatusWord, form=StatusWordForm, formset=StatusWordSet, extra=1, can_delete=True
)
