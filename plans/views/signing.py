"""Signing a quarter, correcting it afterwards, and new dates where nobody reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from governance.access import object_at
from governance.concurrency.versions_seen import seen_in
from governance.errors import ActionRefused
from governance.models import StaleVersion

from .. import workflow
from ..addresses import address_of
from ..forms.reviews import AddendumForm, SignForm
from ..models import MilestoneMove, PlanRound
from ..pages.review_queue import queues_of
from ..pages.signing import quarter_to_sign
from ..rounds.versions_seen import quarter_as_shown
from ..rounds.writers import why_not_decide, why_not_sign
from ..workflow.signing import voice_of, waiting_sentence
from .reviews import round_for

SIGN, WRITE = "plans.sign_planround", "plans.write_progressupdate"
APPROVE = "plans.approve_milestonemove"


class RoundSign(FormView):
    """What is accepted, what still waits, what is silent; then a name beneath it."""

    template_name = "plans/review_sign.html"
    form_class = SignForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = round_for(request, kwargs, SIGN)
        if not self.plan_round.partnership.has_reviewer:
            raise ActionRefused(
                f"Nobody reviews the updates of {self.plan_round.partnership}, "
                "so the quarter is closed unsigned."
            )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        queue = queues_of([self.plan_round], reader=self.request.user)[0]
        return super().get_context_data(
            queue=queue,
            quarter=None if self.plan_round.is_frozen else quarter_to_sign(self.plan_round, queue),
            plan_round=self.plan_round,
            partnership=self.plan_round.partnership,
            addenda=addenda_of(self.plan_round),
            shown=None if self.plan_round.is_signed else quarter_as_shown(self.plan_round),
            waiting=waiting_sentence([row.update for row in queue.ready]) if queue.ready else "",
            why_not=why_not_sign(self.plan_round, self.request.user),
            **context,
        )

    def form_valid(self, form: SignForm) -> HttpResponse:
        name, seen = form.cleaned_data["signed_name"], seen_in(self.request.POST)
        try:
            workflow.sign_plan_round(
                self.plan_round, signed_name=name, seen=seen, by=self.request.user
            )
        except StaleVersion as changed:
            # The name stays; the box that says “I have read the rows” is ticked anew.
            again = SignForm(initial={"signed_name": name})
            context = self.get_context_data(form=again, changed=changed)
            return self.render_to_response(context, status=409)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "The quarter is signed. Its words are frozen as they stand.")
        return redirect(address_of("round_sign", self.plan_round))


class AddendumAdd(FormView):
    """A dated correction beneath a signed quarter, in the voice of who writes it."""

    template_name = "plans/review_addendum.html"
    form_class = AddendumForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = round_for(request, kwargs, "plans.read_plan")
        if not any(request.user.has_perm(each, self.plan_round) for each in (SIGN, WRITE)):
            raise PermissionDenied
        if not self.plan_round.is_signed:
            raise ActionRefused(
                f"{self.plan_round.round} is not signed, so its rows can still be changed "
                "themselves."
            )
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = self.plan_round.plan.improvements.order_by("order")
        return super().get_form_kwargs() | {"rows": rows}

    def get_initial(self) -> dict[str, Any]:
        ref = self.request.GET.get("row", "")
        row = self.plan_round.plan.improvements.filter(ref=ref).first()
        return {"improvement": row.pk if row else None}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        row = self.get_initial()["improvement"]
        return super().get_context_data(
            is_late=row is not None and self._is_out(row),
            plan_round=self.plan_round,
            partnership=self.plan_round.partnership,
            voice=voice_of(self.request.user, self.plan_round),
            addenda=addenda_of(self.plan_round),
            **context,
        )

    def _is_out(self, improvement: int) -> bool:
        """Whether an update was asked of the row and none stands: what comes now is late."""
        update = self.plan_round.updates.filter(improvement=improvement).first()
        return update is not None and update.outcome_at(is_over=True).is_missing

    def form_valid(self, form: AddendumForm) -> HttpResponse:
        workflow.add_addendum(self.plan_round, **form.cleaned_data, by=self.request.user)
        messages.success(
            self.request, "It is added beneath the signed words, with its date and your name."
        )
        return redirect(address_of("addendum_add", self.plan_round))


class MoveList(TemplateView):
    """The new dates asked for in a quarter, for the coordinator where nobody reviews."""

    template_name = "plans/move_list.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        plan_round = round_for(self.request, context, APPROVE)
        if plan_round.partnership.has_reviewer:
            raise ActionRefused(
                f"In this partnership the {plan_round.partnership.reviewer_title} agrees new "
                "dates with the review of the row."
            )
        moves = MilestoneMove.objects.filter(update__plan_round=plan_round).select_related(
            "milestone__improvement__plan__partnership",
            "asked_by",
            "decided_by",
            "update__plan_round__plan__partnership",
        )
        sent = moves.exclude(state__in=["draft", "withdrawn"])
        context |= {
            "plan_round": plan_round,
            "partnership": plan_round.partnership,
            "asked": [
                {"move": move, "why_not": why_not_decide(move, self.request.user)}
                for move in sent
                if move.state == "asked"
            ],
            "decided": [move for move in sent if move.state != "asked"],
        }
        return super().get_context_data(**context)


@require_POST
def move_agree(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """Let a new date stand."""
    return _decide_move(request, pk, address, agree=True)


@require_POST
def move_decline(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """Keep the old date."""
    return _decide_move(request, pk, address, agree=False)


def _decide_move(
    request: HttpRequest, pk: int, address: dict[str, str], *, agree: bool
) -> HttpResponse:
    plan_round = round_for(request, address, APPROVE)
    moves = MilestoneMove.objects.filter(update__plan_round=plan_round)
    moves = moves.select_related("milestone__improvement__plan__partnership")
    move = object_at(request.user, address["partnership"], moves, APPROVE, pk=pk)
    workflow.decide_move(move, agree=agree, seen=seen_in(request.POST), by=request.user)
    said = "The new date applies from now on." if agree else "The old date still applies."
    messages.success(request, said)
    return redirect(address_of("move_list", plan_round))


def addenda_of(plan_round: PlanRound):
    """The corrections beneath a quarter, oldest first, with their authors."""
    return plan_round.addenda.select_related("improvement__plan", "added_by")
