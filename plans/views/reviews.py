"""The reviewer's pages: the queue over all partnerships, one row at a time, and their verbs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from governance import clock
from governance.access import as_stored, object_at
from governance.concurrency.versions_seen import read, seen_in, written
from governance.errors import ActionRefused
from governance.forms.merged import SHOWN, undecided
from governance.input.comment_boxes import KEPT, PRESSED, keep_boxes
from governance.models import Partnership, StaleVersion, User
from governance.roles import ROLES
from governance.text.dates_in_words import time_in_words
from governance.views.comments import press_beside

from .. import workflow
from ..addresses import address_of
from ..forms.reviews import ReviewForm
from ..models import PlanRound, ProgressUpdate, Review
from ..pages.review import ReviewContext
from ..pages.review_queue import REVIEW, next_address, queues_for, queues_of, reviewed_by
from ..pages.update import update_at
from ..workflow import ReviewIncomplete

SAVED = "Your view is saved. The partnership does not see it yet."
REDIRECTED = 302


class ReviewQueuePage(TemplateView):
    """Everything that waits for a reviewer, over all the partnerships they review."""

    template_name = "plans/review_queue.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if not reviewed_by(self.request.user):
            raise PermissionDenied
        queues = queues_for(self.request.user)
        nobody = Partnership.objects.filter(
            pk__in=reviewed_by(self.request.user), reviewer_title=""
        )
        return super().get_context_data(
            queues=queues,
            ready=sum(len(queue.ready) for queue in queues),
            answers=sum(queue.answers for queue in queues),
            nobody_reviews="" if queues else nobody.first(),
            **context,
        )


# A tab that is duplicated or opened again asks for a page of its own.
@method_decorator(never_cache, name="dispatch")
class ReviewDetail(TemplateView):
    """One row: last quarter and this one side by side, and the reviewer's own view."""

    template_name = "plans/review_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        update = update_for(request, kwargs)
        sheet = ReviewContext(update, request.user)
        return self.render_to_response(_context(sheet, _form(sheet)))


class ReviewTogether(TemplateView):
    """The rows that say on track and changed nothing, to be read and accepted in one go."""

    template_name = "plans/review_unchanged.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        plan_round = round_for(self.request, context)
        if not plan_round.partnership.has_reviewer:
            raise Http404
        context |= _together(plan_round, self.request.user)
        return super().get_context_data(**context)


def _together(plan_round: PlanRound, reader: User) -> dict[str, Any]:
    queue = queues_of([plan_round], reader=reader)[0]
    return {"queue": queue, "partnership": queue.partnership, "plan_round": queue.plan_round}


@require_POST
def review_save(request: HttpRequest, **address: str) -> HttpResponse:
    """Keep the draft of a view; the script's answer is told as data."""
    update = update_for(request, address)
    sheet = ReviewContext(update, request.user)
    if _asks_for_data(request):
        form = _form(sheet, undecided(request.POST))
        if form.is_overtaken:
            return JsonResponse({"saved_at": time_in_words(clock.now())})
        return _keep_draft(request, sheet, form, lambda review: _told(request, form, review))
    form, here = _form(sheet, request.POST), address_of("review_detail", update.plan_round, update)
    if PRESSED in request.POST and form.is_valid() and not form.has_changed():
        # Whoever only asks about a row has not begun a view of it.
        return press_beside(request, update, here)
    return _keep_draft(request, sheet, form, lambda review: _kept_by_hand(request, review, here))


def _keep_draft(
    request: HttpRequest,
    sheet: ReviewContext,
    form: ReviewForm,
    answer: Callable[[Review], HttpResponse],
) -> HttpResponse:
    """Save what was typed, or show it again with what to do."""
    if not form.is_valid():
        return _page(request, sheet, form, status=409 if form.asked else 422)
    try:
        review = workflow.save_review(
            sheet.update,
            **form.view(),
            note=form.cleaned_data["note"],
            seen=seen_in(request.POST),
            autosave=not ("keep" in request.POST or PRESSED in request.POST),
            page=form.words_come_from,
            by=request.user,
        )
    except StaleVersion as changed:
        return _sent_again(request, sheet.update, form, changed)
    except ActionRefused as refusal:
        return _refused(request, sheet, form, refusal)
    return answer(review)


