"""Which column of a table holds what: told by the words over it, and by what stands in it.

Headings may lie, be missing, stand in two rows or be repeated; where the cells of a column are
plainly something else than its heading says, the cells decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.rows import Cell, Table

from .column_contents import Contents, contents_of
from .header_rows import HeadedRows, first_line, headed_rows
from .heading_periods import period_of
from .heading_words import LIKELY, PLAIN, Role, meaning
from .inline import field_of
from .other_tables import other_table
from .roles_by_content import settled

__all__ = ["Columns", "Role", "roles_of"]

_NO_PLAN_SCORE = 20
_FIELDS_SCORE = 60
_LONGEST_BROKEN = 24  # signs of a heading that is broken over lines


@dataclass(frozen=True)
class Columns:
    """What a table's columns hold, and which of its rows only head them.

    ``roles``, ``headings``, ``helpers`` and ``rounds`` have an entry for each column of the grid,
    from the left; a column without a heading has an empty one. ``score`` says how surely this is
    a table of a plan.
    """

    roles: tuple[Role, ...] = ()
    headings: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()  # helper text beneath each heading; empty where none is printed
    header_rows: tuple[int, ...] = ()  # heads and repeated heads; their lines are furniture
    helper_rows: tuple[int, ...] = ()  # rows that hold helper text alone
    score: int = 0  # 0 to 100
    rounds: tuple[str, ...] = ()  # the period that heads a column of progress or milestones
    head_words: tuple[str, ...] = ()  # every heading as printed, those of merged cells as well
    theme_heads: tuple[tuple[int, int], ...] = ()  # row, column: a heading that names a theme
    instead: str = ""  # what the table is when it is no plan: "a budget", "a contact list"
    title_rows: tuple[int, ...] = ()  # above the headings: what the table is about
    group_rows: tuple[int, ...] = ()  # one cell over the rows beneath: a theme, a team, an owner
    afterword_rows: tuple[int, ...] = ()  # a key or a note beneath the last row

    @property
    def is_plan(self) -> bool:
        return self.score >= 50

    def of(self, role: Role) -> tuple[int, ...]:
        """The columns of the grid that hold a role, from the left."""
        return tuple(at for at, one in enumerate(self.roles) if one == role)

    def is_body(self, row: int) -> bool:
        """Whether a row of the table is one of its contents."""
        others = (self.header_rows, self.helper_rows, self.title_rows)
        return all(row not in rows for rows in (*others, self.group_rows, self.afterword_rows))


def roles_of(table: Table) -> Columns:
    """What each column holds; a table that is no plan scores low."""
    if not table.rows or not table.columns:
        return Columns()
    rows = headed_rows(table)
    headings, helpers = _headings(table, rows)
    below = _merged_upwards(table, rows)
    texts = _texts(table, rows)
    contents = [contents_of(said, below=n) for said, n in zip(texts, below, strict=True)]
    guesses = [_guess(heading) for heading in headings]
    roles = settled(guesses, headings, contents, headed=bool(rows.heads))
    instead = other_table(headings, contents)
    score = _score(roles, headings, contents, headed=bool(rows.heads))
    if score == _NO_PLAN_SCORE and _names_fields(texts[roles.index("improvement")]):
        score = _FIELDS_SCORE
    several = roles.count("progress") > 1
    rounds = tuple(
        period_of(heading) or (heading if role == "progress" and several else "")
        if role in ("progress", "milestones", "status")
        else ""
        for role, heading in zip(roles, headings, strict=True)
    )
    return Columns(
        roles=tuple(roles),
        headings=tuple(headings),
        helpers=tuple(helpers),
        header_rows=(*rows.heads, *rows.repeats),
        helper_rows=rows.helpers,
        score=0 if instead else score,
        head_words=tuple(
            " ".join(line.text.split())
            for at in rows.heads
            for cell in table.rows[at].cells
            if len(cell.text) <= _LONGEST_BROKEN * 2
            for line in cell.lines
        ),
        theme_heads=_theme_heads(table, rows, roles),
        instead=instead,
        rounds=rounds,
        title_rows=rows.titles,
        group_rows=rows.groups,
        afterword_rows=rows.afterwords,
    )


def _names_fields(texts: Sequence[str]) -> bool:
    """Whether most cells name who and when in lines of their own: “Lead: …”, “By: …”."""
    told = [
        {found[0] for line in text.splitlines() if (found := field_of(line))}
        for text in texts
        if text.strip()
    ]
    beside = {"lead", "due", "status"}
    return bool(told) and sum(len(beside & roles) > 1 for roles in told) * 2 > len(told)


def _guess(heading: str) -> tuple[Role | None, int]:
    over, _, part = heading.partition(": ")
    if part and period_of(over):  # “Quarter 1: RAG”
        return meaning(part)
    role, weight = meaning(heading)
    if role is None and ": " in heading:  # a part of a merged heading that says nothing alone
        return meaning(heading.split(": ", 1)[0])
    return role, weight


def _headings(table: Table, rows: HeadedRows) -> tuple[list[str], list[str]]:
    """The words over each column, a merged heading before those of its parts."""
    headings, helpers = [""] * table.columns, [""] * table.columns
    for at in rows.heads:
        for cell in table.rows[at].cells:
            first = first_line(cell)
            rest = [line.text for line in cell.lines if line.text.strip()][1:]
            known = meaning(" ".join([first, *rest]))[1] if len(rest) == 1 else 0
            short = rest and len(first) + len(rest[0]) <= _LONGEST_BROKEN
            if known and (known > meaning(first)[1] or short):  # a heading over two lines
                first, rest = " ".join([first, *rest]), []
            for column in _covered(cell, table):
                if first:
                    headings[column] = f"{headings[column]}: {first}".removeprefix(": ")
            if cell.column < table.columns and rest:
                helpers[cell.column] = "\n".join(rest)
    return [_plain(heading) for heading in headings], helpers


def _plain(heading: str) -> str:
    """Of a merged heading and its part, the part where it says enough; a quarter is kept."""
    over, parted, below = heading.partition(": ")
    if not parted or period_of(over) or period_of(below):
        return heading
    return below if meaning(below)[1] >= PLAIN else heading


def _covered(cell: Cell, table: Table) -> range:
    return range(cell.column, min(cell.column + cell.columns, table.columns))


def _texts(table: Table, rows: HeadedRows) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in range(table.columns)]
    for at, row in enumerate(table.rows):
        if rows.is_body(at):
            for cell in row.cells:
                if not cell.continues and cell.column < table.columns:
                    texts[cell.column].append(cell.text)
    return texts


def _theme_heads(
    table: Table, rows: HeadedRows, roles: Sequence[Role]
) -> tuple[tuple[int, int], ...]:
    """Where the actions are headed by what they are about: “1. Leadership | Lead | By when”."""
    column = next((at for at, role in enumerate(roles) if role == "improvement"), None)
    found = []
    for at in (*rows.heads, *rows.repeats):
        for cell in table.rows[at].cells:
            text = first_line(cell)
            if cell.column == column and len(text) > 3 and not meaning(text)[0]:
                found.append((at, cell.column))
    return tuple(found)


def _merged_upwards(table: Table, rows: HeadedRows) -> list[int]:
    merged = [0] * table.columns
    for at, row in enumerate(table.rows):
        if rows.is_body(at):
            for cell in row.cells:
                if cell.continues and cell.column < table.columns:
                    merged[cell.column] += 1
    return merged


def _score(
    roles: Sequence[Role], headings: Sequence[str], contents: Sequence[Contents], *, headed: bool
) -> int:
    """How surely a table is one of a plan, from what its columns turned out to hold."""
    if "improvement" not in roles:
        return 0
    beside = {"milestones", "monitoring", "progress", "lead", "due", "status", "kpi", "completed"}
    held = beside & {
        role for role, one in zip(roles, contents, strict=True) if one.filled or headed
    }
    if not held:
        return _NO_PLAN_SCORE
    named = [meaning(heading) for heading in headings]
    plain = sum(weight >= LIKELY for role, weight in named if role in beside | {"improvement"})
    if not headed:
        return 55 if len(held) > 1 and {"lead", "due", "status"} & held else 30
    return min(95, 40 + 15 * len(held) + 5 * plain)
