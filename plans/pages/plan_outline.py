"""A plan or a row laid out for its coordinator: every list of parts in its order, and what left."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Improvement, Plan, Theme
from ..parts import PLAN_PARTS, ROW_PARTS, PartKind, is_live
from ..phases import PhaseCheck, phase_check


@dataclass
class PartList:
    """All parts of one kind in a plan or a row."""

    kind: PartKind
    live: list[Any]
    retired: list[Any]


@dataclass
class ThemeRows:
    """The rows of one theme, each with its place among all rows of the plan."""

    theme: Theme | None
    rows: list[tuple[int, Improvement]]


@dataclass
class PlanOutline:
    """What the contents page of a plan lists."""

    themes: list[ThemeRows]
    retired: list[Improvement]
    lists: list[PartList]
    phases: PhaseCheck
    rows: int

    @property
    def choices(self) -> list[Theme]:
        return [group.theme for group in self.themes if group.theme]


def _by_theme(rows: Sequence[Improvement], themes: Sequence[Theme]) -> list[ThemeRows]:
    """The rows with their places under each theme; those of none come first."""
    placed = defaultdict(list)
    for at, row in enumerate(rows, start=1):
        placed[row.theme_id].append((at, row))
    groups = [ThemeRows(theme, placed[theme.pk]) for theme in themes]
    return groups if themes and not placed[None] else [ThemeRows(None, placed[None]), *groups]


def outline_of(plan: Plan) -> PlanOutline:
    """Everything of a plan but what stands inside its rows."""
    lists = {key: _list_of(kind, plan) for key, kind in PLAN_PARTS.items()}
    rows = list(plan.improvements.select_related("theme"))
    for row in rows:
        row.plan = plan
    live = [row for row in rows if row.is_live]
    phases = [
        {"pk": one.pk, "order": one.order, "name": one.name, "months": one.months}
        for one in lists["phase"].live
    ]
    return PlanOutline(
        _by_theme(live, lists["theme"].live),
        retired=[row for row in rows if not row.is_live],
        lists=list(lists.values()),
        phases=phase_check(phases, plan.printed_phase_total),
        rows=len(live),
    )


def parts_of(row: Improvement) -> list[PartList]:
    """Every list of parts of one row."""
    return [_list_of(kind, row) for kind in ROW_PARTS.values()]


def _list_of(kind: PartKind, owner: Plan | Improvement) -> PartList:
    related = {
        "citation": ["source", "milestone"],
        "reference": ["to", "milestone"],
        "waitsfor": ["awaited", "other", "milestone"],
        "monitoring": ["process"],
        "lead": ["user", "body"],
    }
    parts = kind.siblings(owner)
    if kind.key in related:
        parts = parts.select_related(*related[kind.key])
    found = list(parts)
    return PartList(
        kind,
        live=[one for one in found if is_live(one)],
        retired=[one for one in found if not is_live(one)],
    )
