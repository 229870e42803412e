"""What was seen of each audit log at the last check, kept in a file outside the database.

A log whose end was cut off together with its head is whole in itself; only somebody who remembers
how long it was can tell. Each log is known by the digest of its first event.
"""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

from .chain import Walk


def problems_with(walk: Walk) -> list[str]:
    """Compare a log with what was seen of it the last time."""
    seen = _read().get(walk.digest_at(1)) if walk.count else None
    if seen is None:
        return []
    problems = []
    if walk.digest_at(seen["count"]) != seen["digest"]:
        problems.append(
            f"The audit log had {seen['count']} events at an earlier check, the last of them with "
            f"the fingerprint {seen['digest'][:16]}. This event is no longer there."
        )
    sealed_from = seen.get("sealed_from")
    if sealed_from and (walk.sealed_from is None or walk.sealed_from > sealed_from):
        problems.append(f"Event {sealed_from} and those after it have lost their seals.")
    return problems


def remember(walk: Walk) -> None:
    """Keep how long a log is, for the next check; one that was found shorter is not forgotten."""
    if not walk.count:
        return
    heads = _read()
    heads[walk.digest_at(1)] = {
        "count": walk.count,
        "digest": walk.digest_at(walk.count),
        "sealed_from": walk.sealed_from,
    }
    path = Path(settings.AUDIT_HEADS_FILE)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(heads, indent=1, sort_keys=True), encoding="utf-8")
    aside.chmod(0o600)
    os.replace(aside, path)


def _read() -> dict[str, dict[str, Any]]:
    path = Path(settings.AUDIT_HEADS_FILE)
    try:
        heads: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return heads
