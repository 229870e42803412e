"""Addresses of before, which people may have kept: each leads to where its page is now."""

from django.urls import path
from django.views.generic import RedirectView

_PLAN = "<slug:partnership>/plans/<slug:plan>/"
_ROUND = f"{_PLAN}rounds/<slug:round>/"
# What stood in the address, and the name of the page that is meant.
_FORMER = {
    "<slug:partnership>/imports/<int:pk>/bring-in/": "import_commit",
    f"{_PLAN}take-out/<slug:ending>/": "plans:plan_file",
    f"{_ROUND}take-out/<slug:ending>/": "plans:round_file",
    f"{_ROUND}excuse/": "plans:update_exempt",
    "<slug:partnership>/okrs/<slug:slug>/take-out/<slug:ending>/": "okrs:set_file",
    "account/typed/<int:pk>/": "governance:unsaved_text",
}

app_name = "former"
urlpatterns = [
    path(
        route,
        RedirectView.as_view(pattern_name=name, permanent=True, query_string=True),
        name=name.rpartition(":")[2],
    )
    for route, name in _FORMER.items()
]
