"""A document cut at its tables: each table with the lines before it."""

from dataclasses import dataclass, replace

from governance.documents.rows import Line, Source, Table

from .columns import Columns, roles_of
from .paper import filled

_LONGEST_BOX = 14  # words


@dataclass
class Part:
    """A table with the lines before it."""

    before: list[Line]
    table: Table
    columns: Columns


def parts_of(source: Source) -> tuple[list[Part], list[Line]]:
    """The tables with the lines before each, and the lines after the last one.

    A table that follows another at once, with as many columns and no heads, goes on with it.
    """
    parts: list[Part] = []
    lines: list[Line] = []
    for one in source.blocks:
        if isinstance(one, Line):
            lines.append(one)
            continue
        if (heading := _heading_in(one)) is not None:
            lines.append(heading)
            continue
        columns = roles_of(one)
        last = parts[-1] if parts else None
        if (
            last
            and last.columns.is_plan
            and not columns.header_rows
            and one.columns == last.table.columns
        ):
            columns = replace(
                columns,
                roles=last.columns.roles,
                headings=last.columns.headings,
                helpers=("",) * one.columns,
                rounds=last.columns.rounds,
                score=last.columns.score,
            )
        parts.append(Part(lines, one, columns))
        lines = []
    return parts, lines


def _heading_in(table: Table) -> Line | None:
    """The line of a table that holds nothing else: a heading in a box."""
    lines = filled(table.lines())
    if len(lines) == 1 and len(lines[0].text.split()) <= _LONGEST_BOX:
        return replace(lines[0], is_bold=True)
    return None


def title_lines(part: Part) -> list[Line]:
    """The lines of the rows above a table's headings."""
    rows = [part.table.rows[at] for at in part.columns.title_rows]
    return [line for row in rows for cell in row.cells for line in cell.lines]


def told_in(parts: list[Part]) -> list[Line]:
    """The lines of every column of progress."""
    return [
        line
        for part in parts
        if part.columns.is_plan
        for row in part.table.rows
        for cell in row.cells
        if cell.column in part.columns.of("progress")
        for line in cell.lines
    ]
