"""Parts that belong to the plan as a whole."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from governance.input.fields import FigureInput

from ..models import MonitoringProcess, PlanPhase, PlanResource, PlanSection, Source, Theme
from .base import PlanPartForm, PrintedTextField, WebAddressFormField


class ThemeForm(PlanPartForm):
    """A heading under which rows stand, with its purpose."""

    purpose = PrintedTextField(label="Purpose", required=False, rows=5)

    class Meta:
        model = Theme
        fields = ["title", "word", "purpose"]
        error_messages = {"title": {"required": "Give the theme a title."}}


class SectionForm(PlanPartForm):
    """A heading with text before or after the rows."""

    body = PrintedTextField(label="Text", rows=12, error_messages={"required": "Write the text."})

    class Meta:
        model = PlanSection
        fields = ["heading", "body", "place"]
        labels = {"place": "Where it stands"}
        widgets = {"place": forms.RadioSelect}


class ResourceForm(PlanPartForm):
    """A post the plan needs and how many of it."""

    class Meta:
        model = PlanResource
        fields = ["post", "number", "printed"]
        labels = {"number": "How many", "printed": "As printed"}
        widgets = {"number": FigureInput({"class": "govuk-input--width-5"})}
        error_messages = {
            "post": {"required": "Name the post."},
            "number": {"required": "Say how many, such as 1 or 0.5."},
        }

    def clean_number(self):
        number = self.cleaned_data["number"]
        if number <= 0:
            raise ValidationError("The number must be more than nought, such as 1 or 0.5.")
        return number


class PhaseForm(PlanPartForm):
    """A stretch of the plan and its length; the sum is checked against the printed total."""

    class Meta:
        model = PlanPhase
        fields = ["name", "months", "printed"]
        labels = {"months": "Length in months", "printed": "As printed"}
        widgets = {"months": FigureInput({"class": "govuk-input--width-3"})}
        error_messages = {
            "name": {"required": "Name the phase."},
            "months": {"required": "Give its length in months."},
        }


class SourceForm(PlanPartForm):
    """A report whose findings the plan answers."""

    link = WebAddressFormField(label="Web address", required=False)

    class Meta:
        model = Source
        fields = ["title", "issued_text", "link"]
        labels = {"issued_text": "Date as printed"}
        error_messages = {"title": {"required": "Give the title of the report."}}

    def clean_title(self):
        title = self.cleaned_data["title"]
        others = self.plan.sources.exclude(pk=self.instance.pk)
        if others.filter(title__iexact=title).exists():
            raise ValidationError("This plan has a source with this title already.")
        return title

    @property
    def changes(self):
        changes = super().changes
        if not self.instance.pk:
            key = slugify(changes["title"])[:45] or "source"
            taken = set(self.plan.sources.values_list("key", flat=True))
            number = 2
            changes["key"] = key
            while changes["key"] in taken:
                changes["key"], number = f"{key}-{number}", number + 1
        return changes


class ProcessForm(PlanPartForm):
    """A way of watching progress, written once and used by many rows."""

    class Meta:
        model = MonitoringProcess
        fields = ["text", "actors", "frequency"]
        labels = {"text": "What is done", "actors": "Who does it", "frequency": "How often"}
        help_texts = {"text": "As the rows print it."}
        error_messages = {"text": {"required": "Say what is done."}}
