"""Columns of a paper's table as lines beneath an objective or a key result, and back.

A column that objectives have no field for stands beneath the words as a heading with its text,
where it can be read and edited like any other line.
"""

from collections.abc import Sequence

from governance.text.structured_text import Block, clean

from .placed import PlacedColumn


def with_columns(lines: Sequence[Block], columns: Sequence[PlacedColumn]) -> list[Block]:
    """The lines beneath something, then each column under its heading."""
    found = list(lines)
    for column in columns:
        found.append({"kind": "heading", "level": 0, "text": column.heading})
        found += column.body
    return clean(found)


def without_columns(lines: Sequence[Block]) -> tuple[list[Block], list[PlacedColumn]]:
    """The lines before the first heading, and a column for each heading after them."""
    own: list[Block] = []
    columns: list[PlacedColumn] = []
    for block in lines:
        if block["kind"] == "heading":
            columns.append(PlacedColumn(heading=block["text"]))
        elif columns:
            columns[-1].body.append(block)
        else:
            own.append(block)
    return own, columns
