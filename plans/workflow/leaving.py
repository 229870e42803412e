"""When a person leaves: their rows of plans go to somebody else."""

from governance.models import Partnership, User
from governance.workflow.reminders import cancel_reminders_about

from ..models import Improvement, PlanRound, ProgressUpdate

STILL_TO_BE_WRITTEN = (
    ProgressUpdate.State.NOT_STARTED,
    ProgressUpdate.State.DRAFT,
    ProgressUpdate.State.RETURNED,
)


def rows_of(person: User, *, partnership: Partnership) -> list[Improvement]:
    """Return the live rows this person is asked for each quarter."""
    rows = Improvement.objects.live().filter(plan__partnership=partnership, updater=person)
    return list(rows.select_related("plan").order_by("plan", "order"))


def open_updates_of(person: User, *, partnership: Partnership) -> list[ProgressUpdate]:
    """Return the updates this person still has to write."""
    updates = ProgressUpdate.objects.filter(
        plan_round__plan__partnership=partnership,
        plan_round__state=PlanRound.State.COLLECTING,
        plan_round__signed_at__isnull=True,
        asked=person,
        state__in=STILL_TO_BE_WRITTEN,
    )
    return list(updates.select_related("improvement", "plan_round__round"))


def hand_over_rows(leaver: User, *, partnership: Partnership, successor: User) -> tuple[int, int]:
    """Give rows and open updates to ``successor``; part of an action that records it.

    The reminders of the leaver are cancelled; the successor's are made by the next tick.
    """
    rows = rows_of(leaver, partnership=partnership)
    for row in rows:
        row.updater = successor
        row.save(update_fields=["updater"])
    updates = open_updates_of(leaver, partnership=partnership)
    for update in updates:
        update.asked = successor
        update.save(update_fields=["asked"])
    cancel_reminders_about(updates)
    return len(rows), len(updates)
