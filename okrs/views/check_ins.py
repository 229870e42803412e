"""The quarter of one key result: write, submit, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from governance.access import PartnershipPage, object_at, require
from governance.concurrency.versions_seen import seen_in
from governance.errors import ActionRefused
from governance.models import ReportingRound

from .. import workflow
from ..forms import CheckInForm
from ..models import CheckIn

WRITE = "okrs.write_checkin"
SUBMIT = "okrs.submit_checkin"


class CheckInPage(PartnershipPage, FormView):
    """One key result, one page: last quarter beside, this quarter to write."""

    permission = WRITE
    template_name = "okrs/checkin_form.html"
    form_class = CheckInForm

    def get_form_kwargs(self):
        self.check_in = self.object_here(CheckIn.objects.for_form(), pk=self.kwargs["pk"])
        return super().get_form_kwargs() | {"instance": self.check_in}

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        key_result = self.check_in.key_result
        return context | {
            "check_in": self.check_in,
            "key_result": key_result,
            "set": key_result.objective.objective_set,
            "last": self.check_in.before(),
        }

    def form_valid(self, form):
        wants_submit = "submit" in self.request.POST
        if wants_submit:
            require(self.request.user, SUBMIT, self.check_in)
        # Nobody submits words they did not read: what was merged is saved as a draft first.
        wants_submit = wants_submit and not form.taken
        try:
            check_in = self.keep(form, submit=wants_submit)
        except ActionRefused as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        if form.taken:
            words = f"Saved together with what someone else changed: {', '.join(form.taken)}."
            messages.warning(self.request, f"{words} Read it, then submit it.")
            return redirect(check_in)
        done = "Check-in submitted." if wants_submit else "Draft saved."
        messages.success(self.request, done)
        return redirect(check_in.key_result.objective.objective_set)

    def keep(self, form, *, submit: bool) -> CheckIn:
        action = workflow.submit_check_in if submit else workflow.save_check_in
        return action(form.save(commit=False), readings=form.readings, by=self.request.user)

    def form_invalid(self, form):
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=409 if form.asked else 200)


@require_POST
def check_in_withdraw(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    check_in = object_at(request.user, partnership, CheckIn.objects, SUBMIT, pk=pk)
    workflow.withdraw_check_in(check_in, seen=seen_in(request.POST), by=request.user)
    messages.success(request, "Check-in withdrawn. It is a draft again.")
    return redirect(check_in)


CLOSE = "governance.open_reportinground"


def _round(request: HttpRequest, partnership: str, slug: str):
    return object_at(request.user, partnership, ReportingRound.objects, CLOSE, slug=slug)


@require_POST
def round_close(request: HttpRequest, partnership: str, slug: str) -> HttpResponse:
    reporting_round, seen = _round(request, partnership, slug), seen_in(request.POST)
    silent = workflow.close_key_results(reporting_round, seen=seen, by=request.user)
    words = f"No check-in was received for {silent}." if silent else "Every check-in was received."
    messages.success(request, f"The quarter is closed. {words}")
    return redirect("okrs:set_list", partnership)


@require_POST
def round_reopen(request: HttpRequest, partnership: str, slug: str) -> HttpResponse:
    reporting_round = _round(request, partnership, slug)
    reason, seen = request.POST.get("reason", ""), seen_in(request.POST)
    workflow.reopen_key_results(reporting_round, reason=reason, seen=seen, by=request.user)
    messages.success(request, f"{reporting_round} is open again.")
    return redirect("okrs:set_list", partnership)
