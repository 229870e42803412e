"""What changed lately, told only to those whom it concerns."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from governance import clock
from governance.models import AuditEvent, Partnership, User

DAYS = 21
MOST = 12
# Which actions are news, by the permission that lets a person know of them.
TOLD: dict[str, tuple[str, ...]] = {
    "plans.read_plan": (
        "plans.round_closed",
        "governance.pack_issued",
        "governance.pack_superseded",
    ),
    "plans.review_progressupdate": (
        "governance.round_opened",
        "plans.round_signed",
        "plans.update_submitted",
        "plans.updates_submitted",
        "plans.update_no_change",
        "plans.update_withdrawn",
        "governance.comment_added",
        "governance.comment_answered",
        "plans.addendum_added",
    ),
    "plans.write_progressupdate": (
        "governance.round_opened",
        "plans.round_signed",
        "plans.update_submitted",
        "plans.updates_submitted",
        "plans.update_no_change",
        "plans.update_withdrawn",
        "plans.update_accepted",
        "plans.updates_accepted",
        "plans.update_returned",
        "plans.update_exempted",
        "plans.move_agreed",
        "plans.move_declined",
        "plans.round_reopened",
        "plans.addendum_added",
        "governance.comment_added",
        "governance.comment_answered",
        "okrs.checkin_submitted",
    ),
}


# Whose action it is where the action alone says so; anybody may ask, and anybody may answer.
SIDES = {
    "plans.update_accepted": "reviewer",
    "plans.updates_accepted": "reviewer",
    "plans.update_returned": "reviewer",
    "plans.round_signed": "reviewer",
    "plans.update_submitted": "partnership",
    "plans.updates_submitted": "partnership",
    "plans.update_withdrawn": "partnership",
    "okrs.checkin_submitted": "partnership",
}


@dataclass(frozen=True)
class DashboardChange:
    """One action in its sentence: the words before its person, the person, the words after."""

    before: str
    who: str
    after: str
    at: datetime
    side: str


def changes_for(user: User, partnership: Partnership | None) -> list[DashboardChange]:
    """Return the newest actions of others in a partnership that this person may know of."""
    if partnership is None:
        return []
    held = user.permissions_in(partnership)
    verbs = {verb for permission, told in TOLD.items() if permission in held for verb in told}
    now = clock.now()
    lately = (now - timedelta(days=DAYS), now)
    events = (
        AuditEvent.objects.filter(partnership=partnership, verb__in=verbs, clock_at__range=lately)
        .exclude(actor=user)
        .select_related("actor")
        .order_by("-number")[:MOST]
    )
    return [_change(event) for event in events]


def _change(event: AuditEvent) -> DashboardChange:
    before, _, after = event.sentence.partition("{actor}")
    return DashboardChange(
        before=before,
        who=event.printed_name,
        after=after,
        at=event.clock_at,
        side=SIDES.get(event.verb, ""),
    )
