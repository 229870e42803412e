"""A row of a plan and the parts of its cells."""

from itertools import permutations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.concurrency.unique_rules import open_it
from governance.models import Body
from governance.partnership_scope import who_may_stand
from governance.text.structured_text import plain

from ..input.paper_pieces import (
    columns_as_typed,
    columns_from_typed,
    pieces_as_typed,
    pieces_from_typed,
)
from ..input.short_names import propose
from ..models import (
    Citation,
    Improvement,
    Lead,
    MonitoringLine,
    MonitoringProcess,
    Reference,
    WaitsFor,
)
from .base import LevelField, PlanPartForm, PrintedTextField, day_fields

_WORDS = {"citations": "sources", "leads": "leads", "kpis": "KPIs"}
CELL_ORDERS = [
    (" ".join(order), ", ".join(_WORDS[part] for part in order).capitalize())
    for order in permutations(_WORDS)
]


class ImprovementForm(PlanPartForm):
    """One row: its number, its statement, its name in lists and who is asked."""

    statement = PrintedTextField(
        label="Statement",
        error_messages={"required": "Write the statement of the row."},
    )

    aids = ("version", "order_in_cell", "further", "damaged")
    printed = (
        *("lead_heading", "kpi_heading", "order_in_cell", *Improvement.facts),
        *("further", "damaged"),
    )
    further = forms.CharField(
        label="Further columns of the paper",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, such as “Cost: £5,000”.",
    )
    order_in_cell = forms.ChoiceField(
        label="Order in the cell, after the statement", choices=CELL_ORDERS, required=False
    )
    damaged = forms.CharField(
        label="Damaged pieces of the paper",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, kept as they are and printed with the milestones.",
    )

    class Meta:
        model = Improvement
        fields = [
            "number",
            "statement",
            "short_name",
            "theme",
            "updater",
            "lead_heading",
            "kpi_heading",
            *Improvement.facts,
        ]
        field_classes = day_fields(Improvement)
        labels = {
            "number": "Number as printed",
            "short_name": "Short name for lists",
            "updater": "Who is asked each quarter",
            "lead_heading": "Heading of the leads as printed",
            "kpi_heading": "Heading of the KPIs as printed",
        }
        help_texts = {
            "number": "Leave it empty where the paper has none.",
            "short_name": (
                "Ours, not the paper’s. Leave it empty and we propose one from the statement."
            ),
            "kpi_heading": "Kept even where nothing stands beneath it.",
        }
        widgets = {"number": forms.TextInput(attrs={"class": "govuk-input--width-5"})}

    def set_up(self) -> None:
        self.fields["order_in_cell"].initial = " ".join(self.instance.cell_order[1:])
        self.fields["further"].initial = columns_as_typed(self.instance.extras)
        self.fields["damaged"].initial = pieces_as_typed(self.instance.raw_fragments)
        self.fields["short_name"].required = False
        themes = self.plan.themes.live()
        self.offer("theme", themes, "No theme")
        if not themes:
            del self.fields["theme"]
        askable = who_may_stand(Improvement, "updater", self.plan.partnership)
        self.offer("updater", askable, "The coordinator")

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        others = self.plan.improvements.live().exclude(pk=self.instance.pk)
        if number and (there := others.filter(number=number).first()) is not None:
            sentence = f"Another row has number {number} already. Choose another one."
            raise ValidationError(open_it(sentence, there))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("short_name") and cleaned.get("statement"):
            cleaned["short_name"] = propose(plain(cleaned["statement"]))[:80]
        return cleaned

    @property
    def written_fields(self) -> list[forms.BoundField]:
        """What the row says and who is asked."""
        return [field for field in self.visible_fields() if field.name not in self.printed]

    @property
    def printed_fields(self) -> list[forms.BoundField]:
        """How it stands on paper; seldom changed, so folded away."""
        return [field for field in self.visible_fields() if field.name in self.printed]

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        order = (self.cleaned_data.get("order_in_cell") or "").split()
        kept = {"layout": ["statement", *order]} if order else {}
        return {
            **changes,
            **kept,
            "extras": columns_from_typed(self.cleaned_data["further"], self.instance.extras),
            "raw_fragments": pieces_from_typed(
                self.cleaned_data["damaged"], self.instance.raw_fragments
            ),
        }


