"""What a careful reader would ask about a plan, standing beside it, with one tap for “intended”."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from governance.documents.findings import Finding, by_rule
from governance.errors import ActionRefused
from governance.models import IntendedFinding
from governance.workflow.findings import ask_again, mark_intended

from ..documents.placed import PlacedPlan
from ..documents.taking_out import plan_on_paper
from ..linter import lint_plan
from ..linter.words_of import label
from ..models import Plan
from .base import PlanPage, plan_for

_EDIT = "plans.edit_plan"
GONE = "This is not found any more: the words were changed meanwhile."
TAKEN_OUT = "This plan was removed. Restore it to say what is intended."


class PlanFindings(PlanPage, TemplateView):
    """Every finding about a plan, by rule; what is intended stands folded away."""

    template_name = "plans/plan_findings.html"
    tells_open_quarters = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        placed = plan_on_paper(self.plan)
        meant = set(IntendedFinding.objects.about(self.plan).values_list("key", flat=True))
        rules = by_rule(lint_plan(placed), meant, _addresses(self.plan, placed))
        slugs = (self.plan.partnership.slug, self.plan.slug)
        return super().get_context_data(
            rules=rules,
            asked=sum(len(rule.asked) for rule in rules),
            meant=sum(len(rule.intended) for rule in rules),
            mark_url=reverse("plans:finding_intended", args=slugs),
            ask_url=reverse("plans:finding_ask_again", args=slugs),
            may_say=self.visibility.edits and self.plan.is_live,
            **context,
        )


@require_POST
def finding_intended(request: HttpRequest, partnership: str, plan: str) -> HttpResponse:
    """Say that the plan means what a finding asks about."""
    found = plan_for(request, partnership, plan, _EDIT)
    by: Any = request.user
    mark_intended(found, _finding(found, request), by=by)
    messages.success(request, "Kept as intended. It is shown again only if its words change.")
    return redirect("plans:plan_findings", partnership, plan)


@require_POST
def finding_ask_again(request: HttpRequest, partnership: str, plan: str) -> HttpResponse:
    """Take an “intended” back."""
    found = plan_for(request, partnership, plan, _EDIT)
    by: Any = request.user
    ask_again(found, _finding(found, request), by=by)
    messages.success(request, "It is shown again.")
    return redirect("plans:plan_findings", partnership, plan)


def _finding(plan: Plan, request: HttpRequest) -> Finding:
    """The finding a button stands for, if the plan still gives rise to it."""
    if not plan.is_live:
        raise ActionRefused(TAKEN_OUT)
    wanted = request.POST.get("finding", "")
    for finding in lint_plan(plan_on_paper(plan)):
        if finding.fingerprint == wanted:
            return finding
    raise ActionRefused(GONE)


def _addresses(plan: Plan, placed: PlacedPlan) -> dict[str, str]:
    """The page of each row by what findings call it."""
    refs = plan.improvements.live().order_by("order", "pk").values_list("ref", flat=True)
    return {
        label(placed, row): reverse(
            "plans:improvement_detail", args=[plan.partnership.slug, plan.slug, ref]
        )
        for row, ref in zip(placed.rows, refs, strict=True)
    }
