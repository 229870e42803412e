"""What a page says, whatever lines its template is broken into."""

import re
from typing import Any


def shown(response: Any) -> str:
    """The markup of an answer as if each template stood on one line."""
    return on_one_line(response.content.decode())


def on_one_line(markup: str) -> str:
    """One space wherever there is white space, and none before the end of a tag."""
    return re.sub(r"\s+", " ", markup).replace(" >", ">").strip()