class LeadForm(PlanPartForm):
    """Who leads, as printed, and the account, post or body it stands for."""

    level = LevelField()

    class Meta:
        model = Lead
        fields = ["topic", "name", "kind", "user", "body", "level"]
        labels = {
            "topic": "Sub-topic",
            "name": "As printed",
            "kind": "It names",
            "user": "Their account",
            "body": "The body",
        }
        help_texts = {"topic": "Such as Convening, where several lead one row."}
        widgets = {"kind": forms.RadioSelect}
        error_messages = {"name": {"required": "Write who leads, as the paper prints it."}}

    def set_up(self) -> None:
        known = who_may_stand(Lead, "user", self.plan.partnership)
        self.offer("user", known, "No account")
        self.offer("body", Body.objects.filter(partnership=self.plan.partnership), "No body")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Lead.Kind.BODY and not cleaned.get("body"):
            self.add_error("body", "Choose the body that leads, or say that it is a post.")
        return cleaned


class MonitoringForm(PlanPartForm):
    """One line of the monitoring cell: a shared process, or words of its own."""

    aids = ("version", "share", "actors", "frequency")
    share = forms.BooleanField(
        label="Keep it as a process that other rows can share", required=False
    )
    actors = forms.CharField(label="Who does it", max_length=200, required=False)
    frequency = forms.CharField(
        label="How often", max_length=60, required=False, help_text="Such as monthly."
    )

    level = LevelField()

    class Meta:
        model = MonitoringLine
        fields = ["process", "text", "is_bullet", "level"]
        labels = {
            "process": "A process that other rows share",
            "text": "As printed",
            "is_bullet": "Printed as a bullet",
        }
        help_texts = {"text": "Leave it empty to print the shared process, or an empty bullet."}

    def set_up(self) -> None:
        shared = self.plan.monitoring_processes.all()
        self.offer("process", shared, "None: the line has its own words")
        self.order_fields(
            ["process", "text", "share", "actors", "frequency", "is_bullet", "level", "version"]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("share") and not cleaned.get("text"):
            self.add_error("text", "Write the line that other rows are to share.")
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        if self.cleaned_data.get("share"):
            changes["process"] = MonitoringProcess(
                plan=self.plan,
                text=changes["text"],
                actors=self.cleaned_data["actors"],
                frequency=self.cleaned_data["frequency"],
            )
        return changes


class RowPartForm(PlanPartForm):
    """What stands on the row or on one of its milestones, as printed."""

    def set_up(self) -> None:
        self.offer("milestone", self.owner.milestones.live(), "The row as a whole")
        self.fields["milestone"].label = "It stands on"
        self.fields["printed"].label = "As printed"
        self.fields["printed"].help_text = "With its brackets, such as (Deep Dive Report pg 7)."
        if "start" in self.fields:
            self.fields["start"].label = "Its place in the text"
            self.fields["start"].help_text = "The letter it starts at; leave it empty if unknown."
            self.fields["start"].widget.attrs["class"] = "govuk-input--width-4"


class CitationForm(RowPartForm):
    """The pages of a source that a row or a milestone answers."""

    class Meta:
        model = Citation
        fields = ["source", "pages", "milestone", "printed", "start"]
        help_texts = {"pages": "Such as 6-7."}
        error_messages = {"source": {"required": "Choose the source. New ones are added first."}}

    def set_up(self) -> None:
        super().set_up()
        self.offer("source", self.plan.sources.live(), "Choose a source")


def _other_rows(form: PlanPartForm) -> Any:
    return form.plan.improvements.live().exclude(pk=form.owner.pk)


class ReferenceForm(RowPartForm):
    """A “see action 23”: it follows its row when that is renumbered, or leads nowhere."""

    class Meta:
        model = Reference
        fields = ["to", "milestone", "printed", "start"]
        labels = {"to": "It points at"}

    def set_up(self) -> None:
        super().set_up()
        self.offer("to", _other_rows(self), "Nothing: the pointer is lost")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("to") and not cleaned.get("printed"):
            self.add_error("printed", "Choose a row, or write the lost pointer as it is printed.")
        return cleaned


class WaitsForForm(RowPartForm):
    """What has to be there before a row or a milestone can move."""

    class Meta:
        model = WaitsFor
        fields = ["awaited", "other", "milestone", "printed"]
        labels = {
            "awaited": "A document, an event or a body outside",
            "other": "Another row that comes first",
        }

    def set_up(self) -> None:
        super().set_up()
        self.offer("awaited", self.plan.awaited.live(), "None of these")
        self.offer("other", _other_rows(self), "No row")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("awaited") and not cleaned.get("other"):
            self.add_error("awaited", "Choose what is waited for. New things are added first.")
        return cleaned
