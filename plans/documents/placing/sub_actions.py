"""The parts of an action that is printed as a), b), c) inside one cell: its steps."""

import re
from collections.abc import Sequence

from governance.documents.rows import Line

_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]+|\(?\d{1,2}\)|\d{1,2}\.\d{1,2}[a-z]?[.)]?")


def split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The words of an action and the lettered steps beneath them.

    A single letter is no list, and a cell that holds nothing but lettered points keeps the
    first of them as its action.
    """
    said = [line for line in lines if not line.is_empty]
    at = next((at for at, line in enumerate(said) if at and _is_lettered(line)), None)
    if at is None:
        return list(lines), []
    steps = [line for line in said[at:] if _is_lettered(line)]
    if len(steps) < 2 or len(steps) < len(said) - at:
        return list(lines), []
    return said[:at], said[at:]


def _is_lettered(line: Line) -> bool:
    return line.kind == "number" and bool(_LETTER.fullmatch((line.marker or line.label).strip()))
