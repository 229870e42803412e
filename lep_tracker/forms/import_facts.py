"""Correcting the paper itself before it is imported: its title, period, kind, themes, sections."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.documents.pieces import Placed, PlacedSection
from governance.forms.govuk import DayField, PlainForm
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan
from plans.forms.base import PrintedTextField

from ..documents.editing import bare, fingerprint, renamed_themes
from ..documents.kinds import KINDS, PLAN_KINDS
from .import_parts import PartForm, PartFormSet, WordsField, parts_of

PLACES = [("before", "Before the rows"), ("after", "After the rows")]


class FactsForm(PlainForm):
    """What every document has."""

    # What it was read as, so that nobody overwrites what somebody else corrected meanwhile.
    version = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=300)

    names: tuple[str, ...] = ("title",)

    def __init__(self, *args: Any, document: Any, **kwargs: Any) -> None:
        self.document = document
        initial = {name: getattr(document, name) for name in self.names}
        initial["version"] = fingerprint(bare(document))
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and first > last:
            raise ValidationError("The first day lies after the last one. Change one of them.")
        return cleaned

    def corrected(self) -> Any:
        """The document with these facts."""
        return replace(self.document, **{name: self.cleaned_data[name] for name in self.names})


class OkrFactsForm(FactsForm):
    starts_on = DayField(label="First day", required=False)
    ends_on = DayField(label="Last day", required=False)
    printed_label = forms.CharField(label="Quarter as printed", required=False, max_length=120)

    names = ("title", "starts_on", "ends_on", "printed_label")


class PlanFactsForm(FactsForm):
    kind = forms.ChoiceField(
        label="Kind", choices=[(one.key, one.words) for one in KINDS if one.key in PLAN_KINDS]
    )
    starts_on = DayField(label="First day", required=False)
    ends_on = DayField(label="Last day", required=False)
    printed_period = forms.CharField(label="Period as printed", required=False, max_length=120)
    issue_text = forms.CharField(label="Issue as printed", required=False, max_length=120)
    row_word = forms.CharField(
        label="What a row is called",
        help_text="Such as action. Leave empty for improvement.",
        required=False,
        max_length=40,
    )

    names = (
        *("title", "kind", "starts_on", "ends_on"),
        *("printed_period", "issue_text", "row_word"),
    )

    def __init__(self, *args: Any, document: PlacedPlan, **kwargs: Any) -> None:
        super().__init__(*args, document=document, **kwargs)
        for place, theme in enumerate(document.themes):
            self.fields[f"theme_{place}"] = forms.CharField(
                label=f"Theme {place + 1}", initial=theme.title, max_length=200
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        titles = [cleaned.get(f"theme_{at}") for at in range(len(self.document.themes))]
        if len(set(titles)) < len(titles):
            raise ValidationError("Two themes have the same title. Give each its own.")
        return cleaned

    def corrected(self) -> PlacedPlan:
        names = {
            theme.title: self.cleaned_data[f"theme_{place}"]
            for place, theme in enumerate(self.document.themes)
        }
        renamed: PlacedPlan = renamed_themes(super().corrected(), names)
        return renamed


class ReadSectionForm(PartForm):
    heading = WordsField(label="Heading", required=False, max_length=300)
    body = PrintedTextField(label="Text", rows=4, required=False)
    place = forms.ChoiceField(label="Where it stands", choices=PLACES, initial="before")

    together = (("heading",), ("body",), ("place",))


SectionParts = parts_of(ReadSectionForm)


def facts_form_of(document: Placed) -> type[FactsForm]:
    """The form for what a document of this kind has."""
    if isinstance(document, PlacedPlan):
        return PlanFactsForm
    return OkrFactsForm if isinstance(document, PlacedOkrs) else FactsForm


def sections_of(document: Placed, sections: PartFormSet) -> list[PlacedSection]:
    """The sections after the edit; those that were there keep the lines they came from."""
    return [
        replace(
            PlacedSection() if before is None else document.sections[before], **form.corrected()
        )
        for before, form in sections.kept()
    ]
