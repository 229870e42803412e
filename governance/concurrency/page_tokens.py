"""Which page a row was saved from, so that a page that saves itself is never in its own way.

A page names itself from its opening until its words are sent, and each sending the moment at which
it left the browser: ``Xy…9.1569500000000``. The history of the row keeps that name with the version
it brought. So a page is known again though the answer to its last sending was lost or came too
late, and the newer of two sendings is known though it arrived first. Without a script the moment
is missing, and nothing is sent but by a button.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Any

FIELD = "page_token"
_WRITTEN = re.compile(r"(?P<page>[\w-]{16,64})(?:\.(?P<moment>\d{1,16}))?")


@dataclass(frozen=True)
class PageToken:
    """The name of one page, and when it sent something."""

    page: str
    moment: int = 0

    def __str__(self) -> str:
        return f"{self.page}.{self.moment}"


def new_token() -> str:
    """The name of a page that is opened now."""
    return secrets.token_urlsafe(16)


def read(text: Any) -> PageToken | None:
    """The name as a form or a history says it; None where it says none that can be read."""
    found = _WRITTEN.fullmatch(str(text or ""))
    return PageToken(found["page"], int(found["moment"] or 0)) if found else None
