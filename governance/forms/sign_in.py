"""The forms of signing in, with the house's markup and words; allauth checks what they hold."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as authenticator
from allauth.mfa.totp import forms as totp
from django import forms

from .house import HouseForm

ADDRESS = "E-mail address"
PRESENT = "Password"
NEW = "New password"
AGAIN = "New password, once more"
NEW_HINT = "At least 10 characters. Not a word that many people use, and not only figures."


class InHouseWords(HouseForm):
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


class SignInForm(InHouseWords, account.LoginForm):
    words = {"login": ADDRESS, "password": PRESENT}


class RequestCodeForm(InHouseWords, account.RequestLoginCodeForm):
    words = {"email": ADDRESS}


class ConfirmCodeForm(InHouseWords, account.ConfirmLoginCodeForm):
    words = {"code": "Code from the mail"}


class ResetPasswordForm(InHouseWords, account.ResetPasswordForm):
    words = {"email": ADDRESS}


class ResetPasswordKeyForm(InHouseWords, account.ResetPasswordKeyForm):
    words = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class ChangePasswordForm(InHouseWords, account.ChangePasswordForm):
    words = {"oldpassword": "Present password", "password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class SetPasswordForm(InHouseWords, account.SetPasswordForm):
    words = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": NEW_HINT}


class ReauthenticateForm(InHouseWords, account.ReauthenticateForm):
    words = {"password": PRESENT}


class AuthenticateForm(InHouseWords, authenticator.AuthenticateForm):
    words = {"code": "Code from your app, or a recovery code"}


class ReauthenticateByCodeForm(InHouseWords, authenticator.ReauthenticateForm):
    words = {"code": "Code from your app, or a recovery code"}


class ActivateAppForm(InHouseWords, totp.ActivateTOTPForm):
    words = {"code": "Code the app shows now"}
