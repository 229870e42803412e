"""What the roof asks of every request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
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
