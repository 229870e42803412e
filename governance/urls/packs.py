"""Addresses of board packs."""

from django.urls import path

from ..views import packs

urlpatterns = [
    path("<slug:partnership>/packs/", packs.PackList.as_view(), name="pack_list"),
    path("<slug:partnership>/packs/new/", packs.PackCreate.as_view(), name="pack_create"),
    path("<slug:partnership>/packs/<int:pk>/", packs.PackDetail.as_view(), name="pack_detail"),
    path("<slug:partnership>/packs/<int:pk>/progress/", packs.pack_progress, name="pack_progress"),
    path("<slug:partnership>/packs/<int:pk>/page/", packs.PackPage.as_view(), name="pack_page"),
    path("<slug:partnership>/packs/<int:pk>/download/", packs.pack_download, name="pack_download"),
    path(
        "<slug:partnership>/packs/<int:pk>/build-again/",
        packs.pack_build_again,
        name="pack_build_again",
    ),
    path("<slug:partnership>/packs/<int:pk>/issue/", packs.pack_issue, name="pack_issue"),
    path("<slug:partnership>/packs/<int:pk>/replace/", packs.pack_supersede, name="pack_supersede"),
]
