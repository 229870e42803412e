"""Milestones: new ones are written here; a date that stands moves on the page, with a reason."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from governance.admin import ImportingAdmin, KnownRowsFilter, ReadOnlyAdmin, VersionedForm

from ..models import Milestone, MilestoneMove, MilestoneReport
from ..resources import MilestoneResource
from ..workflow.milestone_dates import has_date, keep_first_dates
from .bulk import OF_MILESTONES, OF_PARTS
from .writing import TAKEN_OUT, PartInline, PlanActingAdmin

DATES = ("due_text", "earliest", "latest", "precision")
_MOVED_ON_THE_PAGE = "A date that stands moves on the milestone's page, with a reason."


class MilestoneAdminForm(VersionedForm):
    """A date that stands cannot move silently from here; a first one is read, or typed."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.has_date = bool(self.instance.pk and has_date(self.instance))
        if self.has_date:
            for name in DATES:
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].help_text = _MOVED_ON_THE_PAGE

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.has_date and not self.errors:
            keep_first_dates(self.instance)


class MilestoneInline(PartInline):
    model = Milestone
    form = MilestoneAdminForm
    fields = ("order", "level", "is_bullet", "text", *DATES, "is_recurring", "state")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.verbose_name_plural = f"Milestones. {_MOVED_ON_THE_PAGE}"
        return super().get_formset(request, obj, **kwargs)


@admin.register(Milestone)
class MilestoneAdmin(PlanActingAdmin, ImportingAdmin):
    table = MilestoneResource
    actions = (*OF_MILESTONES, *OF_PARTS, "export_selected")
    import_permission = "plans.edit_plan"
    form = MilestoneAdminForm
    list_display = ("text", "improvement", "due_text", "latest", "state", "is_recurring", "is_live")
    list_filter = (
        "state",
        "precision",
        "is_recurring",
        ("improvement__plan", KnownRowsFilter),
    )
    list_select_related = ("improvement",)
    search_fields = ("text", "due_text", "improvement__short_name", "improvement__plan__title")
    autocomplete_fields = ("improvement", "parent")
    fields = (
        "improvement", "parent", "order", "level", "is_bullet", "text", *DATES, "moved_where",
        "first_promise", "is_recurring", "recurrence_text", "state", "state_text", "done_on",
        *TAKEN_OUT,
    )  # fmt: skip
    ordering = ("-improvement_id", "order")
    readonly_fields = ("moved_where", "first_promise", "done_on", *TAKEN_OUT)

    @admin.display(boolean=True, description="Stands")
    def is_live(self, obj: Milestone) -> bool:
        return obj.is_live

    @admin.display(description="First promise")
    def first_promise(self, obj: Milestone) -> str:
        return obj.original_due_text or "no date in words"

    @admin.display(description="Change the date or state")
    def moved_where(self, obj: Milestone) -> str:
        if not obj.pk:
            return "A date is read from the words where none is given."
        plan = obj.plan
        page = reverse(
            "plans:part_edit", args=[plan.partnership.slug, plan.slug, "milestone", obj.pk]
        )
        said = _MOVED_ON_THE_PAGE if has_date(obj) else ""
        return format_html('{} <a href="{}">Change the date or state</a>', said, page)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("improvement",) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)


@admin.register(MilestoneMove)
class MilestoneMoveAdmin(ReadOnlyAdmin):
    list_display = ("milestone", "from_text", "to_text", "to_latest", "state", "reason", "asked_by")
    list_filter = (
        "state",
        ("milestone__improvement__plan__partnership", KnownRowsFilter),
    )
    list_select_related = ("milestone", "asked_by")
    search_fields = ("milestone__text", "reason", "to_text")


@admin.register(MilestoneReport)
class MilestoneReportAdmin(ReadOnlyAdmin):
    partnership_path = "milestone__improvement__plan__partnership"
    list_display = ("milestone", "round", "says", "done_on", "done_text")
    list_filter = ("says",)
    list_select_related = ("milestone", "update__plan_round__round")
    search_fields = ("milestone__text",)

    @admin.display(description="Quarter")
    def round(self, obj: MilestoneReport) -> str:
        return str(obj.update.plan_round.round)
