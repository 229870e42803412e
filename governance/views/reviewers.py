"""The reviewer's role waiting for a second person, and the setting for a body of one person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from .. import access, workflow
from ..errors import ActionRefused
from ..forms.people import OnePersonForm
from ..models import RoleRequest
from .invitation_links import show_invitation_link

CONFIRM = "governance.confirm_role"
ALLOW = "governance.allow_one_person"


def _role_request(request: HttpRequest, partnership: str, pk: int) -> RoleRequest:
    requests = RoleRequest.objects.select_related("partnership", "user")
    found: RoleRequest = access.object_at(request.user, partnership, requests, CONFIRM, pk=pk)
    return found


@require_POST
def role_request_confirm(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Confirm a reviewer whom somebody else asked for."""
    asked = _role_request(request, partnership, pk)
    done = workflow.confirm_role_request(asked, by=request.user)
    if isinstance(done, tuple):
        show_invitation_link(request, *done)
    else:
        messages.success(request, f"{asked.name} has the new role.")
    return redirect("governance:people", partnership)


@require_POST
def role_request_decline(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """End a request; nobody gets the role."""
    asked = _role_request(request, partnership, pk)
    workflow.decline_role_request(asked, by=request.user)
    messages.success(request, f"The request for {asked.name} is ended. Nobody got the role.")
    return redirect("governance:people", partnership)


class OnePersonAllow(access.PartnershipPage, FormView):
    """Let one person write and review the same rows, knowingly and with a reason."""

    template_name = "governance/one_person.html"
    form_class = OnePersonForm
    permission = ALLOW

    def form_valid(self, form: OnePersonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            workflow.allow_one_person(self.partnership, reason=reason, by=self.request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request, "One person may write and review the same rows. The pack prints it."
        )
        return redirect("governance:people", self.partnership.slug)


@require_POST
def one_person_forbid(request: HttpRequest, partnership: str) -> HttpResponse:
    """Ask for two people again."""
    here = access.partnership_for(request, partnership, ALLOW)
    workflow.forbid_one_person(here, by=request.user)
    messages.success(request, "Whoever writes on a row does not review it any more.")
    return redirect("governance:people", partnership)
