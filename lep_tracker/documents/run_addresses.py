"""Where a run stands, and where what it became stands."""

from typing import Any

from django.urls import reverse

from governance.models import ImportRun


def address_of(run: ImportRun) -> str:
    """The page of a run."""
    return reverse("import_detail", args=[run.partnership.slug, run.pk])


def address_of_subject(run: ImportRun) -> str:
    """The page of what a run became; empty where it is not there any more."""
    subject: Any = run.subject if run.subject_id else None
    return str(subject.get_absolute_url()) if hasattr(subject, "get_absolute_url") else ""
