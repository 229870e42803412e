"""Compares a plan with a newer issue of it: rows by number, day raised and words, never by place.

Pure. Inside a row milestones, KPIs, leads and the like are paired by their words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any

from governance.text.structured_text import plain

from .differences import Comparison, Difference, Place
from .kept import as_kept, counts_from_one
from .part_matching import (
    note_differences,
    part_differences,
    pointer_differences,
    texts_of,
)
from .placed import PlacedPlan, PlacedRow, PlacedStatus
from .similarity import Likeness, Pair, paired

# Two rows of one number are the same unless they share next to nothing; others must be alike.
_SAME_NUMBER, _SAME_DAY, _ALIKE = 0.2, 0.35, 0.5
_PLAN_FIELDS = {
    "title": "title",
    "starts_on": "first day",
    "ends_on": "last day",
    "printed_period": "period as printed",
    "issue_text": "issue date as printed",
    "issued_on": "day of issue",
    "paper_reference": "reference of the paper",
    "numbering": "kind of numbering",
    "column_headers": "column headings",
    "printed_phase_total": "printed sum of the phases",
    "facts": "front of the paper",
    "unplaced": "words without a place",
}
_ROW_FIELDS = {
    "theme": "theme",
    "statement": "statement",
    "layout": "order of the cell",
    "lead_heading": "heading of the leads",
    "kpi_heading": "heading of the KPIs",
    "raised_on": "day it was raised",
    "extras": "further columns",
    "raw_fragments": "damaged words",
}
_WHOLE_LISTS = {"sections": "sections of text", "resources": "resources", "phases": "phases"}


def compare(old: PlacedPlan, new: PlacedPlan) -> Comparison:
    """What differs in ``new``, the newer issue. ``old`` is ``plan_on_paper`` of the plan."""
    known = replace(
        new, starts_on=new.starts_on or old.starts_on, ends_on=new.ends_on or old.ends_on
    )
    new = as_kept(known)
    rows = match_rows(old.rows, new.rows)
    found = chain(
        _plan_differences(old, new),
        _theme_differences(old, new),
        _row_differences(old, new, rows),
    )
    return Comparison(tuple(found), tuple(rows))


def match_rows(old: Sequence[PlacedRow], new: Sequence[PlacedRow]) -> list[Pair]:
    """The same row in both issues, as pairs of places, in the order of the newer one."""
    statements = Likeness(*([plain(row.statement) for row in rows] for rows in (old, new)))
    whole = Likeness(*([_everything(row) for row in rows] for rows in (old, new)))
    scored: dict[Pair, float] = {}
    for like, at, to in chain(statements.above(_SAME_NUMBER), whole.above(_SAME_NUMBER)):
        scored[at, to] = max(scored.get((at, to), 0.0), like)
    # Rows of the same words, or of none, are found by no common word.
    same: dict[str, list[int]] = {}
    for to, row in enumerate(new):
        same.setdefault(_everything(row), []).append(to)
    for at, row in enumerate(old):
        scored |= {(at, to): 1.0 for to in same.get(_everything(row), ())}
    candidates = []
    for (at, to), like in scored.items():
        one, other = old[at], new[to]
        same_number = bool(one.number) and one.number == other.number
        same_day = one.raised_on is not None and one.raised_on == other.raised_on
        least = _SAME_NUMBER if same_number else _SAME_DAY if same_day else _ALIKE
        if like >= least:
            candidates.append((like + 0.25 * same_number + 0.15 * same_day, at, to))
    return paired(candidates)


def _everything(row: PlacedRow) -> str:
    return "\n".join([plain(row.statement), *(one.text for one in row.milestones)])


def _plan_differences(old: PlacedPlan, new: PlacedPlan) -> Iterator[Difference]:
    for name, what in _PLAN_FIELDS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            # A newer issue that does not print a thing has not taken it back.
            empty = now in ("", None, [])
            yield Difference("changed", what, "", in_words(was), in_words(now),
                             Place(part=name), take=not empty)  # fmt: skip
    for name, what in _WHOLE_LISTS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            place = Place(part=name)
            yield Difference(
                "changed", what, "", in_words(was), in_words(now), place, take=bool(now)
            )


def _theme_differences(old: PlacedPlan, new: PlacedPlan) -> Iterator[Difference]:
    was = {theme.title: at for at, theme in reversed(list(enumerate(old.themes)))}
    now = {theme.title: at for at, theme in reversed(list(enumerate(new.themes)))}
    for title, at in sorted(now.items(), key=lambda each: each[1]):
        place = Place(part="themes", old_at=was.get(title), new_at=at)
        theme = new.themes[at]
        if title not in was:
            yield Difference("added", "theme", "", "", title, place)
        elif old.themes[was[title]] != theme:
            before = old.themes[was[title]]
            yield Difference("changed", "theme", "", _theme(before), _theme(theme), place)
    for title, at in sorted(was.items(), key=lambda each: each[1]):
        if title not in now:
            place = Place(part="themes", old_at=at)
            yield Difference("gone", "theme", "", title, "", place, take=False)


def _theme(theme: Any) -> str:
    return "\n".join(filter(None, [theme.title, theme.word, plain(theme.purpose)]))


def _row_differences(
    old: PlacedPlan, new: PlacedPlan, rows: Sequence[Pair]
) -> Iterator[Difference]:
    counting = counts_from_one(old) and counts_from_one(new)
    old_of = {to: at for at, to in rows}
    for to, row in enumerate(new.rows):
        if to not in old_of:
            yield Difference("added", "row", called(row, to), "", texts_of(row), Place(new_row=to))
            yield from _new_words(row, to)
            continue
        at = old_of[to]
        yield from _RowPair(old.rows[at], row, at, to).differences(counting)
    kept = {at for at, _ in rows}
    for at, row in enumerate(old.rows):
        if at not in kept:
            yield Difference(
                "gone", "row", called(row, at), texts_of(row), "", Place(old_row=at), take=False
            )
    olds = [at for at, _ in sorted(rows, key=lambda pair: pair[1])]
    if olds != sorted(olds):
        words = ["\n".join(called(old.rows[at], at) for at in order)
                 for order in (sorted(olds), olds)]  # fmt: skip
        yield Difference("order", "rows", "", words[0], words[1], Place(part="rows"))


def _new_words(row: PlacedRow, to: int) -> Iterator[Difference]:
    """What is said of a new row: its quarter may be written already, so it is asked apart."""
    for at, note in enumerate(row.progress):
        if note.text.strip():
            place = Place(new_row=to, part="progress", new_at=at)
            yield Difference("progress", "progress", called(row, to), "", note.text, place)


def called(row: PlacedRow, at: int) -> str:
    """How a row is named to people: its number, else its short name."""
    return row.number or row.short_name or str(at + 1)


@dataclass(frozen=True)
class _RowPair:
    old: PlacedRow
    new: PlacedRow
    at: int
    to: int

    def differences(self, counting: bool) -> Iterator[Difference]:
        old, new, make = self.old, self.new, self.make
        if old.number != new.number and not counting:
            yield make("renumbered", "row", old.number, new.number, part="number")
        for name, what in _ROW_FIELDS.items():
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                take = now not in ("", None, [])
                yield make("changed", what, in_words(was), in_words(now), part=name, take=take)
        said = new_statuses(old, new)
        if old.status != new.status or said:
            words = ", ".join(f"{one.round}: {one.text}" for one in said) or new.status
            yield make("state", "status", old.status, words, part="status", take=bool(words))
        pairs = yield from part_differences("milestones", old.milestones, new.milestones, make)
        for name in ("leads", "kpis", "monitoring"):
            yield from part_differences(name, getattr(old, name), getattr(new, name), make)
        for name in ("citations", "references"):
            yield from pointer_differences(
                name, getattr(old, name), getattr(new, name), pairs, make
            )
        yield from note_differences(old.progress, new.progress, make)

    def make(
        self,
        kind: Any,
        what: str,
        old: str,
        new: str,
        *,
        part: str,
        old_at: int | None = None,
        new_at: int | None = None,
        **more: Any,
    ) -> Difference:
        place = Place(self.at, self.to, part, old_at, new_at)
        return Difference(kind, what, called(self.new, self.to), old, new, place, **more)


def new_statuses(old: PlacedRow, new: PlacedRow) -> list[PlacedStatus]:
    """The statuses of quarters that the newer issue prints and the plan has not yet."""
    there = {(one.text, one.round) for one in old.statuses}
    return [one for one in new.statuses if (one.text, one.round) not in there]


Make = Callable[..., Difference]


def in_words(value: Any) -> str:
    """A field's value as text to compare by eye, a line for each thing in a list."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, map(in_words, value)))
    if isinstance(value, dict):
        texts = (str(one) for name, one in value.items() if name not in {"kind", "level", "marks"})
        return " ".join(filter(None, texts))
    if hasattr(value, "__dataclass_fields__"):
        names = (each.name for each in fields(value) if each.name not in {"lines", "place"})
        return " ".join(filter(None, (in_words(getattr(value, name)) for name in names)))
    return str(value)
