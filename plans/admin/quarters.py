"""Quarters of plans with both voices: written on the pages, by actions; here they are only read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from governance.admin import ReadOnlyAdmin

from ..models import (
    Addendum,
    FrozenQuarter,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
    Review,
    Submission,
)

_PLANS = "plan_round__plan__partnership"
_UPDATES = f"update__{_PLANS}"


@admin.register(PlanRound)
class PlanRoundAdmin(ReadOnlyAdmin):
    list_display = ("plan", "round", "state", "signed_at", "signed_name", "closed_at")
    list_filter = ("state", ("plan__partnership", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("plan", "round")
    search_fields = ("plan__title", "round__label", "signed_name")
    date_hierarchy = "closed_at"


@admin.register(FrozenQuarter)
class FrozenQuarterAdmin(ReadOnlyAdmin):
    list_display = ("plan_round", "sha256")
    list_filter = (("plan_round__plan__partnership", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("plan_round__plan", "plan_round__round")
    search_fields = ("plan_round__plan__title", "plan_round__round__label")
    fields = ("plan_round", "sha256")
    # Its words are read on the page of the quarter, and in its pack.
    readonly_fields = ("sha256",)

    @admin.display(description="Fingerprint (SHA-256)")
    def sha256(self, obj: FrozenQuarter) -> str:
        return obj.plan_round.snapshot_sha256


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    list_display = (
        "improvement", "round", "state", "status", "status_as_printed", "asked", "state_since",
        "submitted_by",
    )  # fmt: skip
    list_filter = (
        "state",
        (_PLANS, admin.RelatedOnlyFieldListFilter),
        ("plan_round__round", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("improvement", "plan_round__round", "status", "asked", "submitted_by")
    search_fields = ("improvement__short_name", "improvement__number", "reason")
    date_hierarchy = "submitted_at"

    @admin.display(description="Quarter", ordering="plan_round__round__starts_on")
    def round(self, obj: ProgressUpdate) -> str:
        return obj.plan_round.round.label


@admin.register(ProgressNote)
class ProgressNoteAdmin(ReadOnlyAdmin):
    list_display = ("text", "improvement", "topic", "as_at_text", "order")
    ordering = ("-update_id", "order")
    list_filter = ((_UPDATES, admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("update__improvement",)
    search_fields = ("text", "topic", "update__improvement__short_name")

    @admin.display(description="Improvement")
    def improvement(self, obj: ProgressNote) -> str:
        return str(obj.update.improvement)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    partnership_path = _UPDATES
    list_display = ("improvement", "quarter", "number", "submitted_at", "submitted_by")
    list_filter = ((_UPDATES, admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("update__improvement", "update__plan_round__round", "submitted_by")
    search_fields = ("update__improvement__short_name", "submitted_by__name")
    date_hierarchy = "submitted_at"

    @admin.display(description="Improvement")
    def improvement(self, obj: Submission) -> str:
        return str(obj.update.improvement)

    @admin.display(description="Quarter")
    def quarter(self, obj: Submission) -> str:
        return obj.update.plan_round.round.label


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = (
        "improvement", "quarter", "number", "decision", "status", "written_by", "published_at",
    )  # fmt: skip
    list_filter = ("decision", (_UPDATES, admin.RelatedOnlyFieldListFilter))
    list_select_related = (
        "update__improvement", "update__plan_round__round", "status", "written_by",
    )  # fmt: skip
    search_fields = ("update__improvement__short_name", "words", "note", "written_by__name")
    date_hierarchy = "written_at"

    def get_queryset(self, request: HttpRequest) -> Any:
        """What a reviewer has not published yet is theirs alone, for administrators too."""
        return super().get_queryset(request).published()

    @admin.display(description="Improvement")
    def improvement(self, obj: Review) -> str:
        return str(obj.update.improvement)

    @admin.display(description="Quarter")
    def quarter(self, obj: Review) -> str:
        return obj.update.plan_round.round.label


@admin.register(Addendum)
class AddendumAdmin(ReadOnlyAdmin):
    partnership_path = _PLANS
    list_display = ("text", "plan_round", "improvement", "voice", "added_by", "added_at")
    list_filter = ("voice", (_PLANS, admin.RelatedOnlyFieldListFilter))
    list_select_related = ("plan_round__plan", "plan_round__round", "improvement", "added_by")
    search_fields = ("text", "added_by__name")
    date_hierarchy = "added_at"
