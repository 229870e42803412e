"""What is known of a paper while its cells are read: its year, its meetings, its own day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.date_phrases import find
from governance.date_phrases.warnings_of import PAST_WHEN_WRITTEN
from governance.documents.pieces import dated_fields
from governance.documents.rows import Line
from governance.text.dates_in_words import day_in_words
from governance.text.structured_text import clean_line


@dataclass(frozen=True)
class Paper:
    """The dates that a paper's words lean on. ``sources`` are the reports it is known to cite.

    ``written_on`` is the latest day on which its notes say they were true, else its issue.
    """

    plan_year: str = ""
    hint: str = ""  # the plan's months in words, where they are no plan year's
    starts_on: date | None = None
    ends_on: date | None = None
    written_on: date | None = None
    meetings: Sequence[tuple[str, date]] = ()
    sources: tuple[str, ...] = ()

    @property
    def known(self) -> dict[str, Any]:
        """What the reader of date phrases is told."""
        return {
            "plan_year": self.plan_year or None,
            "hint": self.hint,
            "as_at": self.written_on,
            "meetings": self.meetings,
        }

    @property
    def is_dated(self) -> bool:
        """Whether the paper says itself which years it is about."""
        return bool(self.plan_year or self.written_on)

    def dated(self, text: str) -> dict[str, Any]:
        """The date fields of a text. How things stand is a state and no date."""
        fields = dated_fields(text, **self.known)
        fields["dates"] = [found for found in fields["dates"] if found["kind"] != "status"]
        if fields["date_kind"] == "status":
            fields |= {"due_text": "", "date_kind": ""}
        return fields

    def doubts(self, text: str, fields: dict[str, Any]) -> list[str]:
        """Sentences on the dates of a text that a careful reader would ask about.

        A day that was past when somebody wrote a progress note is nothing to ask about.
        """
        if not fields["dates"]:
            return []
        doubts = [
            f"“{phrase}” – {sentence}"
            for _, _, phrase, reading in find(text, **self.known)
            for sentence in reading.warnings
            if not (self.plan_year and sentence.endswith(PAST_WHEN_WRITTEN))
        ]
        latest = fields["latest"]
        if not doubts and self.ends_on and latest and latest > self.ends_on:
            end = day_in_words(self.ends_on)
            doubts.append(f"“{fields['due_text']}” lies after the plan ends on {end}.")
        return doubts


def words_of(line: Line) -> str:
    """A line's words for a field: a typed number stays, a bullet sign goes.

    A number is a word that a reader may be pointed at; a bullet is only how the line looks.
    """
    return clean_line(line.text if line.kind == "number" else line.words)


def is_bullet(line: Line) -> bool:
    """Whether a line looks like a list's; a typed number is part of the words instead."""
    return line.kind == "bullet" or (line.kind == "number" and not line.typed)


def filled(lines: Iterable[Line]) -> list[Line]:
    """The lines that say anything."""
    return [line for line in lines if not line.is_empty]


def levels(lines: Sequence[Line]) -> list[int]:
    """How deep each line of a cell stands, the shallowest at 0.

    Bullets beneath a plain line that ends in a colon belong to it, also where the paper gives
    them no deeper level of their own.
    """
    listed = [line.level if line.kind in ("bullet", "number") else 0 for line in lines]
    least = min(listed, default=0)
    depths = [level - least for level in listed]
    under = False
    for at, line in enumerate(lines):
        if not is_bullet(line):
            opens = line.text.rstrip().endswith(":")
            follows = at + 1 < len(lines) and is_bullet(lines[at + 1]) and depths[at + 1] == 0
            under = opens and follows
        elif under:
            depths[at] += 1
    return depths
