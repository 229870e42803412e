"""Placing a plan that is written as prose: headings, bullets, numbered points, named lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from governance.documents.pieces import PlacedSection
from governance.documents.rows import Block, Line, Source, Table
from governance.text.structured_text import clean_line

from ..placed import PlacedPlan, PlacedTheme
from . import (
    asides,
    front,
    kinds_of_plan,
    named_links,
    period,
    prose_rows,
    resourcing,
    sections,
    themes,
)
from .action_words import action_label, is_generic
from .columns import Columns
from .outline import Part, parts_of
from .paper import Paper
from .prose_lists import Run, actions_of, holds_actions, runs_of

_FEWEST_ROWS = 2


@dataclass
class _Work:
    plan: PlacedPlan
    paper: Paper
    automatic: list[bool] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # of all themes, before they are placed
    purposes: list[Line] = field(default_factory=list)  # lines that say what a theme is for


def place_prose_plan(
    source: Source, *, plan_year: str = "", meetings: Sequence[tuple[str, date]] = ()
) -> PlacedPlan | None:
    """The plan of a document in prose; nothing where no list or heading in it holds actions."""
    parts = parts_of(source.blocks)
    plain = [block for block in takewhile(_is_plain, parts[0].blocks) if isinstance(block, Line)]
    read = front.read(_opening(plain, parts, source), source)
    known = period.of_year(plan_year) if plan_year else read.period
    plan = PlacedPlan(
        title=read.title,
        printed_period=read.period.printed,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        issue_text=read.issue_text,
        issued_on=read.issued_on,
        paper_reference=read.paper_reference,
        facts=read.facts,
        lines=tuple(read.lines),
    )
    paper = Paper(
        plan_year=known.plan_year,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        written_on=read.written_on,
        meetings=tuple(meetings),
    )
    plan.kind, plan.row_word = kinds_of_plan.kind_of(read.title, Columns())
    work = _Work(plan, paper)
    _read_parts(work, parts, set(read.lines) | {one for fact in read.facts for one in fact.lines})
    if len(plan.rows) < _FEWEST_ROWS:
        return None
    asides.read(plan, source)
    _finish(work)
    return plan


def _is_plain(block: Block) -> bool:
    """Whether a block could belong to the front of a paper: no table, list or action."""
    return (
        isinstance(block, Line) and block.kind == "paragraph" and action_label(block.text) is None
    )


def _opening(plain: list[Line], parts: list[Part], source: Source) -> list[Line]:
    """The front of a paper; one that opens with a styled heading has its title there.

    Lines may stand over that title: the board, the item, the day.
    """
    first = [part.heading for part in parts[1:2] if part.heading]
    is_title = any(
        line.style == "Title" or clean_line(line.text) == clean_line(source.title) for line in first
    )
    return [*plain, *first] if is_title or not plain else plain


def _read_parts(work: _Work, parts: list[Part], taken: set[str]) -> None:
    for part in parts:
        part.blocks = [
            block for block in part.blocks if isinstance(block, Table) or block.id not in taken
        ]
    holding = _holding(parts)
    last = parts.index(holding[-1]) if holding else -1
    work.titles = [part.title for part in holding if part.heading and not is_generic(part.title)]
    for at, part in enumerate(parts):
        heading = None if part.heading and part.heading.id in taken else part.heading
        if part in holding:
            _read_actions(work, part, heading)
        elif heading and action_label(part.title):
            _place(work, prose_rows.Action(heading, _lines(part)), _theme_above(work, part))
        else:
            begun = bool(work.plan.rows) and at > last
            _read_words(work, part, heading, "after" if begun else "before")


def _holding(parts: list[Part]) -> list[Part]:
    """The parts that hold actions, and those of their rank whose lists begin alike."""
    sure = [part for part in parts if any(holds_actions(run, part) for run in runs_of(part))]
    ranks = {(id(part.parent), part.level) for part in sure if part.heading}
    for part in parts:
        part.beside = (id(part.parent), part.level) in ranks
    return [
        part
        for part in parts
        if any(holds_actions(run, part, beside=part.beside) for run in runs_of(part))
    ]


def _theme_of(work: _Work, part: Part, heading: Line | None) -> PlacedTheme | None:
    """The theme a part's actions belong to: its own heading, or the nearest one that names one."""
    if heading and not is_generic(part.title):
        own = themes.read([heading]).theme
        work.plan.themes.append(own)
        return own
    theme = _theme_above(work, part)
    if heading:
        text = clean_line(heading.text)
        if theme:
            theme.purpose.append(sections.block(heading))
            theme.lines += (heading.id,)
        else:
            work.plan.sections.append(PlacedSection(heading=text, lines=(heading.id,)))
    return theme


