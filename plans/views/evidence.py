"""Giving out a file of evidence to those who may read its plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from governance.file_kinds import kind_of_file

from ..parts import ROW_PARTS
from .pages import plan_for


@require_safe
def evidence_file(request: HttpRequest, partnership: str, plan: str, pk: int) -> HttpResponse:
    """The file as it was sent, to be kept and never opened in the page."""
    held = plan_for(request, partnership, plan, "plans.read_plan")
    evidence = get_object_or_404(ROW_PARTS["evidence"].in_plan(held), pk=pk)
    if not evidence.is_live and "plans.write_progressupdate" not in request.user.permissions_in(
        held.partnership
    ):
        # What was taken out is read by those who may put it back.
        raise Http404
    if not evidence.file or not evidence.file.storage.exists(evidence.file.name):
        raise Http404
    with evidence.file.open("rb") as content:
        media_type = kind_of_file(evidence.file.name, content) or "application/octet-stream"
        # Read whole: uploads are limited, and a closed file cannot leak.
        response = HttpResponse(content.read(), content_type=media_type)
    name = evidence.file.name.rsplit("/", 1)[-1]
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
