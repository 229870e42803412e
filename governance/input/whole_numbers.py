"""Whole numbers out of an address or a hidden box: a version, a row's key, a place in a list."""

from typing import Any

_DIGITS = 18  # whatever has more is no key that a database holds


def typed_number(text: Any) -> int | None:
    """Return the whole number that plain digits say, else None: “²” and forty digits are none.

    Nothing here comes from a person's keyboard, so a wrong one needs no sentence; figures that
    people type are read by ``governance.input.figures``.
    """
    digits = str(text or "").strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS:
        return None
    return int(digits)
