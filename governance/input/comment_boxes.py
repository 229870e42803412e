"""The boxes for questions and answers on a page: a button sends one, the others come back.

Each box stands in the one form of its page, so whichever button is pressed, all of them arrive.
What was not sent is kept in the session of its writer, and stands in its box when the page is
opened again.
"""

import re
from collections.abc import Mapping

from django.http import HttpRequest

PRESSED, ASK, ANSWER, SETTLE, REOPEN = "talk", "ask", "answer", "settle", "reopen"
QUESTION, TO, SEEN = "question", "question_to", "seen_questions"
KEPT_IN = "typed_boxes"
KEPT = "Your question or answer that was not added is kept in its box until you sign out."
_BOX = re.compile(r"question|answer_\d+")


def pressed(posted: Mapping[str, str]) -> tuple[str, str]:
    """What a button of the questions asks for, and the question it belongs to."""
    verb, _, question = posted.get(PRESSED, "").partition(" ")
    return verb, question


def box_of(verb: str, question: str) -> str:
    """The box that a button sends; none for those that only settle a question or reopen it."""
    return {ASK: QUESTION, ANSWER: f"answer_{question}"}.get(verb, "")


def keep_boxes(request: HttpRequest, page: str, *, sent: str = "") -> bool:
    """Keep what was typed and not sent for the page at this address; whether there was any."""
    typed = {
        name: text
        for name, text in request.POST.items()
        if _BOX.fullmatch(name) and name != sent and str(text).strip()
    }
    kept = dict(request.session.get(KEPT_IN, {}))
    now = {**kept, page: typed} if typed else {key: kept[key] for key in kept if key != page}
    if now != kept:
        request.session[KEPT_IN] = now
    return bool(typed)


def typed_in_box(request: HttpRequest, name: str) -> str:
    """What stands in a box: as it was sent with the page that is shown again, or as kept."""
    if request.method == "POST":
        return str(request.POST.get(name, ""))
    return str(request.session.get(KEPT_IN, {}).get(request.path, {}).get(name, ""))
