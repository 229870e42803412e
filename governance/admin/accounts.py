"""What the packages of sign-in keep: read here without secrets, and recorded like the rest."""

from typing import Any

from allauth.account import admin as _addresses
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _authenticators
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _sessions
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import admin as _groups
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .base import BaseAdmin, ReadOnlyAdmin

# Read first, so that what they register can be set aside: it shows secrets and records nothing.
THEIRS = (_addresses, _authenticators, _sessions, _groups)
for _model in (EmailAddress, Authenticator, UserSession, Group):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


def _change_password(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """There is one page for it, with its limits, its mail and its event."""
    return redirect("account_change_password")


admin.site.password_change = _change_password


class EndedHereAdmin(ReadOnlyAdmin):
    """Made by the person's own sign-in; an administrator can only end it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser


@admin.register(Authenticator)
class AuthenticatorAdmin(EndedHereAdmin):
    """Somebody who lost their telephone sets up a new app after the old one is deleted here."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    fields = ("user", "type", "created_at", "last_used_at")


@admin.register(UserSession)
class UserSessionAdmin(EndedHereAdmin):
    """Where people are signed in; the keys of sessions are nobody's to read."""

    list_display = ("user", "created_at", "last_seen_at", "user_agent")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    fields = ("user", "created_at", "last_seen_at", "user_agent")


@admin.register(Group)
class GroupAdmin(BaseAdmin):
    """A handful of permissions under one name, for staff who look after a few tables."""

    list_display = ("name",)
    ordering = ("name",)
    search_fields = ("name",)
    filter_horizontal = ("permissions",)
