"""What placing gives back: pieces that know the lines of the source they came from.

A piece is a dataclass; its text fields hold the words of its lines. ``lines`` are not compared,
so a plan that was written and read again equals the plan it was.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..date_phrases import propose
from ..text.structured_text import Block
from .rows import Line


@dataclass(kw_only=True)
class Piece:
    """Something placed, with the ids of the source lines whose words it holds."""

    lines: tuple[str, ...] = field(default=(), compare=False)


def key_field() -> Any:
    """The name a stored piece keeps wherever it comes to stand among others; no word of it.

    Written only where it has one (``plain.to_plain``), so what was never stored reads as before.
    """
    return field(default="", compare=False, metadata={"omit_empty": True})


@dataclass(kw_only=True)
class Dated(Piece):
    """Printed words, the phrase in them that dates them, and its reading.

    The fields are those of ``governance.models.DatedText``.
    """

    text: str = ""
    due_text: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: str = "none"
    date_kind: str = ""
    year_inferred: bool = False
    dates: list[dict[str, Any]] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedSection(Piece):
    """A heading with its text. ``place`` is ``before`` or ``after`` the rows."""

    heading: str = ""
    body: list[Block] = field(default_factory=list)
    place: str = "before"


@dataclass(kw_only=True)
class Fact(Piece):
    """A heading of a paper's front with its words: "Author", "Board", "Date of the meeting"."""

    heading: str = ""
    text: str = ""


@dataclass(kw_only=True)
class Raw(Piece):
    """Words that no field could take, kept as they are and shown in red."""

    text: str = ""
    why: str = ""  # a sentence


@dataclass(kw_only=True)
class Furniture(Piece):
    """What a paper prints round its contents: a repeated header, a helper line, an empty bullet."""

    text: str = ""
    why: str = ""  # "repeated header", "helper text", "empty bullet", "page number"


@dataclass(kw_only=True)
class Placed(Piece):
    """What every kind of document ends as."""

    kind: str = "none"  # improvement_plan, action_plan, implementation_plan, okrs, report, none
    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    sections: list[PlacedSection] = field(default_factory=list)
    unplaced: list[Raw] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def dated_fields(text: str, **known: Any) -> dict[str, Any]:
    """The date fields of a text, proposed by the reader of date phrases.

    ``known`` goes to ``date_phrases.propose``: plan_year ("2019-20"), as_at, hint, meetings.
    """
    proposal = propose(text, **known)
    reading = proposal.reading
    due_text = proposal.due_text.strip("()")
    return {
        "due_text": due_text,
        "earliest": reading.earliest,
        "latest": reading.latest,
        "precision": reading.precision,
        "date_kind": reading.kind if due_text else "",
        "year_inferred": reading.year_inferred,
        "dates": proposal.dates,
    }


def block_of(line: Line) -> Block:
    """A line of the source as a block of structured text, without its typed bullet or number."""
    block: Block = {"kind": line.kind, "level": line.level, "text": line.words}
    if line.kind == "heading":
        block["level"] = max(0, line.level - 1)
    if label := line.marker if line.kind == "number" else "":
        block["label"] = label
    return block
