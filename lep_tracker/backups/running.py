"""Whether the site runs: web and worker hold a file together, and a restore holds it alone.

The kernel gives the file free when a process ends, however it ends; nothing is left to clear up.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .archive import BackupRefused

STOP_FIRST = "The site is running. Stop the web process and the worker first."
# Open for as long as the process lives.
_held: list[int] = []


def _opened() -> int:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    # Locking asks for no right to write, so an administrator's file does not stop the product.
    return os.open(folder / "running.lock", os.O_RDONLY | os.O_CREAT, 0o644)


def hold_as_running() -> None:
    """Say for the life of this process that the site runs; waits while a restore is under way."""
    if not _held:
        _held.append(_opened())
        fcntl.flock(_held[0], fcntl.LOCK_SH)


@contextmanager
def stopped() -> Iterator[None]:
    """Keep the site from starting meanwhile; raises BackupRefused where it runs."""
    descriptor = _opened()
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(STOP_FIRST) from None
        yield
    finally:
        os.close(descriptor)
