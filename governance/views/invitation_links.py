"""How an invitation is handed over where no mail leaves this machine."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from .. import roles, workflow
from ..models import Invitation

ASK_AN_ADMINISTRATOR = (
    "The invitation to {email} is ready, but no mail leaves this site. Whoever has its link joins "
    "as {title}, so ask an administrator to press “Send again” and to hand the link over."
)


def show_invitation_link(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Say that it is sent; where no mail leaves this machine, give the link to copy, once."""
    if settings.EMAIL_WAY == "smtp":
        messages.success(request, f"The invitation to {invitation.email} is on its way.")
        return
    if not _may_hold_link(request, invitation):
        title = workflow.role_title(invitation.role, invitation.partnership)
        messages.info(request, ASK_AN_ADMINISTRATOR.format(email=invitation.email, title=title))
        return
    request.session["invitation_link"] = {
        "email": invitation.email,
        "address": workflow.invitation_address(token),
    }


def _may_hold_link(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether this person may see a link by which anybody joins in the role it names.

    The reviewer is another person than the writers: who coordinates must not hold that link.
    """
    of_reviewer = invitation.role == roles.AREA_LEAD
    alone = invitation.partnership.one_person_may_review
    return not of_reviewer or alone or request.user.is_superuser
