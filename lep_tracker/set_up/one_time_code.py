"""The one-time code of the first set-up: whoever can read the server's files may set it up."""

import secrets
from pathlib import Path

from django.conf import settings

from ..configuration.environment import kept_secret


def file() -> Path:
    return Path(settings.DATA_DIR) / "set_up_code"


def code() -> str:
    """Return the code, made on first use and readable by the server's owner only."""
    return kept_secret(file())[:32]


def is_right(given: str) -> bool:
    """Compare without telling by the time it takes."""
    return secrets.compare_digest(given.strip().encode(), code().encode())


def forget() -> None:
    """After the set-up there is nothing left to open."""
    file().unlink(missing_ok=True)
