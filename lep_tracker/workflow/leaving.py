"""A leaver's rows go to others and their roles end, in one action across the apps."""

from django.db import transaction

from governance import audit
from governance.errors import ActionRefused
from governance.models import Partnership, RoleAssignment, User
from governance.workflow import end_all_roles, role_title
from governance.workflow.people import refuse_without_coordinator
from okrs.workflow import hand_over_check_ins
from plans.workflow.leaving import hand_over_rows


@transaction.atomic
def let_person_leave(
    user: User, *, partnership: Partnership, successor: User, by: User
) -> list[RoleAssignment]:
    """End every role ``user`` has here, and give their open work to ``successor``."""
    if successor == user:
        raise ActionRefused("Choose someone else: the leaver cannot take over from themselves.")
    if not User.objects.who_write_in(partnership).filter(pk=successor.pk).exists():
        raise ActionRefused(f"{successor} may not write updates here. Choose an officer.")
    if not user.role_assignments.current().filter(partnership=partnership).exists():
        raise ActionRefused(f"{user} has no role here any more.")
    refuse_without_coordinator(partnership, leaver=user)
    rows, updates = hand_over_rows(user, partnership=partnership, successor=successor)
    key_results = hand_over_check_ins(partnership, leaver=user, successor=successor)
    ended = end_all_roles(user, partnership=partnership)
    audit.record(
        "governance.person_left",
        f"{{actor}} let {user} leave; {successor} takes over.",
        partnership=partnership,
        subject=user,
        details={
            "roles": [role_title(one.role, partnership) for one in ended],
            "rows": rows,
            "open_updates": updates,
            "key_results": key_results,
            "successor": successor.pk,
        },
        by=by,
    )
    return ended
