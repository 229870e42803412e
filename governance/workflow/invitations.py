"""Actions about invitations: nobody signs up unasked."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from .. import audit, clock, roles
from ..concurrency.unique_rules import open_it
from ..errors import ActionRefused
from ..models import Body, Invitation, OutgoingMail, Partnership, User
from ..reminders import outbox
from ..text.dates_in_words import day_in_words
from .people import (
    already_holds,
    assign,
    holds,
    refuse_impossible_role,
    refuse_unconfirmed_reviewer,
    role_title,
)

INVITATION_DAYS = 14


def digest_of(token: str) -> str:
    """Return what is stored of an invitation's token: never the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_address(token: str) -> str:
    """Return the whole link of an invitation, at the configured address of the site."""
    return settings.BASE_URL + reverse("governance:invitation_accept", args=[token])


@transaction.atomic
def invite_person(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    role: str,
    body: Body | None = None,
    by: User,
) -> tuple[Invitation, str]:
    """Invite one address in one role; the token is returned once and stored nowhere."""
    invitation, token = make_invitation(
        partnership, email=email, name=name, role=role, body=body, by=by
    )
    audit.record(
        "governance.invitation_sent",
        f"{{actor}} invited {invitation.email} as {role_title(role, partnership)}.",
        partnership=partnership,
        subject=invitation,
        by=by,
    )
    return invitation, token


def make_invitation(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    role: str,
    body: Body | None = None,
    confirmed_by: User | None = None,
    by: User,
) -> tuple[Invitation, str]:
    """Make and post one invitation; part of an action that records it."""
    email = email.strip().lower()
    refuse_impossible_role(partnership, role, body)
    if role == roles.AREA_LEAD and confirmed_by is None:
        refuse_unconfirmed_reviewer(partnership, email, by=by)
    # Two people who invite the same address at one moment queue here.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    open_ones = partnership.invitation_set.open()
    if sent := open_ones.filter(email=email, role=role, body=body).first():
        sentence = f"{email} is already invited in that role. Send that invitation again instead."
        people = reverse("governance:people", args=[partnership.slug])
        raise ActionRefused(open_it(sentence, sent, at=f"{people}#invitation-{sent.pk}"))
    if held := holds(partnership, role, body).filter(user__email__iexact=email).first():
        raise ActionRefused(already_holds(held, email))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        partnership=partnership,
        email=email,
        name=name.strip(),
        role=role,
        body=body,
        token_digest=digest_of(token),
        invited_by=by,
        confirmed_by=confirmed_by,
        expires_at=_expiry(),
    )
    _post_invitation(invitation, token)
    return invitation, token


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> str:
    """Send a new link; the one before stops working."""
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise ActionRefused("This invitation was accepted already.")
    if invitation.withdrawn_at:
        raise ActionRefused("This invitation was withdrawn. Invite the person anew.")
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest_of(token)
    invitation.expires_at = _expiry()
    invitation.save(update_fields=["token_digest", "expires_at"])
    _post_invitation(invitation, token)
    audit.record(
        "governance.invitation_sent_again",
        f"{{actor}} sent the invitation of {invitation.email} again.",
        partnership=invitation.partnership,
        subject=invitation,
        by=by,
    )
    return token


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make the link void before it is used."""
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise ActionRefused("This invitation was accepted already. End the role instead.")
    if invitation.withdrawn_at:
        raise ActionRefused("This invitation was withdrawn already.")
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(
        "governance.invitation_withdrawn",
        f"{{actor}} withdrew the invitation of {invitation.email}.",
        partnership=invitation.partnership,
        subject=invitation,
        by=by,
    )
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, password: str = "", name: str = "", by: User | None = None
) -> User:
    """Join in the role offered: as a new person, or ``by`` one who has an account already."""
    invitation = _locked(invitation)
    if not invitation.is_open:
        raise ActionRefused("This invitation is no longer valid. Ask for a new one.")
    known = User.objects.filter(email__iexact=invitation.email).first()
    if by is None and known is not None:
        raise ActionRefused("This address has an account. Sign in with it to accept.")
    if by is not None and by != known:
        raise ActionRefused(
            f"This invitation is for {invitation.email}. Sign in with that address to accept."
        )
    person = by or User.objects.create_user(
        invitation.email, password, name=name.strip() or invitation.name
    )
    assign(
        person,
        invitation.partnership,
        invitation.role,
        invitation.body,
        invitation.invited_by,
        confirmed_by=invitation.confirmed_by,
    )
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    title = role_title(invitation.role, invitation.partnership)
    audit.record(
        "governance.invitation_accepted",
        f"{{actor}} accepted the invitation to be {title}.",
        partnership=invitation.partnership,
        subject=invitation,
        by=person,
    )
    return person


def _expiry() -> datetime.datetime:
    return clock.now() + datetime.timedelta(days=INVITATION_DAYS)


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("partnership", "body", "invited_by", "confirmed_by")
        .get(pk=invitation.pk)
    )


def _post_invitation(invitation: Invitation, token: str) -> None:
    partnership = invitation.partnership
    words = {
        "invitation": invitation,
        "partnership": partnership,
        "title": role_title(invitation.role, partnership),
        "sentence": roles.ROLES[invitation.role].sentence,
        "link": invitation_address(token),
        "holds_until": day_in_words(clock.london_day(invitation.expires_at)),
    }
    subject = f"You are invited to {partnership.short_name} in LEP Tracker"
    text = render_to_string("emails/invitation.txt", words).strip() + "\n"
    outbox.post(
        OutgoingMail.Kind.INVITATION,
        invitation.email,
        subject,
        text,
        render_to_string("emails/plain.html", {"subject": subject, "text": text}),
    )
