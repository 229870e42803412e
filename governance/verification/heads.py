"""What was seen of each audit log at the last check, kept in a file outside the database.

A log whose end was cut off together with its head is whole in itself; only somebody who remembers
how long it was can tell. Each log is known by the digest of its first event, wherever its database
is restored to; and by its place, the database and the partnership, so that one is missed that was
removed whole or written anew from its first event.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ..models import Partnership
from .chain import ChainWalk

Heads = dict[str, dict[str, Any]]


def problems_with(walk: ChainWalk, partnership: Partnership | None) -> list[str]:
    """Compare a log with what was seen of it the last time."""
    try:
        heads = _read()
    except (OSError, ValueError):
        return [
            "The file that remembers how long each audit log was cannot be read "
            f"({Path(settings.AUDIT_HEADS_FILE).name}), so nothing could be compared with it."
        ]
    problems = [*_replaced(walk, _place(partnership.pk if partnership else None), heads)]
    if partnership is None:
        problems += _gone(heads)
    seen = heads.get(walk.digest_at(1)) if walk.count else None
    if seen is None:
        return problems
    if walk.digest_at(seen["count"]) != seen["digest"]:
        problems.append(
            f"The audit log had {seen['count']} events at an earlier check, the last of them with "
            f"the fingerprint {seen['digest'][:16]}. This event is no longer there."
        )
    sealed_from = seen.get("sealed_from")
    if sealed_from and (walk.sealed_from is None or walk.sealed_from > sealed_from):
        problems.append(f"Event {sealed_from} and those after it have lost their seals.")
    return problems


def remember(walk: ChainWalk, partnership: Partnership | None) -> None:
    """Keep how long a log is, for the next check; one that was found shorter is not forgotten.

    A log that took the place of another was acknowledged as such, and is remembered instead.
    """
    if not walk.count:
        return
    place = _place(partnership.pk if partnership else None)
    with _held():
        try:
            heads = _read()
        except ValueError:
            heads = {}
        for seen in heads.values():
            if seen.get("place") == place:
                del seen["place"]
        heads[walk.digest_at(1)] = {
            "count": walk.count,
            "digest": walk.digest_at(walk.count),
            "sealed_from": walk.sealed_from,
            "place": place,
        }
        _write(heads)


def forget_place() -> None:
    """Let logs of a database that is made anew take the place of those it had before."""
    if not Path(settings.AUDIT_HEADS_FILE).exists():
        return
    with _held():
        heads = _read()
        here = _place(None).rpartition("#")[0]
        for seen in heads.values():
            if str(seen.get("place", "")).rpartition("#")[0] == here:
                del seen["place"]
        _write(heads)


def _replaced(walk: ChainWalk, place: str, heads: Heads) -> Iterator[str]:
    for first, seen in heads.items():
        if seen.get("place") == place and first != walk.digest_at(1):
            yield (
                f"The audit log had {seen['count']} events at an earlier check, the first of them "
                f"with the fingerprint {first[:16]}. It was removed, or written anew."
            )


def _gone(heads: Heads) -> Iterator[str]:
    """Logs of partnerships of this database that are no longer there."""
    here = _place(None).rpartition("#")[0]
    known = {str(pk) for pk in Partnership.objects.values_list("pk", flat=True)} | {"site"}
    for seen in heads.values():
        database, _, whose = str(seen.get("place", "")).rpartition("#")
        if database == here and whose not in known:
            yield (
                f"The partnership {whose}, whose audit log had {seen['count']} events at an "
                "earlier check, is no longer there."
            )


def _place(key: int | None) -> str:
    """The database and the partnership whose log it is, as one word."""
    database = transaction.get_connection().settings_dict
    where = f"{database.get('HOST') or ''}:{database.get('PORT') or ''}/{database['NAME']}"
    return f"{where}#{key or 'site'}"


@contextmanager
def _held() -> Iterator[None]:
    """One check at a time writes the file."""
    path = Path(settings.AUDIT_HEADS_FILE)
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(heads: Heads) -> None:
    path = Path(settings.AUDIT_HEADS_FILE)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(heads, indent=1, sort_keys=True), encoding="utf-8")
    aside.chmod(0o600)
    os.replace(aside, path)


def _read() -> Heads:
    """What is remembered; raises ValueError where the file does not say it."""
    path = Path(settings.AUDIT_HEADS_FILE)
    try:
        heads = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(heads, dict) or not all(
        isinstance(seen, dict) and {"count", "digest"} <= seen.keys() for seen in heads.values()
    ):
        raise ValueError("This is no list of audit logs.")
    return heads
