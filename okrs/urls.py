"""Addresses of objectives and key results."""

from django.urls import path, re_path

from .views import check_ins, exports, findings, sets

app_name = "okrs"

_SET = "<slug:partnership>/okrs/<slug:slug>/"
_PART = (
    r"^(?P<partnership>[-\w]+)/okrs/(?P<slug>[-\w]+)/(?P<kind>objective|key-result)/(?P<pk>\d+)/"
)

urlpatterns = [
    path("<slug:partnership>/okrs/", sets.SetList.as_view(), name="set_list"),
    path("<slug:partnership>/okrs/new/", sets.SetForm.as_view(), name="set_create"),
    path(
        "<slug:partnership>/okrs/check-ins/<int:pk>/",
        check_ins.CheckInPage.as_view(),
        name="checkin_form",
    ),
    path(
        "<slug:partnership>/okrs/check-ins/<int:pk>/withdraw/",
        check_ins.check_in_withdraw,
        name="checkin_withdraw",
    ),
    path(
        "<slug:partnership>/okrs/quarters/<slug:slug>/close/",
        check_ins.round_close,
        name="round_close",
    ),
    path(
        "<slug:partnership>/okrs/quarters/<slug:slug>/reopen/",
        check_ins.round_reopen,
        name="round_reopen",
    ),
    path(_SET, sets.SetDetail.as_view(), name="set_detail"),
    path(f"{_SET}export/<slug:ending>/", exports.set_file, name="set_file"),
    path(f"{_SET}check/", findings.SetFindings.as_view(), name="set_findings"),
    path(f"{_SET}check/intended/", findings.finding_intended, name="finding_intended"),
    path(f"{_SET}check/again/", findings.finding_ask_again, name="finding_ask_again"),
    path(f"{_SET}edit/", sets.SetForm.as_view(), name="set_edit"),
    path(f"{_SET}objectives/new/", sets.ObjectiveEdit.as_view(), name="objective_create"),
    path(f"{_SET}objectives/<int:pk>/", sets.ObjectiveEdit.as_view(), name="objective_edit"),
    path(
        f"{_SET}objectives/<int:objective>/key-results/new/",
        sets.KeyResultEdit.as_view(),
        name="keyresult_create",
    ),
    path(f"{_SET}key-results/<int:pk>/", sets.KeyResultEdit.as_view(), name="keyresult_edit"),
    re_path(f"{_PART}(?P<way>up|down)/$", sets.part_move, name="part_move"),
    re_path(f"{_PART}remove/$", sets.part_remove, name="part_remove"),
]
