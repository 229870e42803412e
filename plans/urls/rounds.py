"""Addresses of rounds."""

from django.urls import path

from ..views import paper_statuses, rounds, taking_out

ROUND = "<slug:partnership>/plans/<slug:plan>/rounds/<slug:round>/"
ROW = "<slug:partnership>/plans/<slug:plan>/improvements/<slug:ref>/updates/<slug:round>/"

urlpatterns = [
    path(ROUND, rounds.RoundDetail.as_view(), name="round_detail"),
    path(f"{ROUND}export/<slug:ending>/", taking_out.round_file, name="round_file"),
    path(f"{ROUND}close/", rounds.RoundClose.as_view(), name="round_close"),
    path(f"{ROUND}reopen/", rounds.RoundReopen.as_view(), name="round_reopen"),
    path(f"{ROUND}status-words/", paper_statuses.RoundStatuses.as_view(), name="round_statuses"),
    path(f"{ROUND}remind/", rounds.round_chase, name="round_chase"),
    path(f"{ROUND}exempt/", rounds.UpdateExcuse.as_view(), name="update_excuse"),
    path(f"{ROW}cancel-exemption/", rounds.update_ask_after_all, name="update_ask_after_all"),
]
