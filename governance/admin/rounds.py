"""Quarters and board packs; what was closed or issued is only read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import BoardPack, ReportingRound
from .base import BaseAdmin, ReadOnlyAdmin


@admin.register(ReportingRound)
class ReportingRoundAdmin(BaseAdmin):
    """Quarters are opened and closed on the pages; here the dates of an open one are corrected."""

    list_display = (
        "label", "partnership", "starts_on", "ends_on", "due_on", "review_due_on", "is_open",
    )  # fmt: skip
    ordering = ("partnership_id", "-starts_on")
    list_filter = ("convention", "from_paper", ("partnership", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("partnership",)
    search_fields = ("label", "printed_label", "slug", "partnership__name")
    date_hierarchy = "starts_on"
    readonly_fields = (
        "partnership", "slug", "from_paper", "opened_at", "opened_by", "closed_at", "closed_by",
    )  # fmt: skip

    @admin.display(boolean=True, description="Open")
    def is_open(self, obj: ReportingRound) -> bool:
        return obj.is_open

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)


@admin.register(BoardPack)
class BoardPackAdmin(ReadOnlyAdmin):
    list_display = (
        "title", "partnership", "body", "round", "number", "state", "issued_at", "issued_by",
    )  # fmt: skip
    list_filter = ("state", "is_draft", ("partnership", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "build_id", "sha256")
    date_hierarchy = "requested_at"
    # The pages give the bytes out, to whoever may have them.
    exclude = ("pdf", "html")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_list()
