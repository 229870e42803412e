"""Whether the structured text of pieces that came from a file is text that can be printed."""

from typing import Any

from ..text.structured_text import clean_line, validate
from .ledger import pieces_of
from .pieces import Placed

_TEXTS = ("statement", "body", "purpose", "bullets", "remit")


def require_text(placed: Placed) -> None:
    """Raise ValueError, with a sentence, where a line of text is none: a kind or level unknown."""
    for _, piece in pieces_of(placed):
        for name in _TEXTS:
            _require(getattr(piece, name, []), type(piece).__name__.removeprefix("Placed"))


def _require(blocks: list[Any], where: str) -> None:
    for block in blocks:
        whole = dict(block) if isinstance(block, dict) else {}
        text = whole.get("text")
        # A sheet may show double spaces; only what no page can print is refused.
        if isinstance(text, str) and clean_line(text) != text:
            whole["text"] = clean_line(text)
            whole.pop("marks", None)
        try:
            validate([whole])
        except ValueError as error:
            raise ValueError(f"{where}, {error}") from error
