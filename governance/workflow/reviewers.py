"""Actions on the reviewer's role: asked for, confirmed by a second person; bodies of one person."""

import datetime

from django.db import transaction
from django.urls import reverse

from .. import audit, clock, roles
from ..concurrency.unique_rules import open_it
from ..errors import ActionRefused
from ..models import Invitation, Partnership, RoleAssignment, RoleRequest, User
from .invitations import make_invitation
from .people import (
    already_holds,
    assign,
    holds,
    own_reviewer_sentence,
    refuse_impossible_role,
    role_title,
)

REVIEWER = roles.AREA_LEAD


@transaction.atomic
def ask_for_reviewer(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    user: User | None = None,
    starts_on: datetime.date | None = None,
    by: User,
) -> RoleRequest:
    """Ask that somebody becomes a reviewer here; it counts once a second person confirms it."""
    email = email.strip().lower()
    refuse_impossible_role(partnership, REVIEWER, None)
    if own := own_reviewer_sentence(partnership, email, by=by):
        raise ActionRefused(own)
    title = role_title(REVIEWER, partnership)
    if held := holds(partnership, REVIEWER, None).filter(user__email__iexact=email).first():
        raise ActionRefused(already_holds(held, email))
    if asked := partnership.role_requests.open().filter(email=email, role=REVIEWER).first():
        people = reverse("governance:people", args=[partnership.slug])
        sentence = f"Someone asked already that {email} becomes {title}."
        raise ActionRefused(open_it(sentence, asked, at=f"{people}#request-{asked.pk}"))
    request = RoleRequest.objects.create(
        partnership=partnership,
        role=REVIEWER,
        user=user,
        email=email,
        name=name.strip(),
        starts_on=starts_on,
        asked_by=by,
    )
    audit.record(
        "governance.role_asked",
        f"{{actor}} asked that {request.name} becomes {title}; a second person has to confirm it.",
        partnership=partnership,
        subject=request,
        details={"email": email},
        by=by,
    )
    return request


@transaction.atomic
def confirm_role_request(
    request: RoleRequest, *, by: User
) -> RoleAssignment | tuple[Invitation, str]:
    """Confirm a reviewer whom somebody else asked for: the role is given, or the mail leaves."""
    request = _open(request)
    if why_not := confirming_sentence(request, by):
        raise ActionRefused(why_not)
    request.confirmed_at, request.confirmed_by = clock.now(), by
    request.save(update_fields=["confirmed_at", "confirmed_by"])
    done = _give(request, by)
    audit.record(
        "governance.role_confirmed",
        f"{{actor}} confirmed {request.name} as {role_title(REVIEWER, request.partnership)}, "
        f"as {request.asked_by} asked.",
        partnership=request.partnership,
        subject=request,
        details={"email": request.email, "asked_by": request.asked_by_id},
        by=by,
    )
    return done


@transaction.atomic
def decline_role_request(request: RoleRequest, *, by: User) -> None:
    """End a request without giving the role; whoever asked may do so too."""
    request = _open(request)
    request.declined_at, request.declined_by = clock.now(), by
    request.save(update_fields=["declined_at", "declined_by"])
    audit.record(
        "governance.role_declined",
        f"{{actor}} ended the request that {request.name} becomes "
        f"{role_title(REVIEWER, request.partnership)}.",
        partnership=request.partnership,
        subject=request,
        by=by,
    )


def confirming_sentence(request: RoleRequest, person: User) -> str:
    """Why ``person`` may not confirm this request; empty where they may."""
    if person.pk == request.asked_by_id:
        return "You asked for this yourself, so someone else has to confirm it."
    if person.email.lower() == request.email.lower() or person.pk == request.user_id:
        return "This role would be yours, so someone else has to confirm it."
    return ""


@transaction.atomic
def allow_one_person(partnership: Partnership, *, reason: str, by: User) -> Partnership:
    """Let one person write and review the same rows here; the reason is printed in the pack."""
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if partnership.one_person_may_review:
        raise ActionRefused("This is switched on already.")
    if not reason.strip():
        raise ActionRefused("Give the reason, because the pack prints it.")
    partnership.one_person_since, partnership.one_person_by = clock.now(), by
    partnership.one_person_reason = reason.strip()[:300]
    partnership.save()
    audit.record(
        "governance.one_person_allowed",
        f"{{actor}} let one person write and review the same rows in {partnership}: "
        f"{partnership.one_person_reason}",
        partnership=partnership,
        subject=partnership,
        by=by,
    )
    return partnership


@transaction.atomic
def forbid_one_person(partnership: Partnership, *, by: User) -> Partnership:
    """Ask for two people again: whoever wrote on a row does not review it."""
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not partnership.one_person_may_review:
        raise ActionRefused("This is switched off already.")
    partnership.one_person_since = partnership.one_person_by = None
    partnership.one_person_reason = ""
    partnership.save()
    audit.record(
        "governance.one_person_forbidden",
        f"{{actor}} asked for two people again: whoever writes on a row in {partnership} "
        "does not review it.",
        partnership=partnership,
        subject=partnership,
        by=by,
    )
    return partnership


def _open(request: RoleRequest) -> RoleRequest:
    locked = (
        RoleRequest.objects.select_for_update(of=("self",))
        .select_related("partnership", "user", "asked_by")
        .get(pk=request.pk)
    )
    if locked.confirmed_at:
        raise ActionRefused("This was confirmed already.")
    if locked.declined_at:
        raise ActionRefused("This request was ended already.")
    return locked


def _give(request: RoleRequest, by: User) -> RoleAssignment | tuple[Invitation, str]:
    partnership = request.partnership
    refuse_impossible_role(partnership, REVIEWER, None)
    if request.user is None:
        return make_invitation(
            partnership,
            email=request.email,
            name=request.name,
            role=REVIEWER,
            confirmed_by=by,
            by=request.asked_by,
        )
    if held := holds(partnership, REVIEWER, None).filter(user=request.user).first():
        raise ActionRefused(already_holds(held, str(request.user)))
    starts_on = max(request.starts_on or clock.today(), clock.today())
    return assign(
        request.user, partnership, REVIEWER, None, request.asked_by, starts_on, confirmed_by=by
    )
