"""The table of a theme or section: objectives, their key results, and the paper's own columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.documents.pieces import Piece
from governance.documents.printed import (
    PrintedCell,
    PrintedLine,
    PrintedTable,
    lines_of,
    texts_of,
)

from ..placed import PlacedColumn, PlacedKeyResult, PlacedObjective

OBJECTIVE, LABEL, KEY_RESULT, OUTCOME = "Objective", "KR", "Key result", "Outcome"
_Has = PlacedObjective | PlacedKeyResult


@dataclass(frozen=True)
class Columns:
    """What a table prints beside objectives and key results, in the paper's order."""

    has_outcome: bool
    of_objective: tuple[str, ...]
    of_key_result: tuple[str, ...]

    def head(self) -> tuple[str, ...]:
        outcome = (OUTCOME,) if self.has_outcome else ()
        return (
            *(OBJECTIVE, LABEL, KEY_RESULT, *outcome),
            *self.of_key_result,
            *self.of_objective,
        )

    def shares(self) -> tuple[int, ...]:
        outcome = (8,) if self.has_outcome else ()
        further = (4,) * (len(self.of_key_result) + len(self.of_objective))
        return (7, 2, 11, *outcome, *further)


def columns_of(objectives: Sequence[PlacedObjective]) -> Columns:
    results = [one for objective in objectives for one in objective.key_results]
    return Columns(
        any(one.outcome_text for one in results),
        in_one_order([column.heading for column in one.columns] for one in objectives),
        in_one_order([column.heading for column in one.columns] for one in results),
    )


def table_of(
    objectives: Sequence[PlacedObjective], name: str, columns: Columns | None = None
) -> PrintedTable:
    """A row for each key result; the cell of an objective reaches down over its rows."""
    columns = columns or columns_of(objectives)
    head = tuple(PrintedCell((PrintedLine(one, look="head", frame=one),)) for one in columns.head())
    rows = [row for objective in objectives for row in _rows(objective, columns)]
    return PrintedTable(head, tuple(rows), columns.shares(), name)


def in_one_order(lists: Iterable[list[str]]) -> tuple[str, ...]:
    """All names of the lists once, in an order that keeps that of each list where it can."""
    found: list[str] = []
    for names in lists:
        for at, name in enumerate(names):
            if name in found:
                continue
            # After the name before it; a first one before the next that is known, or last.
            known = [found.index(one) for one in names[at + 1 :] if one in found]
            place = found.index(names[at - 1]) + 1 if at else min(known, default=len(found))
            found.insert(place, name)
    return tuple(found)


def objective_lines(objective: PlacedObjective) -> list[PrintedLine]:
    """Number and words on one line, and what stands beneath."""
    number, text = objective.number, objective.text
    mark = "." if number.replace(".", "").isdigit() else ":"
    words = f"{number}{mark} {text}".rstrip() if number else text
    of: tuple[Piece, ...] = (objective,)
    first = texts_of(words, of) if words else []
    return [*first, *lines_of(objective.body, of)]


def key_result_lines(key_result: PlacedKeyResult) -> list[PrintedLine]:
    of: tuple[Piece, ...] = (key_result,)
    first = [PrintedLine(key_result.text, of=of)] if key_result.text else []
    return [*first, *lines_of(key_result.bullets, of)]


def _rows(objective: PlacedObjective, columns: Columns) -> list[tuple[PrintedCell, ...]]:
    of_objective = _beside(objective, columns.of_objective)
    rows = []
    for at, result in enumerate(objective.key_results or [None]):
        first = at == 0
        cells = [_cell(objective_lines(objective)) if first else PrintedCell(continues=True)]
        if result is None:
            width = 2 + columns.has_outcome + len(columns.of_key_result)
            cells += [PrintedCell()] * width
        else:
            of: tuple[Piece, ...] = (result,)
            cells += [_cell(texts_of(result.label, of)), _cell(key_result_lines(result))]
            if columns.has_outcome:
                cells.append(_cell(texts_of(result.outcome_text, of)))
            cells += _beside(result, columns.of_key_result)
        cells += of_objective if first else [PrintedCell(continues=True)] * len(of_objective)
        rows.append(tuple(cells))
    return rows


def _beside(has: _Has, headings: Sequence[str]) -> list[PrintedCell]:
    cells = []
    for heading in headings:
        column = next((one for one in has.columns if one.heading == heading), None)
        cells.append(_column_cell(column) if column else PrintedCell())
    return cells


def _column_cell(column: PlacedColumn) -> PrintedCell:
    return _cell(lines_of(column.body, (column,)))


def _cell(lines: Iterable[PrintedLine]) -> PrintedCell:
    return PrintedCell(tuple(lines))
