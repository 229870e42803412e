"""Rows of a newer issue: added, corrected, moved and removed, each by its action."""

from collections.abc import Sequence

from governance.models import User

from ..models import Improvement, Plan
from ..parts import ROW
from ..workflow.editing import edit_part, retire_part
from ..workflow.many_parts import add_parts
from .differences import Comparison, Difference
from .kept import counts_from_one
from .list_merging import ListsMerge, Taking
from .placed import PlacedPlan, PlacedRow, fact_of_paper
from .plan_merging import retire_themes, themes_by_title
from .row_writing import by_number, row_fields, write_cells, write_references
from .similarity import sequence
from .taking_out import numbers_of

_FIELDS = (
    *("number", "statement", "layout", "lead_heading", "kpi_heading"),
    *("raw_fragments", "extras", "theme", *map(fact_of_paper, Improvement.facts)),
)


_COLUMNS = {fact_of_paper(name): name for name in Improvement.facts}


class RowsMerge:
    """What was taken of the rows, done in the order that lets every pointer find its row.

    ``standing`` is afterwards every row the newer issue prints and the plan has, with the place
    it has in the newer issue.
    """

    def __init__(
        self,
        plan: Plan,
        rows: list[Improvement],
        old: PlacedPlan,
        new: PlacedPlan,
        comparison: Comparison,
        taken: Sequence[Difference],
        *,
        name: str,
        by: User,
    ):
        self.plan, self.old, self.new, self.by = plan, old, new, by
        self.taken = taken
        self.gone = f"Not in the newer issue: {name}"
        self.moved = f"Newer issue of the plan: {name}"
        # The rows of which ``old`` was made: its places are theirs, and each has the version it
        # was compared in.
        self.rows = rows
        for row in self.rows:
            row.plan = plan
        self.pairs = comparison.rows
        self.made: dict[int, Improvement] = {to: self.rows[at] for at, to in self.pairs}
        self.numbered = not (counts_from_one(old) and counts_from_one(new))

    @property
    def standing(self) -> list[tuple[Improvement, PlacedRow, int]]:
        return [(self.made[to], self.new.rows[to], to) for to in sorted(self.made)]

    def merge(self) -> None:
        self._write_counted_numbers()
        for at, to in self.pairs:
            self._mend(self.rows[at], self.new.rows[to], self._of_row(at))
        added = self._add()
        self._retire()
        self._order()
        numbers = self._numbers()
        write_references(self.plan, added, numbers, by=self.by)
        taking = Taking(self.plan, self.gone, self.moved, self.by)
        for at, to in self.pairs:
            lists = ListsMerge(self.rows[at], self.new.rows[to], self._of_row(at), taking)
            lists.merge(numbers)
        retire_themes(self.plan, self.taken, reason=self.gone, by=self.by)

    def _write_counted_numbers(self) -> None:
        """Numbers that only counted the rows are written down before some become others."""
        touched = any(one.kind == "renumbered" or one.what in {"row", "kind of numbering"}
                      for one in self.taken)  # fmt: skip
        if not (self.numbered and touched and counts_from_one(self.old)):
            return
        for row, was in zip(self.rows, self.old.rows, strict=True):
            edit_part(row, changes={"number": was.number}, as_printed=True, by=self.by)

    def _mend(self, row: Improvement, new: PlacedRow, taken: list[Difference]) -> None:
        names = {one.place.part for one in taken} & set(_FIELDS)
        if not names:
            return
        fields = row_fields(new, themes_by_title(self.plan), numbered=True)
        columns = {_COLUMNS.get(name, name) for name in names}
        changes = {name: fields[name] for name in sorted(columns)}
        edit_part(row, changes=changes, as_printed=True, by=self.by)

    def _add(self) -> list[tuple[Improvement, PlacedRow]]:
        places = [one.place.new_row for one in self.taken if self._is_row(one, "added")]
        new = [(to, self.new.rows[to]) for to in places if to is not None]
        themes = themes_by_title(self.plan)
        values = [(self.plan, row_fields(row, themes, numbered=self.numbered)) for _, row in new]
        made = add_parts(ROW, values, plan=self.plan, by=self.by)
        written = [(row, piece) for row, (_, piece) in zip(made, new, strict=True)]
        write_cells(self.plan, written, by=self.by)
        for row, (to, _) in zip(made, new, strict=True):
            self.made[to] = row
        return written

    def _retire(self) -> None:
        for one in self.taken:
            if self._is_row(one, "gone") and one.place.old_row is not None:
                row = self.rows[one.place.old_row]
                retire_part(row, reason=self.gone, seen=row.seen, by=self.by)

    def _order(self) -> None:
        """Rows stand as in the newer issue where that was taken; new ones find their place."""
        reorder = any(one.kind == "order" and one.what == "rows" for one in self.taken)
        if not reorder and not any(one.what == "row" for one in self.taken):
            return
        old = [row.pk for row in self.rows]
        new = [self.made[to].pk for to in sorted(self.made)]
        by_pk = {row.pk: row for row in (*self.rows, *self.made.values())}
        for order, pk in enumerate(sequence(old, new, reorder=reorder), start=1):
            if by_pk[pk].order != order:
                by_pk[pk].order = order
                Improvement.objects.filter(pk=pk).update(order=order)

    def _numbers(self) -> dict[str, Improvement]:
        """The live rows by the number they have now, those of the newer issue before others."""
        live = list(self.plan.improvements.live().order_by("order", "pk"))
        numbers = numbers_of(self.plan, live)
        ours = {row.pk for row in self.made.values()}
        live.sort(key=lambda row: row.pk not in ours)
        return by_number((numbers[row.pk], row) for row in live)

    def _of_row(self, at: int) -> list[Difference]:
        return [one for one in self.taken if (one.place.old_row == at and one.what != "row")
                or (one.place.old_row == at and one.kind == "renumbered")]  # fmt: skip

    def _is_row(self, one: Difference, kind: str) -> bool:
        return one.what == "row" and one.kind == kind
