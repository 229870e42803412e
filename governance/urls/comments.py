"""Addresses of questions and answers; the pages they stand on belong to what is asked about."""

from django.urls import path

from ..views import comments

urlpatterns = [
    path(
        "<slug:partnership>/comments/about/<slug:kind>/<int:pk>/add/",
        comments.comment_add,
        name="comment_add",
    ),
    path(
        "<slug:partnership>/comments/<int:pk>/settle/",
        comments.comment_resolve,
        name="comment_resolve",
    ),
    path(
        "<slug:partnership>/comments/<int:pk>/reopen/",
        comments.comment_reopen,
        name="comment_reopen",
    ),
]
