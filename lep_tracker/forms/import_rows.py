"""Correcting a row of a plan before it is imported."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from governance.documents.pieces import Raw, dated_fields
from governance.text.structured_text import carry_marks, plain
from plans.documents.placed import (
    Extra,
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedPlan,
    PlacedReference,
    PlacedRow,
)
from plans.forms.base import PrintedTextField

from ..documents.editing import fingerprint, redated, relined, repointed, typed_blocks
from .import_parts import (
    ExtraForm,
    PartForm,
    PartFormSet,
    PointingForm,
    ReadCitationForm,
    ReadDatedForm,
    ReadLeadForm,
    ReadMilestoneForm,
    ReadReferenceForm,
    TouchedForm,
    WordsField,
    initial_of,
    parts_of,
)

BULLETS = "One a line. Start a line with “- ” for a bullet, two spaces before it for each level."
PARTS: dict[str, type[PartForm]] = {
    "leads": ReadLeadForm,
    "milestones": ReadMilestoneForm,
    "citations": ReadCitationForm,
    "references": ReadReferenceForm,
    "extras": ExtraForm,
}
Sets = Mapping[str, PartFormSet]


def sets_of_row(row: PlacedRow, data: Any, *, plan_year: str) -> dict[str, PartFormSet]:
    """A set of forms for each list of parts of a row, by its name."""
    sets = {}
    for name, form in PARTS.items():
        more: dict[str, Any] = {"plan_year": plan_year} if issubclass(form, ReadDatedForm) else {}
        if issubclass(form, PointingForm):
            more = {"milestones": row.milestones}
        initial = initial_of(getattr(row, name), form)
        sets[name] = parts_of(form)(data, initial=initial, prefix=name, form_kwargs=more)
    return sets


class ReadRowForm(TouchedForm):
    """One row of a plan, all but the parts that have forms of their own."""

    # What it was read as, so that nobody overwrites what somebody else corrected meanwhile.
    version = forms.CharField(widget=forms.HiddenInput)
    number = WordsField(label="Number as printed", required=False, max_length=20)
    theme = forms.ChoiceField(label="Theme", required=False)
    statement = PrintedTextField(label="Statement", rows=5, required=False)
    kpis = PrintedTextField(label="KPIs", rows=4, required=False, help_text=BULLETS)
    monitoring = PrintedTextField(label="Monitoring", rows=3, required=False, help_text=BULLETS)
    progress = PrintedTextField(
        label="Progress", rows=4, required=False, help_text="One note a line."
    )
    status = WordsField(label="Status word", required=False, max_length=60)
    is_no_row = forms.BooleanField(label="This is no row: leave it out of the plan", required=False)

    def __init__(self, *args: Any, document: PlacedPlan, row: PlacedRow, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, initial={"version": fingerprint(row), **_initial(row)}, **kwargs)
        titles = dict.fromkeys([*(theme.title for theme in document.themes), row.theme])
        self.fields["theme"].choices = [
            ("", "None"),
            *((title, title) for title in titles if title),
        ]

        if row.statuses:
            del self.fields["status"]
        for at, one in enumerate(row.statuses):
            self.fields[f"status_{at}"] = WordsField(
                label=f"Status under “{one.round}”",
                required=False,
                max_length=60,
                initial=one.text,
            )

    @property
    def quarter_statuses(self) -> list[BoundField]:
        """The boxes for the status of each quarter, in the order of the paper."""
        return [self[f"status_{at}"] for at in range(len(self.row.statuses))]

    def corrected(self, sets: Sets, *, plan_year: str) -> PlacedRow:
        """The row as it stands after the edit; a box nobody touched leaves its pieces alone."""
        row, told = self.row, self._touched()
        if "statement" in told:
            told["statement"] = carry_marks(row.statement, told["statement"])
        last = row.progress[-1].round if row.progress else ""

        def reread(text: str) -> dict[str, Any]:
            return dated_fields(text, plan_year=plan_year or None)

        if "kpis" in told:
            told["kpis"] = relined(row.kpis, told["kpis"], PlacedKpi, reread)
        if "monitoring" in told:
            told["monitoring"] = relined(row.monitoring, told["monitoring"], PlacedMonitoring)
        if "progress" in told:
            told["progress"] = relined(
                row.progress, told["progress"], lambda: PlacedNote(round=last)
            )
        row = replace(
            row,
            **told,
            leads=_replaced(row.leads, sets["leads"], PlacedLead),
            extras=_replaced(row.extras, sets["extras"], Extra),
            milestones=[
                redated(
                    PlacedMilestone() if place is None else row.milestones[place],
                    form.corrected(),
                    plan_year=plan_year,
                )
                for place, form in sets["milestones"].kept()
            ],
        )
        return self._pointing(self._stated(row), sets)

    def _stated(self, row: PlacedRow) -> PlacedRow:
        """The row with the statuses of its quarters; an empty box takes one out."""
        if not row.statuses:
            return row
        told = [self.cleaned_data[f"status_{at}"] for at in range(len(row.statuses))]
        statuses = [
            replace(one, text=text) for one, text in zip(row.statuses, told, strict=True) if text
        ]
        return replace(row, statuses=statuses, status=statuses[-1].text if statuses else "")

    def _touched(self) -> dict[str, Any]:
        apart = {"version", "is_no_row", "after", *(one.name for one in self.quarter_statuses)}
        return {name: self.cleaned_data[name] for name in set(self.changed_data) - apart}

    def _pointing(self, row: PlacedRow, sets: Sets) -> PlacedRow:
        """The row with its citations and references on what they stand on now."""
        kept = sets["milestones"].kept()
        moved = {before: after for after, (before, _) in enumerate(kept) if before is not None}
        stays = moved == {at: at for at in range(len(self.row.milestones))}
        texts = [step.text for step in row.milestones]
        same = stays and row.statement == self.row.statement
        same = same and texts[: len(moved)] == [step.text for step in self.row.milestones]
        pointing = {}
        for name, new in (("citations", PlacedCitation), ("references", PlacedReference)):
            before: Any = getattr(row, name)
            pieces = []
            for place, form in sets[name].kept():
                said = form.corrected()
                piece = new() if place is None else before[place]
                if said or not same:
                    piece = repointed(piece, said, row.statement, texts, moved)
                pieces.append(piece)
            pointing[name] = pieces
        return replace(row, **pointing)

    def left_over(self, sets: Sets) -> list[Raw]:
        """The columns that were removed, kept as words that have no field."""
        number = self.row.number or "without a number"
        return [
            Raw(
                text=": ".join(filter(None, (one.heading, one.text))),
                why=f"A column of row {number} that was removed by hand.",
                lines=one.lines,
            )
            for one in (self.row.extras[at] for at in sets["extras"].gone())
        ]


class NewRowForm(ReadRowForm):
    """A row the reader missed, with its place among the others."""

    statement = PrintedTextField(
        label="Statement", rows=5, error_messages={"required": "Write its statement."}
    )
    after = forms.ChoiceField(label="It stands after")
    is_no_row = None

    def __init__(self, *args: Any, document: PlacedPlan, **kwargs: Any) -> None:
        super().__init__(*args, document=document, **kwargs)
        # Rows are known by their keys: somebody may add or take out another meanwhile.
        self.places = {row.key: at for at, row in enumerate(document.rows, start=1)}
        self.fields["after"].choices = [
            ("", "Nothing: it is the first"),
            *((row.key, _named(row, at)) for at, row in enumerate(document.rows, start=1)),
        ]
        self.fields["after"].required = False
        self.fields["after"].initial = next(reversed(self.places), "")

    def add_error(self, field: Any, error: Any) -> None:
        # Nothing of it stands in the paper, so every box is judged.
        super(TouchedForm, self).add_error(field, error)

    def place(self) -> int:
        """How many rows stand before it."""
        return self.places.get(self.cleaned_data["after"], 0)


def _named(row: PlacedRow, at: int) -> str:
    words = plain(row.statement).partition("\n")[0]
    return f"{row.number or at} {words}"[:60]


def _replaced(old: list[Any], parts: PartFormSet, new: Any) -> list[Any]:
    return [
        replace(new() if place is None else old[place], **form.corrected())
        for place, form in parts.kept()
    ]


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
