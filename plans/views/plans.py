"""The list of plans, the plan page, making a plan and laying it out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, ListView, TemplateView

from governance.access import PartnershipPage

from ..documents.files import downloads_of
from ..filters import PlanFilter
from ..forms import PlanCreateForm
from ..models import Plan
from ..pages.closed_plan import table_for
from ..pages.plan_outline import outline_of
from ..phases import phase_check
from ..visibility import last_closed, visibility_of
from ..workflow.editing import create_plan
from .base import PlanPage


class PlanList(PartnershipPage, ListView):
    """All plans of a partnership."""

    permission = "plans.read_plan"
    template_name = "plans/plan_list.html"

    def get_queryset(self):
        plans = Plan.objects.filter(partnership=self.partnership)
        if not visibility_of(self.request.user, self.partnership).edits:
            plans = plans.live()
        return plans.for_plan_list()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        visibility = visibility_of(self.request.user, self.partnership)
        if not visibility.open_quarters:
            frozen = last_closed(self.object_list, with_words=True)
            for plan in self.object_list:
                if plan.pk in frozen:
                    plan.rows = len((frozen[plan.pk].snapshot or {"rows": []})["rows"])
        return super().get_context_data(visibility=visibility, **context)


class PlanDetail(PlanPage, TemplateView):
    """The plan as officers know it from Word: four columns, with how it stands at the edge."""

    template_name = "plans/plan_detail.html"
    plans = Plan.objects.for_plan_page()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        table = table_for(self.plan, self.visibility)
        narrowing = PlanFilter(request.GET, self.plan.improvements.none(), choices=table.choices())
        everything = request.GET.get("rows") == "all"
        table.show(narrowing.matching(table.rows), fold=not everything)
        sections = list(self.plan.plansections.live())
        return self.render_to_response(
            self.get_context_data(
                table=table,
                filter=narrowing,
                before=[one for one in sections if one.place == one.Place.BEFORE],
                after=[one for one in sections if one.place == one.Place.AFTER],
                downloads=downloads_of("plan_file", self.plan.partnership.slug, self.plan.slug),
                phases=phase_check(self.plan.phase_rows or [], self.plan.printed_phase_total),
            )
        )


class PlanCreate(PartnershipPage, FormView):
    """Make a plan from a blank page."""

    permission = "plans.edit_plan"
    template_name = "plans/plan_create.html"
    form_class = PlanCreateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def form_valid(self, form: Any) -> HttpResponse:
        by: Any = self.request.user
        plan = create_plan(self.partnership, **form.action, by=by)
        messages.success(self.request, f"The plan “{plan.title}” was made. Now write its rows.")
        return redirect("plans:plan_contents", self.partnership.slug, plan.slug)


class PlanContents(PlanPage, TemplateView):
    """The plan laid out for its coordinator: every part in its order, to add, move and take out."""

    permission = "plans.edit_plan"
    template_name = "plans/plan_contents.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        outline = outline_of(self.plan)
        return super().get_context_data(**context, outline=outline)
