"""Addresses of updates."""

from django.urls import path

from ..views import submissions, updates

ROUND = "<slug:partnership>/plans/<slug:plan>/rounds/<slug:round>/updates/"
ROW = "<slug:partnership>/plans/<slug:plan>/improvements/<slug:ref>/updates/<slug:round>/"

urlpatterns = [
    path(ROUND, submissions.TaskList.as_view(), name="task_list"),
    path(f"{ROUND}check/", submissions.UpdateCheck.as_view(), name="update_check"),
    path(f"{ROUND}submit/", submissions.update_submit_all, name="update_submit_all"),
    path(f"{ROUND}receipt/", submissions.UpdateReceipt.as_view(), name="update_receipt"),
    path(ROW, updates.UpdateEdit.as_view(), name="update_form"),
    path(f"{ROW}autosave/", updates.update_autosave, name="update_autosave"),
    path(f"{ROW}no-change/", updates.UpdateNoChange.as_view(), name="update_no_change"),
    path(f"{ROW}submit/", submissions.update_submit, name="update_submit"),
    path(f"{ROW}withdraw/", submissions.update_withdraw, name="update_withdraw"),
]
