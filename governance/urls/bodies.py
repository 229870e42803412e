"""Addresses of bodies and their seats."""

from django.urls import path

from ..views import bodies

urlpatterns = [
    path("<slug:partnership>/bodies/", bodies.BodyList.as_view(), name="body_list"),
    path("<slug:partnership>/bodies/new/", bodies.BodyEdit.as_view(), name="body_create"),
    path("<slug:partnership>/bodies/<slug:body>/", bodies.BodyDetail.as_view(), name="body_detail"),
    path(
        "<slug:partnership>/bodies/<slug:body>/edit/", bodies.BodyEdit.as_view(), name="body_edit"
    ),
    path(
        "<slug:partnership>/bodies/<slug:body>/seats/add/",
        bodies.SeatEdit.as_view(),
        name="seat_create",
    ),
    path(
        "<slug:partnership>/bodies/<slug:body>/seats/<int:pk>/edit/",
        bodies.SeatEdit.as_view(),
        name="seat_edit",
    ),
    path(
        "<slug:partnership>/bodies/<slug:body>/seats/<int:pk>/end/",
        bodies.SeatEnd.as_view(),
        name="seat_end",
    ),
]
