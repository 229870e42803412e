"""Writing one update: the form, its autosave, the conflict of two people, and "no change"."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from governance import clock
from governance.access import PartnershipPage
from governance.dates_in_words import time_in_words
from governance.errors import DeedRefused
from governance.models import ChangedMeanwhile
from governance.threads import talk_about

from ..addresses import address_of
from ..content import content_of, with_content
from ..forms.updates import UpdateForm
from ..models import ProgressUpdate
from ..no_change import allowance_in_words
from ..update_page import sent_back_of
from ..update_sheet import Sheet, sheet_for
from ..voices import outcome_in_words
from ..workflow import save_update, send_no_change

WRITE = "plans.write_progressupdate"


class UpdateEdit(PartnershipPage, TemplateView):
    """One row, one page, two minutes; a row that is in is read here and can be withdrawn."""

    permission = WRITE
    template_name = "plans/update_form.html"
    mistake_field = "version"
    sheet: Sheet

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sheet = sheet_for(request.user, **kwargs)
        if not self.sheet.can_be_edited:
            self.template_name = "plans/update_sent.html"
            rows = ProgressUpdate.objects.filter(pk=self.sheet.update.pk)
            said = content_of(with_content(rows).get())
            return self.render_to_response(self.get_context_data(said=said, **self.became()))
        typed = self.sheet.typed if request.GET.get("typed") != "no" else None
        if typed is None:
            return self.show(self.sheet.form())
        form = self.sheet.form_again()
        is_stale = typed.base_version != self.sheet.update.version
        return self.show(form, conflict=self.sheet.conflict(form) if is_stale else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sheet = sheet_for(request.user, **kwargs)
        form = self.sheet.form(request.POST)
        if not form.is_valid():
            self.sheet.keep(request.POST)
            return self.show(form)
        try:
            self.do(form)
        except ChangedMeanwhile:
            return self.show_conflict()
        except DeedRefused as refusal:
            return self.show_refusal(refusal)
        self.sheet.forget()
        return self.go_on()

    def do(self, form: UpdateForm) -> None:
        save_update(
            self.sheet.update,
            content=form.content(),
            version=base_version(self.request),
            by=self.request.user,
        )

    def became(self) -> dict[str, Any]:
        """What became of a row that is not written any more: its step, its sentence, its words."""
        update = self.sheet.update
        return {
            "step": update.last_step,
            "outcome_words": outcome_in_words(
                [update, *self.sheet.around.earlier], update.partnership
            ),
            "sent_back": sent_back_of(update),
        }

    def go_on(self) -> HttpResponse:
        update, then = self.sheet.update, self.request.POST.get("then", "next")
        plan_round = update.plan_round
        walk = self.sheet.around.walk
        if then == "next" and walk.following is not None:
            return redirect(address_of("update_form", plan_round, walk.following))
        if then in ("next", "check"):
            return redirect(address_of("update_check", plan_round))
        messages.success(self.request, f"Saved {update.improvement.called} as a draft.")
        return redirect(
            address_of("task_list", plan_round) if then == "leave" else self.sheet.address
        )

    def show(
        self, form: UpdateForm, *, conflict: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(form=form, conflict=conflict)
        return self.render_to_response(context, status=status)

    def show_conflict(self) -> HttpResponse:
        """Both texts on one page; saving once more is then a choice, not an accident."""
        self.sheet.keep(self.request.POST)
        self.sheet = sheet_for(self.request.user, **self.kwargs)
        if not self.sheet.can_be_edited:
            return redirect(self.sheet.address)
        form = self.sheet.form_again()
        return self.show(form, conflict=self.sheet.conflict(form), status=409)

    def show_refusal(self, refusal: DeedRefused) -> HttpResponse:
        self.sheet.keep(self.request.POST)
        self.sheet = sheet_for(self.request.user, **self.kwargs)
        if not self.sheet.can_be_edited:
            messages.error(self.request, str(refusal))
            return redirect(self.sheet.address)
        form = self.sheet.form(self.request.POST)
        form.add_error(getattr(refusal, "field", self.mistake_field), str(refusal))
        return self.show(form)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        update = self.sheet.update
        plan_round = update.plan_round
        around = self.sheet.around
        limit = self.partnership.no_change_limit
        return super().get_context_data(
            update=update,
            plan_round=plan_round,
            walk=around.walk,
            earlier=around.quarters,
            since=around.since,
            answers=update.answers,
            sheet=self.sheet,
            talk=talk_about(update, self.request.user, names_people=False),
            already=[each for each in self.sheet.milestones if each.is_done],
            no_change_words=allowance_in_words(around.no_change_running, limit),
            **context,
        )


class UpdateNoChange(UpdateEdit):
    """One tap and a reason: the row is in, with the words of last quarter standing."""

    http_method_names = ["post"]
    mistake_field = "no_change_reason"

    def do(self, form: UpdateForm) -> None:
        send_no_change(
            self.sheet.update,
            reason=form.cleaned_data["no_change_reason"],
            content=form.content(),
            version=base_version(self.request),
            by=self.request.user,
        )
        messages.success(
            self.request, f"Sent “no change” for {self.sheet.update.improvement.called}."
        )


@require_POST
def update_autosave(request: HttpRequest, **address: str) -> HttpResponse:
    """Save the shared draft as it stands; what cannot be read stays with its author."""
    sheet = sheet_for(request.user, **address)
    form = sheet.form(request.POST)
    readable = form.is_valid()
    try:
        save_update(
            sheet.update,
            content=form.content(),
            version=base_version(request),
            autosave=True,
            by=request.user,
        )
    except (ChangedMeanwhile, DeedRefused) as error:
        sheet.keep(request.POST)
        return conflict_panel(request, error, **address)
    if readable:
        sheet.forget()
    else:
        sheet.keep(sheet.over_theirs(dict(request.POST.lists())))
    return JsonResponse({"saved_at": time_in_words(clock.now()), "version": sheet.update.version})


def conflict_panel(request: HttpRequest, error: Exception, **address: str) -> JsonResponse:
    """Both texts as a part of the page, for whoever is still writing on it."""
    sheet = sheet_for(request.user, **address)
    form = sheet.form(request.POST)
    conflict = sheet.conflict(form)
    if isinstance(error, DeedRefused):
        conflict["words"] = f"{error} Your words are kept, for you alone."
    panel = render_to_string("plans/_update_conflict.html", {"conflict": conflict}, request)
    return JsonResponse({"panel": panel, "html": panel}, status=409)


def base_version(request: HttpRequest) -> int:
    """The version the writer started from, or the newer one they were shown beside their own."""
    posted = [request.POST.get("version", ""), *request.POST.getlist("seen_version")]
    return max((int(text) for text in posted if text.isdigit()), default=0)
