"""What an officer typed, read: paragraphs, topics, "as at" stamps, days and numbers.

The words themselves are never changed; only what they say of dates and topics is read out.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from governance.input import dates
from governance.input.dates import Expects, TypedDate
from governance.text import structured_text
from governance.text.dates_in_words import day_in_words, month_in_words, read_typed_day
from governance.text.sentences import with_topic

# How far off the day of an example lies.
_AHEAD = timedelta(days=92)
_TOPIC = re.compile(r"(?P<topic>[A-Z][\w&/’' -]{1,40}?):(?:\s|$)")
_AS_AT = re.compile(
    r"\bas at (?P<day>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4}|(?=\W|$)))", re.IGNORECASE
)

_HAS_YEAR = re.compile(r"\d{4}$")


class PlanDays(Protocol):
    """The plan a new date is for: its days and its year, such as “2019-20”."""

    starts_on: date
    ends_on: date

    @property
    def plan_year(self) -> str: ...


@dataclass(frozen=True)
class Tick:
    """What one update says of one milestone: which word, and since when in the writer's words."""

    says: str
    done_text: str = ""


@dataclass(frozen=True)
class NewDate:
    """A date that should move: to what, in words, and why; the key of a confirmed reading."""

    to_text: str
    reason: str
    confirmed: str = ""


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
    text = with_topic(note.topic, note.text)
    return Paragraph(text=text, level=note.level, is_bullet=note.is_bullet)


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
    """A day that has come, or None where nothing was typed.

    Raises ValueError with a sentence where it cannot be read, or where its year was not typed:
    the form asks for such a reading and sends it with its year.
    """
    if not text.strip():
        return None
    typed = dates.read_day(text, today=today, expects="done")
    if typed.reading.year_inferred:
        raise ValueError(typed.question)
    return typed.day


def read_new_date(text: str, *, plan: PlanDays, today: date) -> TypedDate:
    """A new date in the writer's own words, with what is doubtful about it.

    Overdue is judged on the last day, so a phrase without one ("once agreed") is refused.
    """
    if not text.strip():
        example = f"by end of {month_in_words(today + _AHEAD)}"
        raise ValueError(f"Write the new date, for example {example}.")
    typed = dates.read_phrase(
        text,
        today=today,
        plan=(plan.starts_on, plan.ends_on),
        plan_year=plan.plan_year,
        expects="ahead",
    )
    if typed.reading.latest is None:
        raise ValueError(
            f"“{text.strip()}” has no last day. Write it like "
            f"{day_in_words(today + _AHEAD)} or by end of {month_in_words(today + _AHEAD)}."
        )
    return typed


def problem_of_stamps(typed: str, *, today: date, shown_again: bool = True) -> str:
    """A sentence where an “as at 1 October” of the text box may be of another year, else nothing.

    A day of the last three months needs no year where the words are shown once more before they
    count (``shown_again``); any other could be read as another day.
    """
    for found in _AS_AT.finditer(typed):
        # Prose may speak of a day to come, when it says which year.
        expects: Expects = "any" if _HAS_YEAR.search(found["day"]) else "done"
        try:
            stamp = dates.read_day(found["day"], today=today, expects=expects)
        except ValueError as error:
            return str(error)
        day = stamp.day
        is_shown = shown_again and stamp.is_recent(today)
        if day and stamp.reading.year_inferred and not is_shown:
            return (
                f"“{found[0]}” could be {day_in_words(day)} or another year. "
                f"Write its year, for example “as at {day_in_words(day)}”."
            )
    return ""


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
