"""A plan laid out as its paper was: front, sections, themes with their tables, and the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from governance.documents.printed import (
    Printed,
    PrintedCell,
    PrintedLine,
    PrintedTable,
    bare,
    lines_of,
    texts_of,
)

from ..placed import PlacedPlan, PlacedRow, PlacedTheme
from .cells import cells_of, statement_of
from .cited import pointing_apart, statement_with_citations
from .columns import Column, columns_of, is_prose
from .delivery import delivery_of, sections_of

UNPLACED = "Words that could not be placed"


def lay_out(plan: PlacedPlan, *, round_label: str = "") -> Printed:
    """Everything that is printed of a plan, in its order, each line with the pieces it prints."""
    blocks = (
        *_front(plan, round_label),
        *sections_of(plan, "before"),
        *_rows(plan),
        *sections_of(plan, "after"),
        *delivery_of(plan),
        *_unplaced(plan),
    )
    issued_on = plan.issued_on.isoformat() if plan.issued_on else ""
    return Printed(plan.title, tuple(blocks), issued_on)


def _front(plan: PlacedPlan, round_label: str) -> Iterator[PrintedLine]:
    for fact in plan.facts:
        mark = "" if not fact.heading or fact.heading.endswith((":", "–")) else ":"
        yield from texts_of(f"{fact.heading}{mark} {fact.text}".strip(), (fact,))
    said = " ".join(bare(f"{fact.heading} {fact.text}") for fact in plan.facts)
    if plan.paper_reference and bare(plan.paper_reference) not in said:
        yield PrintedLine(plan.paper_reference, of=(plan,))
    if plan.title:
        yield PrintedLine(plan.title, look="title", of=(plan,))
    for words in (plan.printed_period, plan.issue_text):
        if words and bare(words) not in f"{said} {bare(plan.title)}":
            yield PrintedLine(words, look="quiet", of=(plan,))
    if round_label:
        words = f"Progress for {round_label}"
        yield PrintedLine(words, look="quiet", frame=words)


def _rows(plan: PlacedPlan) -> Iterator[PrintedLine | PrintedTable]:
    columns = [] if is_prose(plan) else columns_of(plan)
    in_column = any(column.role == "theme" for column in columns)
    if in_column:
        if plan.rows:
            yield _table(plan, plan.rows, columns, plan.title)
        return
    level = 2 if any(one.place == "before" for one in plan.sections) and not columns else 1
    for theme, title, rows in _by_theme(plan):
        yield from _heading(theme, title, level, is_prose=not columns)
        if rows and columns:
            yield _table(plan, rows, columns, title or plan.title)
        for row in rows if not columns else ():
            yield from prose_of(row, plan.numbering)


def _by_theme(plan: PlacedPlan) -> Iterator[tuple[PlacedTheme | None, str, list[PlacedRow]]]:
    """The rows as they stand, each run of them under its theme; a theme without rows is kept."""
    waiting = list(plan.themes)
    for title, group in groupby(plan.rows, key=lambda row: row.theme):
        rows = list(group)
        theme = next((one for one in waiting if one.title == title), None)
        while theme is not None and waiting[0] is not theme:
            empty = waiting.pop(0)
            yield empty, empty.title, []
        if theme is not None:
            waiting.remove(theme)
        yield theme, title, rows
    for empty in waiting:
        yield empty, empty.title, []


def _heading(
    theme: PlacedTheme | None, title: str, level: int, *, is_prose: bool
) -> Iterator[PrintedLine]:
    if not title:
        return
    of = (theme,) if theme else ()
    frame = "" if theme else title
    words = heading_of_theme(theme) if theme else title
    yield PrintedLine(words, "heading", level, frame=frame, of=of)
    for line in lines_of(theme.purpose, of) if theme else ():
        # In prose the rows are the bullets beneath it.
        is_row_like = is_prose and line.kind == "bullet" and not line.level
        yield replace(line, kind="paragraph") if is_row_like else line


def heading_of_theme(theme: PlacedTheme) -> str:
    """A theme's heading with the word it is called by, unless its title has it."""
    if not theme.word or theme.word.lower() in theme.title.lower():
        return theme.title
    return f"{theme.word}: {theme.title}"


def _table(
    plan: PlacedPlan, rows: Sequence[PlacedRow], columns: Sequence[Column], name: str
) -> PrintedTable:
    return PrintedTable(
        tuple(_head(column) for column in columns),
        tuple(tuple(cells_of(row, columns, plan.numbering)) for row in rows),
        tuple(column.share for column in columns),
        name,
    )


def _head(column: Column) -> PrintedCell:
    helper = [
        PrintedLine(one, look="helper", frame=one)
        for one in column.helper.split("\n")
        if one.strip()
    ]
    head = PrintedLine(column.heading, look="head", frame=column.heading)
    return PrintedCell((head, *helper))


def prose_of(row: PlacedRow, numbering: str) -> Iterator[PrintedLine]:
    """A row of prose: a bullet, or its number, with what else it says beneath."""
    if row.number or numbering == "automatic":
        yield from statement_of(row, numbering)
    else:
        statement = lines_of(statement_with_citations(row), (row,))
        first, *rest = statement or [PrintedLine("", of=(row,))]
        yield PrintedLine(first.text, "bullet", 0, links=first.links, of=(row,))
        yield from rest
    for one in pointing_apart(row):
        yield from texts_of(one.printed, (one,))
    for fragment in row.raw_fragments:
        yield from texts_of(fragment, (row,), "damaged")


def _unplaced(plan: PlacedPlan) -> Iterator[PrintedLine]:
    if plan.unplaced:
        yield PrintedLine(UNPLACED, "heading", 1, "warning", frame=UNPLACED)
    for raw in plan.unplaced:
        yield from texts_of(raw.text, (raw,), "damaged")
