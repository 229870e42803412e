"""Placing a plan: a document's lines and tables become themes, rows and the words round them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from governance.documents.pieces import Furniture, PlacedSection
from governance.documents.rows import Line, Source
from governance.text.structured_text import clean_line

from ..placed import Extra, PlacedLead, PlacedPlan, PlacedTheme
from . import (
    asides,
    citing,
    far_off,
    front,
    inline,
    kinds_of_plan,
    period,
    prose_rows,
    row,
    sections,
    stamps,
    table_rows,
    themes,
)
from .columns import Columns
from .paper import Paper, filled
from .parts import Part, parts_of, title_lines, told_in


@dataclass
class _Work:
    """What is being put together, and what holds for the rows to come."""

    plan: PlacedPlan
    paper: Paper = field(default_factory=Paper)
    theme: PlacedTheme | None = None
    leads: list[PlacedLead] = field(default_factory=list)  # of the theme, for rows without
    automatic: list[bool] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # lines of the first table that head the paper


def place_table_plan(
    source: Source, *, plan_year: str = "", meetings: Sequence[tuple[str, date]] = ()
) -> PlacedPlan | None:
    """The plan of a document whose rows stand in tables; nothing where no table is a plan's."""
    parts, after = parts_of(source)
    first = next((at for at, part in enumerate(parts) if part.columns.is_plan), None)
    if first is None:
        return None
    work = _Work(PlacedPlan())
    opening = _open(work, source, parts, first, plan_year, meetings)
    for part in parts[:first]:
        _set_aside(work, replace(part, before=[]))
    for at, part in enumerate(parts[first:]):
        lines = opening if at == 0 else filled(part.before)
        if part.columns.is_plan:
            plans = sum(one.columns.is_plan for one in parts)
            before = work.theme
            _head(work, lines, is_first=at == 0, one_of_many=plans > 1)
            if work.theme is before and plans > 1:
                _sheet(work, part)
            _read_table(work, part)
        else:
            work.plan.sections += sections.read(lines, "after")
            _set_aside(work, part)
    work.plan.sections += sections.read(filled(after), "after")
    asides.read(work.plan, source)
    _finish(work)
    return work.plan


def _open(
    work: _Work,
    source: Source,
    parts: list[Part],
    first: int,
    plan_year: str,
    meetings: Sequence[tuple[str, date]],
) -> list[Line]:
    """Read the front of the paper; what is left of its lines stands before the first rows."""
    opening = [line for part in parts[: first + 1] for line in part.before]
    titles = title_lines(parts[first])
    if not filled(opening):
        opening, work.taken = titles, {line.id for line in titles}
    read = front.read(opening, source)
    read.title = read.title or front.name_of(source)
    known = period.of_year(plan_year) if plan_year else _period(read, parts)
    plan = work.plan
    plan.title, plan.printed_period = read.title, read.period.printed
    plan.starts_on, plan.ends_on = known.starts_on, known.ends_on
    plan.issue_text, plan.issued_on = read.issue_text, read.issued_on
    plan.paper_reference, plan.facts = read.paper_reference, read.facts
    plan.lines = tuple(read.lines)
    told = [line for part in parts if part.columns.is_plan for line in part.table.lines()]
    work.paper = Paper(
        plan_year=known.plan_year,
        hint=known.hint,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        written_on=read.written_on,
        meetings=tuple(meetings),
        sources=citing.sources_in(told),
    )
    stamped = stamps.last_day(told_in(parts), work.paper)
    work.paper = replace(work.paper, written_on=stamped or read.written_on)
    columns = parts[first].columns
    plan.kind, plan.row_word = kinds_of_plan.kind_of(read.title, columns)
    plan.column_headers = [
        {"heading": heading, "helper": helper}
        for heading, helper, role in zip(
            columns.headings, columns.helpers, columns.roles, strict=True
        )
        if heading or role != "spacer"
    ]
    return read.rest


