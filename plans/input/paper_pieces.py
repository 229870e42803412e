"""Further columns and damaged pieces of a paper as typed lines, and back. Knows no database.

A row keeps columns that no field takes as ``[{"heading": "Cost", "text": "£5,000"}]`` and pieces
that were damaged in the paper as ``[{"text": "…"}]``. People type a line for each: ``Cost:
£5,000``, or a piece as it stands. A line that is typed as it was shown gives back the very piece it
was shown for, whatever colons and line ends stand in it.
"""

from collections.abc import Callable, Sequence
from typing import Any

Piece = dict[str, Any]


def columns_as_typed(columns: Sequence[Piece]) -> str:
    """Return further columns as lines, ``Heading: words``; a heading that is empty is left out."""
    return "\n".join(_column_line(one) for one in columns)


def columns_from_typed(typed: str, known: Sequence[Piece]) -> list[Piece]:
    """Return the columns that were typed; ``known`` are those that were shown."""
    return _from_typed(typed, {_column_line(one): one for one in known}, _column)


def pieces_as_typed(pieces: Sequence[Piece]) -> str:
    """Return damaged pieces as lines."""
    return "\n".join(_on_one_line(one["text"]) for one in pieces)


def pieces_from_typed(typed: str, known: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that were typed; ``known`` are those that were shown."""
    lines = {_on_one_line(one["text"]): one for one in known}
    return _from_typed(typed, lines, lambda line: {"text": line})


def _from_typed(typed: str, known: dict[str, Piece], read: Callable[[str], Piece]) -> list[Piece]:
    lines = (line.strip() for line in typed.splitlines())
    return [dict(known[line]) if line in known else read(line) for line in lines if line]


def _column_line(column: Piece) -> str:
    words = _on_one_line(column["text"])
    return f"{_on_one_line(column['heading'])}: {words}" if column.get("heading") else words


def _column(line: str) -> Piece:
    heading, colon, text = line.partition(":")
    if not colon:
        return {"heading": "", "text": line}
    return {"heading": heading.strip(), "text": text.strip()}


def _on_one_line(text: str) -> str:
    return " / ".join(part.strip() for part in text.splitlines() if part.strip())
