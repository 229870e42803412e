"""Pages that belong to no part: statements, the expired form, keeping a session alive."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from governance import clock
from governance.input import unsaved_text

from .. import health


@method_decorator(login_not_required, name="dispatch")
class Accessibility(TemplateView):
    template_name = "lep_tracker/accessibility.html"


@method_decorator(login_not_required, name="dispatch")
class Privacy(TemplateView):
    template_name = "lep_tracker/privacy.html"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say to a monitor whether the site can answer: 200, or 503 where the database cannot."""
    found = health.look()
    return JsonResponse(found.in_words, status=200 if found.is_well else 503)


@require_POST
def session_extend(request: HttpRequest) -> HttpResponse:
    """Stay signed in: writing to the session moves its end."""
    request.session["extended_at"] = clock.real_now().timestamp()
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"extended": True})
    return redirect("home")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old to be taken: what was typed comes back to be copied."""
    payload = unsaved_text.payload_of(request.POST)
    context = {
        "typed": unsaved_text.words_of(payload),
        # Only words that were typed on a page of ours can be sent again by one press.
        "again": request.path if request.user.is_authenticated and _is_ours(request) else "",
        "fields": [(name, text) for name, texts in payload.items() for text in texts],
    }
    return render(request, "403_csrf.html", context, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on this site."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
