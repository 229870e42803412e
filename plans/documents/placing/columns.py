"""Which column of a table holds what, told by the words over it."""

import re
from dataclasses import dataclass
from typing import Literal

from governance.documents.rows import Cell, Row, Table

Role = Literal[
    "improvement",
    "number",
    "milestones",
    "monitoring",
    "progress",
    "lead",
    "due",
    "status",
    "kpi",
    "theme",
    "evidence",
    "raised",
    "extra",
    "spacer",  # a column that holds nothing
]

_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"^(?:no|nos|number|ref|reference|#|id|action no|item)\.?$"),
    ("raised", r"\b(?:date )?(?:raised|logged|opened|meeting date)\b"),
    ("progress", r"\b(?:progress|update|comment|position|commentary)s?\b"),
    ("monitoring", r"\b(?:monitor\w*|review process|assurance|how (?:will )?we (?:will )?know)\b"),
    ("milestones", r"\b(?:milestones?|key (?:steps|stages)|steps|tasks|how)\b"),
    ("kpi", r"\b(?:kpis?|measures?|success|outcomes?|outputs?|targets?)\b"),
    ("due", r"\b(?:due|deadline|when|by when|target date|time ?scales?|date)\b"),
    ("lead", r"\b(?:leads?|owners?|who|responsib\w+|officers?|assigned)\b"),
    ("status", r"\b(?:status|rag|state)\b"),
    ("theme", r"\b(?:themes?|areas?|priority|programmes?|sections?|workstreams?)\b"),
    ("evidence", r"\b(?:evidence|sources?|citations?|recommendations? from)\b"),
    ("improvement", r"\b(?:improvements?|actions?|what|objectives?|recommendations?)\b"),
)


@dataclass(frozen=True)
class Columns:
    """What a table's columns hold, and which of its rows only head them.

    ``roles`` and ``headings`` have an entry for each column of the grid, from the left; a column
    without a heading has an empty one. ``score`` says how surely this is a table of a plan.
    """

    roles: tuple[Role, ...] = ()
    headings: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()  # helper text beneath each heading; empty where none is printed
    header_rows: tuple[int, ...] = ()  # heads and repeated heads; their lines are furniture
    helper_rows: tuple[int, ...] = ()  # rows that hold helper text alone
    score: int = 0  # 0 to 100

    @property
    def is_plan(self) -> bool:
        return self.score >= 50

    def of(self, role: Role) -> tuple[int, ...]:
        """The columns of the grid that hold a role, from the left."""
        return tuple(at for at, one in enumerate(self.roles) if one == role)


def roles_of(table: Table) -> Columns:
    """What each column holds; a table that is no plan scores low."""
    if not table.rows:
        return Columns()
    heads = table.rows[0]
    headings, helpers = [""] * table.columns, [""] * table.columns
    roles: list[Role] = ["extra"] * table.columns
    for cell in heads.cells:
        first, *rest = cell.text.split("\n")
        headings[cell.column] = first.strip()
        helpers[cell.column] = " ".join(rest)
        for at in range(cell.column, min(cell.column + cell.columns, table.columns)):
            roles[at] = _role(first)
    if "improvement" not in roles:
        return Columns(tuple(roles), tuple(headings), tuple(helpers))
    repeated = tuple(at for at, row in enumerate(table.rows) if _words(row) == _words(heads))
    helper_rows = tuple(at + 1 for at in repeated if _is_helper(table, at + 1))
    score = 90 if len(set(roles) - {"extra", "spacer"}) > 1 else 30
    return Columns(tuple(roles), tuple(headings), tuple(helpers), repeated, helper_rows, score)


def _role(heading: str) -> Role:
    words = " ".join(heading.lower().split()).strip(" :")
    return next((role for role, pattern in _WORDS if re.search(pattern, words)), "extra")


def _words(row: Row) -> tuple[str, ...]:
    return tuple(_first(cell) for cell in row.cells)


def _first(cell: Cell) -> str:
    return " ".join(cell.text.split("\n")[0].lower().split())


def _is_helper(table: Table, at: int) -> bool:
    """A row beneath the heads that says how to fill the table in."""
    if at >= len(table.rows):
        return False
    first = table.rows[at].cells[0] if table.rows[at].cells else None
    said = " ".join(cell.text for cell in table.rows[at].cells).lower()
    asks = re.search(r"\b(?:to be completed|summarise|please|note how|add key|describe)\b", said)
    return bool(asks) and (first is None or not re.match(r"\d", first.text))
