"""What an officer typed, read: paragraphs, topics, "as at" stamps, days and numbers.

The words themselves are never changed; only what they say of dates and topics is read out.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance import date_phrases, structured_text
from governance.dates_in_words import read_typed_day

_TOPIC = re.compile(r"(?P<topic>[A-Z][\w&/’' -]{1,40}?):(?:\s|$)")
_AS_AT = re.compile(
    r"\bas at (?P<day>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4}|(?=\W|$)))", re.IGNORECASE
)


@dataclass(frozen=True)
class Tick:
    """What one update says of one milestone: which word, and since when in the writer's words."""

    says: str
    done_text: str = ""


@dataclass(frozen=True)
class NewDate:
    """A date that should move: to what, in words, and why."""

    to_text: str
    reason: str


@dataclass(frozen=True)
class UpdateContent:
    """Everything the form of one improvement holds, as typed."""

    status: str = ""
    reason: str = ""
    notes: str = ""
    as_at_text: str = ""
    date_moves: str = ""
    ticks: dict[int, Tick] = field(default_factory=dict)
    moves: dict[int, NewDate] = field(default_factory=dict)
    readings: dict[int, str] = field(default_factory=dict)
    printed_under: str = ""  # the paper's heading, for a quarter recorded from paper


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the text box, with what could be read out of it."""

    text: str
    level: int = 0
    is_bullet: bool = False
    topic: str = ""
    as_at_text: str = ""
    as_at: date | None = None


def paragraphs_of(typed: str, *, today: date) -> list[Paragraph]:
    """Split the text box: each paragraph or bullet is a note of its own."""
    return [_paragraph(block, today) for block in structured_text.from_typed(typed)]


def paragraph_of(note: Any) -> Paragraph:
    """A stored note as a paragraph of the text box."""
    return Paragraph(text=note.text, level=note.level, is_bullet=note.is_bullet)


def typed_again(paragraphs: list[Paragraph]) -> str:
    """The paragraphs as they stand in the text box."""
    blocks = [
        {
            "kind": "bullet" if each.is_bullet else "paragraph",
            "level": each.level,
            "text": each.text,
        }
        for each in paragraphs
    ]
    lines = []
    for place, block in enumerate(blocks):
        # A blank line between paragraphs, none between bullets: as people type them.
        if place and not (block["kind"] == blocks[place - 1]["kind"] == "bullet"):
            lines.append("")
        lines.append(structured_text.to_typed([block]) if block["text"] else "-")
    return "\n".join(lines)


def read_day(text: str, *, today: date) -> date | None:
    """A day that has come, or None where nothing was typed; raises ValueError with a sentence."""
    if not text.strip():
        return None
    day = read_typed_day(text, today=today, leaning="past")
    if day > today:
        raise ValueError(f"“{text.strip()}” has not come yet. Give a day that is not after today.")
    return day


def read_new_date(text: str, *, plan_year: str, today: date) -> tuple[date | None, date]:
    """A new date in the writer's own words, as its first and last day.

    Overdue is judged on the last day, so a phrase without one ("once agreed") is refused.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("Write the new date, for example by end of January 2020.")
    reading = date_phrases.read(typed, plan_year=plan_year, as_at=today)
    if reading.latest is not None:
        return reading.earliest, reading.latest
    try:
        day = read_typed_day(typed, today=today, leaning="future")
    except ValueError as error:
        raise ValueError(
            f"“{typed}” has no last day. Write it like 31 January 2020 or by end of January 2020."
        ) from error
    return day, day


def _paragraph(block: structured_text.Block, today: date) -> Paragraph:
    text = block["text"]
    if block["kind"] in ("number", "heading") and block.get("label"):
        text = f"{block['label']} {text}".strip()
    topic, stamp = _TOPIC.match(text), _AS_AT.search(text)
    as_at_text, as_at = "", None
    if stamp:
        as_at_text = stamp["day"]
        try:
            as_at = read_typed_day(as_at_text, today=today, leaning="past")
        except ValueError:
            as_at_text = ""
    return Paragraph(
        text=text,
        level=block["level"],
        is_bullet=block["kind"] == "bullet",
        topic=topic["topic"] if topic else "",
        as_at_text=as_at_text,
        as_at=as_at,
    )
