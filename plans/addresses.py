"""The addresses of a quarter of a plan and of the rows in it."""

from django.urls import reverse

from .models import PlanRound, ProgressUpdate


def address_of(name: str, plan_round: PlanRound, update: ProgressUpdate | None = None) -> str:
    """Return the address of a page or verb of ``plans`` for a quarter, or for one of its rows."""
    plan = plan_round.plan
    row = [update.improvement.ref] if update is not None else []
    return reverse(
        f"plans:{name}", args=[plan.partnership.slug, plan.slug, *row, plan_round.round.slug]
    )
