"""What differs between two issues of a plan, one difference for each thing to take or to leave."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from governance.errors import ActionRefused
from governance.text.word_changes import ChangedRun, changes

from .similarity import Pair

Kind = Literal["added", "gone", "changed", "date", "state", "renumbered", "order", "progress"]
# What stands for itself rather than in something: a plan's row, an objective, a set of them.
WHOLES = ("row", "objective", "set")
_SAID = {
    "added": "is new",
    "gone": "is not in the newer issue",
    "changed": "reads differently",
    "date": "has another date",
    "state": "stands differently",
    "renumbered": "has another number",
    "order": "stand in another order",
    "progress": "has new words",
}


@dataclass(frozen=True)
class Place:
    """Where it stands: the row in each issue and, in the row, the part; counted from 0."""

    old_row: int | None = None
    new_row: int | None = None
    part: str = ""  # the field of the row or of the plan: "milestones", "statement"
    old_at: int | None = None
    new_at: int | None = None


@dataclass(frozen=True)
class Difference:
    """One thing that differs, in words a person can judge.

    ``take`` is what is proposed; one that cannot be taken says why in ``note``.
    """

    kind: Kind
    what: str  # "row", "milestone", "lead", "statement", "title"
    where: str  # the row as printed: "3", or its short name; empty for the plan itself
    old: str
    new: str
    place: Place = field(default_factory=Place)
    take: bool = True
    can_be_taken: bool = True
    note: str = ""
    of: str = "Row"  # how the place is called before its number; empty where it names itself

    @property
    def key(self) -> str:
        """What a choice is remembered by: another wording or another place is another key."""
        place = self.place
        at = (place.old_row, place.new_row, place.part, place.old_at, place.new_at)
        told = "\x1f".join(map(str, (self.kind, self.what, *at, self.old, self.new)))
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    @property
    def words(self) -> list[ChangedRun]:
        """The words that stayed, went and came."""
        return changes(self.old, self.new)

    @property
    def sentence(self) -> str:
        """One sentence for a list: what, where and how it differs."""
        named = f"{self.of} {self.where}".strip()
        where = f"{named}: the" if self.where else "The"
        if self.what in WHOLES:
            return f"{named} {_SAID[self.kind]}: “{_short(self.new or self.old)}”."
        if self.kind == "date":
            return (
                f"{where} {self.what} “{_short(self.note or self.old)}” moves from "
                f"“{self.old or 'no date'}” to “{self.new or 'no date'}”."
            )
        if self.kind == "order":
            return f"{where} {self.what} {_SAID[self.kind]}."
        return f"{where} {self.what} {_SAID[self.kind]}: “{_short(self.new or self.old)}”."


@dataclass(frozen=True)
class Comparison:
    """Two issues of a plan side by side. ``rows`` pairs the old rows with the new ones."""

    differences: tuple[Difference, ...] = ()
    rows: tuple[Pair, ...] = ()

    def of_kind(self, *kinds: str) -> list[Difference]:
        return [one for one in self.differences if one.kind in kinds]

    @property
    def added(self) -> list[Difference]:
        """Rows that are new."""
        return [one for one in self.of_kind("added") if one.what in WHOLES]

    @property
    def gone(self) -> list[Difference]:
        """Rows that the newer issue does not print."""
        return [one for one in self.of_kind("gone") if one.what in WHOLES]

    @property
    def moved(self) -> list[Difference]:
        """Dates that moved."""
        return self.of_kind("date")

    @property
    def renumbered(self) -> list[Difference]:
        return self.of_kind("renumbered")

    @property
    def changed(self) -> list[Difference]:
        """Everything else."""
        others = {id(one) for one in (*self.added, *self.gone, *self.moved, *self.renumbered)}
        return [one for one in self.differences if id(one) not in others]

    @property
    def unchanged(self) -> list[Pair]:
        """The rows that say the same in both issues."""
        touched = {one.place.new_row for one in self.differences}
        return [pair for pair in self.rows if pair[1] not in touched]

    def taken(self, choices: Mapping[str, bool] | None) -> list[Difference]:
        """The differences a person takes; what is proposed where nobody was asked.

        Raises ActionRefused when the choices are of another comparison: the plan was changed since.
        """
        if choices is None:
            return [one for one in self.differences if one.take and one.can_be_taken]
        asked = {one.key for one in self.differences if one.can_be_taken}
        if not asked <= set(choices) or set(choices) - {one.key for one in self.differences}:
            raise ActionRefused(
                "The plan was changed since you compared it with the document. "
                "Look through the differences again."
            )
        return [one for one in self.differences if one.can_be_taken and choices[one.key]]


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 90 else f"{flat[:89].rstrip()}…"
