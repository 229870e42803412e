"""Whether a document is a plan at all, and what it is instead."""

import re

from governance.documents.rows import Line, Source, Table
from governance.text.structured_text import clean_line

from .cards import upright
from .columns import Columns, roles_of
from .prose import place_prose_plan

_PLAN = re.compile(
    r"\b(?:(?:action|improvement|implementation|delivery|recovery|work|project|business|operational|"
    r"transformation|annual)\s+(?:and\s+\w+\s+)?(?:plans?|programme|log|tracker|register)|"
    r"(?:plan|programme)\s+of\s+action|actions?\s+(?:log|list|sheet|tracker|register|arising)|"
    r"outstanding\s+actions|recommendations?\s+tracker|roadmap)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:minutes|agenda|objectives\s+and\s+key\s+results|okrs?|terms\s+of\s+reference|budget|"
    r"risk\s+register|contact\s+list|attendance|glossary|forward\s+plan|annual\s+report)\b",
    re.IGNORECASE,
)
_KEY_RESULT = re.compile(r"(?:KR|key\s+result)\s*\d{0,2}(?:\.\d+)?\W*", re.IGNORECASE)
_FEWEST_ACTIONS = 3
_NEAR_FRONT = 12  # lines in which a paper says what it is


def looks_like_plan(source: Source) -> int:
    """How surely a document is a plan or an action log, from 0 to 100.

    Its tables tell most; the title says the rest. A paper of key results scores low, although
    its tables look alike.
    """
    source = upright(source)
    tables = [(table, roles_of(table)) for table in source.tables()]
    if _holds_key_results(source):
        return 5
    best = max((_score(table, columns) for table, columns in tables), default=0)
    if best < 50:
        best = max(best, _prose_score(source))
    front = _front_of(source)
    if _PLAN.search(front):
        best = best + 10 if best >= 50 else best
    elif _OTHER.search(front):
        best -= 25
    return max(0, min(100, best))


def instead_of_plan(source: Source) -> str:
    """One sentence that says what a document without a plan holds."""
    named = [columns.instead for columns in map(roles_of, source.tables()) if columns.instead]
    if named:
        return f"The table in this document is {named[0]} and no plan."
    if any(True for _ in source.tables()):
        return "No table in this document has a column for what is to be done."
    return "No heading, list or table in this document holds actions."


def _prose_score(source: Source) -> int:
    """Three actions in prose make a plan likely, more of them make it likelier."""
    plan = place_prose_plan(source)
    rows = plan.rows if plan else []
    if len(rows) < _FEWEST_ACTIONS:  # two that say who and when are enough, beneath a plan's title
        told = bool(rows) and all(row.leads and row.milestones for row in rows)
        return 50 if told and _PLAN.search(_front_of(source)) else 0
    return min(75, 50 + 2 * len(rows))


def _score(table: Table, columns: Columns) -> int:
    """A table's own score; a month with what falls into it is a calendar, no row of a plan."""
    held = set(columns.roles)
    beside = held & {"lead", "status", "progress", "monitoring", "kpi", "milestones", "number"}
    if columns.roles[:1] == ("due",) and not beside & {"lead", "status", "number"}:
        return min(columns.score, 30)
    return columns.score


def _holds_key_results(source: Source) -> bool:
    cells = [
        cell.text.strip() for table in source.tables() for row in table.rows for cell in row.cells
    ]
    labels = [line.words for block in source.blocks if isinstance(block, Line) for line in [block]]
    named = sum(bool(_KEY_RESULT.fullmatch(text)) for text in cells)
    opened = sum(bool(re.match(r"KR\s*\d", text, re.IGNORECASE)) for text in [*cells, *labels])
    return named > 2 or opened > 2


def _front_of(source: Source) -> str:
    lines = [block for block in source.blocks if isinstance(block, Line)][:_NEAR_FRONT]
    short = [clean_line(line.text) for line in lines if len(line.text) < 150]
    return "\n".join([source.name.replace("-", " ").replace("_", " "), source.title, *short])
