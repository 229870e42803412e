"""Boards, committees and sub-groups with their seats."""

from typing import Any

from django.contrib import admin

from ..forms.another import AnotherBox, ask_if_another
from ..models import Body, Seat, User
from ..resources import BodyResource
from ..workflow.partnerships import save_body, save_seat
from .acting import ActingAdmin, ActingInline
from .forms import VersionedForm
from .importing import ImportingAdmin
from .lists import KnownRowsFilter

_EDIT = "governance.edit_body"


class BodyAdminForm(VersionedForm):
    """A body; a second one of its name is asked about, as on the pages."""

    is_another = AnotherBox("body of this name")

    def _post_clean(self) -> None:
        super()._post_clean()
        if "name" in self.changed_data and not self.errors:
            ask_if_another(self, self.instance.namesake(), "a body of this name")


def write_body(body: Body, form: Any, *, by: User) -> None:
    """Save a body as its page does."""
    save_body(body, by=by)


def write_seat(seat: Seat, form: Any, *, by: User) -> None:
    """Save a seat as its page does."""
    save_seat(seat, by=by)


class SeatInline(ActingInline):
    write = staticmethod(write_seat)
    model = Seat
    fields = ("post", "user", "printed_name", "from_on", "to_on")
    autocomplete_fields = ("user",)
    can_delete = True


@admin.register(Body)
class BodyAdmin(ActingAdmin, ImportingAdmin):
    table = BodyResource
    import_permission = _EDIT
    role_permission = _EDIT
    write = staticmethod(write_body)
    deletes = True
    form = BodyAdminForm
    list_display = ("name", "partnership", "kind", "is_advisory", "parent")
    ordering = ("partnership_id", "name")
    list_filter = ("kind", "is_advisory", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership", "parent")
    search_fields = ("name", "slug", "partnership__name")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("partnership", "parent")
    inlines = (SeatInline,)


@admin.register(Seat)
class SeatAdmin(ActingAdmin):
    role_permission = _EDIT
    write = staticmethod(write_seat)
    deletes = True
    partnership_path = "body__partnership"
    list_display = ("body", "post", "holder", "from_on", "to_on")
    ordering = ("body_id", "post")
    list_filter = ("post", ("body__partnership", KnownRowsFilter))
    list_select_related = ("body", "user")
    search_fields = ("body__name", "user__name", "printed_name")
    autocomplete_fields = ("body", "user")
    date_hierarchy = "from_on"
