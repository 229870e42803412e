"""The forms of signing in, with the site's markup and words; allauth checks what they hold."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from allauth.core.internal import ratelimit
from allauth.mfa.base import forms as authenticator
from allauth.mfa.totp import forms as totp
from django import forms

from ..sign_in.client_address import client_address, network_of
from .govuk import GovukForm

ADDRESS = "E-mail address"
PRESENT = "Password"
NEW = "New password"
AGAIN = "New password, once more"
NEW_HINT = "At least 10 characters. Not a word that many people use, and not only figures."


class PlainlyWorded(GovukForm):
    """Labels and hints of ours on another package's fields, and no text inside the boxes."""

    words: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.error_messages["required"] = f"Fill in “{field.label}”."
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = (
                    "Write an e-mail address such as name@example.org."
                )


class SignInForm(PlainlyWorded, account.LoginForm):
    words = {"login": ADDRESS, "password": PRESENT}


def hold_off(email: str, action: str) -> None:
    """Raise where mails to one address were asked for too often from one network.

    Counted for both together: a stranger who asks again and again holds off nobody but themselves.
    """
    request = allauth_context.request
    key = f"{network_of(client_address(request))}:{email.lower()}"
    rates = {action: "3/m/key,10/h/key"}
    if not ratelimit.consume(request, app="governance", action=action, config=rates, key=key):
        raise get_adapter().validation_error("rate_limited")


class RequestCodeForm(PlainlyWorded, account.RequestLoginCodeForm):
    words = {"email": ADDRESS}

    def clean_email(self) -> str:
        email: str = super().clean_email()
        hold_off(email, "code")
        return email


class ConfirmCodeForm(PlainlyWorded, account.ConfirmLoginCodeForm):
    words = {"code": "Code from the mail"}


class ResetPasswordForm(PlainlyWorded, account.ResetPasswordForm):
    words = {"email": ADDRESS}

    def clean_email(self) -> str:
        email: str = super().clean_email()
        hold_off(email, "reset")
        return email


class ResetPasswordKeyForm(PlainlyWorded, account.ResetPasswordKeyForm):
    words = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class ChangePasswordForm(PlainlyWorded, account.ChangePasswordForm):
    words = {"oldpassword": "Present password", "password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class SetPasswordForm(PlainlyWorded, account.SetPasswordForm):
    words = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class ReauthenticateForm(PlainlyWorded, account.ReauthenticateForm):
    words = {"password": PRESENT}


class AuthenticateForm(PlainlyWorded, authenticator.AuthenticateForm):
    words = {"code": "Code from your app, or a recovery code"}


class ReauthenticateByCodeForm(PlainlyWorded, authenticator.ReauthenticateForm):
    words = {"code": "Code from your app, or a recovery code"}


class ActivateAppForm(PlainlyWorded, totp.ActivateTOTPForm):
    words = {"code": "Code the app shows now"}
