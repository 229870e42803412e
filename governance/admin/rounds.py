"""Quarters and board packs; what was closed or issued is only read."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from ..input.whole_numbers import typed_number
from ..models import BoardPack, ReportingRound, User
from ..workflow.rounds import change_round
from .acting import PicksFirst
from .base import ReadOnlyAdmin
from .lists import KnownRowsFilter


def write_round(reporting_round: ReportingRound, form: Any, *, by: User) -> None:
    """Save the corrected dates of a quarter."""
    change_round(reporting_round, by=by)


@admin.register(ReportingRound)
class ReportingRoundAdmin(PicksFirst):
    """Quarters: opened with their plans, and while they are open their dates are corrected."""

    role_permission = "governance.open_reportinground"
    write = staticmethod(write_round)
    # The page that opens one, ``opens(table, request, partnership)``. The roof gives it: what is
    # asked in a quarter are plans and key results, which are not known here.
    opens: ClassVar[Any] = None
    pick_link = ReportingRound._meta.get_field("partnership")
    pick_label = "The partnership"
    list_display = (
        "label", "partnership", "starts_on", "ends_on", "due_on", "review_due_on", "is_open",
    )  # fmt: skip
    ordering = ("partnership_id", "-starts_on")
    list_filter = ("convention", "from_paper", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership",)
    search_fields = ("label", "printed_label", "slug", "partnership__name")
    date_hierarchy = "starts_on"
    readonly_fields = (
        "partnership", "slug", "from_paper", "opened_at", "opened_by", "closed_at", "closed_by",
    )  # fmt: skip

    @admin.display(boolean=True, description="Open")
    def is_open(self, obj: ReportingRound) -> bool:
        return obj.is_open

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def why_read_only(self, request: HttpRequest, obj: ReportingRound) -> str:
        return "" if obj.is_open else f"{obj} is closed, so its dates stay as they are."

    def links_beside(self, request: HttpRequest, obj: ReportingRound) -> list[tuple[str, str]]:
        parts = obj.plan_rounds.select_related("plan")
        return [(part.plan.title, self.page_of(part)) for part in parts]

    def page_after_pick(self, picked: Any) -> str:
        return f"{reverse('admin:governance_reportinground_add')}?partnership={picked.pk}"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        if not self.has_add_permission(request):
            raise PermissionDenied
        key = typed_number(request.GET.get("partnership"))
        partnership = self.picked_rows(request).filter(pk=key).first()
        if partnership is None:
            return self.pick(request)
        if not self.role_allows(request, partnership):
            raise PermissionDenied
        return type(self).opens(self, request, partnership)


@admin.register(BoardPack)
class BoardPackAdmin(ReadOnlyAdmin):
    list_display = (
        "title", "partnership", "body", "round", "number", "state", "issued_at", "issued_by",
    )  # fmt: skip
    list_filter = ("state", "is_draft", ("partnership", KnownRowsFilter))
    search_fields = ("title", "build_id", "sha256")
    date_hierarchy = "requested_at"
    # The pages give the bytes out, to whoever may have them.
    exclude = ("pdf", "html")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_list()

    def why_read_only(self, request: HttpRequest, obj: BoardPack) -> str:
        return "A pack is made, issued and replaced on its pages. What was issued never changes."
