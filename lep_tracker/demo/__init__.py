"""The demonstration: three partnerships told through the same actions people do.

Facts come from ``fixtures/demo``; nothing here goes round the workflow functions.
"""

from .loader import PASSWORD, SignIn, is_loaded, load, sign_ins

__all__ = ["PASSWORD", "SignIn", "is_loaded", "load", "sign_ins"]
