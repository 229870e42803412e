"""Who has which role here, who is invited, and how roles are given and ended."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, TemplateView

from .. import access, people_lists, workflow
from ..errors import DeedRefused
from ..forms.people import AcceptForm, EndRoleForm, GiveRoleForm, InvitationForm
from ..models import Invitation, RoleAssignment, User

INVITE = "governance.invite_user"


class People(access.PartnershipPage, TemplateView):
    """Everybody with a role here, with the sentence of each role; invitations for who invites."""

    template_name = "governance/people.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        may_invite = self.request.user.has_perm(INVITE, self.partnership)
        invitations = self.partnership.invitation_set.select_related("invited_by", "body")
        return super().get_context_data(
            people=people_lists.who_has_which_role(self.partnership),
            roles=people_lists.roles_here(self.partnership),
            may_invite=may_invite,
            invitations=people_lists.invitations(invitations) if may_invite else [],
            link=self.request.session.pop("invitation_link", None) if may_invite else None,
            **context,
        )


class PersonDetail(access.PartnershipPage, DetailView):
    """One person's roles here, past ones too."""

    template_name = "governance/person.html"
    context_object_name = "person"
    permission = INVITE

    def get_queryset(self):
        return User.objects.filter(role_assignments__partnership=self.partnership).distinct()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            assignments=people_lists.roles_of(self.object, self.partnership),
            # The page that hands rows over stands in the roof, beside this one.
            leave_address=f"{self.request.path}leave/",
            **context,
        )


class InvitationCreate(access.PartnershipPage, FormView):
    """Invite somebody to one role."""

    template_name = "governance/invitation_form.html"
    form_class = InvitationForm
    permission = INVITE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        try:
            invitation, token = workflow.invite_person(
                self.partnership, **form.cleaned_data, by=self.request.user
            )
        except DeedRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        _tell(self.request, invitation, token)
        return redirect("governance:people", self.partnership.slug)


def _invitation(request: HttpRequest, partnership: str, pk: int) -> Invitation:
    place = access.partnership_for(request, partnership, INVITE)
    return get_object_or_404(place.invitation_set, pk=pk)


@require_POST
def invitation_resend(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Send a new link."""
    invitation = _invitation(request, partnership, pk)
    _tell(request, invitation, workflow.resend_invitation(invitation, by=request.user))
    return redirect("governance:people", partnership)


@require_POST
def invitation_withdraw(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Make the link void."""
    invitation = _invitation(request, partnership, pk)
    workflow.withdraw_invitation(invitation, by=request.user)
    messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return redirect("governance:people", partnership)


def _tell(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Say that it is sent; where no mail leaves this machine, give the link to copy, once."""
    if settings.EMAIL_WAY == "smtp":
        messages.success(request, f"The invitation to {invitation.email} is on its way.")
        return
    path = reverse("governance:invitation_accept", args=[token])
    request.session["invitation_link"] = {
        "email": invitation.email,
        "address": request.build_absolute_uri(path),
    }


@method_decorator([login_not_required, never_cache], name="dispatch")
class InvitationAccept(FormView):
    """The page behind the link: a new person chooses a password, a known one signs in."""

    template_name = "governance/invitation_accept.html"
    form_class = AcceptForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.invitation = get_object_or_404(
            Invitation.objects.select_related("partnership", "invited_by", "body"),
            token_digest=workflow.digest_of(kwargs["token"]),
        )
        self.known = User.objects.filter(email__iexact=self.invitation.email).first()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "email": self.invitation.email,
            "initial": {"name": self.invitation.name},
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        invitation = self.invitation
        return super().get_context_data(
            invitation=invitation,
            role=people_lists.role_here(invitation.role, invitation.partnership),
            is_known=self.known is not None,
            is_me=self.known is not None and self.known == self.request.user,
            **context,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.known is None and not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        person = request.user if request.user.is_authenticated else None
        workflow.accept_invitation(self.invitation, by=person)
        return self._welcome()

    def form_valid(self, form: AcceptForm) -> HttpResponse:
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        person = workflow.accept_invitation(self.invitation, name=name, password=password)
        login(self.request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return self._welcome()

    def _welcome(self) -> HttpResponse:
        messages.success(self.request, f"You have joined {self.invitation.partnership}.")
        return redirect("home")


class RoleGive(access.PartnershipPage, FormView):
    """One more role for somebody who has an account here."""

    template_name = "governance/role_give.html"
    form_class = GiveRoleForm
    permission = INVITE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(person=self._person(), **context)

    def form_valid(self, form: GiveRoleForm) -> HttpResponse:
        person = self._person()
        try:
            workflow.give_role(
                person, partnership=self.partnership, **form.cleaned_data, by=self.request.user
            )
        except DeedRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{person} has the new role.")
        return redirect("governance:person_detail", self.partnership.slug, person.pk)

    def _person(self) -> User:
        people = User.objects.filter(role_assignments__partnership=self.partnership).distinct()
        return get_object_or_404(people, pk=self.kwargs["pk"])


class RoleEnd(access.PartnershipPage, FormView):
    """End one role, at once or on a day."""

    template_name = "governance/role_end.html"
    form_class = EndRoleForm
    permission = INVITE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        assignment = self._assignment()
        return super().get_context_data(
            assignment=assignment,
            role=people_lists.role_here(assignment.role, self.partnership),
            **context,
        )

    def form_valid(self, form: EndRoleForm) -> HttpResponse:
        assignment = self._assignment()
        try:
            workflow.end_role(assignment, on=form.cleaned_data["on"], by=self.request.user)
        except DeedRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"The role of {assignment.user} is ended.")
        return redirect("governance:people", self.partnership.slug)

    def _assignment(self) -> RoleAssignment:
        held = self.partnership.role_assignments.select_related("user", "body")
        return get_object_or_404(held, pk=self.kwargs["pk"])
