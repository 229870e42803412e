"""Giving out a file of evidence to those who may read its plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from governance.access import object_at
from governance.uploads.evidence import FileDamaged, content_of, report_damaged_file

from ..parts import ROW_PARTS
from ..visibility import evidence_seen, visibility_of
from .base import plan_for


@require_safe
def evidence_file(request: HttpRequest, partnership: str, plan: str, pk: int) -> HttpResponse:
    """The file as it was sent, to be kept and never opened in the page."""
    held = plan_for(request, partnership, plan, "plans.read_plan")
    by: Any = request.user
    seen = evidence_seen(
        held, visibility_of(by, held.partnership), ROW_PARTS["evidence"].in_plan(held)
    )
    evidence = object_at(by, partnership, seen, pk=pk)
    if not evidence.file:
        raise Http404
    try:
        content = content_of(evidence)
    except FileDamaged as problem:
        report_damaged_file(evidence, problem=problem, by=by)
        messages.error(request, str(problem))
        return redirect(evidence.subject)
    media_type = evidence.file_type or "application/octet-stream"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=evidence.download_name
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
