"""Actions about people: roles, deputies, leaving."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from .. import audit, clock, roles
from ..concurrency.unique_rules import open_it
from ..errors import ActionRefused
from ..models import (
    Body,
    Deputy,
    Partnership,
    RoleAssignment,
    Seat,
    User,
)
from ..partnership_scope import refuse_foreign_links
from ..text.dates_in_words import day_in_words


def role_title(role: str, partnership: Partnership) -> str:
    """Return what a role is called here: the reviewer's title is the partnership's own."""
    if role == roles.AREA_LEAD and partnership.reviewer_title:
        return partnership.reviewer_title
    return roles.ROLES[role].title


# --- Roles --------------------------------------------------------------------------------------
@transaction.atomic
def give_role(
    user: User,
    *,
    partnership: Partnership,
    role: str,
    body: Body | None = None,
    starts_on: datetime.date | None = None,
    by: User,
) -> RoleAssignment:
    """Let a person who has an account do one more thing here."""
    refuse_impossible_role(partnership, role, body)
    if role == roles.AREA_LEAD:
        refuse_unconfirmed_reviewer(partnership, user.email, by=by)
    if held := holds(partnership, role, body).filter(user=user).first():
        raise ActionRefused(already_holds(held, str(user)))
    given = assign(user, partnership, role, body, by, starts_on)
    audit.record(
        "governance.role_given",
        f"{{actor}} gave {user} the role of {role_title(role, partnership)}.",
        partnership=partnership,
        subject=given,
        details={"body": str(body or ""), "from": str(given.starts_on)},
        by=by,
    )
    return given


@transaction.atomic
def end_role(
    assignment: RoleAssignment, *, on: datetime.date | None = None, by: User
) -> RoleAssignment:
    """End a role; ``on`` is its last day, and without it the role ends at once."""
    assignment = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.ends_on and assignment.ends_on < clock.today():
        raise ActionRefused("This role has ended already.")
    partnership = assignment.partnership
    if assignment.role == roles.COORDINATOR:
        refuse_without_coordinator(partnership, leaver=assignment.user)
    last_day = _end(assignment, on)
    audit.record(
        "governance.role_ended",
        f"{{actor}} ended the role of {assignment.user} as "
        f"{role_title(assignment.role, partnership)}; the last day is {day_in_words(last_day)}.",
        partnership=partnership,
        subject=assignment,
        by=by,
    )
    return assignment


def end_all_roles(user: User, *, partnership: Partnership) -> list[RoleAssignment]:
    """End what a leaver holds here, seats and deputies too; part of an action that records it."""
    ended = list(
        user.role_assignments.filter(partnership=partnership).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
        )
    )
    for assignment in ended:
        _end(assignment, None)
    yesterday = _yesterday()
    for seat in Seat.objects.current().filter(user=user, body__partnership=partnership):
        seat.from_on = min(seat.from_on, yesterday) if seat.from_on else None
        seat.to_on = yesterday
        seat.save()
    standing_in = Deputy.objects.not_over().filter(partnership=partnership)
    standing_in.filter(Q(user=user) | Q(deputy=user)).delete()
    return ended


# --- One's own things ---------------------------------------------------------------------------
@transaction.atomic
def rename_person(user: User, *, name: str, by: User) -> User:
    """Change how a person's name is printed."""
    before, user.name = user.name, name.strip()
    user.save(update_fields=["name"])
    audit.record(
        "governance.person_renamed",
        "{actor} changed how their name is printed.",
        partnership=None,
        subject=user,
        details={"before": before, "after": user.name},
        by=by,
    )
    return user


