"""What is asked when a document is imported, and when it is read again."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from governance.forms.govuk import PlainForm
from governance.input.examples import with_example
from governance.models import Partnership
from governance.uploads.virus_scan import problem_with
from okrs.models import ObjectiveSet
from plans.models import Plan

from ..documents.kinds import CHOICES
from ..documents.newer_issues import first_of_each_quarter

LONGEST_PASTE = 400_000
_YEAR = re.compile(r"(?P<first>\d{4})\s*(?:[-–/]|to)\s*(?P<last>\d{2}|\d{4})")


class PlanYearField(forms.CharField):
    """A plan's year as people write it; held as “2019-20”."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        super().__init__(
            label="Year of the plan",
            help_text=with_example(
                "Such as {year}. Dates that are printed without a year take it from here."
            ),
            max_length=12,
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value).strip()
        if not typed:
            return ""
        found = _YEAR.fullmatch(typed)
        first = int(found["first"]) if found else 0
        if not found or int(found["last"]) % 100 != (first + 1) % 100:
            raise ValidationError(with_example("Write the year of the plan like {year}."))
        return f"{first}-{(first + 1) % 100:02d}"


class ReadAgainForm(PlainForm):
    """As what, and for which year, a document is read."""

    kind = forms.ChoiceField(label="What kind of document it is", choices=CHOICES, initial="auto")
    plan_year = PlanYearField()


class QuarterChoice(forms.ModelChoiceField):
    """Sets are compared by the quarter, so it is the quarter that is offered."""

    def label_from_instance(self, obj: ObjectiveSet) -> str:
        return obj.label


class ImportForm(PlainForm):
    """A file, or the text of one; what it is; and whether it takes the place of an earlier one."""

    file = forms.FileField(label="A file", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or paste the text",
        help_text="From a mail or a page: a table keeps its columns when you copy it whole.",
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = forms.ChoiceField(label="What kind of document it is", choices=CHOICES, initial="auto")
    plan_year = PlanYearField()
    newer_of = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Is it a newer issue of a plan you have?",
        help_text="Then rows are matched, and you say which differences to take.",
        empty_label="No, it is a plan of its own",
        required=False,
    )
    newer_of_set = QuarterChoice(
        ObjectiveSet.objects.none(),
        label="Or a newer issue of objectives you have?",
        help_text="All sets of that quarter are compared with the document.",
        empty_label="No, they are objectives of their own",
        required=False,
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields[
            "file"
        ].help_text = (
            f"Word (.docx), Excel (.xlsx), .csv, .txt or a .json from here, up to {megabytes} MB."
        )
        self.fields["newer_of"].queryset = partnership.plans.live()
        self.fields["newer_of_set"].queryset = first_of_each_quarter(partnership)
        if not self.fields["newer_of_set"].queryset.exists():
            del self.fields["newer_of_set"]

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if upload and upload.size > settings.UPLOAD_MAX_BYTES:
            megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            raise ValidationError(
                f"The file is larger than {megabytes} MB. "
                "Take the pictures out of it and save it once more."
            )
        if upload and (problem := problem_with(upload)):
            raise ValidationError(problem)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        upload, text = cleaned.get("file"), (cleaned.get("text") or "").strip()
        if self.errors:
            return cleaned
        if cleaned.get("newer_of") and cleaned.get("newer_of_set"):
            raise ValidationError("It is a newer issue of a plan or of objectives, not of both.")
        if upload and text:
            raise ValidationError("Choose a file or paste its text, not both.")
        if not upload and not text:
            raise ValidationError("Choose a file, or paste the text of one.")
        if upload and not upload.size:
            raise ValidationError(f"“{upload.name}” is empty. Choose another file.")
        return cleaned
