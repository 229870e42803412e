"""Pairs the parts of one row in two issues, and says what differs between them. Pure."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from governance.documents.pieces import Dated
from governance.text.sentences import with_topic
from governance.text.structured_text import plain

from .differences import Difference
from .placed import PlacedMilestone, PlacedNote, PlacedRow, Pointing
from .similarity import Pair, same_texts

Make = Callable[..., Difference]
WORDS = {
    "milestones": "milestone",
    "leads": "lead",
    "kpis": "KPI",
    "monitoring": "monitoring line",
    "citations": "citation",
    "references": "cross-reference",
}
# The places of phrases in the text (``dates``) change with the text and go with it.
DATE_FIELDS = ("due_text", "earliest", "latest", "precision", "date_kind", "year_inferred")
STATE_FIELDS = ("state", "state_text", "done_on")
_KNOWN_BY = {"text", "name", "printed", "topic", "dates"}
_FORWARD = {"open": 0, "in_progress": 1, "done": 2}
_EITHER_WAY = {
    "is_bullet": ("with a bullet", "without a bullet"),
    "is_recurring": ("again and again", "once"),
}
_KEPT_DATE = "The newer issue prints no date; the one that stands is kept until another is agreed."


def part_differences(
    name: str, old: Sequence[Any], new: Sequence[Any], make: Make
) -> Generator[Difference, None, list[Pair]]:
    """The differences of one list of a row; returns which part is which."""
    pairs = pair_parts(old, new)
    old_of = {to: at for at, to in pairs}
    what = WORDS[name]
    for to, one in enumerate(new):
        if to not in old_of:
            yield make("added", what, "", text_of(one), part=name, new_at=to)
            continue
        at = old_of[to]
        yield from _changed(name, old[at], one, at, to, make)
    # A promise is never dropped because a paper left it out; a person has to say so.
    is_promise = name in {"milestones", "kpis"}
    kept = {at for at, _ in pairs}
    for at, one in enumerate(old):
        if at not in kept:
            yield make("gone", what, text_of(one), "", part=name, old_at=at, take=not is_promise)
    olds = [old_of[to] for to in sorted(old_of)]
    if olds != sorted(olds):
        words = ["\n".join(text_of(old[at]) for at in order) for order in (sorted(olds), olds)]
        yield make("order", f"{what}s", words[0], words[1], part=name)
    return pairs


def pointer_differences(
    name: str, old: Sequence[Any], new: Sequence[Any], milestones: Sequence[Pair], make: Make
) -> Iterator[Difference]:
    """Citations and references: a milestone they stand in is the same milestone wherever it is."""
    new_of = dict(milestones)
    moved = []
    for one in old:
        to = None if one.milestone is None else new_of.get(one.milestone)
        if one.milestone is not None and to is None:
            # As it would stand in the plan without that milestone.
            one = replace(one, on="row", block=None, start=None)
        moved.append(replace(one, milestone=to))
    yield from part_differences(name, moved, new, make)


def note_differences(
    old: Sequence[PlacedNote], new: Sequence[PlacedNote], make: Make
) -> Iterator[Difference]:
    """Notes are only ever added to: what a quarter said stands."""
    said = [note.text for note in old]
    for to, note in enumerate(new):
        if note.text in said:
            said.remove(note.text)
        elif note.text.strip():
            yield make("progress", "progress", "", note.text, part="progress", new_at=to)


def pair_parts(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Which part is which, by its words; the date in them may be another one by now."""
    known = [[text_of(one) for one in parts] for parts in (old, new)]
    bare = [[_undated(one) for one in parts] for parts in (old, new)]
    return same_texts(*known, bare=(bare[0], bare[1]))


def _undated(part: Any) -> str:
    phrase = getattr(part, "due_text", "")
    return text_of(part).replace(phrase, " ") if phrase else text_of(part)


def text_of(part: Any) -> str:
    """The words a part is known by."""
    if hasattr(part, "printed"):
        return str(part.printed)
    if hasattr(part, "name"):
        return with_topic(part.topic, part.name)
    return str(part.text)


def texts_of(row: PlacedRow) -> str:
    """The words of a row for one look: its statement and its milestones."""
    return "\n".join([plain(row.statement), *(one.text for one in row.milestones)]).strip()


def other_fields(part: Any) -> list[str]:
    """The fields of a part that are neither its date nor its state."""
    # Where a pointer stands follows from the words round it.
    apart = {"lines", "on", "start", "block"} if isinstance(part, Pointing) else {"lines"}
    if isinstance(part, Dated):
        apart |= set(DATE_FIELDS)
    if isinstance(part, PlacedMilestone):
        apart |= set(STATE_FIELDS)
    return [each.name for each in fields(part) if each.name not in apart]


def only_date_differs(old: Any, new: Any) -> bool:
    """Whether two dated texts are the same but for the date in their words."""
    if not isinstance(new, Dated) or old.due_text == new.due_text:
        return False
    others = set(other_fields(new)) - {"text", "dates"}
    same = all(getattr(old, field) == getattr(new, field) for field in others)
    return same and _undated(old).split() == _undated(new).split()


def _changed(name: str, old: Any, new: Any, at: int, to: int, make: Make) -> Iterator[Difference]:
    where = {"part": name, "old_at": at, "new_at": to}
    what = WORDS[name]
    corrected = {field for field in other_fields(new) if getattr(old, field) != getattr(new, field)}
    if corrected and not only_date_differs(old, new):
        yield make("changed", what, _whole(old, new), _whole(new, old), **where)
    if isinstance(new, Dated) and _date(old) != _date(new):
        stands = old.latest is not None and new.latest is None
        yield make(
            "date",
            what,
            old.due_text or str(old.latest or ""),
            new.due_text or str(new.latest or ""),
            **where,
            take=not stands,
            can_be_taken=not (stands and name == "milestones"),
            note=_KEPT_DATE if stands and name == "milestones" else text_of(new),
        )
    if isinstance(new, PlacedMilestone) and _state(old) != _state(new):
        forward = _FORWARD[new.state] >= _FORWARD[old.state]
        yield make("state", what, _state_words(old), _state_words(new), **where, take=forward)


def _date(one: Dated) -> list[Any]:
    return [getattr(one, field) for field in DATE_FIELDS]


def _state(one: PlacedMilestone) -> list[Any]:
    return [getattr(one, field) for field in STATE_FIELDS]


def _state_words(one: PlacedMilestone) -> str:
    day = f", {one.done_on.isoformat()}" if one.done_on else ""
    return f"{one.text} ({one.state_text or one.state.replace('_', ' ')}{day})"


def _whole(part: Any, other: Any) -> str:
    """The words, and behind them what else of it is not as in the other issue."""
    differing = [
        field
        for field in other_fields(part)
        if field not in _KNOWN_BY and getattr(part, field) != getattr(other, field)
    ]
    values = [_field_in_words(field, getattr(part, field)) for field in differing]
    said = ", ".join(filter(None, values))
    return f"{text_of(part)} ({said})" if said else text_of(part)


def _field_in_words(field: str, value: Any) -> str:
    if field == "level":
        return f"indented by {value}" if value else "not indented"
    if isinstance(value, bool):
        yes, no = _EITHER_WAY.get(field, (field.replace("_", " "), f"not {field}"))
        return yes if value else no
    return "" if value in ("", None) else f"{field.replace('_', ' ')} {value}"
