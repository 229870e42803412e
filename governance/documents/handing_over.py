"""A source as JSON, to be handed from the process that read it to the one that asked.

JSON and not pickle: what comes out of a process that opened a stranger's file is only data.
"""

import json
from typing import Any

from .rows import Block, Cell, Line, Link, Row, Source, Table


def to_json(source: Source) -> str:
    """The whole source, word for word."""
    return json.dumps(
        {
            "name": source.name,
            "kind": source.kind,
            "blocks": [_block(block) for block in source.blocks],
            "asides": [_line(line) for line in source.asides],
            "warnings": source.warnings,
            "title": source.title,
            "written_on": source.written_on,
            "kept": source.kept,
        }
    )


def from_json(text: str | bytes) -> Source:
    """The source that ``to_json`` wrote. Raises ValueError, KeyError or TypeError on others."""
    said = json.loads(text)
    return Source(
        name=said["name"],
        kind=said["kind"],
        blocks=tuple(map(_block_of, said["blocks"])),
        asides=tuple(map(_line_of, said["asides"])),
        warnings=tuple(said["warnings"]),
        title=said["title"],
        written_on=said["written_on"],
        kept=said["kept"],
    )


def _block(block: Block) -> list[Any]:
    if isinstance(block, Line):
        return _line(block)
    rows = [
        [
            row.is_header,
            [
                [cell.column, cell.columns, cell.continues, [_line(line) for line in cell.lines]]
                for cell in row.cells
            ],
        ]
        for row in block.rows
    ]
    return [rows, block.columns, block.name]


def _line(line: Line) -> list[Any]:
    links = [[link.start, link.end, link.address] for link in line.links]
    return [
        *(line.id, line.text, line.place, line.kind, line.level, line.label, line.style),
        *(line.typed, line.is_bold, links, line.notes),
    ]


def _block_of(said: list[Any]) -> Block:
    if isinstance(said[0], str):
        return _line_of(said)
    rows, columns, name = said
    return Table(
        tuple(
            Row(
                tuple(
                    Cell(tuple(map(_line_of, lines)), column, spanned, continues)
                    for column, spanned, continues, lines in cells
                ),
                is_header,
            )
            for is_header, cells in rows
        ),
        columns,
        name,
    )


def _line_of(said: list[Any]) -> Line:
    one, text, place, kind, level, label, style, typed, is_bold, links, notes = said
    return Line(
        id=one,
        text=text,
        place=place,
        kind=kind,
        level=level,
        label=label,
        style=style,
        typed=typed,
        is_bold=is_bold,
        links=tuple(Link(*link) for link in links),
        notes=tuple(notes),
    )
