"""What every page of one plan shares: the plan held, the role asked."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from governance.access import PartnershipPage, get_visible, require
from governance.models import Partnership, User

from ..models import Improvement, Plan
from ..sight import sight_of


class PlanPage(PartnershipPage):
    """A page under ``/<partnership>/plans/<plan>/``: holds the plan and, if named, the row."""

    permission = "plans.read_plan"
    plans = Plan.objects.select_related("partnership__status_scheme")
    plan: Plan

    def find_partnership(self, user: User, **kwargs: Any) -> Partnership:
        lookup = {"partnership__slug": kwargs["partnership"], "slug": kwargs["plan"]}
        self.plan = get_visible(self.plans.all(), user, **lookup)
        self.sight = sight_of(user, self.plan.partnership)
        return self.plan.partnership

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = {"plan": self.plan, "sight": self.sight}
        return super().get_context_data(**{**context, **here})


def plan_for(request: HttpRequest, partnership: str, plan: str, permission: str) -> Plan:
    """Return the plan of an address for a verb: 404 outside, 403 without the role."""
    plans = Plan.objects.select_related("partnership__status_scheme")
    found = get_visible(plans, request.user, partnership__slug=partnership, slug=plan)
    require(request.user, permission, found)
    return found


def row_in(plan: Plan, ref: str) -> Improvement:
    """Return the row of a plan at a permanent address."""
    row = get_object_or_404(plan.improvements.select_related("theme", "updater"), ref=ref)
    row.plan = plan
    return row
