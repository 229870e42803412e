"""Dates that stand decades from all others in a plan that does not say which years it is for."""

from statistics import median_low

from ..placed import PlacedPlan

_DECADE = 3653  # days


def warnings(plan: PlacedPlan) -> list[str]:
    """A sentence for each step or KPI dated decades from the middle of them all."""
    dated = [
        (row.number or str(at), one)
        for at, row in enumerate(plan.rows, start=1)
        for one in (*row.milestones, *row.kpis)
        if one.latest
    ]
    days = [one.latest.toordinal() for _, one in dated if one.latest]
    if len(days) < 2:
        return []
    middle = median_low(days)
    return [
        f"Row {number}: “{one.due_text}” lies decades from the plan's other dates: check the year."
        for number, one in dated
        if one.latest and abs(one.latest.toordinal() - middle) > _DECADE
    ]
