"""The partnership's own page, its settings and its status words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView, UpdateView

from .. import access, workflow
from ..errors import ActionRefused
from ..forms.partnerships import AccountableBodyForm, PartnershipForm, StatusWordFormSet
from ..models import AccountableBody, Partnership, ReportingRound, StatusWord
from ..pages import people

SET_UP = "governance.set_up_partnership"


class PartnershipDetail(access.PartnershipPage, TemplateView):
    """What the partnership is: names, who answers for it, its quarters and its people."""

    template_name = "governance/partnership_detail.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = self.partnership
        # The header's switch leads here; pages outside a partnership keep naming the one chosen.
        if self.request.session.get("partnership") != here.slug:
            self.request.session["partnership"] = here.slug
        return super().get_context_data(
            names=here.names.all(),
            accountable_bodies=here.accountable_bodies.all(),
            rounds=ReportingRound.objects.filter(partnership=here)[:8],
            people=people.who_has_which_role(here),
            bodies=here.bodies.all(),
            words=here.status_scheme.words.all(),
            may_set_up=self.request.user.has_perm(SET_UP, here),
            **context,
        )


class PartnershipEdit(access.PartnershipPage, UpdateView):
    """Settings: names, titles, quarters, days, status scheme, authenticator codes."""

    template_name = "governance/partnership_form.html"
    form_class = PartnershipForm
    permission = SET_UP

    def get_object(self, queryset: Any = None) -> Partnership:
        # A row of its own, so that the page's heading does not show what was only typed.
        found: Partnership = access.as_stored(self.partnership)
        return found

    def form_valid(self, form: PartnershipForm) -> HttpResponse:
        try:
            workflow.edit_partnership(form.instance, by=self.request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "The settings are saved.")
        return redirect(self.partnership)


class AccountableBodyEdit(access.PartnershipPage, FormView):
    """Add or change who answers for the money."""

    template_name = "governance/accountable_body_form.html"
    form_class = AccountableBodyForm
    permission = SET_UP

    def get_form_kwargs(self) -> dict[str, Any]:
        row = AccountableBody(partnership=self.partnership)
        if "pk" in self.kwargs:
            row = self.object_here(AccountableBody.objects, pk=self.kwargs["pk"])
        return super().get_form_kwargs() | {"instance": row}

    def form_valid(self, form: AccountableBodyForm) -> HttpResponse:
        row = workflow.save_accountable_body(form.save(commit=False), by=self.request.user)
        messages.success(self.request, f"{row} is saved as accountable body.")
        return redirect(self.partnership)


class StatusWords(access.PartnershipPage, TemplateView):
    """The words and colours for how an improvement stands, and what each of them asks."""

    template_name = "governance/status_words.html"
    permission = SET_UP

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context.setdefault("formset", StatusWordFormSet(queryset=self._words()))
        return super().get_context_data(
            owns_words=workflow.owns_its_words(self.partnership), **context
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        formset = StatusWordFormSet(request.POST, queryset=self._words())
        if not formset.is_valid():
            return self.render_to_response(self.get_context_data(formset=formset))
        saved = formset.save(commit=False)
        try:
            workflow.edit_status_words(
                self.partnership, saved=saved, removed=formset.deleted_objects, by=request.user
            )
        except ActionRefused as refusal:
            formset.non_form_errors().append(str(refusal))
            return self.render_to_response(self.get_context_data(formset=formset))
        messages.success(request, "The status words are saved.")
        return redirect("governance:status_words", self.partnership.slug)

    def _words(self):
        return StatusWord.objects.filter(scheme=self.partnership.status_scheme_id)


@require_POST
def status_words_own(request: HttpRequest, partnership: str) -> HttpResponse:
    """Make a set of words of one's own, so that changing them changes nobody else's."""
    here = access.partnership_for(request, partnership, SET_UP)
    workflow.take_own_words(here, by=request.user)
    messages.success(request, "These words are now your own. Change them as you like.")
    return redirect("governance:status_words", here.slug)
