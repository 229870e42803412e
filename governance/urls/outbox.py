"""Addresses of the outbox."""

from django.urls import path

from ..views import outbox

urlpatterns = [
    path("outbox/", outbox.Outbox.as_view(), name="outbox"),
    path("outbox/<int:pk>/", outbox.OutboxMail.as_view(), name="outbox_mail"),
    path("outbox/<int:pk>/try-again/", outbox.outbox_retry, name="outbox_retry"),
    path("outbox/<int:pk>/send-again/", outbox.OutboxSendAgain.as_view(), name="outbox_send_again"),
]
