"""The plan as a whole: making it from a blank page, and everything its cover says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from governance.concurrency.unique_rules import open_it
from governance.forms.renderers import GovukRenderer
from governance.input.examples import with_example

from ..models import Plan
from .base import ExampleDayField, PlanPartForm

_COVER = ["kind", "title", "starts_on", "ends_on", "printed_period"]
_LABELS = {
    "kind": "Kind of plan",
    "printed_period": "Period as printed",
    "slug": "Address",
    "numbering": "How rows are numbered",
    "issue_text": "Issue date as printed",
    "paper_reference": "Reference of the paper",
    "printed_phase_total": "Total of the phases as printed",
}
_HELP = {
    "title": with_example("As it should stand on the page, such as Improvement plan {year}."),
    "printed_period": with_example("Such as {year}."),
    "row_word": "Such as improvement or action.",
    "issue_text": with_example("Such as {month}."),
    "paper_reference": "Such as Item 5 Appendix B.",
    "printed_phase_total": "Such as 18 months. The sum of the phases is checked against it.",
}
_ERRORS = {"title": {"required": "Give the plan a title."}}
_WIDGETS = {
    "kind": forms.RadioSelect,
    "numbering": forms.RadioSelect,
    "printed_period": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    "issue_text": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    "row_word": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    "printed_phase_total": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
}


def check_days(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Refuse a plan that ends before it begins."""
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if first and last and first >= last:
        form.add_error("ends_on", "The last day must come after the first day.")


class PlanCreateForm(forms.ModelForm):
    """A new plan from a blank page."""

    default_renderer = GovukRenderer
    starts_on = ExampleDayField(
        label="First day", error_messages={"required": "Give the first day of the plan."}
    )
    ends_on = ExampleDayField(
        label="Last day", error_messages={"required": "Give the last day of the plan."}
    )
    themes = forms.CharField(
        label="First themes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, such as Strategy. Leave it empty where the plan has none.",
    )
    rows = forms.IntegerField(
        label="Empty rows to begin with",
        required=False,
        min_value=0,
        max_value=60,
        help_text="You can add rows one by one instead.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "max_value": "At most 60 rows can be made at once. Add the others later.",
            "min_value": "Give a number from 0 to 60.",
            "invalid": "Give a number from 0 to 60.",
        },
    )
    field_order = [*_COVER, "slug", "row_word", "themes", "rows"]

    class Meta:
        model = Plan
        fields = [*_COVER, "slug", "row_word"]
        labels = _LABELS
        help_texts = {
            **_HELP,
            "slug": "The last part of its web address. Leave it empty and the title gives it.",
        }
        widgets = _WIDGETS
        error_messages = {
            **_ERRORS,
            "slug": {"invalid": "Use letters, numbers and hyphens, such as improvement-plan."},
        }

    def __init__(self, *args: Any, partnership: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.fields["slug"].required = False

    def _post_clean(self) -> None:
        """Leave the row alone: the action makes it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_days(self, cleaned)
        if cleaned.get("title") and "slug" not in self.errors:
            cleaned["slug"] = cleaned.get("slug") or slugify(cleaned["title"])[:80]
            if not cleaned["slug"]:
                self.add_error("slug", "Give the address in letters and numbers.")
            elif cleaned["slug"] == "new":
                self.add_error("slug", "The site needs this address itself. Choose another.")
            elif there := self.partnership.plans.filter(slug=cleaned["slug"]).first():
                sentence = "Another plan has this address already. Choose another."
                self.add_error("slug", open_it(sentence, there))
        return cleaned

    @property
    def action(self) -> dict[str, Any]:
        """What the action is asked to make."""
        fields = {name: self.cleaned_data[name] for name in self._meta.fields}
        themes = [line.strip() for line in self.cleaned_data["themes"].splitlines()]
        return {
            "fields": fields,
            "themes": [line[:200] for line in themes if line],
            "rows": self.cleaned_data["rows"] or 0,
        }


class PlanForm(PlanPartForm):
    """Everything that is said of a plan as a whole, with its column headings as printed."""

    aids = ("version", *(f"{part}_{n}" for n in range(1, 5) for part in ("heading", "helper")))
    starts_on = ExampleDayField(label="First day")
    ends_on = ExampleDayField(label="Last day")
    issued_on = ExampleDayField(label="Issue date as a day", required=False)

    class Meta:
        model = Plan
        fields = [
            *_COVER,
            "issue_text",
            "issued_on",
            "paper_reference",
            "numbering",
            "row_word",
            "printed_phase_total",
        ]
        labels = _LABELS
        help_texts = _HELP
        widgets = _WIDGETS
        error_messages = _ERRORS

    def set_up(self) -> None:
        heads = [*self.instance.column_headers, {}, {}, {}, {}][:4]
        usual = ("Improvement", "Milestones", "Monitoring", "Progress")
        for number, (head, word) in enumerate(zip(heads, usual, strict=True), start=1):
            self.fields[f"heading_{number}"] = forms.CharField(
                label=f"Column {number}",
                max_length=120,
                required=False,
                initial=head.get("heading", ""),
                help_text=f"Usually “{word}”.",
            )
            self.fields[f"helper_{number}"] = forms.CharField(
                label=f"Helper text beneath column {number}",
                max_length=300,
                required=False,
                initial=head.get("helper", ""),
            )

    @property
    def cover_fields(self) -> list[forms.BoundField]:
        """Everything but the headings of the columns, which stand in pairs."""
        return [f for f in self.visible_fields() if not f.name.startswith(("heading_", "helper_"))]

    @property
    def columns(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each column's heading with its helper text."""
        return [(self[f"heading_{n}"], self[f"helper_{n}"]) for n in range(1, 5)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_days(self, cleaned)
        return cleaned

    def clean_row_word(self) -> str:
        word = self.cleaned_data["row_word"].strip().lower()
        if word.endswith("s"):
            raise ValidationError("Give the word for one row, such as action.")
        return word

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        cleaned = self.cleaned_data
        heads = [
            {"heading": cleaned[f"heading_{n}"], "helper": cleaned[f"helper_{n}"]}
            for n in range(1, 5)
        ]
        given = any(head["heading"] or head["helper"] for head in heads)
        return {**changes, "column_headers": heads if given else []}
