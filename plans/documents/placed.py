"""A plan as it stands on paper: what placing gives, what is committed, what is written out.

Pure data. A plan exported from the database, written to Word, read and placed again is equal to
itself; every field is one that ``docs/decisions/0003`` gives a home.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from governance.documents.pieces import Dated, Piece, Placed, key_field
from governance.text.structured_text import Block


@dataclass(kw_only=True)
class PlacedTheme(Piece):
    """A theme or programme. ``word`` is what its heading calls it, such as "Programme"."""

    title: str = ""
    word: str = ""
    purpose: list[Block] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedLead(Piece):
    """One lead as printed; ``topic`` is the sub-topic of the row that it leads."""

    name: str = ""
    topic: str = ""
    kind: str = "post"  # person, post or body: Lead.Kind
    level: int = 0


@dataclass(kw_only=True)
class PlacedKpi(Dated):
    """A KPI's words; figures only where they are plainly printed."""

    level: int = 0
    is_bullet: bool = True
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None


@dataclass(kw_only=True)
class PlacedMilestone(Dated):
    """A step with its date in its own words. ``level`` nests it under the one before."""

    level: int = 0
    is_bullet: bool = True
    state: str = "open"  # Milestone.State: open, in_progress, done
    state_text: str = ""  # "(actioned)", as printed
    done_on: date | None = None
    is_recurring: bool = False
    recurrence_text: str = ""


@dataclass(kw_only=True)
class PlacedMonitoring(Piece):
    """A monitoring line as printed; the actors and the rhythm are read from its words."""

    text: str = ""
    level: int = 0
    is_bullet: bool = True
    actors: str = ""
    frequency: str = ""


@dataclass(kw_only=True)
class PlacedNote(Piece):
    """One dated note of a progress cell. ``round`` is its column's heading, where it has one."""

    text: str = ""
    level: int = 0
    is_bullet: bool = False
    topic: str = ""
    as_at_text: str = ""
    as_at: date | None = None
    round: str = ""
    voice: str = "lep"  # "area_lead" only where the words say so
    dates: list[dict] = field(default_factory=list)


@dataclass(kw_only=True)
class PlacedStatus(Piece):
    """A printed status of one quarter; ``round`` is its column's heading, which names it."""

    text: str = ""
    round: str = ""


@dataclass(kw_only=True)
class Pointing(Piece):
    """Words that point elsewhere, and their place in the text they stand in.

    ``on`` is "row" or "milestone"; ``milestone`` counts from 0 among the row's. In a statement
    ``block`` counts its lines from 0; ``start`` is the place in that text, None when the words
    stand apart from any.
    """

    printed: str = ""
    on: str = "row"
    milestone: int | None = None
    block: int | None = None
    start: int | None = None


@dataclass(kw_only=True)
class PlacedCitation(Pointing):
    """A report that is cited, brackets and all in ``printed``."""

    source: str = ""
    pages: str = ""


@dataclass(kw_only=True)
class PlacedReference(Pointing):
    """A pointer to another row. ``to`` is its number; empty for "(left)" and lost links."""

    to: str = ""
    kind: str = "row"  # row, layout, lost_link: plans.text.references


@dataclass(kw_only=True)
class Extra(Piece):
    """A column that plans have no field for ("Cost", "Priority"), kept with its heading."""

    heading: str = ""
    text: str = ""


@dataclass(kw_only=True)
class PlacedRow(Piece):
    """One improvement or action with everything printed in its cells.

    ``number`` is as printed without its point: "7", "2.1"; with automatic numbering it is what
    the word processor printed. ``status`` is a printed status word, the newest where a paper has
    one for each quarter; all of those are ``statuses``. ``raw_fragments`` are damaged words kept
    with the row.
    """

    key: str = key_field()
    number: str = ""
    theme: str = ""
    short_name: str = ""
    statement: list[Block] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)  # statement, citations, leads, kpis
    lead_heading: str = ""
    leads: list[PlacedLead] = field(default_factory=list)
    kpi_heading: str = ""
    kpis: list[PlacedKpi] = field(default_factory=list)
    milestones: list[PlacedMilestone] = field(default_factory=list)
    monitoring: list[PlacedMonitoring] = field(default_factory=list)
    progress: list[PlacedNote] = field(default_factory=list)
    citations: list[PlacedCitation] = field(default_factory=list)
    references: list[PlacedReference] = field(default_factory=list)
    status: str = ""
    statuses: list[PlacedStatus] = field(default_factory=list)
    raised_on: date | None = None  # "date raised" of an action log; helps to match newer issues
    extras: list[Extra] = field(default_factory=list)
    raw_fragments: list[str] = field(default_factory=list)


def fact_of_paper(column: str) -> str:
    """What a single fact of a row (``Improvement.facts``) is called on a ``PlacedRow``."""
    return "status" if column == "status_text" else column


@dataclass(kw_only=True)
class PlacedResource(Piece):
    """A post and how many of it; ``printed`` is its line."""

    post: str = ""
    number: Decimal = Decimal(1)
    printed: str = ""


@dataclass(kw_only=True)
class PlacedPhase(Piece):
    """A phase of the delivery and its length."""

    name: str = ""
    months: Decimal = Decimal(0)
    printed: str = ""


@dataclass(kw_only=True)
class PlacedPlan(Placed):
    """A whole plan. Rows stand in the order of the paper and name their theme by its title."""

    starts_on: date | None = None
    ends_on: date | None = None
    printed_period: str = ""
    issue_text: str = ""
    issued_on: date | None = None
    paper_reference: str = ""
    numbering: str = "typed"  # Plan.Numbering: typed, automatic, none
    row_word: str = ""  # "action"; empty for the kind's own word
    column_headers: list[dict] = field(default_factory=list)  # heading, helper
    themes: list[PlacedTheme] = field(default_factory=list)
    rows: list[PlacedRow] = field(default_factory=list)
    resources: list[PlacedResource] = field(default_factory=list)
    phases: list[PlacedPhase] = field(default_factory=list)
    printed_phase_total: str = ""