def _period(read: front.Front, parts: list[Part]) -> period.Period:
    """The printed period; the year after it where a review's actions are due then."""
    due = [
        cell.text
        for part in parts
        for row in part.table.rows
        for cell in row.cells
        if cell.column in part.columns.of("due")
    ]
    return period.after_review(read.period, read.title, due)


def _head(work: _Work, lines: list[Line], *, is_first: bool, one_of_many: bool) -> None:
    """Split the lines before a table into sections and the theme of its rows."""
    title = work.plan.title.casefold()
    for line in [one for one in lines if clean_line(one.text).casefold() == title]:
        lines.remove(line)
        text = clean_line(line.text)
        work.plan.furniture.append(Furniture(text=text, why="title again", lines=(line.id,)))
    at = _heading_at(lines, many=one_of_many)
    if at is None:
        work.plan.sections += sections.read(lines, "before" if is_first else "after")
        return
    work.plan.sections += sections.read(lines[:at], "before" if is_first else "after")
    _begin(work, lines[at:])


def _heading_at(lines: list[Line], *, many: bool) -> int | None:
    """Where the theme's heading stands: the nearest one above, with at most its purpose between."""
    if lines and themes.heads(lines[-1], plainly=many, one_of_many=many):
        return len(lines) - 1
    for at in range(len(lines) - 1, -1, -1):
        if sections.is_heading(lines[at]):
            heads = themes.heads(lines[at], plainly=False, one_of_many=many)
            return at if heads else None
    return None


def _sheet(work: _Work, part: Part) -> None:
    """A sheet of a workbook with a name of its own is a theme where nothing else heads it."""
    name = clean_line(part.table.name)
    if name and themes.is_topic(name):
        known = next((one for one in work.plan.themes if one.title == name), None)
        if known is None:
            known = PlacedTheme(title=name, word=themes.word_of(name))
            work.plan.themes.append(known)
        work.theme, work.leads = known, []


def _begin(work: _Work, lines: list[Line]) -> None:
    """Begin a theme; one whose title was printed before goes on."""
    group = themes.read(lines)
    title = group.theme.title
    known = next((one for one in work.plan.themes if themes.goes_on(one.title, title)), None)
    if known and known.title != title:  # “Skills (cont’d)”
        ids = group.theme.lines
        work.plan.furniture.append(Furniture(text=title, why="heading goes on", lines=ids))
    if known:
        known.lines += group.theme.lines
        known.purpose += group.theme.purpose
    else:
        work.plan.themes.append(group.theme)
    work.theme, work.leads = known or group.theme, group.leads


def _read_table(work: _Work, part: Part) -> None:
    head_seen = any(one.why == "column heading" for one in work.plan.furniture)
    for entry in table_rows.rows_of(part.table, part.columns):
        match entry:
            case table_rows.HeadRow():
                why = "repeated header" if head_seen else "column heading"
                _furnish(work, entry, why, part.columns, _theme_head(part, entry.at))
                head_seen = True
            case table_rows.TitleRow():
                _title(work, [one for one in entry.lines if one.id not in work.taken])
            case table_rows.AfterRow():
                work.plan.sections += sections.read(entry.lines, "after")
            case table_rows.GroupRow():
                _group(work, entry)
            case _:
                _place_row(work, entry, part.columns)


def _theme_head(part: Part, row: int) -> str:
    """The id of the line that heads the actions of a table with their theme, if any."""
    for at, column in part.columns.theme_heads:
        cell = part.table.cell_at(row, column) if at == row else None
        if cell is not None and (lines := filled(cell.lines)):
            return lines[0].id
    return ""


def _title(work: _Work, lines: list[Line]) -> None:
    """A row above the headings: the theme of the table, or words that come before it."""
    if lines and (themes.heads(lines[0], plainly=True) or themes.is_named(lines[0])):
        _begin(work, lines)
    else:
        work.plan.sections += sections.read(lines, "before")


