"""The only signal receivers of ours: signing in and out happen in a package, not in an action."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as authenticators
from django.contrib.auth.signals import user_logged_out
from django.db import transaction

from .. import audit, clock
from ..models import User
from .client_address import client_address
from .failures import note_failure

SENTENCES = {
    account.user_logged_in: ("governance.signed_in", "{actor} signed in."),
    user_logged_out: ("governance.signed_out", "{actor} signed out."),
    account.password_changed: ("governance.password_changed", "{actor} changed their password."),
    account.password_reset: (
        "governance.password_reset",
        "{actor} chose a new password through a mailed link.",
    ),
    account.password_set: ("governance.password_set", "{actor} set a password."),
    authenticators.authenticator_reset: (
        "governance.authenticator_reset",
        "{actor} made new recovery codes.",
    ),
    authenticators.authenticator_added: (
        "governance.authenticator_added",
        "{actor} set up an authenticator or recovery codes.",
    ),
    authenticators.authenticator_removed: (
        "governance.authenticator_removed",
        "{actor} switched an authenticator off.",
    ),
}


def note_sign_in_event(signal: Any, user: Any = None, **kwargs: Any) -> None:
    """Record what a person did with their own way in; it belongs to no partnership."""
    if user is None or not user.is_authenticated:
        return
    verb, sentence = SENTENCES[signal]
    with transaction.atomic():
        audit.record(verb, sentence, partnership=None, subject=user, by=user)
        if verb == "governance.signed_in":
            User.objects.filter(pk=user.pk).update(last_seen_at=clock.now())


def note_wrong_code(request: Any = None, user: Any = None, **kwargs: Any) -> None:
    """Record that a mailed code or one of an authenticator was wrong; bounded like passwords."""
    if request is None or user is None:
        return
    note_failure("code_failed", user.email, address=client_address(request))


def listen() -> None:
    """Connect the receivers; called once, when the app is ready."""
    for wrong in (account.login_code_rejected, authenticators.authentication_failed):
        wrong.connect(note_wrong_code, dispatch_uid="governance.wrong_codes")
    for signal in SENTENCES:
        signal.connect(note_sign_in_event, dispatch_uid="governance.sign_in.events")
