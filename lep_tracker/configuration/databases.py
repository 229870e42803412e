"""Read a database address such as ``postgresql://user:word@host:5432/name`` into Django's terms."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_HINT = (
    "Write postgresql://user:password@host:5432/name, "
    "or sqlite:////full/path/to/file.sqlite3, or leave it out to use SQLite."
)


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of a SQLite file that several processes write to.

    Deferred transactions failed by the hundred in concurrent saves, because a reader that
    turns writer cannot wait; taking the write lock at the start makes everybody queue.
    """
    return {
        "ENGINE": "lep_tracker.configuration.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def from_address(address: str) -> dict[str, Any]:
    """Return Django's database settings for ``address``; refuse what is not understood."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        if not parts.path.strip("/"):
            raise ImproperlyConfigured(f"The database address names no file. {_HINT}")
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"The database address starts with {parts.scheme or 'nothing'!r}. {_HINT}"
        )
    return _postgresql(parts)


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.strip("/"))
    if not name:
        raise ImproperlyConfigured(f"The database address names no database. {_HINT}")
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            f"The port in the database address is not a number. {_HINT}"
        ) from None
    options = dict(parse_qsl(parts.query))
    # A folder cannot stand in the host's place of an address, so a socket comes as ?host=/folder.
    # A server that is not there is said within seconds, not after two minutes.
    options.setdefault("connect_timeout", "10")
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
