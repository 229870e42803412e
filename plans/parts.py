"""The kinds of parts a plan is made of, as one table: forms, actions and addresses read it.

A kind belongs to a plan or to one of its rows, keeps its place there or not, and is removed
with a reason, never deleted.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from governance.models import Evidence

from .models import (
    KPI,
    Awaited,
    Citation,
    Improvement,
    Lead,
    Milestone,
    MonitoringLine,
    MonitoringProcess,
    Plan,
    PlanPhase,
    PlanResource,
    PlanSection,
    Reference,
    Source,
    Theme,
    WaitsFor,
)


@dataclass(frozen=True)
class PartKind:
    """What the pages call a part and where it lives."""

    key: str
    model: type[Model]
    word: str
    plural: str
    of_row: bool
    is_ordered: bool = True
    retires: bool = True
    permission: str = "plans.edit_plan"

    def siblings(self, owner: Plan | Improvement) -> QuerySet:
        """All parts of this kind in a plan or a row, those removed too, in their order."""
        if self.model is Evidence:
            return Evidence.objects.about(owner)
        return self.model._default_manager.filter(
            **{"improvement" if self.of_row else "plan": owner}
        )

    def in_plan(self, plan: Plan) -> QuerySet:
        """All parts of this kind anywhere in a plan."""
        if self.model is Evidence:
            rows = plan.improvements.values_list("pk", flat=True)
            return Evidence.objects.about_all(Improvement, rows)
        path = "improvement__plan" if self.of_row else "plan"
        return self.model._default_manager.filter(**{path: plan})


def _kinds(*kinds: PartKind) -> dict[str, PartKind]:
    return {kind.key: kind for kind in kinds}


PLAN_PARTS = _kinds(
    PartKind("theme", Theme, "theme", "Themes", of_row=False),
    PartKind("section", PlanSection, "section of text", "Sections of text", of_row=False),
    PartKind("resource", PlanResource, "resource", "Resources", of_row=False),
    PartKind("phase", PlanPhase, "phase", "Phases", of_row=False),
    PartKind("source", Source, "source", "Sources", of_row=False, is_ordered=False),
    PartKind("awaited", Awaited, "dependency", "Dependencies", of_row=False, is_ordered=False),
    PartKind(
        "process",
        MonitoringProcess,
        "monitoring process",
        "Shared monitoring processes",
        of_row=False,
        is_ordered=False,
        retires=False,
    ),
)
ROW_PARTS = _kinds(
    PartKind("milestone", Milestone, "milestone", "Milestones", of_row=True),
    PartKind("lead", Lead, "lead", "Leads", of_row=True),
    PartKind("kpi", KPI, "KPI", "KPIs", of_row=True),
    PartKind("monitoring", MonitoringLine, "monitoring line", "Monitoring", of_row=True),
    PartKind("citation", Citation, "citation", "Citations", of_row=True),
    PartKind("reference", Reference, "cross-reference", "Cross-references", of_row=True),
    PartKind("waitsfor", WaitsFor, "dependency", "Depends on", of_row=True),
    PartKind(
        "evidence",
        Evidence,
        "evidence",
        "Evidence",
        of_row=True,
        is_ordered=False,
        permission="governance.add_own_evidence",
    ),
)
PARTS = PLAN_PARTS | ROW_PARTS
ROW = PartKind("improvement", Improvement, "improvement", "Improvements", of_row=False)
WHOLE = PartKind("plan", Plan, "plan", "Plans", of_row=False, is_ordered=False)
_BY_MODEL = {kind.model: kind for kind in [*PARTS.values(), ROW, WHOLE]}


def kind_of(part: Any) -> PartKind:
    """The kind a part is of."""
    return _BY_MODEL[type(part)]


def row_of_part(part: Any) -> Improvement | None:
    """The row a part stands in; None for the plan's own parts."""
    if isinstance(part, Evidence):
        return part.subject
    if isinstance(part, Improvement):
        return part
    return getattr(part, "improvement", None)


def is_live(part: Any) -> bool:
    """Whether it stands in the plan; a shared process always does."""
    return getattr(part, "retired_at", None) is None


def place_beside(part: Any, step: int) -> int | None:
    """The place one up (-1) or down (+1) among those it stands with; None at the end of the list.

    A row stands with the rows of its theme, a milestone with those under the same one.
    """
    kind = kind_of(part)
    live = [
        one for one in kind.siblings(part.improvement if kind.of_row else part.plan) if is_live(one)
    ]
    company = [one for one in live if _stands_with(one) == _stands_with(part)]
    at = company.index(part) + step
    if not 0 <= at < len(company):
        return None
    return live.index(company[at]) + 1


def _stands_with(part: Any) -> Any:
    return getattr(part, "theme_id", None), getattr(part, "parent_id", None)
