"""Asking, answering and settling questions about a row of any app."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..access import object_at, partnership_for
from ..forms.comments import CommentForm
from ..middleware import page_before
from ..models import Comment, Partnership, User
from ..seen import seen_in
from ..threads import WRITE, people_to_ask
from ..workflow import comments as workflow


@require_POST
def comment_add(request: HttpRequest, partnership: str, kind: str, pk: int) -> HttpResponse:
    """Add what was typed; where that cannot be, show it again with what to do."""
    here = partnership_for(request, partnership, WRITE)
    subject = _subject(request.user, here, kind, pk)
    form = _form(request, here, subject)
    if not form.is_valid():
        context = {"partnership": here, "subject": subject, "form": form, "address": request.path}
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
    return redirect(_back(request, given["next"]))


@require_POST
def comment_resolve(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Settle a question."""
    comment = _comment(request, partnership, pk)
    workflow.resolve_comment(comment, seen=seen_in(request.POST), by=request.user)
    messages.success(request, "The question is settled. It can still be read, and opened again.")
    return redirect(_back(request, request.POST.get("next", "")))


@require_POST
def comment_reopen(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Open a settled question again."""
    comment = _comment(request, partnership, pk)
    workflow.reopen_comment(comment, by=request.user)
    messages.success(request, "The question is open again.")
    return redirect(_back(request, request.POST.get("next", "")))


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


def _form(request: HttpRequest, partnership: Partnership, subject: Model) -> CommentForm:
    people = User.objects.filter(
        pk__in=[person.pk for person in people_to_ask(partnership, request.user)]
    )
    threads = Comment.objects.about(subject).threads()
    return CommentForm(request.POST, people=people, threads=threads)


def _back(request: HttpRequest, wanted: str) -> str:
    """The page the question stands on, at its questions."""
    known = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return f"{wanted if known else page_before(request)}#questions"
