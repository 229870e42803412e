"""Giving out an objective set as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from governance import clock
from governance.access import object_at
from plans.documents.files import FORMATS, file_name

from ..documents.files import written
from ..documents.taking_out import okrs_on_paper
from ..models import ObjectiveSet
from .sets import READ


@require_safe
def set_file(request: HttpRequest, partnership: str, slug: str, ending: str) -> HttpResponse:
    """The set as Word, Excel, CSV or JSON, as its paper would print it."""
    objective_set = object_at(request.user, partnership, ObjectiveSet.objects, READ, slug=slug)
    if ending not in FORMATS:
        raise Http404
    content = written(okrs_on_paper([objective_set]), ending)
    response = HttpResponse(content, content_type=FORMATS[ending].media_type)
    name = file_name(objective_set.title, ending, today=clock.today(), part=objective_set.label)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
