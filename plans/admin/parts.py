"""What stands in the cells of a row, each kind in a list of its own."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from governance.admin import ImportingAdmin, KnownRowsFilter
from governance.input.fields import DayField

from ..models import (
    KPI,
    Awaited,
    Citation,
    Lead,
    MonitoringLine,
    MonitoringProcess,
    Reference,
    Source,
    WaitsFor,
)
from ..resources import KpiResource, LeadResource, MonitoringProcessResource, MonitoringResource
from .writing import TAKEN_OUT, PlanActingAdmin


class RowPartAdmin(PlanActingAdmin):
    """A part of one row, alone on its page."""

    list_filter = (
        ("improvement__plan__partnership", KnownRowsFilter),
        ("improvement__plan", KnownRowsFilter),
    )
    list_select_related = ("improvement",)
    ordering = ("-improvement_id", "order")
    autocomplete_fields: tuple[str, ...] = ("improvement",)
    readonly_fields = TAKEN_OUT


@admin.register(Lead)
class LeadAdmin(ImportingAdmin, RowPartAdmin):
    table = LeadResource
    import_permission = "plans.edit_plan"
    list_display = ("name", "topic", "kind", "improvement", "user", "body")
    list_filter = ("kind", *RowPartAdmin.list_filter)
    list_select_related = ("improvement", "user", "body")
    search_fields = ("name", "topic", "improvement__short_name")
    autocomplete_fields = ("improvement", "user", "body")


@admin.register(KPI)
class KpiAdmin(ImportingAdmin, RowPartAdmin):
    table = KpiResource
    import_permission = "plans.edit_plan"
    list_display = ("text", "improvement", "latest", "baseline", "target", "unit")
    search_fields = ("text", "improvement__short_name")
    exclude = ("dates",)


@admin.register(MonitoringProcess)
class MonitoringProcessAdmin(PlanActingAdmin, ImportingAdmin):
    table = MonitoringProcessResource
    import_permission = "plans.edit_plan"
    # Shared by rows, and so never removed.
    actions = ("export_selected",)
    list_display = ("text", "actors", "frequency", "plan")
    ordering = ("-plan_id", "text")
    list_filter = (("plan__partnership", KnownRowsFilter),)
    list_select_related = ("plan",)
    search_fields = ("text", "actors", "plan__title")
    autocomplete_fields = ("plan",)


@admin.register(MonitoringLine)
class MonitoringLineAdmin(ImportingAdmin, RowPartAdmin):
    table = MonitoringResource
    import_permission = "plans.edit_plan"
    list_display = ("__str__", "improvement", "process", "order")
    list_select_related = ("improvement", "process")
    search_fields = ("text", "process__text", "improvement__short_name")
    autocomplete_fields = ("improvement", "process")


@admin.register(Source)
class SourceAdmin(PlanActingAdmin):
    list_display = ("title", "key", "plan", "issued_text", "link")
    ordering = ("-plan_id", "title")
    list_filter = (("plan__partnership", KnownRowsFilter),)
    list_select_related = ("plan",)
    search_fields = ("title", "key", "plan__title")
    prepopulated_fields = {"key": ("title",)}
    autocomplete_fields = ("plan",)
    readonly_fields = TAKEN_OUT


@admin.register(Citation)
class CitationAdmin(RowPartAdmin):
    list_display = ("source", "pages", "improvement", "milestone", "printed")
    list_select_related = ("source", "improvement", "milestone")
    search_fields = ("source__title", "pages", "printed", "improvement__short_name")
    autocomplete_fields = ("improvement", "milestone", "source")


@admin.register(Reference)
class ReferenceAdmin(RowPartAdmin):
    list_display = ("printed", "improvement", "milestone", "to")
    list_select_related = ("improvement", "milestone", "to")
    search_fields = ("printed", "improvement__short_name")
    autocomplete_fields = ("improvement", "milestone", "to")


@admin.register(Awaited)
class AwaitedAdmin(PlanActingAdmin):
    list_display = ("title", "kind", "plan", "due_text", "latest", "arrived_on")
    ordering = ("-plan_id", "title")
    list_filter = ("kind", ("plan__partnership", KnownRowsFilter))
    list_select_related = ("plan",)
    search_fields = ("title", "plan__title")
    autocomplete_fields = ("plan",)
    exclude = ("dates",)
    readonly_fields = TAKEN_OUT

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "arrived_on":
            kwargs["form_class"] = partial(DayField, expects="done")
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(WaitsFor)
class WaitsForAdmin(RowPartAdmin):
    list_display = ("improvement", "milestone", "awaited", "other", "printed")
    list_select_related = ("improvement", "milestone", "awaited", "other")
    search_fields = ("awaited__title", "other__short_name", "improvement__short_name")
    autocomplete_fields = ("improvement", "milestone", "awaited", "other")
