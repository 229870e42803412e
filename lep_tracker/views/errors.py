"""What somebody sees where the product failed: a full disk is said, with what to do."""

import sys

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views import defaults

from governance.input import unsaved_text
from governance.models import TypedText
from governance.storage.room import is_out_of_room

NO_ROOM = "There is no room left on the server, so nothing was saved. Tell your administrator."


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer whatever failed with a page; it reads nothing from the database itself."""
    if not is_out_of_room(sys.exc_info()[1]):
        return defaults.server_error(request)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"problem": NO_ROOM}, status=507)
    page = loader.get_template("507.html").render({"kept": _kept(request)})
    return HttpResponse(page, status=507)


def _kept(request: HttpRequest) -> TypedText | None:
    """What was typed, where there is room for that: files and rows may lie on two disks."""
    person = getattr(request, "user", None)
    if request.method != "POST" or person is None:
        return None
    try:
        with transaction.atomic():
            return unsaved_text.keep_for(str(person.pk), request) if person.pk else None
    except (DatabaseError, OSError):
        return None
