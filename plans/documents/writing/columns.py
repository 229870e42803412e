"""Which columns a plan is printed in: those of its paper, and one for what has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from governance.documents.pieces import Piece
from governance.documents.rows import Cell, Line, Row, Table

from ..placed import PlacedNote, PlacedPlan, PlacedRow
from ..placing.columns import Role, roles_of
from ..placing.heading_periods import period_of

T = TypeVar("T")
HEADS: tuple[tuple[Role, str], ...] = (
    ("improvement", "Improvement"),
    ("milestones", "Milestones"),
    ("monitoring", "Monitoring"),
    ("progress", "Progress"),
)
_REVIEWER = "Area Lead’s comments"
# Columns that are added where the paper has none, unless another holds the same.
_ADDED: tuple[tuple[Role, str, Role], ...] = (
    ("milestones", "Milestones", "due"),
    ("monitoring", "Monitoring", "monitoring"),
    ("raised", "Date raised", "raised"),
)
_NARROW: dict[Role, int] = {
    "number": 2,
    "raised": 4,
    "status": 4,
    "due": 5,
    "lead": 6,
    "theme": 5,
    "evidence": 6,
}
_WIDE: dict[Role, int] = {
    "improvement": 12,
    "milestones": 12,
    "monitoring": 8,
    "progress": 12,
    "kpi": 8,
    "extra": 6,
}
_SHARES: dict[Role, int] = {**_NARROW, **_WIDE}


@dataclass(frozen=True)
class Column:
    """One column: what it holds, what stands over it, and whose notes, status or extras it has."""

    role: Role
    heading: str = ""
    helper: str = ""
    name: str = ""  # the round of its notes or status, or the heading of its extra words
    voice: str = "lep"

    @property
    def share(self) -> int:
        return _SHARES.get(self.role, 4)


def columns_of(plan: PlacedPlan) -> list[Column]:
    """The printed columns in their order; what the paper had no column for comes last."""
    columns = _printed(plan)
    have = {column.role for column in columns}
    if "improvement" not in have:
        columns.insert(0, Column("improvement", "" if columns else HEADS[0][1]))
    columns += [
        Column(role, heading)
        for role, heading, instead in _ADDED
        if not have & {role, instead} and any(_holds(row, role) for row in plan.rows)
    ]
    columns = _with_statuses(_with_progress(columns, plan), plan)
    named = {column.name for column in columns if column.role == "extra"}
    for heading in _in_order(extra.heading for row in plan.rows for extra in row.extras):
        if heading not in named:
            columns.append(Column("extra", heading, name=heading))
    return columns


def is_prose(plan: PlacedPlan) -> bool:
    """Whether the paper is headings and bullets: no column is printed, and none is needed."""
    if plan.kind == "improvement_plan" or plan.column_headers:
        return False
    return not any(
        row.leads or row.kpis or row.milestones or row.monitoring or row.progress
        or row.status or row.extras or row.lead_heading or row.kpi_heading or row.raised_on
        for row in plan.rows
    )  # fmt: skip


def notes_in(column: Column, row: PlacedRow, columns: Sequence[Column]) -> list[PlacedNote]:
    """The notes of a row that stand in a column of progress."""
    return [note for note in row.progress if column_of(note, columns) is column]


def column_of(note: PlacedNote, columns: Sequence[Column]) -> Column | None:
    """Where a note is printed: under its own round and voice, else in the first of its voice."""
    progress = [column for column in columns if column.role == "progress"]
    of_voice = [column for column in progress if column.voice == note.voice]
    own = [column for column in of_voice if column.name == note.round]
    return next(iter(own or of_voice), None)


def roles_of_heads(heads: Sequence[dict[str, Any]]) -> list[Role]:
    """What the columns under such headings hold; exactly one holds the improvement."""
    words = [str(one.get("heading", "")) for one in heads]
    cells = tuple(Cell((Line(str(at), one),), column=at) for at, one in enumerate(words))
    read = roles_of(Table((Row(cells),), columns=len(cells)))
    roles: list[Role] = list(read.roles) or ["extra"] * len(words)
    if len(words) == len(HEADS) and len(set(roles)) < len(HEADS):
        roles = [role for role, _ in HEADS]
    if "improvement" not in roles:
        free = (at for at, role in enumerate(roles) if role in ("extra", "spacer", "theme"))
        roles[next(free, 0)] = "improvement"
    return roles


def heading_of_other_quarters(heading: str) -> str:
    """What stands over progress that is not of the quarter which the paper's heading names."""
    return dict(HEADS)["progress"] if period_of(heading) else heading


