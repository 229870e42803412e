"""Writing one update: the form, its autosave, the conflict of two people, and "no change"."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from governance import clock
from governance.access import PartnershipPage
from governance.comment_threads import talk_about
from governance.errors import ActionRefused
from governance.forms.merged import SHOWN, USE, undecided
from governance.input.comment_boxes import KEPT, PRESSED, keep_boxes
from governance.text.dates_in_words import time_in_words
from governance.views.comments import press_beside

from ..addresses import address_of
from ..forms.updates import UpdateForm
from ..models import ProgressUpdate
from ..pages.progress_cell import outcome_in_words
from ..pages.update import UpdateContext, sent_back_of, update_context
from ..rounds.content import content_of, with_content
from ..rounds.no_change import allowance_in_words
from ..workflow import save_update, send_no_change

WRITE = "plans.write_progressupdate"


# A tab that is duplicated or opened again asks for a page of its own.
@method_decorator(never_cache, name="dispatch")
class UpdateEdit(PartnershipPage, TemplateView):
    """One row, one page, two minutes; a row that is in is read here and can be withdrawn."""

    permission = WRITE
    template_name = "plans/update_form.html"
    mistake_field = "version"
    sends_at_once = False
    sheet: UpdateContext

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sheet = update_context(request.user, **kwargs)
        if not self.sheet.can_be_edited:
            self.template_name = "plans/update_read_only.html"
            rows = ProgressUpdate.objects.filter(pk=self.sheet.update.pk)
            said = content_of(with_content(rows).get())
            return self.render_to_response(self.get_context_data(said=said, **self.became()))
        typed = self.sheet.typed if request.GET.get("typed") != "no" else None
        if typed is None:
            return self.show(self.sheet.form())
        return self.show(self.sheet.form_again())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sheet = update_context(request.user, **kwargs)
        keep_boxes(request, self.sheet.address)
        form = self.sheet.form(request.POST)
        form.sends_at_once = self.sends_at_once
        # Read in any case: a row that is not written any more is refused in its own words below.
        is_readable = form.is_valid()
        if self.sheet.can_be_edited and not is_readable:
            self.sheet.keep(form)
            return self.show(form, status=409 if form.asked else 200)
        try:
            self.do(form)
        except ActionRefused as refusal:
            return self.show_refusal(form, refusal)
        self.sheet.forget()
        if form.taken:
            messages.info(request, form.taken_in_words("row"))
        return self.go_on()

    def do(self, form: UpdateForm) -> None:
        if PRESSED in self.request.POST and not form.has_changed():
            # Whoever only asks about a row has not begun it.
            return
        save_update(
            self.sheet.update,
            content=form.content(),
            version=form.version_read() or 0,
            page=form.words_come_from,
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
        if PRESSED in self.request.POST:
            return press_beside(self.request, update, self.sheet.address)
        if keep_boxes(self.request, self.sheet.address):
            messages.info(self.request, KEPT)
            return redirect(self.sheet.address)
        strip = self.sheet.around.strip
        if USE in self.request.POST:
            # The button that chose whose words to keep took the place of the one pressed before.
            then = "stay"
        if then == "next" and strip.following is not None:
            return redirect(address_of("update_form", plan_round, strip.following))
        if then in ("next", "check"):
            return redirect(address_of("update_check", plan_round))
        messages.success(self.request, f"Saved {update.improvement.called} as a draft.")
        return redirect(
            address_of("task_list", plan_round) if then == "leave" else self.sheet.address
        )

    def show(self, form: UpdateForm, *, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def show_refusal(self, sent: UpdateForm, refusal: ActionRefused) -> HttpResponse:
        self.sheet.keep(sent)
        self.sheet = update_context(self.request.user, **self.kwargs)
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
            strip=around.strip,
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
    sends_at_once = True

    def do(self, form: UpdateForm) -> None:
        if form.taken:
            # Nobody sends words they did not read.
            raise ActionRefused(f"{form.taken_in_words('row')} Read it, then send “no change”.")
        send_no_change(
            self.sheet.update,
            reason=form.cleaned_data.get("no_change_reason", ""),
            content=form.content(),
            version=form.version_read() or 0,
            page=form.words_come_from,
            by=self.request.user,
        )
        messages.success(
            self.request, f"Sent “no change” for {self.sheet.update.improvement.called}."
        )


@require_POST
def update_autosave(request: HttpRequest, **address: str) -> HttpResponse:
    """Save the shared draft as it stands; what cannot be read stays with its author."""
    sheet = update_context(request.user, **address)
    form = sheet.form(undecided(request.POST))
    readable = form.is_valid()
    saved_at = time_in_words(clock.now())
    if form.is_overtaken:
        return JsonResponse({"saved_at": saved_at})
    if form.asked:
        sheet.keep(form)
        return conflict_panel(request, form)
    try:
        save_update(
            sheet.update,
            content=form.content(),
            version=form.version_read() or 0,
            autosave=True,
            page=form.words_come_from,
            by=request.user,
        )
    except ActionRefused as error:
        sheet.keep(form)
        return conflict_panel(request, form, f"{error} Your words are kept, for you alone.")
    carried = {"version": sheet.update.version}
    if SHOWN in request.POST:
        stored = update_context(request.user, **address).form()
        carried[SHOWN] = form.goes_on_from(stored)
    if readable:
        sheet.forget()
    else:
        sheet.keep(form, **carried)
    note = {"note": form.taken_in_words("row")} if form.taken else {}
    return JsonResponse({"saved_at": saved_at} | carried | note)


def conflict_panel(request: HttpRequest, form: UpdateForm, refusal: str = "") -> JsonResponse:
    """Both texts as a part of the page, for whoever is still writing on it."""
    context = {"form": form, "refusal": refusal}
    panel = render_to_string("plans/_update_conflict.html", context, request)
    return JsonResponse({"panel": panel, "html": panel}, status=409)
