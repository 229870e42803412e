"""A small mail server on this machine that counts what it takes and can be rude on purpose."""

import socket
import threading
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

# Where a rude thing can happen, in the order of one mail.
STAGES = ("connect", "helo", "mail", "rcpt", "data", "body", "taken", "answered")


class HangUp(Exception):
    """Raised by a hook: the server goes away in the middle of a word."""


class MailSink:
    """Takes mail on a port of its own; ``mails`` is what it said yes to.

    ``at`` is called with the stage a mail has come to; ``answers`` replaces what is said at one.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.at: Callable[[str], None] = lambda stage: None
        self.answers: dict[str, str] = {}
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> "MailSink":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        # A listener that another thread waits on is woken by shutdown, not by close alone.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def count(self) -> Counter[str]:
        """How often each mail was taken, by its Message-ID."""
        with self._lock:
            return Counter(mail["Message-ID"] for mail in self.mails)

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[caller], daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller, caller.makefile("rwb", buffering=0) as line:
            try:
                self._talk(line)
            except (HangUp, OSError):
                return

    def _talk(self, line) -> None:
        self._say(line, "connect", "220 sink")
        while order := line.readline():
            word = order[:4].upper()
            if word in (b"EHLO", b"HELO"):
                self._say(line, "helo", "250 sink")
            elif word == b"MAIL":
                self._say(line, "mail", "250 sender fine")
            elif word == b"RCPT":
                self._say(line, "rcpt", "250 recipient fine")
            elif word == b"DATA":
                self._say(line, "data", "354 go on")
                self._take(line)
            elif word == b"QUIT":
                line.write(b"221 bye\r\n")
                return
            else:
                line.write(b"250 fine\r\n")

    def _take(self, line) -> None:
        lines = []
        while (part := line.readline()) != b".\r\n":
            if not part:
                return
            lines.append(part.removeprefix(b"."))
        self.at("body")
        if "taken" not in self.answers:
            with self._lock:
                mail = message_from_bytes(b"".join(lines), policy=policy.default)
                self.mails.append(mail)
        self._say(line, "taken", "250 taken")
        self.at("answered")

    def _say(self, line, stage: str, answer: str) -> None:
        self.at(stage)
        line.write(f"{self.answers.get(stage, answer)}\r\n".encode())


@pytest.fixture
def sink(settings):
    """A mail server, and settings that lead to it."""
    with MailSink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_TIMEOUT = 5
        yield server
