"""Parts with a date in their own words: what we read is shown, and a person says whether it holds.

The date is read when the words are sent for the first time, or were changed; the form then comes
back with the reading filled in. Sending it again confirms it, as it stands or as it was mended.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.models import Precision
from governance.typed_fields import FigureInput

from ..date_reading import Proposal, propose_date
from ..models import KPI, Awaited, Milestone
from .base import DayField, LevelField, PlanPartForm

_SHORT = {"class": "govuk-input--width-20"}


class DatedForm(PlanPartForm):
    """Words with a date in them, and the reading of that date."""

    aids = ("version", "read_of")
    words_field = "text"
    read_of = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    due_text = forms.CharField(
        label="The date in its own words",
        max_length=200,
        required=False,
        help_text="Such as by end July. It is read from the words above; mend it if need be.",
        widget=forms.TextInput(attrs=_SHORT),
    )
    earliest = DayField(label="Earliest day", required=False)
    latest = DayField(
        label="Latest day", required=False, help_text="Overdue counts from the day after this one."
    )
    precision = forms.ChoiceField(label="How exact it is", choices=Precision, required=False)

    asks: Proposal | None = None
    printed = ("parent", "is_bullet", "state_text")
    dated = ("due_text", "earliest", "latest", "precision", "move_reason", "misread")

    def set_up(self) -> None:
        self.fields["read_of"].initial = getattr(self.instance, self.words_field, "") or ""
        self.fields["precision"].initial = Precision.NONE

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked before the date: the words it stands in, or what is awaited."""
        return [field for field in self.visible_fields() if field.name in ("title", "text")]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What is asked after the date."""
        others = [field.name for field in [*self.first_fields, *self.printed_fields]]
        return [f for f in self.visible_fields() if f.name not in (*others, *self.dated)]

    @property
    def printed_fields(self) -> list[forms.BoundField]:
        """How it stands on paper; seldom changed, so folded away."""
        return [field for field in self.visible_fields() if field.name in self.printed]

    @property
    def shows_dates(self) -> bool:
        """Whether there is a date to look at: one that stands, one just read, one just typed."""
        typed = self.is_bound and any(self.data.get(self.add_prefix(n)) for n in self.dated[:3])
        stands = self.instance.latest or self.instance.earliest or self.instance.due_text
        return bool(self.asks or typed or stands or self.words_field == "due_text")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        words = cleaned.get(self.words_field) or ""
        self._propose(words, cleaned)
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        if earliest and latest and earliest > latest:
            self.add_error("latest", "The latest day comes before the earliest. Check both.")
        cleaned["precision"] = cleaned.get("precision") or Precision.NONE
        if (earliest or latest) and cleaned["precision"] == Precision.NONE:
            cleaned["precision"] = Precision.DAY
        return cleaned

    def _propose(self, words: str, cleaned: dict[str, Any]) -> None:
        # Browsers change line ends on the way; other spaces hold no date either.
        if (cleaned.get("read_of") or "").split() == words.split() or self.errors:
            return
        proposal = propose_date(words, self.plan.plan_year)
        if not proposal.is_dated:
            return
        # The reading goes back into the form that was sent, so that it can be mended in place.
        sent: Any = self.data.copy()
        for name, value in proposal.as_fields().items():
            if name in self.fields:
                prepared = self.fields[name].prepare_value(value)
                sent[self.add_prefix(name)] = "" if prepared is None else prepared
                cleaned[name] = value
        sent[self.add_prefix("read_of")] = words
        self.data = sent
        self.asks = proposal
        raise ValidationError(proposal.question, code="asks")

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        proposal = propose_date(changes.get(self.words_field) or "", self.plan.plan_year)
        kept = {"date_kind": proposal.date_kind, "dates": list(proposal.dates)}
        same = (proposal.earliest, proposal.latest) == (changes["earliest"], changes["latest"])
        kept["year_inferred"] = proposal.year_inferred and same
        return {**changes, **kept}


class MilestoneForm(DatedForm):
    """One step of a row and by when it is to be true."""

    aids = ("version", "read_of", "move_reason", "misread")
    state = forms.ChoiceField(
        label="How it stands",
        choices=[(key, w.capitalize()) for key, w in Milestone.State.choices if key != "reported"],
        widget=forms.RadioSelect,
        required=False,
    )
    done_on = DayField(
        label="The day it became true",
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
            "text": "What is to be true",
            "parent": "It belongs under",
            "is_bullet": "Printed as a bullet",
            "is_recurring": "It comes round each quarter",
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
        self.fields["text"].error_messages["required"] = "Write what is to be true."
        others = self.owner.milestones.live().filter(parent__isnull=True)
        self.offer("parent", others.exclude(pk=self.instance.pk), "None: it stands on its own")
        self.fields["state"].initial = self.instance.state
        self.fields["done_on"].initial = self.instance.done_on
        if self.instance.state == Milestone.State.REPORTED:
            # What an update reports is the update's to take back.
            del self.fields["state"], self.fields["done_on"]
        if not self.instance.pk:
            del self.fields["move_reason"], self.fields["misread"]

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
    arrived_on = DayField(label="The day it came", required=False)

    class Meta:
        model = Awaited
        fields = ["title", "kind", "due_text", "earliest", "latest", "precision", "arrived_on"]
        widgets = {"kind": forms.RadioSelect}
        error_messages = {"title": {"required": "Say what is awaited."}}

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if self.plan.awaited.exclude(pk=self.instance.pk).filter(title__iexact=title).exists():
            raise ValidationError("This plan waits for something of this title already.")
        return title
