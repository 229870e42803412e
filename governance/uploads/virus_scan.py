"""Asking a ClamAV server about a file before it is kept, where ``LEP_CLAMD`` names one.

The protocol is clamd's own (``man clamd``, INSTREAM): the word, the content in pieces each with
its length before it, a length of nought at the end, and one line of answer.
"""

import logging
import socket
import struct
import time
from typing import IO, Any

from django.conf import settings

SECONDS = 15
# For the whole talk: a page waits for it, and on SQLite whoever saves meanwhile waits 20 at most.
_SECONDS_IN_ALL = 18
_PIECE = 64 * 1024

FOUND = (
    "The virus scanner found something harmful in this file, so it was not kept. "
    "Ask whoever sent it to you for a clean copy."
)
SILENT = (
    "The virus scanner does not answer, so the file was not kept. Everything else you typed is "
    "still here. Try again in a few minutes, or save without the file and add it later."
)
UNREADABLE = (
    "The virus scanner could not look through this file, so it was not kept. "
    "Choose a smaller or simpler file, or give a link to it."
)

log = logging.getLogger(__name__)


def problem_with(content: IO[bytes] | Any) -> str | None:
    """Return why a file may not be kept, in a sentence; None where it may or nobody scans."""
    where = settings.CLAMD
    if where is None:
        return None
    try:
        answer = _ask(where, content)
    except (OSError, UnicodeError) as error:
        # A name that cannot be one of a server is a UnicodeError to the socket.
        log.error("The virus scanner at %s did not answer: %s", where, error)
        return SILENT
    finally:
        content.seek(0)
    if answer.endswith(": OK"):
        return None
    # What was found is for the operator; to whoever sent the file its name says nothing.
    log.warning("The virus scanner said: %s", answer)
    if answer.endswith("FOUND"):
        return FOUND
    return UNREADABLE if answer else SILENT


def _ask(where: str | tuple[str, int], content: IO[bytes] | Any) -> str:
    ends = time.monotonic() + _SECONDS_IN_ALL
    with _connected(where) as server:
        try:
            server.sendall(b"zINSTREAM\0")
            content.seek(0)
            while piece := content.read(_PIECE):
                _require_time(ends)
                server.sendall(struct.pack("!I", len(piece)) + piece)
            server.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            # It hangs up on a file larger than it takes, and says so before.
            log.info("The virus scanner stopped listening half-way.")
        return _answer(server, ends)


def _connected(where: str | tuple[str, int]) -> socket.socket:
    if isinstance(where, tuple):
        return socket.create_connection(where, timeout=SECONDS)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.settimeout(SECONDS)
    try:
        server.connect(where)
    except OSError:
        server.close()
        raise
    return server


def _answer(server: socket.socket, ends: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < 4096:
        _require_time(ends)
        piece = server.recv(1024)
        if not piece:
            break
        said += piece
    return said.split(b"\0")[0].decode("utf-8", "replace").strip()


def _require_time(ends: float) -> None:
    if time.monotonic() > ends:
        raise TimeoutError("it took longer than a page can wait")
