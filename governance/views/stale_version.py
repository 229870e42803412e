"""The page of a decision that was taken on something which has changed: both, and nothing done."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ..concurrency.versions_seen import FIELD, SHOWN, as_shown
from ..input.unsaved_text import payload_of, words_of
from ..models import StaleVersion


def stale_version(request: HttpRequest, error: StaleVersion, *, before: str) -> HttpResponse:
    """Show what was seen beside what stands now, with what was typed.

    Where all that stands now is on the page, the decision can be taken on it from there;
    ``before`` is the address of the page it came from.
    """
    error.differences = as_shown(error.differences, request.POST)
    payload = payload_of(request.POST)
    context = {"changed": error, "before": before}
    if request.headers.get("Accept", "").startswith("application/json"):
        panel = render_to_string("components/stale_version.html", context, request)
        return JsonResponse({"panel": panel, "problem": str(error)}, status=409)
    context |= {
        # A figure alone is a choice, such as that of a row, which the page names in words.
        "typed_words": [each for each in words_of(payload) if not each[1].strip().isdigit()],
        "fields": [
            (name, text)
            for name, texts in payload.items()
            for text in texts
            if name != FIELD and not name.startswith(f"{SHOWN}.")
        ],
    }
    return render(request, "governance/stale_version.html", context, status=409)
