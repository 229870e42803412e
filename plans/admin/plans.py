"""Plans and what stands around their rows: themes, sections of text, resources, phases."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from governance.admin import BaseAdmin, BaseInline, ImportingAdmin, PrintedWords, VersionedForm

from ..models import Plan, PlanPhase, PlanResource, PlanSection, Theme
from ..resources import ThemeResource

# Removed and put back on the pages, where a reason is asked.
TAKEN_OUT = ("retired_at", "retired_by", "retired_reason")


class ThemeAdminForm(VersionedForm):
    purpose = PrintedWords(required=False)


class SectionAdminForm(VersionedForm):
    body = PrintedWords(required=False, rows=12)


class ThemeInline(BaseInline):
    model = Theme
    form = ThemeAdminForm
    fields = ("order", "title", "word", "purpose")


class SectionInline(BaseInline):
    model = PlanSection
    form = SectionAdminForm
    fields = ("order", "heading", "place", "body")


class ResourceInline(BaseInline):
    model = PlanResource
    fields = ("order", "post", "number", "printed")


class PhaseInline(BaseInline):
    model = PlanPhase
    fields = ("order", "name", "months", "printed")


@admin.register(Plan)
class PlanAdmin(BaseAdmin):
    list_display = ("title", "partnership", "kind", "starts_on", "ends_on", "rows", "is_live")
    ordering = ("partnership_id", "-starts_on", "title")
    list_filter = ("kind", "numbering", ("partnership", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("partnership",)
    search_fields = ("title", "slug", "partnership__name", "partnership__short_name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("partnership",)
    date_hierarchy = "starts_on"
    exclude = ("column_headers",)
    readonly_fields = TAKEN_OUT
    inlines = (ThemeInline, SectionInline, ResourceInline, PhaseInline)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(row_count=Count("improvements"))

    @admin.display(description="Rows", ordering="row_count")
    def rows(self, obj: Plan) -> int:
        return obj.row_count

    @admin.display(boolean=True, description="Stands")
    def is_live(self, obj: Plan) -> bool:
        return obj.is_live


class PlanPartAdmin(BaseAdmin):
    """A part of a plan, alone on its page."""

    list_filter = (("plan__partnership", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("plan",)
    ordering = ("-plan_id", "order")
    autocomplete_fields = ("plan",)
    readonly_fields = TAKEN_OUT


@admin.register(Theme)
class ThemeAdmin(ImportingAdmin, PlanPartAdmin):
    table = ThemeResource
    import_permission = "plans.edit_plan"
    form = ThemeAdminForm
    list_display = ("title", "word", "plan", "order")
    search_fields = ("title", "plan__title")


@admin.register(PlanSection)
class PlanSectionAdmin(PlanPartAdmin):
    form = SectionAdminForm
    list_display = ("heading", "plan", "place", "order")
    search_fields = ("heading", "plan__title")


@admin.register(PlanResource)
class PlanResourceAdmin(PlanPartAdmin):
    list_display = ("post", "number", "plan", "order")
    search_fields = ("post", "plan__title")


@admin.register(PlanPhase)
class PlanPhaseAdmin(PlanPartAdmin):
    list_display = ("name", "months", "plan", "order")
    search_fields = ("name", "plan__title")
