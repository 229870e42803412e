"""An OKR paper as it stands: cover, themes, objectives and key results. Pure data."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from governance.documents.pieces import Dated, Piece, Placed, key_field
from governance.text.structured_text import Block


@dataclass(kw_only=True)
class PlacedMeasure(Piece):
    """A countable target, only where the words plainly name one."""

    name: str = ""
    unit: str = ""
    baseline: Decimal = Decimal(0)
    target: Decimal = Decimal(0)


@dataclass(kw_only=True)
class PlacedColumn(Piece):
    """What stands under a heading of its own beside a row: "Owner", "Progress", "Confidence"."""

    heading: str = ""
    body: list[Block] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedKeyResult(Dated):
    """A key result as printed; its label is text and need not be unique ("KR2" twice).

    Where the paper gives the date a column of its own, the words stand in ``columns`` and
    ``due_text`` is their phrase.
    """

    label: str = ""
    bullets: list[Block] = field(default_factory=list)
    outcome_text: str = ""
    measures: list[PlacedMeasure] = field(default_factory=list)
    columns: list[PlacedColumn] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedObjective(Piece):
    """An objective, directly under its theme, with the section it is printed in.

    ``number`` is as printed without its point: "O1", "Objective 1", "1". ``body`` is what stands
    beneath its first line.
    """

    key: str = key_field()
    number: str = ""
    section: str = ""
    text: str = ""
    body: list[Block] = field(default_factory=list)
    columns: list[PlacedColumn] = field(default_factory=list)
    key_results: list[PlacedKeyResult] = field(default_factory=list)


@dataclass(kw_only=True)
class HeaderBlock(Piece):
    """A heading of a theme with its text: aims, priorities, vision of a sector.

    ``section`` is the section it belongs to, ``place`` is ``before`` or ``after`` the objectives.
    """

    heading: str = ""
    body: list[Block] = field(default_factory=list)
    section: str = ""
    place: str = "before"


@dataclass(kw_only=True)
class PlacedOkrTheme(Piece):
    """A theme, which becomes an objective set. ``printed_label`` is its quarter as printed.

    ``printed_heading`` is the whole heading that title, appendix and quarter were read from.
    ``outcome_heading`` ends with a colon where it shares a line with the outcome;
    ``outcome_after`` counts the header blocks that are printed before it.
    """

    title: str = ""
    appendix: str = ""
    printed_label: str = ""
    printed_heading: str = ""
    outcome: str = ""
    outcome_heading: str = ""
    outcome_after: int = 0
    header_blocks: list[HeaderBlock] = field(default_factory=list)
    objectives: list[PlacedObjective] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedOkrs(Placed):
    """A whole OKR paper. ``facts`` hold the cover, ``sections`` its prose."""

    starts_on: date | None = None
    ends_on: date | None = None
    printed_label: str = ""
    themes: list[PlacedOkrTheme] = field(default_factory=list)