def _furnish(work: _Work, entry: table_rows.HeadRow, why: str, columns: Columns, at: str) -> None:
    """Headings are furniture, but for one that says what the rows beneath it are about."""
    headings = " | ".join((*columns.headings, *columns.head_words)).casefold()
    for line in entry.lines:
        text = clean_line(line.text)
        if line.id == at:
            _begin(work, [line])
            continue
        is_helper = entry.is_helper or (bool(headings) and text.casefold() not in headings)
        said = "helper text" if is_helper else why
        work.plan.furniture.append(Furniture(text=text, why=said, lines=(line.id,)))


def _group(work: _Work, entry: table_rows.GroupRow) -> None:
    """A row across the table: a theme, a field of the row above it, or a note on that row."""
    above = work.plan.rows[-1] if work.plan.rows else None
    told = inline.field_of(clean_line(entry.lines[0].words))
    if above and told and told[0] in ("progress", "status", "kpi", "monitoring", "extra"):
        placed = prose_rows.RowPlaced(above)
        for line in entry.lines:
            found = inline.field_of(clean_line(line.words)) or (told[0], "", clean_line(line.words))
            prose_rows.read_field(placed, line, found, work.paper)
        work.plan.furniture += placed.furniture
    elif not entry.is_note or themes.is_named(entry.lines[0]) or above is None:
        _begin(work, entry.lines)
    else:
        text = "\n".join(clean_line(line.text) for line in entry.lines)
        ids = tuple(line.id for line in entry.lines)
        above.extras.append(Extra(text=text, lines=ids))


def _place_row(work: _Work, entry: table_rows.TableRow, columns: Columns) -> None:
    plan = work.plan
    above = plan.rows[-1] if plan.rows else None
    placed = row.place(entry, columns, work.paper, above=above)
    one = placed.row
    if own := filled(entry.carried(columns, "theme")):
        _begin(work, own)
    one.theme = work.theme.title if work.theme else ""
    if not one.leads:
        one.leads = [
            PlacedLead(name=lead.name, topic=lead.topic, kind=lead.kind, lines=lead.lines)
            for lead in work.leads
        ]
    plan.rows.append(one)
    plan.furniture += placed.furniture
    work.automatic.append(placed.is_automatic)
    name = f"Row {one.number or len(plan.rows)}"
    plan.warnings += [f"{name}: {doubt}" for doubt in dict.fromkeys(placed.doubts)]
    plan.warnings += [
        f"{name}: “{words}” begins in mid-sentence; it is kept with the row as it stands."
        for words in placed.torn
    ]


def _set_aside(work: _Work, part: Part) -> None:
    """A table that is no plan's: its words are kept as text, a row a line, in their place."""
    plan = work.plan
    place = "after" if plan.rows else "before"
    if not plan.sections or plan.sections[-1].place != place or not part.before:
        plan.sections.append(PlacedSection(place=place))
    section = plan.sections[-1]
    for one in part.table.rows:
        lines = filled([line for cell in one.cells for line in cell.lines])
        if lines:
            text = " | ".join(clean_line(line.text) for line in lines)
            section.body.append({"kind": "paragraph", "level": 0, "text": text})
            section.lines += tuple(line.id for line in lines)
    if part.columns.instead:
        plan.warnings.append(
            f"A table is {part.columns.instead} and no part of the plan; it is kept as text."
        )


def _finish(work: _Work) -> None:
    """What can be said only once all rows are there."""
    plan = work.plan
    numbers = {one.number for one in plan.rows if one.number}
    for one in plan.rows:
        one.references = [
            reference
            for reference in one.references
            if reference.kind != "row"
            or reference.to in numbers
            or (reference.printed.startswith("(") and reference.to.isdigit())
        ]
    plan.warnings += [] if work.paper.is_dated else far_off.warnings(plan)
    if not numbers:
        plan.numbering = "none"
    elif sum(work.automatic) * 2 > len(plan.rows):
        plan.numbering = "automatic"
