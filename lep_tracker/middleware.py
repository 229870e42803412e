"""What the roof asks of every request."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import reverse

from governance.models import User


class EmptySiteMiddleware:
    """While nobody has an account, the front door leads to the set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        at_the_door = request.path in (reverse("home"), reverse("account_login"))
        if at_the_door and not request.user.is_authenticated and not User.objects.exists():
            return redirect("set_up")
        return None


class AnswerHeadersMiddleware:
    """What browsers are told with every answer about keeping, embedding and devices."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Of one person only, and asked for again each time; what was typed survives "Back".
        headers.setdefault("Cache-Control", "private, no-cache")
        if request.path == reverse("account_logout") and request.method == "POST":
            # The next person at this computer finds nothing of the last one.
            headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class CompressTextMiddleware(GZipMiddleware):
    """Pages and tables travel compressed; files that are compressed already go as they are.

    Django adds bytes by chance to each answer, so that its length gives nothing of a secret away.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(("text/", "application/json")):
            return super().process_response(request, response)
        return response
