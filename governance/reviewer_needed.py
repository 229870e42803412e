"""What stands against a partnership without a reviewer: each app says it of its own rows.

An app adds a function to ``WAITING`` when it is set up; the model asks them all, so that every
page, table and administration form refuses alike.
"""

from collections.abc import Callable
from typing import Any

# Each takes the partnership and answers with a sentence, or nothing.
WAITING: list[Callable[[Any], str]] = []


def why_needed(partnership: Any) -> str:
    """The first sentence that says what waits for the reviewer; empty where nothing does."""
    return next(filter(None, (why(partnership) for why in WAITING)), "")
