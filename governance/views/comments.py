"""Asking, answering and settling questions about a row of any app."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..access import object_at, partnership_for
from ..comment_threads import WRITE, kind_of, people_to_ask
from ..concurrency.versions_seen import seen_in
from ..errors import ActionRefused
from ..forms.comments import CommentForm
from ..input.comment_boxes import (
    ANSWER,
    ASK,
    KEPT,
    REOPEN,
    SEEN,
    SETTLE,
    TO,
    box_of,
    keep_boxes,
    pressed,
)
from ..input.whole_numbers import typed_number
from ..middleware import page_before
from ..models import Comment, Partnership, StaleVersion, User
from ..workflow import comments as workflow


@require_POST
def comment_add(request: HttpRequest, partnership: str, kind: str, pk: int) -> HttpResponse:
    """Add what was typed; where that cannot be, show it again with what to do."""
    here = partnership_for(request, partnership, WRITE)
    return _add(request, here, _subject(request.user, here, kind, pk), request.POST.get("next", ""))


def press_beside(request: HttpRequest, subject: Any, page: str) -> HttpResponse:
    """Do what a button of the questions asks, for a page whose own form was saved before."""
    try:
        return _press(request, subject, page)
    except StaleVersion:
        refusal = (
            "Another answer came since you opened the page. Read it, then resolve the question."
        )
    except ActionRefused as error:
        refusal = str(error)
    # Nothing raised any further: what the page saved of its own form stays saved.
    messages.error(request, refusal)
    keep_boxes(request, page)
    return redirect(_back(request, page))


def _press(request: HttpRequest, subject: Any, page: str) -> HttpResponse:
    here: Partnership = subject.partnership
    verb, question = pressed(request.POST)
    if verb not in (SETTLE, REOPEN):
        return _add(request, partnership_for(request, here.slug, WRITE), subject, page)
    pk = typed_number(question)
    if pk is None:
        raise Http404
    comment = _comment(request, here.slug, pk)
    return _settle(request, comment, page) if verb == SETTLE else _reopen(request, comment, page)


def _add(request: HttpRequest, here: Partnership, subject: Any, page: str) -> HttpResponse:
    form = _form(request, here, subject, page)
    sent = box_of(*pressed(request.POST))
    if not form.is_valid():
        address = reverse("governance:comment_add", args=[here.slug, kind_of(subject), subject.pk])
        context = {"partnership": here, "subject": subject, "form": form, "address": address}
        _keep_others(request, page, sent)
        return render(request, "governance/comment_form.html", context)
    given = form.cleaned_data
    workflow.add_comment(
        subject,
        text=given["text"],
        thread=given["thread"],
        addressed_to=given["addressed_to"],
        by=request.user,
    )
    messages.success(
        request, "Your answer is added." if given["thread"] else "Your question is added."
    )
    _keep_others(request, given["next"], sent)
    return redirect(_back(request, given["next"]))


def _keep_others(request: HttpRequest, page: str, sent: str) -> None:
    if sent and keep_boxes(request, page, sent=sent):
        messages.info(request, KEPT)


@require_POST
def comment_resolve(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Settle a question."""
    return _settle(request, _comment(request, partnership, pk), request.POST.get("next", ""))


def _settle(request: HttpRequest, comment: Comment, page: str) -> HttpResponse:
    keep_boxes(request, page)
    seen = request.POST.get(SEEN) or seen_in(request.POST)
    workflow.resolve_comment(comment, seen=seen, by=request.user)
    messages.success(request, "The question is resolved. It can still be read, and opened again.")
    return redirect(_back(request, page))


@require_POST
def comment_reopen(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Open a settled question again."""
    return _reopen(request, _comment(request, partnership, pk), request.POST.get("next", ""))


def _reopen(request: HttpRequest, comment: Comment, page: str) -> HttpResponse:
    keep_boxes(request, page)
    workflow.reopen_comment(comment, by=request.user)
    messages.success(request, "The question is open again.")
    return redirect(_back(request, page))


def _comment(request: HttpRequest, partnership: str, pk: int) -> Comment:
    comments = Comment.objects.select_related("partnership")
    found: Comment = object_at(request.user, partnership, comments, WRITE, pk=pk)
    return found


def _subject(user: User, partnership: Partnership, kind: str, pk: int) -> Model:
    """What is talked about: any thing of the partnership that says who may see it."""
    for found in ContentType.objects.filter(model=kind):
        model = found.model_class()
        if hasattr(model, "partnership") and hasattr(model.objects, "in_partnership"):
            subject: Model = object_at(user, partnership.slug, model.objects, pk=pk)
            return subject
    raise Http404


def _form(request: HttpRequest, partnership: Partnership, subject: Model, page: str) -> CommentForm:
    people = User.objects.filter(
        pk__in=[person.pk for person in people_to_ask(partnership, request.user)]
    )
    threads = Comment.objects.about(subject).threads()
    return CommentForm(_typed(request, page), people=people, threads=threads)


def _typed(request: HttpRequest, page: str) -> QueryDict:
    """What the form of a comment reads, out of the boxes of a page or as it stands."""
    verb, question = pressed(request.POST)
    if verb not in (ASK, ANSWER):
        return request.POST
    typed = QueryDict(mutable=True)
    typed["next"], typed["text"] = page, request.POST.get(box_of(verb, question), "")
    if verb == ANSWER:
        typed["thread"] = question
    else:
        typed["addressed_to"] = request.POST.get(TO, "")
    return typed


def _back(request: HttpRequest, wanted: str) -> str:
    """The page the question stands on, at its questions."""
    known = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    # Without its slash it would be taken for the name of a page.
    is_page = known and urlsplit(wanted).path.startswith("/")
    return f"{wanted if is_page else page_before(request)}#questions"
