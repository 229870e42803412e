"""Which words changed between two versions of a text, for “changed words are marked”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

_TOKEN = re.compile(r"\w+(?:[’'.,:/-]\w+)*|\s+|[^\w\s]")
_LONGEST = 4000  # words; difflib is quadratic, and a longer text is shown as replaced
_ISLAND = 2  # so many unchanged words between two changes still read as one change


@dataclass(frozen=True)
class ChangedRun:
    """Some words in a row that share one fate."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> list[ChangedRun]:
    """The two texts as runs of words that stayed, went or came.

    The runs that stayed or went spell ``old``; those that stayed or came spell ``new``. One or
    two words left alone between changes are marked with them: a sentence reads better replaced
    whole than in confetti.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        return _joined(
            [ChangedRun("removed", old), ChangedRun("added", new)]
            if old != new
            else [ChangedRun("same", new)]
        )
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [
        ("".join(before[a:b]), "".join(after[c:d]), tag == "equal")
        for tag, a, b, c, d in matcher.get_opcodes()
    ]
    runs: list[ChangedRun] = []
    for place, (gone, come, equal) in enumerate(steps):
        inside = 0 < place < len(steps) - 1
        if equal and not (inside and _is_island(come)):
            runs.append(ChangedRun("same", come))
        else:
            runs += [ChangedRun("removed", gone), ChangedRun("added", come)]
    return _joined(runs)


def is_changed(old: str, new: str) -> bool:
    """Whether any word differs; spaces and line ends alone are no change."""
    return old.split() != new.split()


def spelled(runs: Sequence[ChangedRun], *kinds: Kind) -> str:
    """The words of the runs of these kinds."""
    return "".join(run.text for run in runs if run.kind in kinds)


def _is_island(text: str) -> bool:
    return len(text.split()) <= _ISLAND and not re.search(r"[.!?]\s|\n", text)


def _joined(runs: list[ChangedRun]) -> list[ChangedRun]:
    """Neighbours of one kind as one run; within a change what went stands before what came."""
    joined: list[ChangedRun] = []
    gone = come = ""
    for run in [*runs, ChangedRun("same", "")]:
        if run.kind == "removed":
            gone += run.text
        elif run.kind == "added":
            come += run.text
        else:
            joined += [ChangedRun("removed", gone)] * bool(gone) + [
                ChangedRun("added", come)
            ] * bool(come)
            gone = come = ""
            if run.text:
                joined.append(run)
    return joined
