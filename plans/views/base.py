"""What every page of one plan shares: the plan held, the role asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from governance.access import PartnershipPage, object_at
from governance.models import Partnership, User

from ..models import Improvement, Plan
from ..visibility import visibility_of


class PlanPage(PartnershipPage):
    """A page under ``/<partnership>/plans/<plan>/``: holds the plan and, if named, the row."""

    permission = "plans.read_plan"
    plans = Plan.objects.select_related("partnership__status_scheme")
    plan: Plan
    # Whether it tells what an open quarter reports, which some readers see once it is closed.
    tells_open_quarters = False

    def find_partnership(self, user: User, **kwargs: Any) -> Partnership:
        self.plan = object_at(user, kwargs["partnership"], self.plans.all(), slug=kwargs["plan"])
        self.visibility = visibility_of(user, self.plan.partnership)
        if self.tells_open_quarters and not self.visibility.open_quarters:
            raise PermissionDenied
        return self.plan.partnership

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = {"plan": self.plan, "visibility": self.visibility}
        return super().get_context_data(**{**context, **here})


def plan_for(request: HttpRequest, partnership: str, plan: str, permission: str) -> Plan:
    """Return the plan of an address for a verb: 404 outside, 403 without the role."""
    plans = Plan.objects.select_related("partnership__status_scheme")
    found: Plan = object_at(request.user, partnership, plans, permission, slug=plan)
    return found


def row_in(plan: Plan, ref: str, user: Any) -> Improvement:
    """Return the row of a plan at a permanent address."""
    rows = plan.improvements.select_related("theme", "updater")
    row: Improvement = object_at(user, plan.partnership.slug, rows, ref=ref)
    row.plan = plan
    return row
