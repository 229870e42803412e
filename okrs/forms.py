"""Forms of objectives, key results and check-ins; they clean and explain, and write nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from governance import clock
from governance.charts import number
from governance.forms.another import AnotherBox, ask_if_another
from governance.forms.linked import LinkedForm, tell_people_apart
from governance.forms.merged import MergedForm
from governance.forms.own_rows import OwnRowsFormSet
from governance.forms.renderers import GovukRenderer
from governance.input.dates import read_day
from governance.input.examples import with_example
from governance.input.fields import DateInput, DayField, FigureFormField, ReadsDueText, ask
from governance.quarters import period_label
from governance.text import structured_text
from governance.text.dates_in_words import day_in_words

from .input import header_read, header_typed, lines_read, where_they_stood
from .models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet


class OkrForm(MergedForm, LinkedForm, forms.ModelForm):
    """A model form in the site's markup that carries the version it was read at."""

    default_renderer = GovukRenderer
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        self.set_up()
        if self.instance.pk:
            self.merge_typed()

    def set_up(self):
        """Add and fill the fields of this row, before what was typed is merged."""

    def _post_clean(self):
        super()._post_clean()
        read_at = self.cleaned_data.get("version")
        if read_at and self.instance.pk:
            self.instance.version = read_at


class ObjectiveSetForm(OkrForm):
    """One theme for one quarter, with the blocks its paper prints above the table."""

    is_another = AnotherBox("set of this title and quarter")

    starts_on = DayField(
        label="First day of the quarter", widget=DateInput({"class": "govuk-input--width-10"})
    )
    ends_on = DayField(
        label="Last day of the quarter", widget=DateInput({"class": "govuk-input--width-10"})
    )

    header = forms.CharField(
        label="What stands above the table",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "Start a heading with #, such as # Aims. Beneath it, one line for each paragraph; "
            "start a line with - for a bullet or with 1. for a number."
        ),
    )

    class Meta:
        model = ObjectiveSet
        fields = [
            "title",
            "appendix",
            "starts_on",
            "ends_on",
            "printed_label",
            "outcome",
        ]
        widgets = {
            "outcome": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, convention: str, **kwargs):
        self.convention = convention
        super().__init__(*args, **kwargs)

    def set_up(self):
        self.initial.setdefault("header", header_typed(self.instance.header_blocks))

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and starts >= ends:
            self.add_error("ends_on", "Give a last day that is after the first day.")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and starts < ends:
            self.instance.label = period_label(starts, ends, self.convention)
        self.instance.header_blocks = where_they_stood(
            self.instance.header_blocks or [], header_read(self.cleaned_data.get("header", ""))
        )
        ask_if_another_set(self)


def ask_if_another_set(form: Any) -> None:
    """Ask where a set of this title is there for the quarter; pages and administration."""
    named = {"title", "starts_on", "ends_on"} & set(form.changed_data)
    if not form.errors and (named or not form.instance.pk):
        ask_if_another(form, form.instance.namesake(), "a set of this title for this quarter")


class ObjectiveForm(OkrForm):
    """What is to be reached, and the improvements meant to move it."""

    lines = forms.CharField(
        label="Lines beneath it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Start a line with - for a bullet, or with # for a heading such as # Owner.",
    )

    class Meta:
        model = Objective
        fields = ["section", "number", "text", "improvements"]
        labels = {"number": "Number, if one is printed", "text": "Objective"}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "improvements": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, improvements, **kwargs):
        self.offered = improvements
        super().__init__(*args, **kwargs)

    def set_up(self):
        self.initial.setdefault("lines", structured_text.to_typed(self.instance.body or []))
        self.fields["improvements"].queryset = self.offered
        if not self.offered.exists():
            del self.fields["improvements"]

    def _post_clean(self):
        super()._post_clean()
        self.instance.body = lines_read(self.instance.body, self.cleaned_data)