def _kept_by_hand(request: HttpRequest, review: Review, here: str) -> HttpResponse:
    messages.success(request, SAVED)
    if PRESSED in request.POST:
        return press_beside(request, review.update, here)
    _keep_boxes(request, here)
    return redirect(here)


@require_POST
def review_accept(request: HttpRequest, **address: str) -> HttpResponse:
    """Accept a row and go to the next one."""
    update = update_for(request, address)
    return _decide(request, update, workflow.accept_update, "accepted", {})


@require_POST
def review_return(request: HttpRequest, **address: str) -> HttpResponse:
    """Return a row with a note and go to the next one."""
    update = update_for(request, address)
    note = {"note": request.POST.get("note", "")}
    return _decide(request, update, workflow.return_update, "returned with your note", note)


@require_POST
def review_take_back(request: HttpRequest, **address: str) -> HttpResponse:
    """Undo an acceptance; the view is a private draft again."""
    update = update_for(request, address)
    workflow.take_back_acceptance(update, seen=seen_in(request.POST), by=request.user)
    name = update.improvement.called
    messages.success(request, f"The acceptance of {name} is taken back; your words are kept.")
    return redirect(address_of("review_detail", update.plan_round, update))


@require_POST
def review_accept_all(request: HttpRequest, **address: str) -> HttpResponse:
    """Accept every unchanged row that is on track."""
    plan_round = round_for(request, address)
    seen, here = seen_in(request.POST), ""
    if "row" in request.POST:
        update = update_for(request, {**address, "ref": request.POST["row"]})
        here, seen = address_of("review_detail", plan_round, update), seen_beside(request)
        is_typed = _form(ReviewContext(update, request.user), request.POST).has_changed()
        if is_typed:
            kept = review_save(request, **address, ref=request.POST["row"])
            # The row has a view of its own now, so it is accepted with that one alone.
            seen = without(seen, update)
            if kept.status_code != REDIRECTED or not seen:
                return kept
        else:
            _keep_boxes(request, here)
    try:
        accepted = workflow.accept_unchanged(plan_round, seen=seen, by=request.user)
    except StaleVersion as changed:
        context = _together(plan_round, request.user) | {"changed": changed}
        return render(request, "plans/review_unchanged.html", context, status=409)
    except ActionRefused as refusal:
        if not here:
            raise
        messages.error(request, str(refusal))
        return redirect(here)
    number = len(accepted)
    rows = "row is" if number == 1 else "rows are"
    messages.success(request, f"{number} unchanged {rows} accepted. Open one to take it back.")
    return redirect(here or next_address(plan_round, reader=request.user))


def seen_beside(request: HttpRequest) -> str:
    """The unchanged rows that stood beside the row whose page was shown."""
    return str(request.POST.get("seen_together", ""))


def without(seen: str, update: ProgressUpdate) -> str:
    """The rows shown, but this one."""
    return written({name: mark for name, mark in read(seen).items() if name != update.seen_as})


def _keep_boxes(request: HttpRequest, page: str) -> None:
    if keep_boxes(request, page):
        messages.info(request, KEPT)


def update_for(request: HttpRequest, address: dict[str, str]) -> ProgressUpdate:
    """The row of an address: 404 outside and where nobody reviews, 403 without the role."""
    updates = ProgressUpdate.objects.select_related(
        "plan_round__plan__partnership__status_scheme",
        "plan_round__round",
        "improvement__plan",
        "status",
    )
    by: Any = request.user
    update = update_at(by, REVIEW, updates, **address)
    if not update.partnership.has_reviewer:
        raise Http404
    return update


def round_for(request: HttpRequest, address: dict[str, str], permission: str = REVIEW) -> PlanRound:
    """The quarter of an address: 404 outside, 403 without the role."""
    plan_rounds = PlanRound.objects.select_related("plan__partnership__status_scheme", "round")
    found: PlanRound = object_at(
        request.user,
        address["partnership"],
        plan_rounds,
        permission,
        plan__slug=address["plan"],
        round__slug=address["round"],
    )
    return found


