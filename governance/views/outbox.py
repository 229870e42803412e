"""What was mailed, what failed, and what may or may not have arrived: for administrators."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from ..access import row_of_site
from ..filters import OutgoingMailFilter
from ..models import OutgoingMail, User
from ..workflow.outbox import retry_mail, send_mail_again

VIEW = "governance.view_outbox"
Phase = OutgoingMail.Phase


def _require_administrator(user: User) -> None:
    # Mail belongs to no partnership, so the question is put to the site.
    if VIEW not in user.permissions_in(None):
        raise PermissionDenied


class Outbox(ListView):
    """Every mail, newest first, with what needs a person's decision on top."""

    template_name = "governance/outbox.html"
    context_object_name = "mails"
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _require_administrator(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        mails = OutgoingMail.objects.select_related("recipient").defer("text", "html")
        self.filter = OutgoingMailFilter(self.request.GET, queryset=mails.order_by("-made_at"))
        return self.filter.qs

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        counts = OutgoingMail.objects.order_by().values_list("phase").annotate(Count("pk"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            filter=self.filter, counts=_in_order(dict(counts)), query=query.urlencode(), **context
        )


def _in_order(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """What needs a decision first, and what is there at all."""
    order = (
        Phase.UNCERTAIN,
        Phase.FAILED,
        Phase.PENDING,
        Phase.CLAIMED,
        Phase.HANDING_OVER,
        Phase.SENT,
        Phase.CANCELLED,
    )
    return [(phase.value, phase.label, counts[phase]) for phase in order if counts.get(phase)]


class OutboxMail(DetailView):
    """One mail: its way so far, its words, and what can be done about it."""

    template_name = "governance/outbox_mail.html"
    context_object_name = "mail"

    def get_object(self, queryset: Any = None) -> OutgoingMail:
        mails = OutgoingMail.objects.select_related("recipient").prefetch_related("reminders")
        found: OutgoingMail = row_of_site(self.request.user, mails, VIEW, pk=self.kwargs["pk"])
        return found


@require_POST
def outbox_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed mail again."""
    mail = row_of_site(request.user, OutgoingMail.objects, VIEW, pk=pk)
    retry_mail(mail, by=request.user)
    messages.success(request, "The mail is tried again within a minute.")
    return redirect("governance:outbox_mail", pk)


class OutboxSendAgain(OutboxMail):
    """Ask before a mail is sent that may have arrived already."""

    template_name = "governance/outbox_send_again.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mail = self.get_object()
        if not mail.can_be_sent_again:
            messages.error(request, f"This mail is {mail.get_phase_display()} by now.")
            return redirect("governance:outbox_mail", mail.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mail = self.get_object()
        send_mail_again(mail, by=request.user)
        messages.success(request, "The mail is sent again within a minute.")
        return redirect("governance:outbox_mail", mail.pk)
