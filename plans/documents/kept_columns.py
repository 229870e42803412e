"""Columns that a file of ours added: whose words they hold is known, however they are headed."""

from collections.abc import Sequence

from governance.documents.pieces import Furniture
from governance.documents.printed import bare
from governance.text.dates_in_words import day_in_words

from .placed import Extra, PlacedNote, PlacedRow
from .writing.columns import Column


def take_columns(row: PlacedRow, old: PlacedRow, columns: Sequence[Column]) -> list[Furniture]:
    """Give a row that was read what its columns hold; returns what is no words of the row.

    A column for a voice, a quarter, a status or the day a row was raised is one the ordinary
    placing may not know.
    """
    for note in row.progress:
        own = [one for one in columns if one.role == "progress" and one.voice == note.voice]
        if own and note.round not in {one.name for one in own}:
            headed = [one for one in own if bare(one.heading) == bare(note.round)]
            note.round = _round(headed[0] if headed else own[0], old)
    aside: list[Furniture] = []
    for extra in list(row.extras):
        column = next((one for one in columns if bare(one.heading) == bare(extra.heading)), None)
        if column is not None and _take(row, extra, column, old, aside):
            row.extras.remove(extra)
    return aside


def _take(
    row: PlacedRow, extra: Extra, column: Column, old: PlacedRow, aside: list[Furniture]
) -> bool:
    if column.role == "progress":
        row.progress += [
            PlacedNote(
                text=bare(text),
                round=_round(column, old),
                voice=column.voice,
                lines=extra.lines,
            )
            for text in extra.text.split("\n")
            if text.strip()
        ]
    elif column.role == "status" and not row.status:
        row.status, row.lines = extra.text, (*row.lines, *extra.lines)
    elif column.role == "raised" and _is_day(extra, old):
        row.raised_on = old.raised_on
        words = f"{extra.heading} {extra.text}"
        aside.append(Furniture(text=words, why="the day it was raised", lines=extra.lines))
    else:
        return False
    return True


def _is_day(extra: Extra, old: PlacedRow) -> bool:
    return old.raised_on is not None and bare(extra.text) == day_in_words(old.raised_on)


def _round(column: Column, old: PlacedRow) -> str:
    """The quarter of the column's notes, where its notes have one."""
    own = [note.round for note in old.progress if note.voice == column.voice]
    return column.name if column.name in own or not own else own[0]
