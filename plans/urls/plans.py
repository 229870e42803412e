"""Addresses of plans and of the parts that belong to a plan or to one of its rows."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ..parts import PARTS
from ..views import evidence, exports, findings, parts, plans


class PartKindConverter(StringConverter):
    """A kind of part named in an address; any other word leads nowhere."""

    regex = "|".join(PARTS)


register_converter(PartKindConverter, "part_kind")

_PLAN = "<slug:partnership>/plans/<slug:plan>"
_PART = f"{_PLAN}/parts/<part_kind:kind>/<int:pk>"
_WHOLE = {"kind": "plan"}

urlpatterns = [
    path("<slug:partnership>/plans/", plans.PlanList.as_view(), name="plan_list"),
    path("<slug:partnership>/plans/new/", plans.PlanCreate.as_view(), name="plan_create"),
    path(f"{_PLAN}/", plans.PlanDetail.as_view(), name="plan_detail"),
    path(f"{_PLAN}/export/<slug:ending>/", exports.plan_file, name="plan_file"),
    path(f"{_PLAN}/check/", findings.PlanFindings.as_view(), name="plan_findings"),
    path(f"{_PLAN}/check/intended/", findings.finding_intended, name="finding_intended"),
    path(f"{_PLAN}/check/again/", findings.finding_ask_again, name="finding_ask_again"),
    path(f"{_PLAN}/contents/", plans.PlanContents.as_view(), name="plan_contents"),
    path(f"{_PLAN}/edit/", parts.PartEdit.as_view(), _WHOLE, name="plan_edit"),
    path(f"{_PLAN}/retire/", parts.PartRetire.as_view(), _WHOLE, name="plan_retire"),
    path(f"{_PLAN}/restore/", parts.part_restore, _WHOLE, name="plan_restore"),
    path(f"{_PLAN}/parts/<part_kind:kind>/new/", parts.PartCreate.as_view(), name="part_create"),
    path(
        f"{_PLAN}/improvements/<slug:ref>/parts/<part_kind:kind>/new/",
        parts.PartCreate.as_view(),
        name="row_part_create",
    ),
    path(f"{_PART}/edit/", parts.PartEdit.as_view(), name="part_edit"),
    path(f"{_PART}/move/", parts.part_move, name="part_move"),
    path(f"{_PART}/retire/", parts.PartRetire.as_view(), name="part_retire"),
    path(f"{_PART}/restore/", parts.part_restore, name="part_restore"),
    path(f"{_PLAN}/evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
]
