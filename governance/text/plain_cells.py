"""Text for spreadsheets that no program takes for a formula.

A cell that starts with ``= + - @``, a tab or a return, or their full-width forms, runs when it
is opened; ``without_formula`` puts an apostrophe before it and ``with_formula_sign`` takes the
same apostrophe off again, so that what is exported comes back equal.
"""

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def without_formula(value: str) -> str:
    """Return text that a spreadsheet shows as it is."""
    stripped = value.lstrip(" ")
    if stripped.startswith(SIGNS) or _is_guarded(value):
        return GUARD + value
    return value


def with_formula_sign(value: str) -> str:
    """Return the text as it was before ``without_formula``."""
    return value[1:] if _is_guarded(value) else value


def _is_guarded(value: str) -> bool:
    """Guarded text, and text that was typed to look guarded and so needs a guard of its own."""
    inner = value.lstrip(GUARD).lstrip(" ")
    return value.startswith(GUARD) and inner.startswith(SIGNS)
