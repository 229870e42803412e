"""Who has which role here, who is invited, and how roles are given and ended."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, TemplateView

from .. import access, roles, workflow
from ..errors import ActionRefused
from ..forms.people import AcceptForm, EndRoleForm, GiveRoleForm, InvitationForm, RoleForm
from ..models import Invitation, Partnership, RoleAssignment, RoleRequest, User
from ..pages import people
from .invitation_links import show_invitation_link

ALLOW_ONE_PERSON = "governance.allow_one_person"
ASKED = "{name} becomes {title} once someone else confirms it on this page."
CONFIRM = "governance.confirm_role"
INVITE = "governance.invite_user"


class PeoplePage(access.PartnershipPage, TemplateView):
    """Everybody with a role here, with the sentence of each role; invitations for who invites."""

    template_name = "governance/people.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, here = self.request.user, self.partnership
        may_invite = user.has_perm(INVITE, here)
        invitations = self.partnership.invitation_set.select_related("invited_by", "body")
        return super().get_context_data(
            people=people.who_has_which_role(self.partnership),
            roles=people.roles_here(self.partnership),
            may_invite=may_invite,
            invitations=people.invitations(invitations) if may_invite else [],
            role_requests=people.role_requests(here, user),
            may_confirm=user.has_perm(CONFIRM, here),
            may_allow_one_person=user.has_perm(ALLOW_ONE_PERSON, here),
            link=self.request.session.pop("invitation_link", None),
            **context,
        )


class PersonDetail(access.PartnershipPage, DetailView):
    """One person's roles here, past ones too."""

    template_name = "governance/person.html"
    context_object_name = "person"
    permission = INVITE

    def get_object(self, queryset: Any = None) -> User:
        found: User = self.object_here(User.objects, pk=self.kwargs["pk"])
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            assignments=people.roles_of(self.object, self.partnership),
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
        return super().get_form_kwargs() | {
            "partnership": self.partnership,
            "by": self.request.user,
        }

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        if waits_for_second_person(self.request, self.partnership, form):
            return self._ask(form)
        try:
            invitation, token = workflow.invite_person(
                self.partnership, **form.cleaned_data, by=self.request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        show_invitation_link(self.request, invitation, token)
        return redirect("governance:people", self.partnership.slug)

    def _ask(self, form: InvitationForm) -> HttpResponse:
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        try:
            asked = workflow.ask_for_reviewer(
                self.partnership, email=email, name=name, by=self.request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        say_who_confirms(self.request, asked)
        return redirect("governance:people", self.partnership.slug)


def waits_for_second_person(request: HttpRequest, partnership: Partnership, form: RoleForm) -> bool:
    """Whether the role chosen is the reviewer's and is not this person's to give alone."""
    return form.cleaned_data["role"] == roles.AREA_LEAD and workflow.needs_second_person(
        partnership, by=request.user
    )


def say_who_confirms(request: HttpRequest, asked: RoleRequest) -> None:
    title = workflow.role_title(asked.role, asked.partnership)
    messages.success(request, ASKED.format(name=asked.name, title=title))


def _invitation(request: HttpRequest, partnership: str, pk: int) -> Invitation:
    found: Invitation = access.object_at(
        request.user, partnership, Invitation.objects, INVITE, pk=pk
    )
    return found


@require_POST
def invitation_resend(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Send a new link."""
    invitation = _invitation(request, partnership, pk)
    show_invitation_link(
        request, invitation, workflow.resend_invitation(invitation, by=request.user)
    )
    return redirect("governance:people", partnership)


@require_POST
def invitation_withdraw(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Make the link void."""
    invitation = _invitation(request, partnership, pk)
    workflow.withdraw_invitation(invitation, by=request.user)
    messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return redirect("governance:people", partnership)


@method_decorator([login_not_required, never_cache], name="dispatch")
class InvitationAccept(FormView):
    """The page behind the link: a new person chooses a password, a known one signs in."""

    template_name = "governance/invitation_accept.html"
    form_class = AcceptForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        invitations = Invitation.objects.select_related("partnership", "invited_by", "body")
        self.invitation = access.row_behind(
            invitations, token_digest=workflow.digest_of(kwargs["token"])
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
            role=people.role_here(invitation.role, invitation.partnership),
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
        return super().get_form_kwargs() | {
            "partnership": self.partnership,
            "by": self.request.user,
            "email": self._person().email,
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(person=self._person(), **context)

    def form_valid(self, form: GiveRoleForm) -> HttpResponse:
        person = self._person()
        if waits_for_second_person(self.request, self.partnership, form):
            return self._ask(person, form)
        try:
            workflow.give_role(
                person, partnership=self.partnership, **form.cleaned_data, by=self.request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{person} has the new role.")
        return redirect("governance:person_detail", self.partnership.slug, person.pk)

    def _ask(self, person: User, form: GiveRoleForm) -> HttpResponse:
        try:
            asked = workflow.ask_for_reviewer(
                self.partnership,
                user=person,
                email=person.email,
                name=person.name,
                starts_on=form.cleaned_data["starts_on"],
                by=self.request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        say_who_confirms(self.request, asked)
        return redirect("governance:people", self.partnership.slug)

    def _person(self) -> User:
        found: User = self.object_here(User.objects, pk=self.kwargs["pk"])
        return found


class RoleEnd(access.PartnershipPage, FormView):
    """End one role, at once or on a day."""

    template_name = "governance/role_end.html"
    form_class = EndRoleForm
    permission = INVITE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        assignment = self._assignment()
        return super().get_context_data(
            assignment=assignment,
            role=people.role_here(assignment.role, self.partnership),
            **context,
        )

    def form_valid(self, form: EndRoleForm) -> HttpResponse:
        assignment = self._assignment()
        try:
            workflow.end_role(assignment, on=form.cleaned_data["on"], by=self.request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"The role of {assignment.user} is ended.")
        return redirect("governance:people", self.partnership.slug)

    def _assignment(self) -> RoleAssignment:
        held = RoleAssignment.objects.select_related("user", "body")
        found: RoleAssignment = self.object_here(held, pk=self.kwargs["pk"])
        return found
