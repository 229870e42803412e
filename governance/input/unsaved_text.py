"""Words that were typed and not saved: kept on the server, given back to their author alone."""

from typing import Any

from django.http import HttpRequest, QueryDict

from .. import clock
from ..concurrency.versions_seen import FIELD as SEEN
from ..concurrency.versions_seen import SHOWN
from ..models import TypedText, User
from .whole_numbers import typed_number

LIMIT = 500_000
# Never kept: what is secret, and what a new page brings anew.
SECRET = ("csrfmiddlewaretoken", "password", "typed_text", "code", "token", "once")
# Kept, but nobody's words.
FURNITURE = (
    "version",
    "action",
    "next",
    "submit",
    "step",
    "finding",
    SEEN,
    "opened_with",
    "asked_about",
)


def keep(
    user: User, *, form: str, payload: dict[str, list[str]], base_version: int = 0
) -> TypedText:
    """Keep what ``user`` typed at the address ``form``; the newest text takes the place."""
    kept, _ = TypedText.objects.update_or_create(
        user=user,
        form=form,
        defaults={"payload": payload, "base_version": base_version, "typed_at": clock.now()},
    )
    return kept


def keep_for(author: str, request: HttpRequest) -> TypedText | None:
    """Keep the words of a form that came without a session; None when there are none to keep."""
    user = User.objects.filter(pk=author, is_active=True).first()
    payload = payload_of(request.POST)
    if user is None or not words_of(payload) or len(request.path) > 300:
        return None
    if sum(len(text) for texts in payload.values() for text in texts) > LIMIT:
        return None
    version = payload.get("version", [""])[0]
    return keep(
        user,
        form=request.path,
        payload=payload,
        base_version=typed_number(version) or 0,
    )


def payload_of(posted: QueryDict) -> dict[str, list[str]]:
    """Return the fields of a form that may be kept."""
    return {
        name: [str(text) for text in texts]
        for name, texts in posted.lists()
        if not any(part in name.lower() for part in SECRET)
    }


def words_of(payload: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return each typed text with a name a person can read."""
    return [
        (name.replace("_", " ").replace("-", " "), text)
        for name, texts in payload.items()
        for text in texts
        if text.strip() and name not in FURNITURE and not name.startswith(f"{SHOWN}.")
    ]


def forget(user: User, key: Any) -> None:
    """Throw the text away, because it was saved or is not wanted; only its author can."""
    if (pk := typed_number(key)) is not None:
        TypedText.objects.filter(user=user, pk=pk).delete()
