"""Quarters of plans with both voices: written on the pages, by actions; here they are only read."""

from django.contrib import admin

from governance.admin import ReadOnlyAdmin

from ..models import (
    Addendum,
    FrozenQuarter,
    PlanRound,
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


@admin.register(Addendum)
class AddendumAdmin(ReadOnlyAdmin):
    partnership_path = _PLANS
    list_display = ("text", "plan_round", "improvement", "voice", "added_by", "added_at")
    list_filter = ("voice", (_PLANS, admin.RelatedOnlyFieldListFilter))
    list_select_related = ("plan_round__plan", "plan_round__round", "improvement", "added_by")
    search_fields = ("text", "added_by__name")
    date_hierarchy = "added_at"