@transaction.atomic
def name_deputy(
    user: User,
    *,
    partnership: Partnership,
    deputy: User,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: User,
) -> Deputy:
    """Let a colleague stand in: they see the person's rows as their own and are reminded too."""
    if deputy == user:
        raise ActionRefused("Choose someone else: you cannot stand in for yourself.")
    if ends_on < starts_on:
        raise ActionRefused("The last day cannot be before the first.")
    named = Deputy(
        partnership=partnership, user=user, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    refuse_foreign_links(named)
    named.save()
    audit.record(
        "governance.deputy_named",
        f"{{actor}} named {deputy} to stand in for {user} from {day_in_words(starts_on)} "
        f"to {day_in_words(ends_on)}.",
        partnership=partnership,
        subject=named,
        by=by,
    )
    return named


@transaction.atomic
def end_deputy(deputy: Deputy, *, by: User) -> None:
    """Take back that somebody stands in."""
    audit.record(
        "governance.deputy_ended",
        f"{{actor}} ended that {deputy.deputy} stands in for {deputy.user}.",
        partnership=deputy.partnership,
        subject=deputy.user,
        by=by,
    )
    deputy.delete()


# --- Parts --------------------------------------------------------------------------------------
def _yesterday() -> datetime.date:
    return clock.today() - datetime.timedelta(days=1)


def refuse_impossible_role(partnership: Partnership, role: str, body: Body | None) -> None:
    if role == roles.AREA_LEAD and not partnership.has_reviewer:
        raise ActionRefused("Nobody reviews here. Give the reviewer a title in the settings first.")
    if role == roles.COMMITTEE_MEMBER and body is None:
        raise ActionRefused("Say which board or committee the person sits on.")


def needs_second_person(partnership: Partnership, *, by: User) -> bool:
    """Whether a reviewer whom ``by`` names here waits until somebody else confirms.

    The first reviewer of a partnership is named by its coordinator; later ones are given by an
    administrator or confirmed by a second person, so that no coordinator becomes the reviewer.
    """
    if by.is_superuser or partnership.one_person_may_review:
        return False
    held = partnership.role_assignments.filter(role=roles.AREA_LEAD)
    invited = partnership.invitation_set.filter(role=roles.AREA_LEAD, withdrawn_at__isnull=True)
    return held.exists() or invited.exists()


def own_reviewer_sentence(partnership: Partnership, email: str, *, by: User) -> str:
    """Why ``by`` may not make the person of this address a reviewer; empty where they may."""
    if partnership.one_person_may_review or email.strip().lower() != by.email.lower():
        return ""
    return (
        f"Nobody gives themselves the role of {role_title(roles.AREA_LEAD, partnership)}, "
        "because the writer and the reviewer of an update are different people. "
        "Ask another coordinator or an administrator."
    )


def refuse_unconfirmed_reviewer(partnership: Partnership, email: str, *, by: User) -> None:
    """Raise where ``by`` may not name this reviewer alone."""
    # Two first reviewers named at the same moment: the second one waits for the first.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if own := own_reviewer_sentence(partnership, email, by=by):
        raise ActionRefused(own)
    if needs_second_person(partnership, by=by):
        raise ActionRefused(_second_person_sentence(partnership))


def reviewer_problem(assignment: RoleAssignment, *, by: User) -> str:
    """Why ``by`` may not save this assignment as typed in a table or a form; mostly empty."""
    if assignment.role != roles.AREA_LEAD:
        return ""
    stored = RoleAssignment.objects.filter(pk=assignment.pk).first()
    if stored is not None and _gives_no_more(stored, assignment):
        return ""
    partnership, user = assignment.partnership, getattr(assignment, "user", None)
    own = own_reviewer_sentence(partnership, user.email, by=by) if user is not None else ""
    if own or not needs_second_person(partnership, by=by):
        return own
    return _second_person_sentence(partnership)


def nobody_reviews_problem(partnership: Partnership, *, by: User) -> str:
    """Why ``by`` may not save that nobody reviews here any more; mostly empty.

    Where a reviewer was named, doing away with the review is the same as being the reviewer.
    """
    stored = Partnership.objects.filter(pk=partnership.pk).first()
    if stored is None or not stored.has_reviewer or partnership.reviewer_title.strip():
        return ""
    if not needs_second_person(stored, by=by):
        return ""
    return (
        f"{stored} has a reviewer, and the writers of an update cannot do away with its review. "
        "Ask an administrator to save that nobody reviews."
    )


def _gives_no_more(stored: RoleAssignment, typed: RoleAssignment) -> bool:
    """Whether the change leaves the role with the same person, at most ended sooner."""
    same = all(
        getattr(stored, name) == getattr(typed, name)
        for name in ("user_id", "partnership_id", "role", "starts_on")
    )
    return same and (stored.ends_on or datetime.date.max) >= (typed.ends_on or datetime.date.max)


def _second_person_sentence(partnership: Partnership) -> str:
    return (
        f"{partnership} has had a reviewer already, so a second person confirms another one. "
        "Ask for the role on the page of people and roles."
    )


def refuse_without_coordinator(partnership: Partnership, *, leaver: User) -> None:
    """Raise where nobody would be left to open and close quarters."""
    coordinators = holds(partnership, roles.COORDINATOR, None)
    if coordinators.filter(user=leaver).exists() and not coordinators.exclude(user=leaver).exists():
        raise ActionRefused("A partnership needs a coordinator. Give someone else that role first.")


def holds(partnership: Partnership, role: str, body: Body | None):
    held = RoleAssignment.objects.current().filter(partnership=partnership, role=role)
    return held.filter(body=body) if role == roles.COMMITTEE_MEMBER else held


def already_holds(held: RoleAssignment, named: str) -> str:
    """Say that a person has the role, with a link to their page."""
    person = reverse("governance:person_detail", args=[held.partnership.slug, held.user_id])
    return open_it(f"{named} already has that role here.", held.user, at=person)


def assign(
    user: User,
    partnership: Partnership,
    role: str,
    body: Body | None,
    by: User,
    starts_on: datetime.date | None = None,
    *,
    confirmed_by: User | None = None,
) -> RoleAssignment:
    body = body if role == roles.COMMITTEE_MEMBER else None
    given = RoleAssignment.objects.create(
        user=user,
        partnership=partnership,
        role=role,
        body=body,
        starts_on=starts_on or clock.today(),
        given_by=by,
        confirmed_by=confirmed_by,
    )
    if body and not body.seats.current().filter(user=user).exists():
        Seat.objects.create(body=body, user=user, from_on=given.starts_on)
    return given


def _end(assignment: RoleAssignment, on: datetime.date | None) -> datetime.date:
    last_day = on or _yesterday()
    if assignment.starts_on and assignment.starts_on > last_day:
        # Given today and ended today: the dates must still be in order.
        assignment.starts_on = last_day
    assignment.ends_on = last_day
    assignment.save()
    return last_day
