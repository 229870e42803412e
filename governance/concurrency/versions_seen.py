"""What a decision was taken on: the field of a form that says what its page showed. Pure.

The field names each thing with the state of it that was shown, ``progressupdate.31=7`` for the
seventh version of an update; a page over many things names them all, with a space between.
Whoever decides (accepts, signs, closes, issues, commits) hands it on to the workflow function,
which compares it with what stands and refuses when the two differ (``.decisions``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

FIELD = "seen"
# What a page showed in words, sent along where nobody else keeps it; only ever shown again.
SHOWN = "shown"
NOT_NAMED = "The page did not say which version it showed."


@dataclass(frozen=True)
class VersionDifference:
    """One thing that is not as it was shown: its name, what it was, what it is now."""

    label: str
    was: str
    now: str
    url: str = ""
    name: str = ""  # of its mark, where the page that was shown can say what it printed


def seen_in(posted: Mapping[str, str]) -> str:
    """What a form says its page showed; nothing where the field is missing."""
    return str(posted.get(FIELD, ""))


def as_shown(
    differences: Iterable[VersionDifference], posted: Mapping[str, str]
) -> list[VersionDifference]:
    """The differences with the words that the page itself sent along as those it showed."""
    return [
        replace(one, was=posted.get(f"{SHOWN}.{one.name}", one.was) if one.name else one.was)
        for one in differences
    ]


def written(marks: Mapping[str, object]) -> str:
    """The marks as one line for the field of a form, in an order of their own."""
    return " ".join(f"{name}={marks[name]}" for name in sorted(marks))


def read(seen: str) -> dict[str, str]:
    """The marks of a field; whatever is no mark is left out, so that nothing garbled matches."""
    pairs = (part.partition("=") for part in seen.split())
    return {name: mark for name, sign, mark in pairs if name and sign and mark}


def together(parts: Iterable[str]) -> str:
    """The fields of several things as one."""
    marks: dict[str, str] = {}
    for part in parts:
        marks |= read(part)
    return written(marks)
