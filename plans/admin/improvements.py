"""The rows of plans, with everything that stands in their cells."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest

from governance.admin import BaseInline, ImportingAdmin, PrintedWords, VersionedForm
from governance.concurrency.unique_rules import open_it

from ..forms.improvements import CELL_ORDERS
from ..input.paper_pieces import (
    columns_as_typed,
    columns_from_typed,
    pieces_as_typed,
    pieces_from_typed,
)
from ..models import (
    KPI,
    Citation,
    Improvement,
    Lead,
    MonitoringLine,
    Reference,
    WaitsFor,
)
from ..resources import ImprovementResource
from ..workflow import join_open_rounds
from ..workflow.editing import free_ref
from .milestones import MilestoneInline
from .plans import TAKEN_OUT


class ColumnLines(forms.CharField):
    """Further columns of a paper, a line each."""

    as_typed = staticmethod(columns_as_typed)
    from_typed = staticmethod(columns_from_typed)

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("help_text", "One a line, such as “Cost: £5,000”.")
        super().__init__(required=False, widget=AdminTextareaWidget(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.as_typed(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        known = initial or []
        return not self.disabled and self.from_typed(data or "", known) != known


class PieceLines(ColumnLines):
    """Damaged pieces of a paper, a line each."""

    as_typed = staticmethod(pieces_as_typed)
    from_typed = staticmethod(pieces_from_typed)


class CellOrder(forms.ChoiceField):
    """The order of the parts after the statement; one that only a paper has stays on offer."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, choices=[("", "As usual"), *CELL_ORDERS], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value[1:]) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and bool(self.prepare_value(initial or []) != (data or ""))


class ImprovementAdminForm(VersionedForm):
    statement = PrintedWords(required=False, rows=8)
    layout = CellOrder(label="Order in the cell, after the statement")
    extras = ColumnLines(label="Further columns of the paper")
    raw_fragments = PieceLines(
        label="Damaged pieces of the paper", help_text="One a line, kept as they are."
    )

    def clean_layout(self) -> list[str]:
        if "layout" not in self.changed_data:
            return list(self.instance.layout)
        return ["statement", *self.cleaned_data["layout"].split()]

    def clean_extras(self) -> list[dict[str, Any]]:
        return columns_from_typed(self.cleaned_data["extras"], self.instance.extras)

    def clean_raw_fragments(self) -> list[dict[str, Any]]:
        return pieces_from_typed(self.cleaned_data["raw_fragments"], self.instance.raw_fragments)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number, plan = cleaned.get("number"), cleaned.get("plan") or self.instance.plan_id
        if number and plan and "number" in self.changed_data:
            others = Improvement.objects.live().filter(plan=plan, number=number)
            if there := others.exclude(pk=self.instance.pk).first():
                sentence = f"Another row has number {number} already."
                self.add_error("number", open_it(sentence, there))
        return cleaned


class LeadInline(BaseInline):
    model = Lead
    fields = ("order", "level", "topic", "name", "kind", "user", "body")
    autocomplete_fields = ("user", "body")


class KpiInline(BaseInline):
    model = KPI
    fields = (
        "order", "level", "is_bullet", "text", "due_text", "earliest", "latest", "precision",
        "unit", "baseline", "target",
    )  # fmt: skip


class MonitoringInline(BaseInline):
    model = MonitoringLine
    fields = ("order", "level", "is_bullet", "text", "process")
    autocomplete_fields = ("process",)


class CitationInline(BaseInline):
    model = Citation
    fields = ("order", "source", "pages", "printed", "milestone", "block", "start")
    autocomplete_fields = ("source", "milestone")


class ReferenceInline(BaseInline):
    model = Reference
    fk_name = "improvement"
    fields = ("order", "to", "printed", "milestone", "block", "start")
    autocomplete_fields = ("to", "milestone")


class WaitsForInline(BaseInline):
    model = WaitsFor
    fk_name = "improvement"
    fields = ("order", "awaited", "other", "printed", "milestone")
    autocomplete_fields = ("awaited", "other", "milestone")


@admin.register(Improvement)
class ImprovementAdmin(ImportingAdmin):
    table = ImprovementResource
    import_permission = "plans.edit_plan"
    form = ImprovementAdminForm
    list_display = ("number", "short_name", "plan", "theme", "updater", "order", "is_live")
    list_display_links = ("short_name",)
    list_filter = (
        ("plan__partnership", admin.RelatedOnlyFieldListFilter),
        ("plan", admin.RelatedOnlyFieldListFilter),
        ("updater", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("plan", "theme", "updater")
    search_fields = ("number", "short_name", "ref", "plan__title", "leads__name")
    autocomplete_fields = ("plan", "theme", "updater")
    fields = (
        "plan", "ref", "number", "short_name", "theme", "order", "statement", "lead_heading",
        "kpi_heading", "layout", "updater", *Improvement.facts, "extras", "raw_fragments",
        *TAKEN_OUT,
    )  # fmt: skip
    ordering = ("-plan_id", "order")
    readonly_fields = TAKEN_OUT
    inlines = (
        LeadInline, KpiInline, MilestoneInline, MonitoringInline, CitationInline,
        ReferenceInline, WaitsForInline,
    )  # fmt: skip

    @admin.display(boolean=True, description="Stands")
    def is_live(self, obj: Improvement) -> bool:
        return obj.is_live

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        if "ref" in form.base_fields:
            form.base_fields["ref"].required = False
            form.base_fields["ref"].help_text = "Left empty, it is the printed number."
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address of a row never changes, nor the plan it belongs to."""
        fixed = ("plan", "ref") if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(self, request: HttpRequest, obj: Improvement, form: Any, change: bool) -> None:
        if not change:
            obj.ref = obj.ref or free_ref(obj)
        super().save_model(request, obj, form, change)
        if not change:
            join_open_rounds(obj)
