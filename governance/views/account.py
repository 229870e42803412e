"""One's own details: name, roles, who stands in, and how one signs in."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from .. import access, roles, workflow
from ..errors import ActionRefused
from ..forms.people import DeputyForm, NameForm
from ..models import Deputy, Partnership
from ..pages import people


class Account(TemplateView):
    """Your details, on one page."""

    template_name = "governance/account.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user = self.request.user
        partnerships = Partnership.objects.filter(pk__in=user.partnership_ids())
        places = [
            {
                "partnership": one,
                "roles": _roles(user, one),
                "may_name_deputy": _writes(user, one),
            }
            for one in partnerships
        ]
        return super().get_context_data(
            places=places,
            deputies=user.deputies.not_over().select_related("deputy", "partnership"),
            stands_in_for=user.stands_in_for.not_over().select_related("user", "partnership"),
            typed_texts=user.typed_texts.order_by("-typed_at"),
            has_authenticator=is_mfa_enabled(user),
            **context,
        )


def _roles(user: Any, partnership: Partnership) -> list[dict[str, str]]:
    return [people.role_here(key, partnership) for key in sorted(user.roles_in(partnership))]


def _writes(user: Any, partnership: Partnership) -> bool:
    return bool(user.roles_in(partnership) & {roles.OFFICER, roles.COORDINATOR})


class AccountName(FormView):
    """Change how your name is printed."""

    template_name = "governance/account_name.html"
    form_class = NameForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.request.user.name}

    def form_valid(self, form: NameForm) -> HttpResponse:
        user = self.request.user
        workflow.rename_person(user, name=form.cleaned_data["name"], by=user)
        messages.success(self.request, "Your name is changed.")
        return redirect("governance:account")


class DeputyCreate(access.PartnershipPage, FormView):
    """Name a colleague who stands in for you between two days."""

    template_name = "governance/deputy_form.html"
    form_class = DeputyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if not _writes(self.request.user, self.partnership):
            raise PermissionDenied
        return super().get_form_kwargs() | {
            "partnership": self.partnership,
            "user": self.request.user,
        }

    def form_valid(self, form: DeputyForm) -> HttpResponse:
        user = self.request.user
        try:
            workflow.name_deputy(user, partnership=self.partnership, **form.cleaned_data, by=user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{form.cleaned_data['deputy']} stands in for you.")
        return redirect("governance:account")


@require_POST
def deputy_end(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Take back that somebody stands in for you."""
    deputies = Deputy.objects.filter(user=request.user).select_related("deputy")
    deputy = access.object_at(request.user, partnership, deputies, pk=pk)
    workflow.end_deputy(deputy, by=request.user)
    messages.success(request, f"{deputy.deputy} no longer stands in for you.")
    return redirect("governance:account")
