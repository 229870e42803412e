"""Giving out a plan, or a quarter of it, as a file; each reader what they may see."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from governance import clock

from ..documents.files import FORMATS, file_name, written
from ..documents.placed import PlacedPlan
from ..documents.quarter_on_paper import plan_as_seen, quarter_on_paper
from ..visibility import frozen_for, visibility_of
from .base import plan_for
from .submissions import plan_round_at

READ = "plans.read_plan"


@require_safe
def plan_file(request: HttpRequest, partnership: str, plan: str, ending: str) -> HttpResponse:
    """The plan as Word, Excel, CSV or JSON: as it stands, or as a closed quarter froze it."""
    held = plan_for(request, partnership, plan, READ)
    _known(ending)
    visibility = visibility_of(request.user, held.partnership)
    placed, frozen = plan_as_seen(held, visibility), frozen_for(held, visibility)
    day = frozen.judged_on if frozen else clock.today()
    return _given(placed, ending, name=file_name(placed.title, ending, today=day))


@require_safe
def round_file(request: HttpRequest, ending: str, **address: str) -> HttpResponse:
    """One quarter of a plan; an open one only for those who see open quarters."""
    held = plan_for(request, address["partnership"], address["plan"], READ)
    plan_round = plan_round_at(request, READ, **address)
    _known(ending)
    visibility = visibility_of(request.user, held.partnership)
    if not visibility.sees(plan_round):
        raise PermissionDenied
    label = plan_round.round.label
    # A quarter that is frozen is the same file on whatever day it is removed.
    name = file_name(held.title, ending, today=plan_round.judged_on, part=label)
    return _given(
        quarter_on_paper(held, plan_round, visibility), ending, name=name, round_label=label
    )


def _known(ending: str) -> None:
    if ending not in FORMATS:
        raise Http404


def _given(placed: PlacedPlan, ending: str, *, name: str, round_label: str = "") -> HttpResponse:
    content = written(placed, ending, round_label=round_label)
    response = HttpResponse(content, content_type=FORMATS[ending].media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
