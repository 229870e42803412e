"""Text without what no reader can see and no database should hold; and a sentence that says so."""

import re

# White space among them separates; the rest is damage. Lone surrogates cannot be stored either.
_DAMAGED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str, where: str = "The text") -> tuple[str, tuple[str, ...]]:
    """The text without NUL, control characters and broken signs, and what to say of it."""
    clean, count = _DAMAGED.subn("", text)
    return clean, (said_of_cleaning(count, where),) if count else ()


def said_of_cleaning(count: int, where: str) -> str:
    """One sentence for so many signs taken out."""
    signs = "1 sign" if count == 1 else f"{count:,} signs"
    return f"{where} held {signs} that cannot be shown or stored; they were left out."
