"""Correcting an objective with its key results before it is imported."""

from dataclasses import replace
from typing import Any

from django import forms

from okrs.documents.placed import PlacedKeyResult, PlacedObjective
from plans.forms.base import PrintedTextField

from ..documents.editing import fingerprint, redated
from .import_parts import LinesField, PartFormSet, ReadDatedForm, TouchedForm, WordsField, parts_of
from .import_rows import BULLETS


class ReadKeyResultForm(ReadDatedForm):
    label = WordsField(label="Label", required=False, max_length=20)
    bullets = PrintedTextField(label="Bullets under it", rows=2, required=False, help_text=BULLETS)
    outcome_text = LinesField(label="Outcome", required=False)
    # A key result may be empty in the paper, and stays so.
    text = LinesField(label="Words", required=False)

    together = (
        *(("label",), ("text",), ("due_text", "earliest", "latest", "precision")),
        *(("bullets",), ("outcome_text",)),
    )


KeyResultParts = parts_of(ReadKeyResultForm)


class ReadObjectiveForm(TouchedForm):
    """One objective of a paper, all but its key results."""

    version = forms.CharField(widget=forms.HiddenInput)
    number = WordsField(label="Number as printed", required=False, max_length=20)
    section = WordsField(label="Section it is printed in", required=False, max_length=200)
    text = LinesField(label="Objective", required=False)

    def __init__(self, *args: Any, objective: PlacedObjective, **kwargs: Any) -> None:
        self.objective = objective
        names = ("number", "section", "text")
        initial = {name: getattr(objective, name) for name in names}
        initial["version"] = fingerprint(objective)
        super().__init__(*args, initial=initial, **kwargs)

    def corrected(self, results: PartFormSet, *, plan_year: str) -> PlacedObjective:
        names = [name for name in ("number", "section", "text") if name in self.changed_data]
        told = {name: self.cleaned_data[name] for name in names}
        before = self.objective.key_results
        return replace(
            self.objective,
            **told,
            key_results=[
                redated(
                    PlacedKeyResult() if place is None else before[place],
                    form.corrected(),
                    plan_year=plan_year,
                )
                for place, form in results.kept()
            ],
        )