def _decide(
    request: HttpRequest,
    update: ProgressUpdate,
    action: Callable[..., Any],
    done: str,
    more: dict[str, str],
) -> HttpResponse:
    """Do one of the two actions that publish a view; what cannot be done keeps the words typed."""
    sheet = ReviewContext(update, request.user)
    form = _form(sheet, request.POST)
    try:
        is_open, is_right = update.can_be_reviewed, form.is_valid()
        if not is_right and (is_open or not form.asked):
            return _page(request, sheet, form, status=409 if form.asked else 200)
        if form.taken and is_open:
            # Nobody publishes words they did not read.
            messages.warning(request, form.taken_in_words("view") + " Read it, then decide.")
            return _page(request, sheet, form, status=409)
        action(update, **form.view(), **more, seen=seen_in(request.POST), by=request.user)
    except ReviewIncomplete as refusal:
        form.add_problems(refusal.problems)
        return _page(request, ReviewContext(update_again(update), request.user), form)
    except StaleVersion as changed:
        return _sent_again(request, update, form, changed)
    except ActionRefused as refusal:
        return _refused(request, sheet, form, refusal)
    messages.success(request, f"{update.improvement.called.capitalize()} is {done}.")
    _keep_boxes(request, address_of("review_detail", update.plan_round, update))
    return redirect(next_address(update.plan_round, reader=request.user, after=update))


def _refused(
    request: HttpRequest, sheet: ReviewContext, form: ReviewForm, refusal: ActionRefused
) -> HttpResponse:
    """The row as it stands, with what was typed; without words the middleware says it all."""
    _keep_boxes(request, address_of("review_detail", sheet.update.plan_round, sheet.update))
    if sheet.sent is None or not form.typed or _asks_for_data(request):
        raise refusal
    messages.error(request, str(refusal))
    again = ReviewContext(update_again(sheet.update), request.user)
    return _page(request, again, form, status=409)


def update_again(update: ProgressUpdate) -> ProgressUpdate:
    """The row as it is stored, after an action that was refused half-way."""
    fresh: ProgressUpdate = as_stored(update, "improvement__plan", "status")
    fresh.plan_round = update.plan_round
    return fresh


def _form(sheet: ReviewContext, posted: Any = None) -> ReviewForm:
    said = sheet.update.status
    form = ReviewForm(
        posted,
        scheme=sheet.scheme,
        moves=sheet.moves,
        said=said,
        initial=sheet.initial,
        own=sheet.own,
    )
    form.changed_by = sheet.own.written_by if sheet.own else None
    form.changed_by_writer = form.changed_by == sheet.reader
    return form


def _sent_again(
    request: HttpRequest, update: ProgressUpdate, form: ReviewForm, changed: StaleVersion
) -> HttpResponse:
    """The row is not as it was read: show both, keep what was typed, decide nothing."""
    sheet = ReviewContext(update_again(update), request.user)
    # The view that was typed goes on as a draft of what stands now.
    form.start_from(sheet.own.version if sheet.own else 0)
    return _page(request, sheet, form, changed=changed, status=409)


def _page(
    request: HttpRequest, sheet: ReviewContext, form: ReviewForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    if _asks_for_data(request):
        panel = _panel(request, form, more)
        return JsonResponse({"panel": panel, "problems": form.errors}, status=status)
    keep_boxes(request, address_of("review_detail", sheet.update.plan_round, sheet.update))
    context = _context(sheet, form) | more
    page = render(request, "plans/review_detail.html", context, status=status)
    # What is shown again stands at the row's own address, not at that of the verb.
    page["HX-Replace-Url"] = address_of("review_detail", sheet.update.plan_round, sheet.update)
    return page


def _panel(request: HttpRequest, form: ReviewForm, more: dict[str, Any]) -> str:
    if "changed" in more:
        return render_to_string("components/stale_version.html", more, request)
    return render_to_string("plans/_update_conflict.html", {"form": form}, request)


def _context(sheet: ReviewContext, form: ReviewForm) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "now": sheet.now,
        "form": form,
        "update": sheet.update,
        "improvement": sheet.update.improvement,
        "plan_round": sheet.update.plan_round,
        "partnership": sheet.partnership,
        "reviewer_title": sheet.partnership.reviewer_title or ROLES["area_lead"].title,
    }


def _told(request: HttpRequest, form: ReviewForm, review: Review) -> JsonResponse:
    """What the page that saved itself goes on from."""
    told = {"saved_at": time_in_words(review.written_at), "version": review.version}
    if SHOWN in request.POST:
        stored = _form(ReviewContext(update_again(review.update), request.user))
        told[SHOWN] = form.goes_on_from(stored)
    return JsonResponse(told | ({"note": form.taken_in_words("view")} if form.taken else {}))


def _asks_for_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
