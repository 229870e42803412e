"""Mending a row of a plan, or an objective, before it is brought in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.documents.pieces import dated_fields
from governance.forms.house import DayField, PlainForm
from governance.structured_text import carry_marks
from okrs.documents.placed import PlacedKeyResult, PlacedObjective
from plans.documents.placed import (
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedPlan,
    PlacedRow,
)
from plans.forms.base import PrintedTextField
from plans.models import Lead, Milestone

from ..documents.editing import fingerprint, redated, relined, repointed, typed_blocks

BULLETS = "One a line. Start a line with “- ” for a bullet, two spaces before it for each level."


class PartForm(PlainForm):
    """One of several parts of a row; an empty one that was not there before is no part."""

    def mended(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}


class DatedForm(PartForm):
    """Words with the date that stands in them, as a phrase and as days."""

    text = forms.CharField(label="Words", widget=forms.Textarea(attrs={"rows": 2}))
    due_text = forms.CharField(label="Date in its own words", required=False, max_length=200)
    earliest = DayField(label="Not before", required=False)
    latest = DayField(label="Not after", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        if earliest and latest and earliest > latest:
            raise ValidationError("The first day lies after the last one. Change one of them.")
        return cleaned


class MilestoneForm(DatedForm):
    state = forms.ChoiceField(label="State", choices=Milestone.State.choices, initial="open")

    field_order = ("text", "due_text", "earliest", "latest", "state")


class KeyResultForm(DatedForm):
    label = forms.CharField(label="Label", required=False, max_length=20)
    bullets = PrintedTextField(label="Bullets under it", rows=2, required=False, help_text=BULLETS)
    outcome_text = forms.CharField(
        label="Outcome", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    # A key result may be empty in the paper, and stays so.
    text = forms.CharField(label="Words", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("label", "text", "due_text", "earliest", "latest", "bullets", "outcome_text")


class LeadForm(PartForm):
    name = forms.CharField(label="Name or post", max_length=200)
    topic = forms.CharField(label="For which part of it", required=False, max_length=200)
    kind = forms.ChoiceField(label="What it is", choices=Lead.Kind.choices, initial="post")


class PartFormSet(forms.BaseFormSet):
    """Parts in their order; each can be taken out, and two more can be written."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take this one out"

    def kept(self) -> list[tuple[int | None, Any]]:
        """Each part that stays or is new, with its place before, in order."""
        before = self.initial_form_count()
        return [
            (place if place < before else None, form)
            for place, form in enumerate(self.forms)
            if not form.cleaned_data.get("DELETE") and (place < before or form.has_changed())
        ]


def _parts(form: type[PartForm]) -> type[PartFormSet]:
    return forms.formset_factory(form, formset=PartFormSet, extra=1, can_delete=True)


LeadParts, MilestoneParts, KeyResultParts = map(_parts, (LeadForm, MilestoneForm, KeyResultForm))


class RowForm(PlainForm):
    """One row of a plan, all but its leads and milestones."""

    # What it was read as, so that nobody overwrites what somebody else mended meanwhile.
    version = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Number as printed", required=False, max_length=20)
    theme = forms.ChoiceField(label="Theme", required=False)
    statement = PrintedTextField(label="Statement", rows=5, required=False)
    kpis = PrintedTextField(label="KPIs", rows=4, required=False, help_text=BULLETS)
    monitoring = PrintedTextField(label="Monitoring", rows=3, required=False, help_text=BULLETS)
    progress = PrintedTextField(
        label="Progress", rows=4, required=False, help_text="One note a line."
    )
    status = forms.CharField(label="Status word", required=False, max_length=60)
    is_no_row = forms.BooleanField(label="This is no row: leave it out of the plan", required=False)

    def __init__(self, *args: Any, document: PlacedPlan, row: PlacedRow, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, initial={"version": fingerprint(row), **_initial(row)}, **kwargs)
        titles = dict.fromkeys([*(theme.title for theme in document.themes), row.theme])
        self.fields["theme"].choices = [
            ("", "None"),
            *((title, title) for title in titles if title),
        ]

    def mended(self, leads: PartFormSet, milestones: PartFormSet, *, plan_year: str) -> PlacedRow:
        """The row as it stands after the edit."""
        told, row = self.cleaned_data, self.row
        statement = carry_marks(row.statement, told["statement"])
        steps = [
            redated(
                PlacedMilestone() if place is None else row.milestones[place],
                form.mended(),
                plan_year=plan_year,
            )
            for place, form in milestones.kept()
        ]
        moved = {
            before: after
            for after, (before, _) in enumerate(milestones.kept())
            if before is not None
        }
        texts = [step.text for step in steps]

        def reread(text: str) -> dict[str, Any]:
            return dated_fields(text, plan_year=plan_year or None)

        return replace(
            row,
            number=told["number"],
            theme=told["theme"],
            statement=statement,
            status=told["status"],
            leads=[
                replace(PlacedLead() if place is None else row.leads[place], **form.mended())
                for place, form in leads.kept()
            ],
            milestones=steps,
            kpis=relined(row.kpis, told["kpis"], PlacedKpi, reread),
            monitoring=relined(row.monitoring, told["monitoring"], PlacedMonitoring),
            progress=relined(row.progress, told["progress"], PlacedNote),
            citations=repointed(row.citations, statement, texts, moved),
            references=repointed(row.references, statement, texts, moved),
        )


def _initial(row: PlacedRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "theme": row.theme,
        "statement": row.statement,
        "kpis": typed_blocks(row.kpis),
        "monitoring": typed_blocks(row.monitoring),
        "progress": typed_blocks(row.progress),
        "status": row.status,
    }


class ObjectiveForm(PlainForm):
    """One objective of a paper, all but its key results."""

    version = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Number as printed", required=False, max_length=20)
    section = forms.CharField(label="Section it is printed in", required=False, max_length=200)
    text = forms.CharField(
        label="Objective", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, objective: PlacedObjective, **kwargs: Any) -> None:
        self.objective = objective
        names = ("number", "section", "text")
        initial = {name: getattr(objective, name) for name in names}
        initial["version"] = fingerprint(objective)
        super().__init__(*args, initial=initial, **kwargs)

    def mended(self, results: PartFormSet, *, plan_year: str) -> PlacedObjective:
        told = {name: self.cleaned_data[name] for name in ("number", "section", "text")}
        before = self.objective.key_results
        return replace(
            self.objective,
            **told,
            key_results=[
                redated(
                    PlacedKeyResult() if place is None else before[place],
                    form.mended(),
                    plan_year=plan_year,
                )
                for place, form in results.kept()
            ],
        )


def initial_of(pieces: Sequence[Any], form: type[PartForm]) -> list[dict[str, Any]]:
    """What the forms of some parts show at first."""
    return [{name: getattr(one, name) for name in form.base_fields} for one in pieces]
