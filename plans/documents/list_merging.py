"""The lists in a row's cells: milestones with their dates, KPIs, leads, monitoring, pointers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.models import User

from ..models import Improvement, Milestone, Plan
from ..parts import ROW_PARTS
from ..workflow.editing import edit_part, retire_part
from ..workflow.many_parts import add_parts
from .differences import Difference
from .known_things import People, Processes
from .part_matching import DATE_FIELDS, STATE_FIELDS, only_date_differs, other_fields, pair_parts
from .placed import PlacedRow
from .row_writing import (
    kpi_fields,
    milestone_fields,
    parents,
    pointing_fields,
    reference_fields,
    sources_of,
)
from .similarity import sequence

_RELATED = {"monitoring": "monitoring_lines"}
_KEYS = {
    "milestones": "milestone",
    "kpis": "kpi",
    "leads": "lead",
    "monitoring": "monitoring",
    "citations": "citation",
    "references": "reference",
}


@dataclass(frozen=True)
class Taking:
    """Whose plan a newer issue goes into, by whom, and the reasons that its changes are given."""

    plan: Plan
    gone: str
    moved: str
    by: User


class ListsMerge:
    """What was taken of one row's lists. Milestones first: pointers stand in them."""

    def __init__(
        self, row: Improvement, new: PlacedRow, taken: Sequence[Difference], taking: Taking
    ):
        self.row, self.new, self.taking, self.by = row, new, taking, taking.by
        self.taken = [one for one in taken if one.place.part in _KEYS]
        self.corrected = any(one.place.part == "statement" for one in taken)
        # For each milestone of the newer issue the one of the plan, where it was not left.
        self.milestones: list[Milestone | None] = [None] * len(new.milestones)

    def merge(self, numbers: dict[str, Improvement]) -> None:
        if not self.taken:
            if self.corrected:
                self._point_again()
            return
        standing: list[Milestone] = list(self.row.milestones.all())
        for at, to in pair_parts(standing, self.new.milestones):
            self.milestones[to] = standing[at]
        for part in _KEYS:
            taken = [one for one in self.taken if one.place.part == part]
            if taken:
                self._merge(part, taken, self._values(part, numbers))
        self._point_again()

    def _values(self, part: str, numbers: dict[str, Improvement]) -> list[dict[str, Any]]:
        """The columns of every part of one list, as the newer issue prints them."""
        new, plan = self.new, self.taking.plan
        written = [(self.row, new)]
        if part == "milestones":
            return [milestone_fields(one) for one in new.milestones]
        if part == "kpis":
            return [kpi_fields(one) for one in new.kpis]
        if part == "leads":
            people = People(plan.partnership)
            return [people.lead_fields(one) for one in new.leads]
        if part == "monitoring":
            processes = Processes(plan, written, by=self.by)
            return [processes.fields(one) for one in new.monitoring]
        if part == "citations":
            sources = sources_of(plan, written, by=self.by)
            return [
                pointing_fields(one, self.milestones)
                | {"source": sources[one.source], "pages": one.pages}
                for one in new.citations
            ]
        return [
            pointing_fields(one, self.milestones) | reference_fields(one, self.row, numbers)
            for one in new.references
        ]

    def _merge(self, part: str, taken: Sequence[Difference], values: list[dict[str, Any]]) -> None:
        kind = ROW_PARTS[_KEYS[part]]
        standing: list[Any] = list(getattr(self.row, _RELATED.get(part, part)).all())
        pieces: list[Any] = getattr(self.new, part)
        there = {
            one.place.new_at: standing[one.place.old_at]
            for one in taken
            if one.place.old_at is not None and one.place.new_at is not None
        }
        for to, stands in there.items():
            if to is not None:
                kinds = [one.kind for one in taken if one.place.new_at == to]
                self._mend(stands, pieces[to], values[to], kinds)
        for one in taken:
            if one.kind == "gone" and one.place.old_at is not None:
                part_gone = standing[one.place.old_at]
                retire_part(part_gone, reason=self.taking.gone, seen=part_gone.seen, by=self.by)
        added = [one.place.new_at for one in taken if one.kind == "added"]
        places = [to for to in added if to is not None]
        made = add_parts(
            kind, [(self.row, values[to]) for to in places], plan=self.taking.plan, by=self.by
        )
        known = dict(zip(places, made, strict=True))
        self._order(kind.model, part, standing, known, taken)
        if part == "milestones":
            for to, milestone in known.items():
                self.milestones[to] = milestone
            self._nest()

    def _mend(self, stands: Any, piece: Any, values: dict[str, Any], kinds: Sequence[str]) -> None:
        """One edit for all that was taken of one part; a later date is a re-scheduling."""
        names: set[str] = set()
        if "changed" in kinds:
            names |= set(other_fields(piece)) | {"source", "process", "to", "names", "user", "body"}
            if getattr(piece, "name", "") == getattr(stands, "name", ""):
                # A lead of the same name keeps the account that somebody gave it.
                names -= {"user", "body"}
            if hasattr(piece, "printed"):
                names |= {"start", "block", "milestone"}
        if "date" in kinds:
            names |= set(DATE_FIELDS)
            if only_date_differs(stands, piece):
                names |= {"text", "dates"}
        if "state" in kinds:
            names |= set(STATE_FIELDS)
        changes = {name: value for name, value in values.items() if name in names}
        if changes:
            edit_part(stands, changes=changes, move_reason=self.taking.moved, by=self.by)

    def _order(
        self,
        model: Any,
        part: str,
        standing: list[Any],
        made: dict[int, Any],
        taken: Sequence[Difference],
    ) -> None:
        reorder = any(one.kind == "order" for one in taken)
        if not reorder and not made:
            return
        pieces = getattr(self.new, part)
        pairs = pair_parts(standing, pieces)
        place = {to: standing[at].pk for at, to in pairs} | {to: one.pk for to, one in made.items()}
        new = [place[to] for to in sorted(place)]
        parts = {one.pk: one for one in (*standing, *made.values())}
        marks = sequence([one.pk for one in standing], new, reorder=reorder)
        for order, pk in enumerate(marks, start=1):
            if parts[pk].order != order:
                parts[pk].order = order
                model._default_manager.filter(pk=pk).update(order=order)

    def _point_again(self) -> None:
        """Pointers follow the words they stand in, where those were corrected."""
        for related in (self.row.citations, self.row.references):
            for one in related.model.objects.live().filter(improvement=self.row):
                text = self._text_round(one)
                if text is None or one.start is None:
                    continue
                if text[one.start : one.start + len(one.printed)] != one.printed:
                    found = text.find(one.printed)
                    if found >= 0 and one.printed:
                        edit_part(one, changes={"start": found}, by=self.by)

    def _text_round(self, one: Any) -> str | None:
        if one.milestone_id is not None:
            return str(one.milestone.text)
        blocks = self.row.statement
        at = one.block
        return str(blocks[at]["text"]) if at is not None and at < len(blocks) else None

    def _nest(self) -> None:
        """Each milestone beneath the last one less deep, as they stand now."""
        live = list(Milestone.objects.live().filter(improvement=self.row).order_by("order", "pk"))
        for milestone, above in zip(live, parents([one.level for one in live]), strict=True):
            parent = None if above is None else live[above]
            if milestone.parent_id != (parent.pk if parent else None):
                edit_part(milestone, changes={"parent": parent}, by=self.by)
