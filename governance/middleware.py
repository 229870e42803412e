"""What every request meets on its way in, and what it is told when it may not go on."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .concurrency import submit_once, unique_rules
from .errors import ActionRefused
from .input import unsaved_text
from .models import ChangedMeanwhile, StaleVersion
from .verification.checking import kept_refusals
from .views.stale_version import stale_version

AUTHOR_COOKIE = "lep_author"
_ALLOWED_WITHOUT_CODES = ("mfa_", "account_", "session_")
_OF_PACKAGES = (*_ALLOWED_WITHOUT_CODES, "usersessions_")


class AuthenticatorMiddleware:
    """Whose role asks for authenticator codes sets them up before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_use_authenticator:
            return None
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if name.startswith(_ALLOWED_WITHOUT_CODES) or is_mfa_enabled(user):
            return None
        messages.warning(request, "Your role asks for authenticator codes. Set up an app to go on.")
        return redirect("mfa_activate_totp")


class FormAddressMiddleware:
    """Whoever opens an address that only takes a form gets a page that leads back, not a blank one.

    A form that was refused leaves its own address in the browser: reloaded or kept, it comes here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_read = request.method in ("GET", "HEAD")
        if not (is_read and response.status_code == 405 and request.accepts("text/html")):
            return response
        page = render(request, "405.html", {"back": _page_above(request.path)}, status=405)
        page["Allow"] = response.get("Allow", "POST")
        return page


def _page_above(path: str) -> str:
    """The nearest address above one that shows a page of the same thing; nothing without one."""
    about = resolve(path).kwargs
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            match = resolve(above)
        except Resolver404:
            continue
        page = getattr(match.func, "view_class", None)
        is_read = page is not None and hasattr(page, "get") and "get" in page.http_method_names
        # A word of the address may be read as the name of something that is not there.
        if is_read and match.kwargs.items() <= about.items():
            return above
    return ""


class HeldPostMiddleware:
    """What was typed into a form whose session has ended is kept, and given back to its author.

    The signed cookie says who used this browser last; it opens nothing, and the text is shown
    only to that person after they signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        known = request.get_signed_cookie(AUTHOR_COOKIE, default="", salt=AUTHOR_COOKIE)
        if request.user.is_authenticated:
            if known != str(request.user.pk):
                response.set_signed_cookie(
                    AUTHOR_COOKIE,
                    str(request.user.pk),
                    salt=AUTHOR_COOKIE,
                    max_age=14 * 24 * 60 * 60,
                    httponly=True,
                    samesite="Lax",
                    secure=settings.SESSION_COOKIE_SECURE,
                )
            if self._was_given_back(request, response):
                unsaved_text.forget(request.user, request.POST["typed_text"])
        elif known and request.path == reverse("account_logout"):
            response.delete_cookie(AUTHOR_COOKIE, samesite="Lax")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *args: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        author = request.get_signed_cookie(AUTHOR_COOKIE, default="", salt=AUTHOR_COOKIE)
        kept = unsaved_text.keep_for(author, request) if author else None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"problem": "You were signed out. Sign in again."}, status=401)
        if kept is None:
            messages.warning(request, "You were signed out. Sign in, then do it again.")
            return redirect_to_login(page_before(request), reverse("account_login"))
        messages.warning(request, "You were signed out. Sign in to get back what you typed.")
        return redirect_to_login(
            reverse("governance:unsaved_text", args=[kept.pk]), reverse("account_login")
        )

    @staticmethod
    def _was_given_back(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method == "POST"
            and response.status_code in (302, 303)
            and "typed_text" in request.POST
            and not getattr(request, "action_refused", False)
        )


class ActionRefusedMiddleware:
    """Right role, wrong state: say why, and go back to the page; nothing was written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to(request, error)


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page or the sentence for an action that was refused; None for any other mistake."""
    if isinstance(error, ActionRefused):
        return refused(request, str(error))
    if isinstance(error, StaleVersion):
        request.action_refused = True
        return stale_version(request, error, before=page_before(request))
    if isinstance(error, ChangedMeanwhile):
        sentence = f"{error} Read it again, then repeat what you did."
        return refused(request, sentence, keep=True)
    return None


class OneSaveMiddleware:
    """What a form asks for is one transaction, done once (``one_save``); the last of the chain.

    Two people who make the same thing at one moment both find nothing in their way, and the
    database stops the second. Its form is then sent through its view once more: now the view sees
    what is there, and says so on the page with everything typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated or _of_package(request):
            return None
        with kept_refusals():
            return self._answer(request, partial(view, request, *args, **kwargs))

    def _answer(
        self, request: HttpRequest, view: Callable[..., HttpResponse]
    ) -> HttpResponse | None:
        act = partial(self._act, request, view)
        try:
            return act()
        except StaleVersion as changed:
            # A decision is never tried again: it was taken on what was shown.
            return answer_to(request, changed)
        except ChangedMeanwhile:
            # Saved between our reading and our writing: read again, the form merges the two.
            pass
        except ActionRefused as refusal:
            return refused(request, str(refusal))
        except IntegrityError as error:
            if not unique_rules.is_broken_by(error):
                raise
        submit_once.rewind(request)
        try:
            return act()
        except (ActionRefused, ChangedMeanwhile) as error:
            # Django asks for ``process_exception`` only where it calls the view itself.
            return answer_to(request, error)
        except IntegrityError as error:
            sentence = unique_rules.sentence_of(error)
            if not sentence:
                raise
            return refused(request, sentence, keep=True)

    @staticmethod
    def _act(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        with transaction.atomic():
            return submit_once.save_once(request, view)


def refused(request: HttpRequest, sentence: str, *, keep: bool = False) -> HttpResponse:
    """Go back to the page with the sentence, or to the words typed where they are to be kept."""
    request.action_refused = True
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"problem": sentence}, status=409)
    messages.error(request, sentence)
    if keep and request.method == "POST":
        kept = unsaved_text.keep_for(str(request.user.pk), request)
        if kept is not None:
            return redirect("governance:unsaved_text", kept.pk)
    return redirect(page_before(request))


def _of_package(request: HttpRequest) -> bool:
    """Signing in and out may be done from one page as often as one likes."""
    match = request.resolver_match
    return not match or (not match.namespaces and (match.url_name or "").startswith(_OF_PACKAGES))


def page_before(request: HttpRequest) -> str:
    """Return the page of this site the request came from, or home; never the verb itself."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return reverse("home")
    parts = urlsplit(referer)
    if not parts.path.startswith("/"):
        return reverse("home")
    if request.method == "GET" and parts.path == request.path:
        return reverse("home")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
