"""Evidence: a link, a reference to a paper, or a file that is what its name says."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from governance.input.names import clean_file_name
from governance.models import Evidence
from governance.uploads.file_kinds import ALLOWED, kind_of_file
from governance.uploads.virus_scan import problem_with

from .base import PlanPartForm, WebAddressFormField


class EvidenceForm(PlanPartForm):
    """What proves a claim on a row."""

    link = WebAddressFormField(label="Web address", required=False)

    class Meta:
        model = Evidence
        fields = ["title", "link", "reference", "file"]
        labels = {
            "title": "What it shows",
            "reference": "A paper and its page",
            "file": "A file",
        }
        error_messages = {"title": {"required": "Say in a few words what it shows."}}

    def set_up(self) -> None:
        megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = f"{ALLOWED}, up to {megabytes} MB."
        # It lies under a name of our own; its own name may be as long as people make them.
        self.fields["file"].max_length = None
        self.fields["file"].widget = forms.FileInput()

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if not upload or not hasattr(upload, "content_type"):
            return upload
        if upload.size > settings.UPLOAD_MAX_BYTES:
            megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            raise ValidationError(
                f"The file is larger than {megabytes} MB. Choose a smaller one, or give a link."
            )
        if kind_of_file(clean_file_name(upload.name), upload) is None:
            raise ValidationError(
                f"The file is not one we can keep, or is damaged. Choose {ALLOWED}."
            )
        if problem := problem_with(upload):
            raise ValidationError(problem)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = any(cleaned.get(name) for name in ("link", "reference", "file"))
        if not given and not self.errors:
            raise ValidationError("Give a web address, a paper with its page, or a file.")
        return cleaned
