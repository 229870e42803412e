"""An OKR paper as it stands: cover, themes, objectives and key results. Pure data."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from governance.documents.pieces import Dated, Piece, Placed
from governance.structured_text import Block


@dataclass(kw_only=True)
class PlacedMeasure(Piece):
    """A countable target, only where the words plainly name one."""

    name: str = ""
    unit: str = ""
    baseline: Decimal = Decimal(0)
    target: Decimal = Decimal(0)


@dataclass(kw_only=True)
class PlacedKeyResult(Dated):
    """A key result as printed; its label is text and need not be unique ("KR2" twice)."""

    label: str = ""
    bullets: list[Block] = field(default_factory=list)
    outcome_text: str = ""
    measures: list[PlacedMeasure] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedObjective(Piece):
    """An objective, directly under its theme, with the section it is printed in."""

    number: str = ""
    section: str = ""
    text: str = ""
    key_results: list[PlacedKeyResult] = field(default_factory=list)


@dataclass(kw_only=True)
class HeaderBlock(Piece):
    """A heading of a theme with its text: aims, priorities, vision of a sector."""

    heading: str = ""
    body: list[Block] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedOkrTheme(Piece):
    """A theme, which becomes an objective set. ``printed_label`` is its quarter as printed."""

    title: str = ""
    appendix: str = ""
    printed_label: str = ""
    outcome: str = ""
    header_blocks: list[HeaderBlock] = field(default_factory=list)
    objectives: list[PlacedObjective] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedOkrs(Placed):
    """A whole OKR paper. ``facts`` hold the cover, ``sections`` its prose."""

    starts_on: date | None = None
    ends_on: date | None = None
    printed_label: str = ""
    themes: list[PlacedOkrTheme] = field(default_factory=list)