class KeyResultForm(ReadsDueText, OkrForm):
    """The label and words as printed, with a date in its own words."""

    lines = forms.CharField(
        label="Lines beneath it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Start a line with - for a bullet, two spaces deeper for one beneath it, or with # "
            "for a heading such as # Owner."
        ),
    )

    latest = DayField(
        label="Which means no later than",
        required=False,
        help_text="Leave it empty and we read it from the words of the date.",
        widget=DateInput({"class": "govuk-input--width-10"}),
    )

    class Meta:
        model = KeyResult
        fields = ["label", "text", "outcome_text", "due_text", "latest", "updater"]
        labels = {"text": "Key result"}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "outcome_text": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)

    def set_up(self):
        self.fields["updater"].queryset = self.people
        self.fields["updater"].empty_label = "The coordinator"
        tell_people_apart(self.fields["updater"])
        self.initial.setdefault("lines", structured_text.to_typed(self.instance.bullets or []))

    def clean(self):
        cleaned = super().clean()
        due, text = cleaned.get("due_text", ""), cleaned.get("text", "")
        if due and due not in text and due not in cleaned.get("lines", ""):
            self.add_error(
                "due_text", "Copy the words of the date from the key result, letter by letter."
            )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        self.instance.bullets = lines_read(self.instance.bullets, self.cleaned_data)


class MeasureForm(OkrForm):
    """One countable part of a key result."""

    class Meta:
        model = Measure
        fields = ["name", "unit", "baseline", "target"]


class MeasureSet(OwnRowsFormSet, forms.BaseInlineFormSet):
    """The measures of one key result."""


MeasureFormSet = forms.inlineformset_factory(
    KeyResult, Measure, form=MeasureForm, formset=MeasureSet, extra=2, can_delete=True
)


class CheckInForm(OkrForm):
    """How one key result stands, what happened, and what its measures read."""

    class Meta:
        model = CheckIn
        fields = ["status", "reason", "words", "as_at_text"]
        labels = {
            "status": "What is the current status?",
            "reason": "What is the issue, and what would help?",
            "words": "What happened?",
            "as_at_text": "Position as at",
        }
        help_texts = {
            "reason": "Needed where the status says a date may slip or was missed.",
            "words": "Two or three sentences. Committee members will read them.",
            "as_at_text": with_example("Write it as you would say it, such as {day}."),
        }
        widgets = {
            "status": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
            "words": forms.Textarea(attrs={"rows": 5}),
            "as_at_text": DateInput({"class": "govuk-input--width-10"}),
        }

    def set_up(self):
        scheme = self.instance.partnership.status_scheme
        field = self.fields["status"]
        field.queryset = scheme.words.exclude(standing="not_stated")
        field.empty_label = None
        field.label_from_instance = lambda word: f"{word.word}: {word.meaning}"
        self.measures = list(self.instance.key_result.measures.all())
        given = {reading.measure_id: reading.value for reading in self.instance.readings.all()}
        for measure in self.measures:
            field = self.fields[f"measure_{measure.pk}"] = FigureFormField(
                label=f"{measure.name}{f' ({measure.unit})' if measure.unit else ''}",
                required=False,
                initial=given.get(measure.pk),
                help_text=(
                    f"Started at {number(measure.baseline)}, to reach {number(measure.target)}."
                ),
            )
            field.unit = measure.unit

    def clean(self):
        cleaned = super().clean()
        text, today = cleaned.get("as_at_text", "").strip(), clock.today()
        self.as_at: date | None = today
        if text:
            try:
                typed = read_day(text, today=today, expects="done")
            except ValueError as problem:
                self.add_error("as_at_text", str(problem))
                return cleaned
            if "as_at_text" in self.changed_data and not ask(self, "as_at_text", typed):
                return cleaned
            self.as_at = typed.day
            if typed.reading.year_inferred and typed.day:
                cleaned["as_at_text"] = day_in_words(typed.day)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        self.instance.as_at = getattr(self, "as_at", None)

    @property
    def readings(self) -> dict[Measure, Decimal | None]:
        return {
            measure: self.cleaned_data.get(f"measure_{measure.pk}") for measure in self.measures
        }
