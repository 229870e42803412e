"""How rows stand: counting status words, silence, “unchanged”, and how late a date is.

The words and colours belong to the partnership's scheme. What counts across schemes is a word's
*standing*: complete, on track, at risk, off track, or not stated.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeVar

from governance.text.word_changes import is_changed

Theme = TypeVar("Theme", bound=Hashable)
Standing = Literal["complete", "on_track", "at_risk", "off_track", "not_stated"]

STANDINGS: tuple[Standing, ...] = ("complete", "on_track", "at_risk", "off_track", "not_stated")
MOST_NO_CHANGES = 2  # running; the third time needs words
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_FINISHED = frozenset({"reported", "done", "dropped", "retired"})


class StatusLike(Protocol):
    """What is asked of a word of a scheme."""

    @property
    def word(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def order(self) -> int: ...


NOT_STATED = ("Not stated", "none")


def in_order(words: Iterable[StatusLike]) -> list[StatusLike]:
    """A scheme's words as its body orders them; words of one place by how they stand."""
    return sorted(words, key=lambda word: (word.order, STANDINGS.index(_standing(word))))


def standing_of(word: StatusLike | None) -> Standing:
    """How a status word counts; a row without one is not stated."""
    return _standing(word) if word is not None else "not_stated"


def counts(
    statuses: Iterable[StatusLike | None], scheme: Iterable[StatusLike]
) -> list[tuple[str, str, int]]:
    """Word, tone and number for the stacked bar: the scheme's order, rows without a word last.

    A word that left the scheme since is still counted, under the name it had.
    """
    numbers: Counter[tuple[str, str]] = Counter()
    order = {(word.word, word.tone): 0 for word in in_order(scheme)}
    for status in statuses:
        key = (status.word, status.tone) if status is not None else NOT_STATED
        order.setdefault(key, 0)
        numbers[key] += 1
    if NOT_STATED in order:
        order[NOT_STATED] = order.pop(NOT_STATED)
    return [(word, tone, numbers[(word, tone)]) for word, tone in order]


def counts_by_theme(
    rows: Iterable[tuple[Theme, StatusLike | None]], scheme: Sequence[StatusLike]
) -> list[tuple[Theme, list[tuple[str, str, int]]]]:
    """The same counts for each theme, in the order in which the themes come."""
    themes: dict[Theme, list[StatusLike | None]] = {}
    for theme, status in rows:
        themes.setdefault(theme, []).append(status)
    return [(theme, counts(statuses, scheme)) for theme, statuses in themes.items()]


def views_differ(ours: StatusLike | None, theirs: StatusLike | None) -> bool:
    """Whether the reviewer gave a status and it stands differently from the partnership's."""
    if theirs is None or standing_of(theirs) == "not_stated":
        return False
    return ours is None or (ours.word, standing_of(ours)) != (theirs.word, standing_of(theirs))


@dataclass(frozen=True)
class UpdateSummary:
    """What one update says, as far as “unchanged” looks at it."""

    standing: Standing = "not_stated"
    words: str = ""
    reason: str = ""
    dates: Mapping[int, date | None] = field(default_factory=dict)
    readings: Mapping[int, object] = field(default_factory=dict)
    ticks: frozenset[int] = frozenset()
    is_no_change: bool = False


def is_unchanged(now: UpdateSummary, before: UpdateSummary | None) -> bool:
    """On track in the scheme's meaning, and no changed word, date, reading or tick.

    Only what this quarter brought counts as a tick or a reading; a row without a quarter before
    it is never unchanged, for there is nothing it could be the same as.
    """
    if before is None or now.standing != "on_track" or before.standing != "on_track":
        return False
    if now.ticks or dict(now.dates) != dict(before.dates):
        return False
    if any(before.readings.get(key) != value for key, value in now.readings.items()):
        return False
    if now.is_no_change:
        return True
    return not (is_changed(before.words, now.words) or is_changed(before.reason, now.reason))


def running(flags: Iterable[bool]) -> int:
    """How often running something was so, counted back from the latest: newest first."""
    count = 0
    for flag in flags:
        if not flag:
            break
        count += 1
    return count


def silence_in_words(quarters: int, *, what: str = "update") -> str:
    """Silence printed as silence: “No update received, second quarter running.”"""
    if quarters < 1:
        return ""
    if quarters == 1:
        return f"No {what} received."
    if quarters < len(_ORDINALS):
        return f"No {what} received, {_ORDINALS[quarters]} quarter running."
    return f"No {what} received for {quarters} quarters running."


def can_say_no_change(no_changes_before: int) -> bool:
    """Whether “no change” may be sent once more after so many running."""
    return no_changes_before < MOST_NO_CHANGES


def is_overdue(
    latest: date | None, at: date, *, state: str = "open", is_recurring: bool = False
) -> bool:
    """Judged on the latest day alone: without one, or finished or recurring, never overdue."""
    if latest is None or is_recurring or state in _FINISHED:
        return False
    return latest < at


def _standing(word: StatusLike) -> Standing:
    for standing in STANDINGS:
        if standing == word.standing:
            return standing
    return "not_stated"
