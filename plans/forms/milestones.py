"""Milestones, KPIs and what is awaited: parts with a date in their own words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.input.fields import FigureInput

from ..models import KPI, Awaited, Milestone
from .base import ExampleDayField, LevelField
from .dated import DatedForm

_SHORT = {"class": "govuk-input--width-20"}


class MilestoneForm(DatedForm):
    """One step of a row and by when it is to be true."""

    aids = ("version", "read_of", "read_due", "move_reason", "misread")
    state = forms.ChoiceField(
        label="How it stands",
        choices=[(key, w.capitalize()) for key, w in Milestone.State.choices if key != "reported"],
        widget=forms.RadioSelect,
        required=False,
    )
    done_on = ExampleDayField(
        expects="done",
        label="The day it was completed",
        required=False,
        help_text="Leave it empty where the day is not stated.",
    )
    move_reason = forms.CharField(
        label="Why the date moves later",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is printed beside the first date.",
    )
    misread = forms.BooleanField(
        label="The date does not move: it was read wrongly before", required=False
    )

    class Meta:
        model = Milestone
        fields = [
            "text",
            "due_text",
            "earliest",
            "latest",
            "precision",
            "parent",
            "is_bullet",
            "is_recurring",
            "recurrence_text",
            "state",
            "state_text",
            "done_on",
        ]
        labels = {
            "text": "What is to be done",
            "parent": "It belongs under",
            "is_bullet": "Printed as a bullet",
            "is_recurring": "It repeats every quarter",
            "state_text": "Its state as printed",
        }
        help_texts = {
            "text": "As the plan prints it, with its date.",
            "is_recurring": "Each quarter asks whether it happened.",
            "recurrence_text": "Such as twice yearly.",
            "state_text": "Such as already in progress.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "recurrence_text": forms.TextInput(attrs=_SHORT),
            "state_text": forms.TextInput(attrs=_SHORT),
        }

    def set_up(self) -> None:
        super().set_up()
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Write what is to be done."
        others = self.owner.milestones.live().filter(parent__isnull=True)
        self.offer("parent", others.exclude(pk=self.instance.pk), "None: it stands on its own")
        self.fields["state"].initial = self.instance.state
        self.fields["done_on"].initial = self.instance.done_on
        if self.instance.state == Milestone.State.REPORTED:
            # What an update reports is the update's to take back.
            del self.fields["state"], self.fields["done_on"]
        if not self.instance.pk:
            del self.fields["move_reason"], self.fields["misread"]

    @property
    def has_happened(self) -> bool:
        state = self.data.get(self.add_prefix("state")) if self.is_bound else self.instance.state
        return self.instance.is_done if "state" not in self.fields else state == "done"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["level"] = 1 if cleaned.get("parent") else 0
        if cleaned.get("done_on") and cleaned.get("state") != Milestone.State.DONE:
            self.add_error("done_on", "Say that it is done, or leave the day empty.")
        self._clean_move(cleaned)
        return cleaned

    def _clean_move(self, cleaned: dict[str, Any]) -> None:
        stands, new = self.instance.latest, cleaned.get("latest")
        if not self.instance.pk or stands is None or stands == new or cleaned.get("misread"):
            return
        if new is None:
            self.add_error("latest", "A date that stands cannot be taken away. Give the new date.")
        elif new > stands and not cleaned.get("move_reason"):
            self.add_error("move_reason", "The date moves later. Say why, so that it is printed.")

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        if "state" in self.fields:
            changes["state"] = changes.get("state") or None
        return changes


class KpiForm(DatedForm):
    """How a row shows: a sentence always, a number where the words name one."""

    level = LevelField()

    class Meta:
        model = KPI
        fields = [
            "text",
            "due_text",
            "earliest",
            "latest",
            "precision",
            "target",
            "unit",
            "baseline",
            "is_bullet",
            "level",
        ]
        labels = {
            "text": "What shows it",
            "target": "Target, where it is a number",
            "baseline": "Where it started",
            "is_bullet": "Printed as a bullet",
        }
        help_texts = {"unit": "Such as seats or businesses."}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "target": FigureInput({"class": "govuk-input--width-5"}),
            "baseline": FigureInput({"class": "govuk-input--width-5"}),
            "unit": forms.TextInput(attrs=_SHORT),
        }

    def set_up(self) -> None:
        super().set_up()
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Write what shows it."


class AwaitedForm(DatedForm):
    """A document, an event or a body outside that rows wait for."""

    words_field = "due_text"
    arrived_on = ExampleDayField(label="The day it came", required=False, expects="done")

    class Meta:
        model = Awaited
        fields = ["title", "kind", "due_text", "earliest", "latest", "precision", "arrived_on"]
        widgets = {"kind": forms.RadioSelect}
        error_messages = {"title": {"required": "Say what is awaited."}}

    @property
    def has_happened(self) -> bool:
        return bool(self.is_bound and self.data.get(self.add_prefix("arrived_on")))

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if self.plan.awaited.exclude(pk=self.instance.pk).filter(title__iexact=title).exists():
            raise ValidationError("This plan waits for something of this title already.")
        return title
