"""What a progress cell tells: notes, each with its topic and the day it was true."""

import re
from collections.abc import Sequence
from typing import Any

from governance.documents.rows import Line

from ..placed import PlacedNote, PlacedReference
from . import citing, wrapped
from .paper import Paper, is_bullet, levels
from .stamps import Stamp, stamp_of

_TOPIC = re.compile(
    r"^(?P<colon>[A-Z][^\s:;,.()]*(?:\s+[^\s:;,.()]+){0,3}\s*:)\s+(?=\S)"
    r"|^(?P<dash>[A-Z][\w&/’'-]*(?:\s+[A-Z][\w&/’'-]*)?\s*[–—-])\s+(?=\S)"
)
_NO_TOPIC = re.compile(
    r"^(?:as\s+at|"
    r"completed?|done|ongoing|on-going|actioned|closed|note|n\.?b\.?|update|in progress|see|"
    r"progress|status|started|not\s+started|delayed|e\.?g\.?|i\.?e\.?|RAG|green|amber|red)\b",
    re.IGNORECASE,
)
_REVIEWER = re.compile(
    r"^(?:area\s+lead|sponsor(?:ing\s+department)?|CLGU|government)(?:['’]s)?"
    r"(?:\s+(?:comments?|response|review|view))?\s*(?::|[–—-]\s)",
    re.IGNORECASE,
)


def read(
    lines: Sequence[Line], paper: Paper, *, round_heading: str = ""
) -> tuple[list[PlacedNote], list[PlacedReference], list[Line]]:
    """The notes of a cell, what they point at, and damaged words that belong to none.

    An empty bullet is an empty note: somebody began and wrote nothing. A day on a line of its
    own dates the notes beneath it.
    """
    cell = wrapped.read(lines, keep_empty_bullets=True, in_prose=True)
    depths = levels([said.line for said in cell.said])
    notes: list[PlacedNote] = []
    references: list[PlacedReference] = []
    standing = Stamp()
    for said, depth in zip(cell.said, depths, strict=True):
        dates: list[dict[str, Any]] = paper.dated(said.text)["dates"] if said.text else []
        stamp = stamp_of(said.text, dates)
        standing = stamp if stamp.stands_alone else standing
        topic, text = _topic(said.text, stamp)
        shift = len(said.text) - len(text)
        kept = stamp if stamp.text else standing
        notes.append(
            PlacedNote(
                text=text,
                level=depth,
                is_bullet=is_bullet(said.line),
                topic=topic,
                as_at_text=kept.text,
                as_at=kept.day,
                round=round_heading,
                voice="area_lead" if _REVIEWER.match(said.text) else "lep",
                dates=[_moved(found, shift) for found in dates if _is_apart(found, stamp, shift)],
                lines=said.lines,
            )
        )
        references += citing.take(
            said.text, lines=said.lines, sources=paper.sources, links=bool(said.line.links)
        ).references
    return notes, references, cell.torn


def _topic(text: str, stamp: Stamp) -> tuple[str, str]:
    """What a note is about, mark and all, and the note behind it."""
    found = _TOPIC.match(text)
    if found is None or _NO_TOPIC.match(text) or (stamp.text and stamp.start < found.end()):
        return "", text
    return (found["colon"] or found["dash"]).strip(), text[found.end() :]


def _is_apart(found: dict[str, Any], stamp: Stamp, shift: int) -> bool:
    """Whether a date is more than the note's own stamp, and stands behind its topic."""
    return found["start"] >= shift and not (
        found["start"] < stamp.end and stamp.start < found["end"]
    )


def _moved(found: dict[str, Any], shift: int) -> dict[str, Any]:
    return {**found, "start": found["start"] - shift, "end": found["end"] - shift}
