"""Readers of environment variables that refuse nonsense and say what to write instead."""

import datetime
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable as text, without surrounding white space."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Return the variable as yes or no; raise ImproperlyConfigured on anything else."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {raw!r}. Write 1 for yes or 0 for no.")


def whole_number(name: str, default: int, least: int = 0) -> int:
    """Return the variable as a whole number of at least ``least``."""
    raw = text(name)
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()) or int(raw) < least:
        raise ImproperlyConfigured(f"{name} is {raw!r}. Write a whole number from {least} up.")
    return int(raw)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return a comma-separated variable as a list of words."""
    raw = text(name)
    return [word.strip() for word in raw.split(",") if word.strip()] if raw else list(default)


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """Return the variable as one of ``allowed``, of which the first is the default."""
    value = text(name).lower() or allowed[0]
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write one of {', '.join(allowed)}.")
    return value


def day(name: str) -> datetime.date | None:
    """Return the variable as a date, or None where it is not set."""
    raw = text(name)
    if not raw:
        return None
    try:
        return datetime.date.fromisoformat(raw)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}. Write a date as year-month-day, such as 2019-09-16."
        ) from None


def time_of_day(name: str, default: str) -> datetime.time:
    """Return the variable as a time of day, such as 07:30."""
    raw = text(name) or default
    try:
        return datetime.time.fromisoformat(raw)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}. Write a time as hours and minutes, such as 07:30."
        ) from None


def folder(name: str, default: Path) -> Path:
    """Return the variable as a folder, made if it is not there yet."""
    path = Path(text(name) or default)
    path.mkdir(parents=True, exist_ok=True)
    return path


def socket_address(name: str) -> str | tuple[str, int] | None:
    """Return the path of a socket, or host and port; None where nothing is set."""
    raw = text(name).removeprefix("unix:")
    if not raw or raw.startswith("/"):
        return raw or None
    host, _, port = raw.removeprefix("tcp://").rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}. Write the path of a socket, such as /run/clamav/clamd.ctl, "
            "or a host and a port, such as 127.0.0.1:3310."
        )
    return host.strip("[]"), int(port)


def kept_secret(path: Path) -> str:
    """Return the secret in the file, made on first use and readable by its owner only."""
    if not path.exists():
        # Written aside and linked, so that web and worker starting together read one whole secret.
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return path.read_text(encoding="utf-8").strip()
