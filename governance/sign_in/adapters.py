"""How people get in: closed sign-up, mails through the outbox, authenticator codes.

allauth does the work; these two adapters are the product's own wishes about it.
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string

from ..models import OutgoingMail, User
from ..reminders import outbox
from .client_address import client_address, network_of
from .failures import note_failure


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked, and no mail goes round the outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The e-mail address or the password is not right. Check both and try again."
        ),
        "too_many_login_attempts": (
            "There were too many attempts to sign in. Wait five minutes, then try again."
        ),
        "incorrect_code": "That code is not right. Check the newest mail, or ask for a new code.",
        "incorrect_password": "That is not your password. Type it again.",
        "enter_current_password": "That is not your present password. Type it again.",
        "rate_limited": "That was asked for too often. Wait a few minutes, then try again.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address behind the stated number of proxies; a Unix socket has none."""
        return client_address(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A mailed link leads to the configured address, whatever host was asked for."""
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.BASE_URL}{asked.path}"

    # --- Limits and events of failed attempts -----------------------------------------------------
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for one account and one network: strangers lock out no owner."""
        login = str(credentials.get("email", "")).strip().lower()
        return f"{network_of(client_address(request))}:{login}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._note("sign_in_locked", request, credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._note("sign_in_failed", request, credentials)

    @staticmethod
    def _note(kind: str, request: HttpRequest, credentials: dict[str, Any]) -> None:
        login = str(credentials.get("email", ""))
        note_failure(kind, login, address=client_address(request))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post the mail as an envelope of its own, outside the daily limit."""
        stem = f"{template_prefix}_message.txt"
        words = {"request": allauth_context.request, "email": email, **context}
        text = render_to_string(stem, words).strip() + "\n"
        subject = render_to_string(f"{template_prefix}_subject.txt", words).strip()
        outbox.post(
            OutgoingMail.Kind.SIGN_IN,
            email,
            subject,
            text,
            render_to_string("emails/plain.html", {"subject": subject, "text": text}),
            User.objects.filter(email__iexact=email, is_active=True).first(),
        )


class AuthenticatorAdapter(DefaultMFAAdapter):
    """Authenticator codes, and who may not do without them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the app to show the next one.",
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A person whose role asks for codes cannot switch them off."""
        return not authenticator.user.must_use_authenticator
