"""A report on bodies as it stands: groups, their timeline, what is recommended. Pure data."""

from dataclasses import dataclass, field

from ..text.structured_text import Block
from .pieces import Dated, Piece, Placed


@dataclass(kw_only=True)
class PlacedPost(Piece):
    """A post on a body; a vacant one is data. ``printed`` is "to be agreed"."""

    post: str = ""
    holder: str = ""
    is_vacant: bool = False
    printed: str = ""


@dataclass(kw_only=True)
class PlacedBody(Piece):
    """A group with its remit; ``parent`` is the board it advises."""

    name: str = ""
    number: str = ""
    parent: str = ""
    remit: list[Block] = field(default_factory=list)
    posts: list[PlacedPost] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedEntry(Dated):
    """What a month holds in one stream. ``groups`` are as printed: "1&2"."""

    stream: str = ""
    month_text: str = ""
    groups: str = ""


@dataclass(kw_only=True)
class PlacedMonth(Dated):
    """One month of a timeline with what its streams hold."""

    entries: list[PlacedEntry] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedRecommendation(Piece):
    """One thing that is asked, with its printed number "5.1"; each is a decision of its own."""

    number: str = ""
    text: str = ""


@dataclass(kw_only=True)
class PlacedReport(Placed):
    """A whole report, kept as a document until its models exist."""

    bodies: list[PlacedBody] = field(default_factory=list)
    timeline: list[PlacedMonth] = field(default_factory=list)
    recommendations: list[PlacedRecommendation] = field(default_factory=list)
