"""Reports on bodies: who they are, what their year holds, what is asked; everything else kept.

For committee reports with numbered parts, papers with terms of reference and timelines with
months in rows or columns. Nothing here is stored yet; see ``report_placed``.
"""

import re
from collections.abc import Iterable, Sequence

from ..text.structured_text import Block as TextBlock
from .pieces import Furniture, PlacedSection, block_of
from .report_bodies import Bodies, place_bodies
from .report_checks import lists_left_out, missing_appendices, unkept_rhythms
from .report_facts import foot_facts, place_front
from .report_outline import Outline, Part, outline_of
from .report_placed import PlacedReport
from .report_posts import posts_of_each
from .report_recommendations import place_recommendations
from .report_timeline import Timeline, is_timeline, place_listed, place_timeline
from .rows import Block, Line, Source, Table

_PAGE = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/)\s*\d*)?|page|of", re.IGNORECASE)
_RULED = re.compile(r"[\W_]+")


def place_report(source: Source, *, plan_year: str = "") -> PlacedReport:
    """Place a report. Years its timeline leaves out come from the headings or ``plan_year``."""
    outline = outline_of(source)
    front = place_front(outline.front)
    report = PlacedReport(kind="report", title=front.title or source.title)
    report.facts += front.facts
    report.sections += front.sections
    report.furniture += front.furniture
    bodies = place_bodies(outline, report.title)
    report.bodies = bodies.bodies
    report.furniture += bodies.furniture
    asked = place_recommendations(outline.parts)
    report.recommendations = asked.items
    placed = bodies.taken | asked.taken
    foot = foot_facts(_foot(outline, placed))
    report.facts += foot
    placed |= {one for fact in foot for one in fact.lines}
    is_before = True
    for part in outline.parts:
        if any(part is one for one in bodies.parts):
            is_before = False
            continue
        timelines = _timelines(part, report, plan_year)
        for timeline in timelines:
            placed |= _ids(timeline)
        section = _section(part, placed, report)
        takes = bool(timelines) or any(line.id in placed for line in _all_lines(part))
        is_before = is_before and not takes
        section.place = "before" if is_before else "after"
        report.sections.append(section)
    _place_asides(source, report)
    lines = [line for line in source.lines() if line.text.strip()]
    body = [block for block in source.blocks if isinstance(block, Line) and not block.is_empty]
    report.warnings += [
        *unkept_rhythms(report.timeline),
        *missing_appendices(lines),
        *lists_left_out(body),
    ]
    return report


def _all_lines(part: Part) -> Iterable[Line]:
    for block in part.blocks:
        yield from block.lines() if isinstance(block, Table) else (block,)


def _timelines(part: Part, report: PlacedReport, plan_year: str) -> list[Timeline]:
    """Add what the tables and lists of a part hold by months."""
    context = f"{part.title} {report.title}"
    found = [
        timeline
        for block in part.blocks
        if isinstance(block, Table) and (timeline := place_timeline(block, context, plan_year))
    ]
    if not found and (listed := place_listed(part.lines(), part.title, plan_year)):
        found = [listed]
    for timeline in found:
        report.timeline += timeline.months
        report.furniture += timeline.furniture
        report.warnings += timeline.warnings
    return found


def _ids(timeline: Timeline) -> set[str]:
    pieces = [*timeline.months, *timeline.furniture]
    entries = [entry for month in timeline.months for entry in month.entries]
    return {one for piece in (*pieces, *entries) for one in piece.lines}


def _section(part: Part, placed: set[str], report: PlacedReport) -> PlacedSection:
    """A part's heading with what of its text stands nowhere else."""
    section = PlacedSection(heading=part.printed, lines=(part.heading.id,))
    for block in part.blocks:
        for line, words in _text_of(block):
            if line.id in placed or not line.text.strip():
                continue
            if line.is_empty or _RULED.fullmatch(line.text):
                report.furniture.append(
                    Furniture(text=line.text, why="empty bullet or rule", lines=(line.id,))
                )
            else:
                section.body.append(words)
                section.lines += (line.id,)
    return section


