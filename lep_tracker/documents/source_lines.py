"""The lines of a source as a run keeps them: their words, their place in it, where they went.

Kept beside the file, so that the page of a run shows the document as it stands without reading
the file again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.documents.ledger import Entry, Report
from governance.documents.rows import Line, Source, Table


@dataclass(frozen=True)
class SourceLine:
    """One line of the source. ``table``, ``row`` and ``column`` count from 1; 0 is outside."""

    id: str = ""
    text: str = ""
    place: str = ""
    kind: str = "paragraph"
    level: int = 0
    label: str = ""  # the number that the word processor prints by itself
    table: int = 0
    row: int = 0
    column: int = 0
    is_aside: bool = False
    went: str = "lost"
    to: tuple[str, ...] = field(default=())
    why: str = ""


def source_lines(source: Source, report: Report) -> list[SourceLine]:
    """Every line that has words or went somewhere, in reading order."""
    accounted = {entry.id: entry for entry in report.entries}
    return [
        _kept(line, accounted[line.id], **place)
        for line, place in _with_places(source)
        if line.id in accounted
    ]


def _with_places(source: Source) -> Iterator[tuple[Line, dict[str, int | bool]]]:
    tables = 0
    for block in source.blocks:
        if not isinstance(block, Table):
            yield block, {}
            continue
        tables += 1
        for row_number, row in enumerate(block.rows, 1):
            for cell in row.cells:
                for line in cell.lines:
                    yield line, {"table": tables, "row": row_number, "column": cell.column + 1}
    for line in source.asides:
        yield line, {"is_aside": True}


def _kept(line: Line, entry: Entry, **place: int | bool) -> SourceLine:
    return SourceLine(
        id=line.id,
        text=line.text,
        place=line.place,
        kind=line.kind,
        level=line.level,
        label=line.label,
        went=entry.went,
        to=entry.to,
        why=entry.why,
        **place,  # type: ignore[arg-type]
    )
