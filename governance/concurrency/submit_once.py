"""A form is saved once, however often its button is pressed.

Every form of ours prints a one-use token beside its CSRF token (``templatetags/one_save.py``). The
token is claimed in the transaction of what the form does: both are stored, or neither. Sent again,
the same form leads to where it led before and makes nothing.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .. import clock
from ..input import unsaved_text
from ..models import SentForm

FIELD = "once"
KEPT_FOR = timedelta(days=30)
ALREADY = "This was saved already. Nothing was saved twice."
ALREADY_BUT = (
    "This form was saved already, so what you typed since was not added. It is kept here: "
    "return it to its form if you want it saved as well."
)
# Printed anew by every page; whoever sends the same words sends the same form.
_NEW_EACH_TIME = ("csrfmiddlewaretoken", FIELD)
_TOKEN = re.compile(r"[\w-]{16,64}")
_VERSION = re.compile(r"(^|[-_])version$")


def new_token() -> str:
    """Return the token of one form on one page; nothing is stored until it is used."""
    return secrets.token_urlsafe(16)


def save_once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do what the form asks for, unless its token was used; runs inside one transaction."""
    token = request.POST.get(FIELD, "")
    if not _TOKEN.fullmatch(token):
        return act()
    print_now = fingerprint(request)
    person: Any = request.user
    sent, is_first = SentForm.objects.get_or_create(
        user=person, token=token, defaults={"fingerprint": print_now}
    )
    if not is_first and (sent.fingerprint == print_now or not _names_a_version(request.POST)):
        return _what_is_there(request, sent, print_now)
    response = act()
    if was_saved(request, response):
        sent.fingerprint, sent.sent_at = print_now, clock.now()
        # An address too long to keep is not worth a refusal: home leads everywhere.
        sent.led_to = response["Location"] if len(response["Location"]) <= 2000 else "/"
        sent.save()
    elif is_first:
        # Mistakes were shown, so the form may be sent again.
        sent.delete()
    return response


def fingerprint(request: HttpRequest) -> str:
    """Return the digest of what was sent: every field with its values, and the files."""
    fields: list[Any] = sorted(
        (name, values) for name, values in request.POST.lists() if name not in _NEW_EACH_TIME
    )
    files = sorted((name, str(one), one.size) for name, one in _files(request))
    whole = json.dumps([request.path, fields, files])
    return hashlib.sha256(whole.encode()).hexdigest()


def was_saved(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer leads on, and not back with a refusal."""
    queued = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    is_refused = any(message.level >= messages.ERROR for message in queued)
    return response.status_code in (302, 303) and not is_refused


def rewind(request: HttpRequest) -> None:
    """Make the uploaded files readable once more, for a second try."""
    for _, one in _files(request):
        one.seek(0)


def forget_old(*, at: datetime | None = None) -> None:
    """Remove the tokens of forms sent over a month ago."""
    SentForm.objects.filter(sent_at__lt=(at or clock.now()) - KEPT_FOR).delete()


def _what_is_there(request: HttpRequest, sent: SentForm, print_now: str) -> HttpResponse:
    if sent.fingerprint != print_now:
        kept = unsaved_text.keep_for(str(request.user.pk), request)
        if kept is not None:
            messages.warning(request, ALREADY_BUT)
            return redirect("governance:unsaved_text", kept.pk)
    messages.info(request, ALREADY)
    return redirect(sent.led_to)


def _names_a_version(names: Iterable[str]) -> bool:
    """Whether the form edits a row: then the row's version judges words that were changed since."""
    return any(_VERSION.search(name) for name in names)


def _files(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, one) for name, many in request.FILES.lists() for one in many]
