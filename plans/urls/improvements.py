"""Addresses of improvements; the last part of each is permanent, whatever number is printed."""

from django.urls import path

from ..views import improvements, parts

_ROWS = "<slug:partnership>/plans/<slug:plan>/improvements"
_ROW = f"{_ROWS}/<slug:ref>"
_KIND = {"kind": "improvement"}

urlpatterns = [
    path(f"{_ROWS}/new/", parts.PartCreate.as_view(), _KIND, name="improvement_create"),
    path(f"{_ROW}/", improvements.ImprovementDetail.as_view(), name="improvement_detail"),
    path(f"{_ROW}/history/", improvements.ImprovementHistory.as_view(), name="improvement_history"),
    path(f"{_ROW}/edit/", improvements.ImprovementEdit.as_view(), _KIND, name="improvement_edit"),
    path(f"{_ROW}/move/", parts.part_move, _KIND, name="improvement_move"),
    path(f"{_ROW}/retire/", parts.PartRetire.as_view(), _KIND, name="improvement_retire"),
    path(f"{_ROW}/restore/", parts.part_restore, _KIND, name="improvement_restore"),
]
