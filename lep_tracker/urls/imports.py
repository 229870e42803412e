"""Addresses of documents that are imported, under ``/<partnership>/imports/``."""

from django.urls import path

from ..views.imports import additions, commits, edits, runs

urlpatterns = [
    path("", runs.ImportList.as_view(), name="import_list"),
    path("new/", runs.ImportCreate.as_view(), name="import_create"),
    path("<int:pk>/", runs.ImportDetail.as_view(), name="import_detail"),
    path("<int:pk>/progress/", runs.import_progress, name="import_progress"),
    path("<int:pk>/file/", runs.import_file, name="import_file"),
    path("<int:pk>/read-again/", runs.import_read_again, name="import_read_again"),
    path("<int:pk>/set-aside/", runs.import_set_aside, name="import_set_aside"),
    path("<int:pk>/paper/edit/", edits.ImportFacts.as_view(), name="import_facts"),
    path("<int:pk>/rows/new/", additions.ImportRowNew.as_view(), name="import_row_new"),
    path("<int:pk>/themes/<int:at>/edit/", additions.ImportTheme.as_view(), name="import_theme"),
    path("<int:pk>/rows/<slug:at>/edit/", edits.ImportRow.as_view(), name="import_row"),
    path("<int:pk>/not-placed/<int:at>/assign/", edits.import_assign, name="import_assign"),
    path("<int:pk>/confirm/", commits.ImportCommit.as_view(), name="import_commit"),
    path("<int:pk>/compare/", commits.ImportMerge.as_view(), name="import_merge"),
    path("<int:pk>/undo/", commits.ImportUndo.as_view(), name="import_undo"),
]
