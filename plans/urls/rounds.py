"""Addresses of rounds."""

from django.urls import path

from ..views import exports, paper_statuses, rounds

ROUND = "<slug:partnership>/plans/<slug:plan>/rounds/<slug:round>/"
ROW = "<slug:partnership>/plans/<slug:plan>/improvements/<slug:ref>/updates/<slug:round>/"

urlpatterns = [
    path(ROUND, rounds.RoundDetail.as_view(), name="round_detail"),
    path(f"{ROUND}export/<slug:ending>/", exports.round_file, name="round_file"),
    path(f"{ROUND}close/", rounds.RoundClose.as_view(), name="round_close"),
    path(f"{ROUND}reopen/", rounds.RoundReopen.as_view(), name="round_reopen"),
    path(f"{ROUND}status-words/", paper_statuses.RoundStatuses.as_view(), name="round_statuses"),
    path(f"{ROUND}remind/", rounds.round_remind, name="round_remind"),
    path(f"{ROUND}exempt/", rounds.UpdateExcuse.as_view(), name="update_exempt"),
    path(f"{ROW}cancel-exemption/", rounds.update_cancel_exemption, name="update_cancel_exemption"),
]
