"""Quarters of plans with both voices: written on the pages, by actions; here they are only read."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from governance.admin import KnownRowsFilter, ReadOnlyAdmin

from ..models import (
    Addendum,
    FrozenQuarter,
    PlanRound,
    ProgressUpdate,
)

_PLANS = "plan_round__plan__partnership"
_UPDATES = f"update__{_PLANS}"


@admin.register(PlanRound)
class PlanRoundAdmin(ReadOnlyAdmin):
    list_display = ("plan", "round", "state", "signed_at", "signed_name", "closed_at")
    list_filter = ("state", ("plan__partnership", KnownRowsFilter))
    list_select_related = ("plan", "round")
    search_fields = ("plan__title", "round__label", "signed_name")

    def why_read_only(self, request: HttpRequest, obj: PlanRound) -> str:
        if obj.is_frozen:
            how = "signed" if obj.is_signed else "closed"
            return f"{obj.round} is {how}, so nothing in it changes any more."
        return "A quarter of a plan is signed and closed on its page, where all of it is shown."

    def links_beside(self, request: HttpRequest, obj: PlanRound) -> list[tuple[str, str]]:
        updates = reverse("admin:plans_progressupdate_changelist")
        listed = [("Its updates", f"{updates}?plan_round__id__exact={obj.pk}")]
        out = obj.updates.filter(state__in=ProgressUpdate.EDITABLE)
        first = out.order_by("improvement__order", "pk").first() if not obj.is_frozen else None
        if first is not None:
            listed.append(("Type the first that is out", self.page_of(first)))
        return [*listed, ("See it on the site", obj.get_absolute_url())]


@admin.register(FrozenQuarter)
class FrozenQuarterAdmin(ReadOnlyAdmin):
    list_display = ("plan_round", "sha256")
    list_filter = (("plan_round__plan__partnership", KnownRowsFilter),)
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
    list_filter = ("voice", (_PLANS, KnownRowsFilter))
    list_select_related = ("plan_round__plan", "plan_round__round", "improvement", "added_by")
    search_fields = ("text", "added_by__name")
