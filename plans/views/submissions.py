"""The rows of a quarter one person writes: the list, check your answers, submit, receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from governance.access import PartnershipPage, object_at
from governance.concurrency.versions_seen import as_shown, seen_in, together
from governance.errors import ActionRefused
from governance.models import Deputy, StaleVersion

from ..addresses import address_of
from ..models import PlanRound
from ..pages.task_list import rows_to_check, task_rows, whole
from ..pages.update import strip_of, update_at, with_surroundings
from ..workflow import submit_update, submit_updates, withdraw_update

WRITE = "plans.write_progressupdate"
SUBMIT = "plans.submit_progressupdate"


class PlanRoundPage(PartnershipPage, TemplateView):
    """A page of one quarter of one plan."""

    permission = WRITE
    plan_round: PlanRound

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(plan_round=self.plan_round, **context)


class TaskList(PlanRoundPage):
    """Every row of the quarter that an officer may open: theirs first, what is to be done first."""

    template_name = "plans/task_list.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        rows = sorted(task_rows(self.plan_round), key=lambda row: not row.update.can_be_edited)
        user = self.request.user
        stood_in_for = Deputy.objects.stood_in_for(user, partnership=self.partnership)
        mine = {user.pk, *stood_in_for}
        return super().get_context_data(
            mine=[row for row in rows if row.update.asked_id in mine],
            others=[row for row in rows if row.update.asked_id not in mine],
            strip=strip_of(self.plan_round, user),
            **context,
        )


class UpdateCheck(PlanRoundPage):
    """Check your answers: what is ready, what still needs something, in full."""

    template_name = "plans/update_check.html"

    def show_changed(self, changed: StaleVersion) -> HttpResponse:
        """The answers are not those that were checked: both, and nothing was sent."""
        return self.render_to_response(self.get_context_data(changed=changed), status=409)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        rows = rows_to_check(self.plan_round, self.request.user)
        context["seen"] = together(row.seen for row in rows if not row.problems)
        return super().get_context_data(
            ready=[row for row in rows if not row.problems],
            unready=[row for row in rows if row.problems],
            **context,
        )


class UpdateReceipt(PlanRoundPage):
    """What was sent, when, and what happens next."""

    template_name = "plans/update_receipt.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        refs = [ref for ref in self.request.GET.get("sent", "").split(",") if ref]
        sent = self.plan_round.updates.filter(
            improvement__ref__in=refs, submitted_at__isnull=False
        ).select_related("improvement", "submitted_by", "status")
        rows = list(sent.order_by("improvement__order"))
        return super().get_context_data(
            sent=rows,
            all_wait=all(row.state == row.State.SUBMITTED for row in rows),
            strip=strip_of(self.plan_round, self.request.user),
            **context,
        )


@require_POST
def update_submit(request: HttpRequest, **address: str) -> HttpResponse:
    """Send one row as it is saved."""
    by: Any = request.user
    update = update_at(by, SUBMIT, whole(with_surroundings()), **address)
    submit_update(update, seen=seen_in(request.POST), by=by)
    return redirect(receipt_of(update.plan_round, [update.improvement.ref]))


@require_POST
def update_submit_all(request: HttpRequest, **address: str) -> HttpResponse:
    """Send the rows chosen on the check page, in the version that was checked."""
    plan_round = plan_round_at(request, SUBMIT, **address)
    chosen = set(request.POST.getlist("row"))
    mine = with_surroundings().filter(plan_round=plan_round, improvement__ref__in=chosen)
    updates = list(whole(mine).order_by("improvement__order"))
    if len(updates) != len(chosen):
        raise ActionRefused("One of the rows is not in this quarter any more. Check them again.")
    try:
        submit_updates(updates, seen=seen_in(request.POST), by=request.user)
    except StaleVersion as changed:
        changed.differences = as_shown(changed.differences, request.POST)
        page = UpdateCheck(plan_round=plan_round, partnership=plan_round.partnership)
        page.setup(request, **address)
        return page.show_changed(changed)
    return redirect(receipt_of(plan_round, [update.improvement.ref for update in updates]))


@require_POST
def update_withdraw(request: HttpRequest, **address: str) -> HttpResponse:
    """Take a row back before it is reviewed."""
    by: Any = request.user
    update = update_at(by, SUBMIT, **address)
    withdraw_update(update, seen=seen_in(request.POST), by=by)
    messages.success(request, f"Withdrew {update.improvement.called}. Its words are a draft again.")
    return redirect(update)


def plan_round_at(request: HttpRequest, permission: str, **address: str) -> PlanRound:
    """Return the quarter of a plan at an address: 404 outside, 403 without the right."""
    found: PlanRound = object_at(
        request.user,
        address["partnership"],
        PlanRound.objects.select_related(
            "plan__partnership__status_scheme", "round", "closed_by", "signed_by"
        ),
        permission,
        plan__slug=address["plan"],
        round__slug=address["round"],
    )
    return found


def receipt_of(plan_round: PlanRound, refs: list[str]) -> str:
    return f"{address_of('update_receipt', plan_round)}?sent={','.join(refs)}"
