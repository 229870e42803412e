"""Partnerships with their names and accountable bodies, and the words they rate by."""

from typing import Any

from django import forms
from django.contrib import admin

from .. import roles
from ..models import AccountableBody, Partnership, PartnershipName, StatusScheme, StatusWord, User
from ..workflow.partnerships import create_partnership, edit_partnership, save_accountable_body
from .acting import ActingAdmin, ActingInline
from .base import BaseAdmin, BaseInline
from .forms import VersionedForm

_SET_UP = "governance.set_up_partnership"


class StatusWordInline(BaseInline):
    model = StatusWord
    fields = (
        "order", "key", "word", "meaning", "tone", "standing",
        "needs_reason", "asks_date", "needs_approval",
    )  # fmt: skip


@admin.register(StatusScheme)
class StatusSchemeAdmin(BaseAdmin):
    list_display = ("name", "key")
    search_fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}
    inlines = (StatusWordInline,)


@admin.register(StatusWord)
class StatusWordAdmin(BaseAdmin):
    list_display = ("word", "scheme", "meaning", "tone", "standing", "needs_reason", "asks_date")
    ordering = ("scheme_id", "order")
    list_filter = ("scheme", "standing", "tone")
    list_select_related = ("scheme",)
    search_fields = ("word", "meaning")
    autocomplete_fields = ("scheme",)


class PartnershipAdminForm(VersionedForm):
    authenticator_roles = forms.MultipleChoiceField(
        label="Roles that must use authenticator codes",
        choices=roles.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PartnershipNameInline(BaseInline):
    model = PartnershipName
    can_delete = True


def write_partnership(partnership: Partnership, form: Any, *, by: User) -> None:
    """Set up a partnership or change its facts, as its pages do; a new name joins its names."""
    if partnership.pk is not None:
        edit_partnership(partnership, by=by)
        return
    given = {
        field.name: getattr(partnership, field.name)
        for field in partnership._meta.concrete_fields
        if field.name not in ("id", "version")
    }
    partnership.pk = create_partnership(facts=given, by=by).pk
    partnership.refresh_from_db()


def write_accountable_body(row: AccountableBody, form: Any, *, by: User) -> None:
    """Save who answers for the money, as its page does."""
    save_accountable_body(row, by=by)


class AccountableBodyInline(ActingInline):
    write = staticmethod(write_accountable_body)
    model = AccountableBody
    can_delete = True


@admin.register(Partnership)
class PartnershipAdmin(ActingAdmin):
    role_permission = _SET_UP
    write = staticmethod(write_partnership)
    deletes = True
    form = PartnershipAdminForm
    list_display = ("name", "short_name", "kind", "reviewer_title", "status_scheme", "successor")
    ordering = ("slug",)
    list_filter = ("kind", "quarter_convention", "status_scheme")
    list_select_related = ("status_scheme", "successor")
    search_fields = ("name", "short_name", "slug", "names__name")
    prepopulated_fields = {"slug": ("short_name",)}
    autocomplete_fields = ("status_scheme", "successor")
    # The logo is checked and cut to size on the settings page.
    exclude = ("logo",)
    inlines = (PartnershipNameInline, AccountableBodyInline)


@admin.register(PartnershipName)
class PartnershipNameAdmin(BaseAdmin):
    partnership_path = "partnership"
    list_display = ("name", "partnership", "from_on", "to_on")
    list_select_related = ("partnership",)
    search_fields = ("name", "partnership__name")
    autocomplete_fields = ("partnership",)


@admin.register(AccountableBody)
class AccountableBodyAdmin(ActingAdmin):
    role_permission = _SET_UP
    write = staticmethod(write_accountable_body)
    deletes = True
    list_display = ("name", "partnership", "finance_officer_title", "from_on", "to_on")
    list_select_related = ("partnership",)
    search_fields = ("name", "partnership__name")
    autocomplete_fields = ("partnership",)
