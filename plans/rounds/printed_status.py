"""A status word as a paper prints it, and the word of the partnership's scheme that it becomes.

Pure. Only what a scheme says itself, or a synonym that can mean one of its words alone, is
proposed; every other word stays as it is printed until somebody answers. Such a word is a
state of its own: it counts as no status of the scheme, and never as silence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Generic, Protocol, TypeVar

AS_PRINTED = "as_printed"
LONGEST = 200  # signs, as ``Improvement.status_text``
NO_WORDS_ON_PAPER = "The paper gives a status and no words."
NOTHING_ON_PAPER = "The paper gives no update for this row."

# Words that bodies print for one standing and for no other.
_SAME: dict[str, frozenset[str]] = {
    "complete": frozenset(
        {"complete", "completed", "done", "achieved", "delivered", "finished", "implemented"}
        | {"100", "100 complete", "complete 100"}
    ),
    "on_track": frozenset({"g", "green", "on track", "on target", "on schedule"}),
    "at_risk": frozenset({"a", "amber", "at risk"}),
    "off_track": frozenset({"r", "red", "off track", "off target", "overdue"}),
}
_YES = frozenset({"y", "yes"})
_BLUE = frozenset({"b", "blue"})
_ASKS_WHETHER_COMPLETE = re.compile(
    r"(?:is it )?(?:completed?|done|achieved|delivered|finished)\b\W*(?:y\W*n|yes\W*no)?\W*",
    re.IGNORECASE,
)


class SchemeWord(Protocol):
    """What is asked of a word of a scheme."""

    @property
    def key(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def standing(self) -> str: ...


# A ``SchemeWord``; the checker does not see that a row of the database is one.
W = TypeVar("W", bound=Any)


@dataclass(frozen=True)
class PrintedStatus(Generic[W]):
    """A word that a paper prints as a status, how often, and what it becomes."""

    word: str
    times: int
    becomes: W | None


@dataclass
class Answers(Generic[W]):
    """What the status words of one paper become.

    ``said`` are answers for this paper, by ``same_word`` the key of a word of the scheme or "" for
    “keep as printed”; ``before`` are answers of earlier papers.
    """

    words: list[W]
    said: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, W] = field(default_factory=dict)
    yes_is_complete: bool = False

    def get(self, printed: str) -> W | None:
        """The word of the scheme; None where the printed one stays as it is."""
        key = self.said.get(same_word(printed))
        if key is not None:
            return next((word for word in self.words if word.key == key), None)
        return propose(
            printed, self.words, answered=self.before, yes_is_complete=self.yes_is_complete
        )

    def listed(self, printed: Iterable[str]) -> list[PrintedStatus[W]]:
        """Each printed word once, in the order of the paper, with what becomes of it."""
        first: dict[str, str] = {}
        count: Counter[str] = Counter()
        for word in printed:
            count[same_word(word)] += 1
            first.setdefault(same_word(word), " ".join(word.split()))
        return [PrintedStatus(word, count[same], self.get(word)) for same, word in first.items()]


def same_word(printed: str) -> str:
    """A printed word as it is compared: without case, signs and spaces, unless it is all signs."""
    words = re.findall(r"[^\W_]+", printed.casefold())
    return " ".join(words) or "".join(printed.split())


def asks_whether_complete(headings: Iterable[str]) -> bool:
    """Whether a heading asks “Complete?”, so that “Y” under it says so."""
    return any(_ASKS_WHETHER_COMPLETE.fullmatch(one.strip()) for one in headings)


def propose(
    printed: str,
    words: Iterable[W],
    *,
    answered: Mapping[str, W] | None = None,
    yes_is_complete: bool = False,
) -> W | None:
    """The word of the scheme that a printed word becomes; None where it stays as printed.

    ``answered`` are words of earlier papers by ``same_word``; they come first. "Blue" is known
    only where exactly one word of the scheme names the colour.
    """
    asked, known = same_word(printed), list(words)
    if answered and asked in answered:
        return answered[asked]
    for one in known:
        if asked in (same_word(one.word), same_word(one.key)):
            return one
    if asked in _BLUE:
        return _only_blue(known)
    if asked in _YES:
        return _only(known, "complete") if yes_is_complete else None
    standing = next((name for name, same in _SAME.items() if asked in same), "")
    return _only(known, standing)


def _only_blue(known: Sequence[W]) -> W | None:
    blue = [one for one in known if re.search(r"\bblue\b", f"{one.word} {one.meaning}", re.I)]
    return blue[0] if len(blue) == 1 else None


def _only(words: Iterable[W], standing: str) -> W | None:
    """The one word of a standing; of two nobody can say which is meant."""
    found = [one for one in words if one.standing == standing]
    return found[0] if len(found) == 1 else None


def as_printed(printed: str) -> dict[str, str]:
    """A word that was not answered yet, in the shape of a status of ``plans.rounds.content``."""
    words = " ".join(printed.split())
    return {
        "key": f"{AS_PRINTED}:{words}",
        "word": f"Printed as “{words}”",
        "meaning": f"The paper prints “{words}”, which is no status word of the partnership.",
        "tone": "none",
        "standing": AS_PRINTED,
    }


def word_as_printed(printed: str) -> Any:
    """The same as an object with the names of a ``StatusWord``; None where nothing is printed."""
    return SimpleNamespace(**as_printed(printed), order=0) if printed else None
