"""The one screen of a quarter, and the coordinator's verbs on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.concurrency.versions_seen import seen_in
from governance.models import StaleVersion

from ..addresses import address_of
from ..documents.files import downloads_of
from ..forms.rounds import ExcuseForm, ReopenForm
from ..pages.round_overview import ORDERS, SHOWN, RoundOverview, round_overview
from ..pages.update import update_at
from ..rounds.versions_seen import quarter_as_shown, seen_standing
from ..visibility import visibility_of
from ..workflow import (
    ask_after_all,
    chase_people,
    close_plan_round,
    excuse_update,
    reopen_plan_round,
)
from ..workflow.reminding import not_asked_today
from ..workflow.rounds import require_collecting
from .submissions import PlanRoundPage, plan_round_at

EXCUSE = "plans.excuse_progressupdate"
CLOSE = "plans.close_planround"


class RoundDetail(PlanRoundPage):
    """Every row by state, who has it and since when; open to all who may see an open quarter."""

    permission = "plans.read_plan"
    template_name = "plans/round_detail.html"
    excuse_form: ExcuseForm | None = None
    reopen_form: ReopenForm | None = None

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET
        visibility = visibility_of(user, self.partnership)
        if not visibility.sees(self.plan_round):
            raise PermissionDenied
        plan_round, held = self.plan_round, user.permissions_in(self.partnership)
        board = round_overview(
            plan_round, user, shown=asked.get("show", ""), order=asked.get("order", "")
        )
        may_reopen = CLOSE in held and plan_round.is_closed and not plan_round.is_signed
        if EXCUSE in held and not plan_round.is_frozen:
            context |= self.excusing(board)
        return super().get_context_data(
            board=board,
            shown=SHOWN,
            downloads=downloads_of(
                "round_file",
                self.partnership.slug,
                plan_round.plan.slug,
                plan_round.round.slug,
            ),
            orders=ORDERS,
            visibility=visibility,
            actions=actions_for(board, held),
            addenda=plan_round.addenda.select_related("improvement__plan", "added_by"),
            reopen_form=self.reopen_form or (may_reopen and ReopenForm()),
            **context,
        )

    def excusing(self, board: RoundOverview) -> dict[str, Any]:
        """What the screen shows to whoever may let rows off, or ask for them again."""
        out = [row.update for row in board.rows if row.is_out]
        return {
            "may_excuse": True,
            "may_chase": bool(not_asked_today(out)),
            "seen_out": seen_standing(out),
            "excuse_form": self.excuse_form or (out and ExcuseForm(plan_round=self.plan_round)),
            "excused": [row for row in board.rows if row.can_be_asked_after_all],
        }


def actions_for(board: RoundOverview, held: frozenset[str]) -> list[tuple[str, str]]:
    """The ways on from the screen, for those who may take them; the first is the likeliest."""
    plan_round = board.plan_round
    reviewed, signed = plan_round.partnership.has_reviewer, plan_round.is_signed
    is_open = not plan_round.is_frozen
    writes, signs, closes, decides, composes = (
        permission in held
        for permission in (
            "plans.write_progressupdate",
            "plans.sign_planround",
            CLOSE,
            "plans.approve_milestonemove",
            "governance.compose_boardpack",
        )
    )
    packs = reverse("governance:pack_create", args=[plan_round.partnership.slug])
    to_pack = [("Create a pack", f"{packs}?round={plan_round.round.slug}")]
    actions = [
        ("Write updates", "task_list", [writes, is_open]),
        ("Sign the quarter", "round_sign", [signs, reviewed, is_open]),
        ("Add a correction", "addendum_add", [writes or signs, signed]),
        ("Decide new dates", "move_list", [decides, not reviewed]),
        (
            "Say what its status words mean",
            "round_statuses",
            [closes, not signed, board.prints_other_words],
        ),
        ("Close the quarter", "round_close", [closes, not plan_round.is_closed]),
    ]
    return (to_pack if composes else []) + [
        (words, address_of(name, plan_round)) for words, name, open_to in actions if all(open_to)
    ]


class UpdateExcuse(RoundDetail):
    """Let a row off this quarter, from the screen that shows them all."""

    permission = EXCUSE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        require_collecting(self.plan_round)
        form = ExcuseForm(request.POST, plan_round=self.plan_round)
        if not form.is_valid():
            self.excuse_form = form
            return self.render_to_response(self.get_context_data())
        update = form.cleaned_data["row"]
        reason, seen = form.cleaned_data["reason"], seen_in(request.POST)
        excuse_update(update, reason=reason, seen=seen, by=request.user)
        named = update.improvement.called.capitalize()
        messages.success(request, f"{named} is exempt this quarter.")
        return redirect(self.plan_round)


class RoundReopen(RoundDetail):
    """Open a closed quarter again, with a reason, before anybody signed it."""

    permission = CLOSE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        form = ReopenForm(request.POST)
        if not form.is_valid():
            self.reopen_form = form
            return self.render_to_response(self.get_context_data())
        reason, seen = form.cleaned_data["reason"], seen_in(request.POST)
        reopen_plan_round(self.plan_round, reason=reason, seen=seen, by=request.user)
        messages.success(request, f"{self.plan_round.round.label} is open again.")
        return redirect(self.plan_round)


class RoundClose(PlanRoundPage):
    """What closing will record, named before it is done."""

    permission = CLOSE
    template_name = "plans/round_close.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        if self.plan_round.is_closed:
            messages.error(request, f"{self.plan_round.round.label} is closed already.")
            return redirect(self.plan_round)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        try:
            close_plan_round(self.plan_round, seen=seen_in(request.POST), by=request.user)
        except StaleVersion as changed:
            return self.render_to_response(self.get_context_data(changed=changed), status=409)
        label = self.plan_round.round.label
        messages.success(request, f"Closed {label}. Its words are frozen.")
        return redirect(self.plan_round)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        board = round_overview(self.plan_round, self.request.user, shown="all", order="number")
        shown = quarter_as_shown(self.plan_round)
        return super().get_context_data(board=board, shown=shown, **context)


@require_POST
def update_cancel_exemption(request: HttpRequest, **address: str) -> HttpResponse:
    """Take an excuse back."""
    by: Any = request.user
    update = update_at(by, EXCUSE, **address)
    ask_after_all(update, seen=seen_in(request.POST), by=by)
    messages.success(request, f"The exemption of {update.improvement.called} is cancelled.")
    return redirect(address_of("round_detail", update.plan_round))


@require_POST
def round_remind(request: HttpRequest, **address: str) -> HttpResponse:
    """Ask everybody again whose rows are still out."""
    plan_round = plan_round_at(request, EXCUSE, **address)
    people = chase_people(plan_round, by=request.user)
    who = "1 person" if people == 1 else f"{people} people"
    messages.success(request, f"{who} will be sent a reminder in the next daily mail.")
    return redirect(plan_round)
