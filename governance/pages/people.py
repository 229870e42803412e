"""Lists of people as pages show them: who has which role here, since when, and who is invited."""

from typing import Any

from django.db.models import QuerySet

from .. import clock, roles
from ..models import Invitation, Partnership, RoleAssignment, User
from ..workflow.people import role_title
from ..workflow.reviewers import confirming_sentence


def role_here(role: str, partnership: Partnership) -> dict[str, str]:
    """Return a role as this partnership calls it, with its sentence."""
    return {"title": role_title(role, partnership), "sentence": roles.ROLES[role].sentence}


def roles_here(partnership: Partnership) -> list[dict[str, str]]:
    """Return every role that can be held here, in the order of the access policy."""
    return [
        role_here(key, partnership)
        for key, _ in roles.choices
        if key != roles.AREA_LEAD or partnership.has_reviewer
    ]


def who_has_which_role(partnership: Partnership) -> list[dict[str, Any]]:
    """Return each person once, by name, with the roles they hold here today."""
    held = (
        RoleAssignment.objects.current()
        .filter(partnership=partnership)
        .select_related("user", "body", "given_by", "confirmed_by")
        .order_by("user__name", "role")
    )
    people: dict[int, dict[str, Any]] = {}
    for assignment in held:
        person = people.setdefault(assignment.user_id, {"user": assignment.user, "roles": []})
        person["roles"].append(
            {
                "assignment": assignment,
                "title": role_title(assignment.role, partnership),
                "given": _who_gave(assignment) if assignment.role == roles.AREA_LEAD else "",
            }
        )
    return list(people.values())


def roles_of(person: User, partnership: Partnership) -> list[dict[str, Any]]:
    """Return all roles a person holds or held here, the newest first."""
    today = clock.today()
    held = person.role_assignments.filter(partnership=partnership).select_related("body")
    return [
        {
            "assignment": one,
            "is_over": one.ends_on is not None and one.ends_on < today,
            **role_here(one.role, partnership),
        }
        for one in held.order_by("-starts_on", "role")
    ]


def role_requests(partnership: Partnership, reader: User) -> list[dict[str, Any]]:
    """Return the reviewers asked for, with why ``reader`` may not confirm each, if so."""
    asked = partnership.role_requests.open().select_related("asked_by", "partnership")
    return [
        {
            "row": one,
            "title": role_title(one.role, partnership),
            "why_not": confirming_sentence(one, reader),
        }
        for one in asked
    ]


def invitations(sent: QuerySet[Invitation]) -> list[dict[str, Any]]:
    """Return invitations with what became of each, the newest first."""
    return [
        {
            "row": one,
            "title": role_title(one.role, one.partnership),
            "state": _state_of(one),
            "can_be_sent_again": not one.accepted_at and not one.withdrawn_at,
        }
        for one in sent.select_related("partnership", "body", "invited_by")
    ]


def _who_gave(assignment: RoleAssignment) -> str:
    """Who gave a reviewer their role and who confirmed it, as far as it was recorded."""
    if assignment.given_by is None:
        return ""
    if assignment.confirmed_by is None:
        return f"given by {assignment.given_by}"
    return f"asked for by {assignment.given_by}, confirmed by {assignment.confirmed_by}"


def _state_of(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "waiting" if invitation.is_open else "too old"
