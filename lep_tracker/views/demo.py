"""The demonstration's own pages: its date can be moved and its mails read. Nowhere else."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from governance.access import row_behind
from governance.errors import ActionRefused
from governance.models import OutgoingMail
from governance.text.dates_in_words import day_in_words

from ..demo.days import can_be_moved
from ..demo.mails import words_of
from ..workflow.demo_clock import move_demo_clock


@require_POST
def demo_day(request: HttpRequest) -> HttpResponse:
    """Move the date of the demonstration to one of the days in its banner."""
    if not can_be_moved():
        raise Http404
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise ActionRefused("Choose one of the days that are offered.") from None
    move_demo_clock(day, by=request.user)
    messages.success(
        request,
        f"The date of the demonstration is now {day_in_words(day)}. "
        "Reminders of the day are sent within a minute.",
    )
    return redirect("home")


class _DemoOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.LEP_DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class DemoMails(_DemoOnly, ListView):
    """Every mail that left, to whomever it went, newest first."""

    template_name = "lep_tracker/demo_mails.html"
    context_object_name = "mails"
    paginate_by = 50

    def get_queryset(self):
        sent = OutgoingMail.objects.filter(phase=OutgoingMail.Phase.SENT)
        return sent.select_related("recipient").defer("text", "html").order_by("-sent_at", "-pk")


class DemoMail(_DemoOnly, DetailView):
    """One mail as its reader gets it; the links in it work."""

    template_name = "lep_tracker/demo_mail.html"
    context_object_name = "mail"

    def get_object(self, queryset: Any = None) -> OutgoingMail:
        # Everybody who is signed in to a demonstration may read what it mailed.
        sent = OutgoingMail.objects.filter(phase=OutgoingMail.Phase.SENT)
        found: OutgoingMail = row_behind(sent.select_related("recipient"), pk=self.kwargs["pk"])
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(words=words_of(self.object), **context)
