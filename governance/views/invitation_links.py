"""How an invitation is handed over where no mail leaves this machine."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from .. import workflow
from ..models import Invitation


def show_invitation_link(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Say that it is sent; where no mail leaves this machine, give the link to copy, once."""
    if settings.EMAIL_WAY == "smtp":
        messages.success(request, f"The invitation to {invitation.email} is on its way.")
        return
    request.session["invitation_link"] = {
        "email": invitation.email,
        "address": workflow.invitation_address(token),
    }
