"""People, what they may do where, who stands in for them, and who was invited."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.http import HttpRequest

from ..models import Deputy, Invitation, RoleAssignment, RoleRequest, User
from ..resources import PeopleResource, RoleResource
from ..workflow.people import reviewer_problem
from .base import BaseAdmin, BaseInline, ReadOnlyAdmin
from .forms import VersionedForm
from .importing import ImportingAdmin
from .lists import KnownRowsFilter


class RoleAdminForm(VersionedForm):
    """A role; the reviewer's is given here under the same rule as on the pages."""

    by: User

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        if problem := reviewer_problem(self.instance, by=self.by):
            self.add_error("role", problem)


class RoleInline(BaseInline):
    model = RoleAssignment
    form = RoleAdminForm
    fk_name = "user"
    fields = ("partnership", "role", "body", "starts_on", "ends_on")
    autocomplete_fields = ("partnership", "body")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.by = request.user
        return formset


@admin.register(User)
class PersonAdmin(ImportingAdmin):
    """Accounts; a password is never set here: the person asks for a link or a code by mail."""

    table = PeopleResource
    of_partnership = False
    list_display = ("name", "email", "is_active", "is_staff", "is_superuser", "last_login")
    ordering = ("name",)
    list_filter = ("is_active", "is_staff", "is_superuser", "role_assignments__role")
    search_fields = ("name", "email")
    date_hierarchy = "date_joined"
    filter_horizontal = ("groups", "user_permissions")
    readonly_fields = ("date_joined", "last_login", "last_seen_at")
    fieldsets = (
        (None, {"fields": ("name", "email", "is_active")}),
        ("Administration", {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")}),
        ("When", {"fields": ("date_joined", "last_login", "last_seen_at")}),
    )
    inlines = (RoleInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        people = admin.ModelAdmin.get_queryset(self, request)
        if request.user.is_superuser:
            return people
        here = request.user.partnership_ids()
        return people.filter(role_assignments__partnership__in=here).distinct()

    # Whoever changes an address or makes administrators holds every key: administrators alone.
    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        # An address that was taken away opens nothing any more, not even by a mailed link.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.forms:
            if row.instance.pk is None:
                row.instance.given_by = request.user
        super().save_formset(request, form, formset, change)


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(ImportingAdmin):
    form = RoleAdminForm
    table = RoleResource
    list_display = ("user", "role", "partnership", "body", "starts_on", "ends_on", "given_by")
    ordering = ("partnership_id", "role")
    list_filter = ("role", ("partnership", KnownRowsFilter))
    list_select_related = ("user", "partnership", "body", "given_by")
    search_fields = ("user__name", "user__email", "partnership__name")
    autocomplete_fields = ("user", "partnership", "body")
    readonly_fields = ("given_by", "confirmed_by")
    date_hierarchy = "starts_on"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def save_model(
        self, request: HttpRequest, obj: RoleAssignment, form: Any, change: bool
    ) -> None:
        if not change:
            obj.given_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Deputy)
class DeputyAdmin(BaseAdmin):
    list_display = ("deputy", "user", "partnership", "starts_on", "ends_on")
    list_filter = (("partnership", KnownRowsFilter),)
    list_select_related = ("deputy", "user", "partnership")
    search_fields = ("deputy__name", "user__name")
    autocomplete_fields = ("partnership", "user", "deputy")
    date_hierarchy = "starts_on"


@admin.register(RoleRequest)
class RoleRequestAdmin(ReadOnlyAdmin):
    """Reviewers asked for, and who confirmed them; it is done on the page of people."""

    list_display = (
        "name", "email", "partnership", "asked_by", "asked_at", "confirmed_by", "declined_by",
    )  # fmt: skip
    list_filter = (("partnership", KnownRowsFilter),)
    list_select_related = ("partnership", "asked_by", "confirmed_by", "declined_by")
    search_fields = ("email", "name")
    date_hierarchy = "asked_at"


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = (
        "email", "role", "partnership", "invited_by", "invited_at", "accepted_at", "withdrawn_at",
    )  # fmt: skip
    list_filter = ("role", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "invited_by")
    search_fields = ("email", "name")
    date_hierarchy = "invited_at"
    exclude = ("token_digest",)