def _text_of(block: Block) -> Iterable[tuple[Line, TextBlock]]:
    """A line, or a table as text: what stands beside a row's first cell is moved in."""
    if isinstance(block, Line):
        yield block, block_of(block)
        return
    for row in block.rows:
        for cell in row.cells:
            for line in cell.lines:
                words = block_of(line)
                words["level"] = min(8, words["level"] + (cell.column > 0))
                yield line, words


def _foot(outline: Outline, placed: set[str]) -> list[Line]:
    """The lines after the last thing asked, or of the last part: where authors stand."""
    if not outline.parts:
        return []
    lines = [line for part in outline.parts for line in part.lines() if line.text.strip()]
    last = max((at for at, line in enumerate(lines) if line.id in placed), default=-1)
    after = lines[last + 1 :] if last >= 0 else outline.parts[-1].lines()
    return [line for line in after if line.text.strip()]


def _place_asides(source: Source, report: PlacedReport) -> None:
    """Notes and text boxes are sections of their own, page headers are furniture."""
    sections: dict[str, PlacedSection] = {}
    for line in source.asides:
        if not line.text.strip():
            continue
        is_page = line.place.startswith(("header", "footer")) or "header or footer" in line.place
        if is_page or line.is_empty or _PAGE.fullmatch(line.text.strip()):
            why = "header or footer of the page" if is_page else "page number"
            report.furniture.append(Furniture(text=line.text, why=why, lines=(line.id,)))
            continue
        section = sections.setdefault(line.place, PlacedSection(heading="", place="after"))
        section.body.append(block_of(line))
        section.lines += (line.id,)
    report.sections += sections.values()


_PLAN_HEADS = re.compile(
    r"actions?|milestones?|owners?|leads?|lead officer|responsib\w+|(?:by )?who(?:m| by)?|when"
    r"|target(?: date)?|deadlines?|due(?: date)?|status|progress(?: update)?|improvements?.*"
    r"|monitoring.*|kpis?|timescales?|rag",
    re.IGNORECASE,
)
_KEY_RESULT = re.compile(r"\bKR\s*\d|\bkey results?\b", re.IGNORECASE)
_OF_REPORTS = re.compile(
    r"purpose of (?:this|the) (?:report|paper)|this (?:report|paper) (?:seeks|asks|proposes)"
    r"|report (?:author|of|by)|lead (?:board )?director|terms of reference",
    re.IGNORECASE,
)


def looks_like_report(source: Source) -> int:
    """How surely a document is a report on bodies, their year or what is asked, from 0 to 100.

    A table of actions or key results makes it a plan or a set, whatever stands round it.
    """
    outline = outline_of(source)
    title = place_front(outline.front).title
    bodies: Bodies = place_bodies(outline, title)
    asked = place_recommendations(outline.parts).items
    lines = [line for line in source.lines() if line.text.strip()]
    score = 0
    score += 15 * (sum(bool(part.number) for part in outline.parts) >= 3)
    score += 20 * any(_OF_REPORTS.search(line.text) for line in lines)
    score += 25 * bool(asked)
    score += 25 * bool(bodies.bodies) + 5 * bool(posts_of_each(lines))
    score += 25 * any(map(is_timeline, source.tables()))
    if not (asked or bodies.bodies):
        score = min(score, 45)
    if any(_is_of_a_plan(table) for table in source.tables()):
        score -= 60
    if sum(len(_KEY_RESULT.findall(line.text)) for line in lines) > 5:
        score -= 80
    return max(0, min(100, score))


def _is_of_a_plan(table: Table) -> bool:
    """Whether a table has the headings of a plan over at least two of its columns."""
    for row in range(min(2, len(table.rows) - 2)):
        cells: Sequence[str] = [cell.text.strip(" :") for cell in table.rows[row].cells]
        if sum(bool(_PLAN_HEADS.fullmatch(cell)) for cell in cells) >= 2:
            return True
    return False