def _theme_above(work: _Work, part: Part) -> PlacedTheme | None:
    for above in part.above():
        if above.heading is None:
            return None
        known = next((one for one in work.plan.themes if above.heading.id in one.lines), None)
        if known:
            return known
    return None


def _read_actions(work: _Work, part: Part, heading: Line | None) -> None:
    theme = _theme_of(work, part, heading)
    for run in runs_of(part):
        if holds_actions(run, part, beside=part.beside):
            if run.opening:
                _say(work, theme, run.opening)
            for action in actions_of(run):
                _place(work, action, theme)
        else:
            for line in _told(work, run, part):
                _say(work, theme, line)


def _say(work: _Work, theme: PlacedTheme | None, line: Line) -> None:
    """Words beside the actions: the theme's purpose, else a section of the plan."""
    if line.is_empty:
        return
    if theme is not None:
        theme.purpose.append(sections.block(line))
        theme.lines += (line.id,)
        return
    place = "after" if work.plan.rows else "before"
    last = work.plan.sections[-1] if work.plan.sections else None
    if last is None or last.place != place:
        last = PlacedSection(place=place)
        work.plan.sections.append(last)
    last.body.append(sections.block(line))
    last.lines += (line.id,)


def _place(work: _Work, action: prose_rows.Action, theme: PlacedTheme | None) -> None:
    placed = prose_rows.place(action, work.paper)
    placed.row.theme = theme.title if theme else ""
    work.plan.rows.append(placed.row)
    work.plan.furniture += placed.furniture
    work.automatic.append(placed.is_automatic)
    name = f"Row {placed.row.number or len(work.plan.rows)}"
    work.plan.warnings += [f"{name}: {doubt}" for doubt in dict.fromkeys(placed.doubts)]


def _read_words(work: _Work, part: Part, heading: Line | None, place: str) -> None:
    """A part without actions: its words, and the posts and phases that it lists."""
    section = PlacedSection(heading=part.title if heading else "", place=place)
    section.lines = (heading.id,) if heading else ()
    for run in runs_of(part):
        said = _told(work, run, part)
        section.body += [sections.block(line) for line in said]
        section.lines += tuple(line.id for line in said)
    if section.heading or section.body:
        work.plan.sections.append(section)


def _told(work: _Work, run: Run, part: Part) -> list[Line]:
    """What a run that holds no actions leaves to be told once posts and phases are placed."""
    own = [line for line in run.lines if not line.is_empty]
    if run.table is not None:
        own = _table_lines(run.table)
    posts = [resourcing.resource(line) for line in own]
    phases = [resourcing.phase(line) for line in own]
    said = [run.opening] if run.opening else []
    if run.is_list and _names_themes(work, run):
        work.purposes += own
    elif run.is_list and all(posts):
        work.plan.resources += [one for one in posts if one]
    elif run.is_list and len(phases) > 1 and all(phases):
        work.plan.phases += [one for one in phases if one]
        beside = [line for line in _lines(part) if line not in own]
        work.plan.printed_phase_total = resourcing.total_in(beside)
    else:
        said += own
    return said


def _lines(part: Part) -> list[Line]:
    return [
        line
        for block in part.blocks
        for line in (_table_lines(block) if isinstance(block, Table) else [block])
    ]


def _table_lines(table: Table) -> list[Line]:
    return [line for line in table.lines() if not line.is_empty]


def _finish(work: _Work) -> None:
    plan = work.plan
    _claim_purposes(work)
    named_links.link(plan)
    if not any(row.number for row in plan.rows):
        plan.numbering = "none"
    elif sum(work.automatic) * 2 > len(plan.rows):
        plan.numbering = "automatic"


def _claim_purposes(work: _Work) -> None:
    """Give “Skills – help people into work” of an introduction to the theme it names."""
    for line in reversed(work.purposes):
        theme = next(
            one for one in work.plan.themes if named_links.same_name(one.title, _head(line))
        )
        if all(block["text"] != clean_line(line.words) for block in theme.purpose):
            theme.purpose.insert(0, sections.block(line))
        theme.lines += (line.id,)


def _head(line: Line) -> str:
    """What stands before the first dash or colon of a line, where much follows it."""
    found = re.match(
        r"(?P<head>[^–—:]{3,60}?)\s*(?:\s[–—-]\s|[–—:])\s*\S.{9,}", clean_line(line.words)
    )
    return found["head"].strip() if found else ""


def _names_themes(work: _Work, run: Run) -> bool:
    """Whether a list says of most of the themes what each is for."""
    heads = [_head(line) for line in run.lines if not line.is_empty]
    named = [
        title
        for title in work.titles
        if any(named_links.same_name(title, head) for head in heads if head)
    ]
    fitting = [
        head for head in heads if any(named_links.same_name(title, head) for title in work.titles)
    ]
    return len(named) > 1 and len(named) * 3 >= len(work.titles) * 2 and len(fitting) == len(heads)
