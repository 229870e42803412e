"""Plans and what stands around their rows: themes, sections of text, resources, phases."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from governance.admin import ImportingAdmin, KnownRowsFilter, PrintedWords, VersionedForm

from ..models import Improvement, Plan, PlanPhase, PlanResource, PlanSection, Theme
from ..resources import PlansResource, ThemeResource
from .whole_plan import RowInline
from .writing import TAKEN_OUT, PartInline, PlanActingAdmin


class ThemeAdminForm(VersionedForm):
    purpose = PrintedWords(required=False)


class SectionAdminForm(VersionedForm):
    body = PrintedWords(required=False, rows=12)


class ThemeInline(PartInline):
    model = Theme
    form = ThemeAdminForm
    fields = ("order", "title", "word", "purpose")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 4 if obj is None else 1


class SectionInline(PartInline):
    model = PlanSection
    form = SectionAdminForm
    fields = ("order", "heading", "place", "body")


class ResourceInline(PartInline):
    model = PlanResource
    fields = ("order", "post", "number", "printed")


class PhaseInline(PartInline):
    model = PlanPhase
    fields = ("order", "name", "months", "printed")


@admin.register(Plan)
class PlanAdmin(PlanActingAdmin, ImportingAdmin):
    table = PlansResource
    import_permission = "plans.edit_plan"
    list_display = ("title", "partnership", "kind", "starts_on", "ends_on", "rows", "is_live")
    ordering = ("partnership_id", "-starts_on", "title")
    list_filter = ("kind", "numbering", ("partnership", KnownRowsFilter))
    list_select_related = ("partnership",)
    search_fields = ("title", "slug", "partnership__name", "partnership__short_name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("partnership",)
    date_hierarchy = "starts_on"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "partnership", "title", "slug", "kind", ("starts_on", "ends_on"), "numbering",
                    "row_word",
                )
            },
        ),
        (
            "As printed",
            {
                "classes": ("collapse",),
                "fields": (
                    "printed_period", "issue_text", "issued_on", "paper_reference",
                    "printed_phase_total", "column_headers", "facts", "unplaced",
                ),
            },
        ),
        ("Removed from the site", {"classes": ("collapse",), "fields": TAKEN_OUT}),
    )  # fmt: skip
    readonly_fields = ("column_headers", *TAKEN_OUT)
    inlines = (ThemeInline, RowInline, SectionInline, ResourceInline, PhaseInline)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """The rows are typed once the plan has its themes: they are chosen there."""
        return [each for each in self.inlines if obj is not None or each is not RowInline]

    def links_beside(self, request: HttpRequest, obj: Plan) -> list[tuple[str, str]]:
        rows = f"{reverse('admin:plans_improvement_changelist')}?plan__id__exact={obj.pk}"
        return [("List its rows", rows), ("See it on the site", obj.get_absolute_url())]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address of a plan never changes, nor the partnership it belongs to."""
        fixed = ("partnership",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def response_add(self, request: HttpRequest, obj: Plan, *args: Any) -> HttpResponse:
        """A new plan goes on to its rows."""
        if "_addanother" in request.POST:
            return super().response_add(request, obj, *args)
        messages.success(request, f"The plan “{obj.title}” was made. Now type its rows.")
        return redirect(f"{self.page_of(obj)}#improvements-group")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = Improvement.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
        count = Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
        return super().get_queryset(request).annotate(row_count=count)

    @admin.display(description="Rows", ordering="row_count")
    def rows(self, obj: Plan) -> int:
        return obj.row_count

    @admin.display(boolean=True, description="Stands")
    def is_live(self, obj: Plan) -> bool:
        return obj.is_live


class PlanPartAdmin(PlanActingAdmin):
    """A part of a plan, alone on its page."""

    list_filter = (("plan__partnership", KnownRowsFilter),)
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
