"""The rows of plans, with everything that stands in their cells."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse

from governance import audit
from governance.admin import (
    ImportingAdmin,
    KnownRowsFilter,
    LeadingNumber,
    PrintedWords,
    VersionedForm,
)
from governance.concurrency.unique_rules import open_it
from governance.errors import ActionRefused

from ..forms.evidence import EvidenceForm
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
from ..parts import ROW_PARTS
from ..resources import ImprovementResource
from ..workflow.editing import add_part
from .bulk import OF_PARTS, OF_ROWS
from .milestones import MilestoneInline
from .writing import TAKEN_OUT, PartInline, PlanActingAdmin


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


class EvidenceAdminForm(EvidenceForm):
    """The form of the page, in the shapes of the administration."""

    default_renderer = None


class LeadInline(PartInline):
    model = Lead
    fields = ("order", "level", "topic", "name", "kind", "user", "body")
    autocomplete_fields = ("user", "body")


class KpiInline(PartInline):
    model = KPI
    fields = (
        "order", "level", "is_bullet", "text", "due_text", "earliest", "latest", "precision",
        "unit", "baseline", "target",
    )  # fmt: skip


class MonitoringInline(PartInline):
    model = MonitoringLine
    fields = ("order", "level", "is_bullet", "text", "process")
    autocomplete_fields = ("process",)


class CitationInline(PartInline):
    model = Citation
    fields = ("order", "source", "pages", "printed", "milestone", "block", "start")
    autocomplete_fields = ("source", "milestone")


class ReferenceInline(PartInline):
    model = Reference
    fk_name = "improvement"
    fields = ("order", "to", "printed", "milestone", "block", "start")
    autocomplete_fields = ("to", "milestone")


class WaitsForInline(PartInline):
    model = WaitsFor
    fk_name = "improvement"
    fields = ("order", "awaited", "other", "printed", "milestone")
    autocomplete_fields = ("awaited", "other", "milestone")


@admin.register(Improvement)
class ImprovementAdmin(PlanActingAdmin, ImportingAdmin):
    table = ImprovementResource
    actions = (*OF_ROWS, *OF_PARTS, "export_selected")
    import_permission = "plans.edit_plan"
    form = ImprovementAdminForm
    list_display = ("numbered", "short_name", "plan", "theme", "updater", "order", "is_live")
    list_display_links = ("short_name",)
    list_filter = (
        ("plan__partnership", KnownRowsFilter),
        ("plan", KnownRowsFilter),
        ("updater", KnownRowsFilter),
    )
    list_select_related = ("plan", "theme", "updater")
    search_fields = ("number", "short_name", "ref", "plan__title", "leads__name")
    autocomplete_fields = ("plan", "theme", "updater")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "plan", ("order", "number", "short_name"), ("theme", "updater"), "statement",
                )
            },
        ),
        (
            "As printed",
            {
                "classes": ("collapse",),
                "fields": (
                    "ref", "lead_heading", "kpi_heading", "layout", *Improvement.facts, "extras",
                    "raw_fragments",
                ),
            },
        ),
        ("Removed from the plan", {"classes": ("collapse",), "fields": TAKEN_OUT}),
    )  # fmt: skip
    ordering = ("-plan_id", "order")
    readonly_fields = TAKEN_OUT
    inlines = (
        LeadInline, KpiInline, MilestoneInline, MonitoringInline, CitationInline,
        ReferenceInline, WaitsForInline,
    )  # fmt: skip

    @admin.display(description="Number", ordering=LeadingNumber("number"))
    def numbered(self, obj: Improvement) -> str:
        return obj.number

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

    def links_beside(self, request: HttpRequest, obj: Improvement) -> list[tuple[str, str]]:
        rows = Improvement.objects.live().filter(plan=obj.plan).order_by("order", "pk")
        beside = self.next_and_previous(rows, obj, str) if obj.is_live else []
        links = [*beside, ("The whole plan", self.page_of(obj.plan))]
        if self.has_change_permission(request, obj):
            proof = reverse("admin:plans_improvement_evidence", args=[obj.pk])
            links.append(("Add evidence", proof))
        return [*links, ("See it on the site", obj.get_absolute_url())]

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.add_evidence)
        name = "plans_improvement_evidence"
        return [path("<int:key>/evidence/", page, name=name), *super().get_urls()]

    def add_evidence(self, request: HttpRequest, key: int) -> HttpResponse:
        """The page that adds what proves a claim on a row: a link, a paper or a file."""
        row = self.get_object(request, str(key))
        if row is None:
            raise Http404
        allowed = request.user.is_superuser or request.user.has_perm(
            "governance.add_own_evidence", row
        )
        if not (allowed and self.has_change_permission(request, row)):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = EvidenceAdminForm(*posted, owner=row, plan=row.plan)
        if posted and form.is_valid():
            try:
                with audit.entered(by=request.user):
                    kind = ROW_PARTS["evidence"]
                    add_part(kind, owner=row, changes=form.changes, by=request.user)
            except ActionRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "The evidence was added.")
                return redirect(self.page_of(row))
        return self.one_form(request, form, title=f"Add evidence to {row}", button="Add it")

    def verbs(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        if obj is None:
            return [
                ("_addanother", "Save and add another"),
                ("_continue", "Save and continue editing"),
                ("_save", "Save"),
            ]
        if not self.has_change_permission(request, obj):
            return []
        return [
            ("_next", "Save and go to the next row"),
            ("_save", "Save"),
            ("_addanother", "Save and add another"),
            ("_continue", "Save and continue editing"),
            ("_saveasnew", "Save as a new row"),
        ]

    save_as = True

    def response_add(self, request: HttpRequest, obj: Improvement, *args: Any) -> HttpResponse:
        answer = super().response_add(request, obj, *args)
        return _another(obj) if "_addanother" in request.POST else answer

    def response_change(self, request: HttpRequest, obj: Improvement) -> HttpResponse:
        answer = super().response_change(request, obj)
        if "_addanother" in request.POST:
            return _another(obj)
        following = None
        if "_next" in request.POST:
            rows = Improvement.objects.live().filter(plan=obj.plan, order__gt=obj.order)
            following = rows.order_by("order", "pk").first()
        return answer if following is None else redirect(self.page_of(following))


def _another(row: Improvement) -> HttpResponse:
    """The page of a new row, in the plan and the theme of the one that was saved."""
    last = QueryDict(mutable=True)
    last["plan"] = str(row.plan_id)
    if row.theme_id:
        last["theme"] = str(row.theme_id)
    return redirect(f"{reverse('admin:plans_improvement_add')}?{last.urlencode()}")
