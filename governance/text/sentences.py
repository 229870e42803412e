"""Words set within a sentence."""

import re

_QUOTED = re.compile(r"(“[^”]*”)")


def in_sentence(words: str) -> str:
    """Words in small letters, but for what is quoted: “Printed as “Blue”” keeps its "Blue"."""
    parts = _QUOTED.split(words)
    return "".join(part if at % 2 else part.lower() for at, part in enumerate(parts))
