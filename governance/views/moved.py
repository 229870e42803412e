"""Where a page goes on after something on it was moved."""

from typing import Any
from urllib.parse import urldefrag


def address_after_move(page: str, part: Any, way: str) -> str:
    """The address of a page that gives the focus back to the button that moved a part.

    Its template asks ``focus_after_move``. An address with a place in it would keep the focus.
    """
    return f"{urldefrag(page).url}?moved={part._meta.model_name}.{part.pk}.{way}"