def four_heads(heads: Sequence[dict[str, Any]], *, of_paper: bool) -> list[dict[str, str]]:
    """The headings of the table with four columns, from those of a paper with any columns.

    ``of_paper``: only the paper's own words stand in it, so its heading may name their quarter.
    """
    found: dict[str, dict[str, Any]] = {}
    roles = roles_of_heads(heads) if heads else []
    if len(heads) == len(HEADS) and {*roles} != {*dict(HEADS)}:
        roles = [*dict(HEADS)]
    for role, head in zip(roles, heads, strict=True):
        found.setdefault(role, head)
    four = []
    for role, usual in HEADS:
        # A paper with one column of days and none of steps prints the days over what is due.
        instead = found.get("due") if role == "milestones" else None
        head = found.get(role) or instead or {"heading": usual}
        heading = str(head.get("heading", ""))
        if role == "progress" and not of_paper:
            heading = heading_of_other_quarters(heading)
        four.append({"heading": heading, "helper": str(head.get("helper", ""))})
    return four


def headings_by_role(heads: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What a paper prints over the column of each role; the first where it has two of one."""
    found: dict[str, str] = {}
    for role, head in zip(roles_of_heads(heads) if heads else [], heads, strict=True):
        found.setdefault(role, str(head.get("heading", "")))
    return found


def _printed(plan: PlacedPlan) -> list[Column]:
    if not plan.column_headers:
        return [Column(role, heading) for role, heading in HEADS]
    seen: set[Role] = set()
    columns = []
    roles = roles_of_heads(plan.column_headers)
    for role, head in zip(roles, plan.column_headers, strict=True):
        heading, helper = str(head.get("heading", "")), str(head.get("helper", ""))
        # Of two columns for the same fact only the first can hold it.
        of_quarter = role == "status" and bool(period_of(heading))
        single = role not in ("progress", "extra") and role in seen and not of_quarter
        seen.add(role)
        held: Role = "extra" if single or role == "spacer" else role
        name = heading if held in ("extra", "progress") or of_quarter else ""
        columns.append(Column(held, heading, helper, name))
    return columns


def _with_progress(columns: list[Column], plan: PlacedPlan) -> list[Column]:
    """A column for each round and voice that was written, where the paper had none for it."""
    used = _in_order((note.round, note.voice) for row in plan.rows for note in row.progress)
    kept = _named_for_its_round(columns, [name for name, voice in used if voice == "lep"])
    for name, voice in used:
        own = [one for one in kept if one.role == "progress" and one.voice == voice]
        if any(one.name == name for one in own) or (own and not name):
            continue
        heading = name or ("Progress" if voice == "lep" else _REVIEWER)
        if voice != "lep" and name and (name, "lep") in used:
            heading = f"{_REVIEWER}, {name}"
        elif any(one.heading == heading for one in kept):
            heading = f"{heading} (progress)"
        kept.append(Column("progress", heading, name=name, voice=voice))
    return kept


def _with_statuses(columns: list[Column], plan: PlacedPlan) -> list[Column]:
    """A column for each quarter's status, and one for words that are of no named quarter."""
    names = {column.name for column in columns if column.role == "status"}
    rounds = _in_order(status.round for row in plan.rows for status in row.statuses)
    if any(row.status and not row.statuses for row in plan.rows) and "" not in names:
        columns = [*columns, Column("status", "Status")]
    return [*columns, *(Column("status", one, name=one) for one in rounds if one not in names)]


def statuses_in(column: Column, row: PlacedRow) -> list[tuple[str, Piece]]:
    """The words of a row in a status column, each with the piece it belongs to."""
    if column.name:
        return [(one.text, one) for one in row.statuses if one.round == column.name]
    return [] if row.statuses or not row.status else [(row.status, row)]


def _named_for_its_round(columns: Sequence[Column], rounds: Sequence[str]) -> list[Column]:
    """A paper's only column of progress takes the only round, or the first of several."""
    own = [column for column in columns if column.role == "progress"]
    if len(own) != 1 or not rounds or "" in rounds or own[0].name in rounds:
        return list(columns)
    heading = own[0].heading if len(rounds) == 1 else f"{own[0].heading}: {rounds[0]}"
    named = replace(own[0], heading=heading, name=rounds[0])
    return [named if column is own[0] else column for column in columns]


def _holds(row: PlacedRow, role: Role) -> bool:
    held: dict[Role, object] = {
        "milestones": row.milestones,
        "monitoring": row.monitoring,
        "raised": row.raised_on,
    }
    return bool(held.get(role))


def _in_order(values: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(values))
