"""Commands that the starter runs: each in a group of its own, and none outlives it.

A signal to the starter only sets a flag; whoever waits for a command sees it, stops the groups one
by one and raises ``Stopped``. So a signal that comes while a command is being started, or before
all of them are there, leaves nothing behind.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

LOOK_EVERY = 0.1
# A worker in the middle of a pack gets this long; its task is taken up again at the next start.
PATIENCE = 8

_stopping = threading.Event()
_signals: list[int] = []


class Stopped(Exception):
    """Somebody asked the starter to end, by Ctrl+C or SIGTERM."""

    def __init__(self, signum: int) -> None:
        super().__init__()
        self.exit_status = 128 + signum


def listen() -> None:
    """Take SIGTERM, SIGINT and the closing of the terminal as the wish to stop everything."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, _note)


def _note(signum: int, _frame: object) -> None:
    _signals.append(signum)
    _stopping.set()


def is_stopping() -> bool:
    return _stopping.is_set()


def begin(
    words: Sequence[str | Path],
    *,
    cwd: Path,
    env: dict[str, str] | None = None,
    output: IO[bytes] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a command in a group of its own; raises Stopped where nothing may start any more."""
    _check()
    return subprocess.Popen(
        [str(word) for word in words],
        cwd=cwd,
        env=env,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
    )


def finish(
    words: Sequence[str | Path], *, cwd: Path, env: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run a command to its end; return its exit status and all that it printed."""
    with tempfile.TemporaryFile() as output:
        status = wait_for_first([begin(words, cwd=cwd, env=env, output=output)])
        output.seek(0)
        return status, output.read().decode(errors="replace")


def wait_for_first(running: "Sequence[subprocess.Popen[bytes]]") -> int:
    """Wait until one of them ends, stop the others, and return how the first one ended.

    Raises Stopped once all are gone, where the starter was asked to end.
    """
    try:
        while not _stopping.is_set():
            for each in running:
                if (status := each.poll()) is not None:
                    return status
            _stopping.wait(LOOK_EVERY)
    finally:
        stop(running)
    _check()
    raise AssertionError("unreachable")


def stop(running: "Sequence[subprocess.Popen[bytes]]") -> None:
    """Pass the signal on to every group; what is left of one after eight seconds is killed."""
    for each in running:
        _tell(each, _signals[0] if _signals else signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(_is_there(each) for each in running):
        time.sleep(LOOK_EVERY / 2)
    for each in running:
        _tell(each, signal.SIGKILL)
        each.wait()


def _is_there(each: "subprocess.Popen[bytes]") -> bool:
    return each.poll() is None or _tell(each, 0)


def _tell(each: "subprocess.Popen[bytes]", signum: int) -> bool:
    """Send a signal to a whole group; return whether anything of it is left."""
    try:
        os.killpg(each.pid, signum)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _check() -> None:
    if _stopping.is_set():
        raise Stopped(_signals[0])
