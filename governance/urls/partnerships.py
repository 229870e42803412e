"""Addresses of a partnership itself."""

from django.urls import path

from ..views import partnerships

urlpatterns = [
    path(
        "<slug:partnership>/",
        partnerships.PartnershipDetail.as_view(),
        name="partnership_detail",
    ),
    path(
        "<slug:partnership>/settings/",
        partnerships.PartnershipEdit.as_view(),
        name="partnership_edit",
    ),
    path(
        "<slug:partnership>/settings/accountable-bodies/add/",
        partnerships.AccountableBodyEdit.as_view(),
        name="accountable_body_create",
    ),
    path(
        "<slug:partnership>/settings/accountable-bodies/<int:pk>/edit/",
        partnerships.AccountableBodyEdit.as_view(),
        name="accountable_body_edit",
    ),
    path(
        "<slug:partnership>/settings/status-words/",
        partnerships.StatusWords.as_view(),
        name="status_words",
    ),
    path(
        "<slug:partnership>/settings/status-words/own/",
        partnerships.status_words_own,
        name="status_words_own",
    ),
]
