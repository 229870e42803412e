"""What the forms of a plan share: the site's markup, printed text as typed lines, the version."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Model, Q, QuerySet

from governance.forms.linked import tell_people_apart
from governance.forms.merged import SEEN, SHOWN, MergedForm
from governance.forms.renderers import GovukRenderer
from governance.input import fields
from governance.input.examples import with_example
from governance.text.structured_text import carry_marks, from_typed, to_typed

TEXT_HINT = (
    "One paragraph a line. Start a line with “- ” for a bullet, with two spaces before it for "
    "each level deeper, or with “1. ” for a number."
)


class PrintedTextField(forms.CharField):
    """Printed text typed as plain lines; holds paragraphs, bullets, numbers and headings."""

    def __init__(self, *, rows: int = 8, **kwargs: Any):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("help_text", TEXT_HINT)
        # The spaces before the first line are its level.
        super().__init__(strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return to_typed(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        return from_typed(super().clean((value or "").rstrip()) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Compared as it is read: browsers send other line ends than were shown.
        shown = self.prepare_value(initial or []) or ""
        return not self.disabled and from_typed(shown) != from_typed(data or "")


class ExampleDayField(fields.DayField):
    """A day typed the way people write it, with an example beneath its label."""

    def __init__(self, **kwargs: Any):
        attributes = {"class": "govuk-input--width-10", "autocomplete": "off"}
        kwargs.setdefault("widget", fields.DateInput(attributes))
        kwargs.setdefault("help_text", with_example("For example, {day}."))
        super().__init__(**kwargs)


def day_fields(model: type[Model]) -> dict[str, type[forms.Field]]:
    """For ``field_classes``: each day of a model is typed the way people write it."""
    return {
        field.name: ExampleDayField
        for field in model._meta.fields
        if type(field) is models.DateField
    }


class LevelField(forms.TypedChoiceField):
    """How far a printed line is indented in its cell."""

    STEPS = ((0, "Not indented"), (1, "One step"), (2, "Two steps"), (3, "Three steps"))

    def __init__(self, **kwargs: Any):
        super().__init__(
            label="How far it is indented",
            choices=self.STEPS,
            coerce=int,
            empty_value=0,
            required=False,
            **kwargs,
        )


class WebAddressFormField(forms.URLField):
    """A web address; https is taken for granted where nothing stands before it."""

    def __init__(self, **kwargs: Any):
        mistakes = {"invalid": "Give a whole web address, such as https://example.org/report."}
        super().__init__(assume_scheme="https", max_length=500, error_messages=mistakes, **kwargs)


class PlanPartForm(MergedForm, forms.ModelForm):
    """A part of a plan; ``version`` says which state of it was read."""

    default_renderer = GovukRenderer
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # The fields that the action takes; the rest only help the person.
    aids: tuple[str, ...] = ("version",)
    carried = (SHOWN, SEEN)

    def __init__(self, *args: Any, owner: Any, plan: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.owner, self.plan = owner, plan
        self.fields["version"].initial = self.instance.version
        self.set_up()
        for field in self.fields.values():
            tell_people_apart(field)
        if self.instance.pk:
            self.merge_typed()

    def set_up(self) -> None:
        """Narrow choices to what this plan holds."""

    def offer(self, name: str, rows: QuerySet, empty: str) -> None:
        """Offer these rows, and what is chosen already even where it would not be offered now."""
        current = getattr(self.instance, f"{name}_id", None)
        offered = Q(pk__in=rows.values("pk")) | Q(pk=current)
        field: Any = self.fields[name]
        field.queryset = rows.model._default_manager.filter(offered) if current else rows
        field.empty_label = empty

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it, and compares it with what others wrote."""

    @property
    def shown_back(self) -> str:
        """What was read of what was typed, as it counts from now on."""
        return " ".join(fields.figures_shown_back(self))

    @property
    def changes(self) -> dict[str, Any]:
        """What the action is asked to write."""
        left_out = (*self.aids, *self.carried)
        cleaned = {k: v for k, v in self.cleaned_data.items() if k not in left_out}
        for name, value in cleaned.items():
            if isinstance(self.fields.get(name), PrintedTextField):
                cleaned[name] = carry_marks(getattr(self.instance, name) or [], value)
        return cleaned

    @property
    def read_at(self) -> int | None:
        return self.cleaned_data.get("version")
