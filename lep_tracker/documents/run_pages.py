"""What the page of a run shows: its source on the left, what it became on the right, in pages.

Everything comes from the run alone; nothing here asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from governance.documents.findings import Finding
from governance.documents.ledger import pieces_of
from governance.documents.pieces import Piece, Placed, Raw
from governance.models import ImportRun
from governance.text.structured_text import plain
from okrs.documents.matching import first_of
from okrs.documents.placed import PlacedObjective, PlacedOkrs
from plans.documents.differences import Comparison
from plans.documents.placed import PlacedPlan, PlacedRow

from . import destinations
from .counts import found
from .editing import ASSIGNABLE
from .kinds import words_of
from .linting import findings_of
from .newer_issues import sentences_by_row
from .open_warnings import doubts_of, open_warnings
from .shown_source import ShownLine, SourceBlock, Stretch, claims_of, cut_by_piece, shown, stretches
from .stored import document_of, fidelity_of, lines_of

ROWS_A_PAGE = 25
# So many parts without a row, as in a report, count as one, so that no page grows without end.
PARTS_BETWEEN = 4
_NAMES = ("title", "heading", "name", "post", "printed", "text")


@dataclass
class Became:
    """One stretch of the source beside what it became."""

    owner: str
    blocks: list[SourceBlock]
    row: PlacedRow | None = None
    objective: PlacedObjective | None = None
    theme: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name by which its form finds it again, wherever it stands by then."""
        part = self.row or self.objective
        return part.key if part else ""

    @property
    def is_row(self) -> bool:
        return self.row is not None or self.objective is not None


def page_of(
    run: ImportRun, wanted: str, *, row: str = "", comparison: Comparison | None = None
) -> dict[str, Any]:
    """The context of the page of a run that was read."""
    document = document_of(run)
    fidelity = fidelity_of(run)
    page = _page(document, run, wanted, row)
    asked = findings_of(document)
    of_row: dict[str, list[Finding]] = {}
    for one in asked:
        of_row.setdefault(one.row, []).append(one)
    differs = sentences_by_row(comparison) if comparison else {}
    for became in page.object_list:
        if became.is_row:
            became.differences = differs.get(_place_of(became.owner, document), [])
        became.doubts = list(_doubts(became, year_of(run, document)))
        if became.row and became.row.number:
            became.findings = of_row.get(became.row.number, [])
    return {
        "document": document,
        "kind_words": words_of(document.kind),
        "is_merge": comparison is not None,
        "is_plan": isinstance(document, PlacedPlan),
        "is_okrs": isinstance(document, PlacedOkrs),
        "counts": found(document),
        "fidelity": fidelity,
        "findings": asked,
        "warnings": open_warnings(run),
        "fidelity_parts": [
            ("Placed", "on", fidelity.placed),
            ("Headings and layout", "none", fidelity.furniture),
            ("Not placed", "off", fidelity.unplaced),
            ("Lost", "paused", fidelity.lost),
        ],
        "page_obj": page,
        "left_over": list(enumerate(document.unplaced)),
        "assignable": ASSIGNABLE,
    }


def source_of(run: ImportRun, document: Placed, owner: str) -> list[SourceBlock]:
    """The source of one row or objective alone, for the form that corrects it."""
    claims = claims_of(document)
    lines = [shown(line, claims, document) for line in lines_of(run)]
    return next((one.blocks for one in stretches(lines) if one.owner == owner), [])


def page_with(became: list[list[Became]], owner: str) -> int:
    """The number of the page on which a row stands; the first where it stands nowhere."""
    for number, page in enumerate(became, start=1):
        if any(part.owner == owner for part in page):
            return number
    return 1


def _page(document: Placed, run: ImportRun, wanted: str, row: str) -> Page:
    claims = claims_of(document)
    lines = [shown(line, claims, document) for line in lines_of(run)]
    held = dict(pieces_of(document))
    became = [part for stretch in stretches(lines) for part in _became(stretch, document, held)]
    _show_added(became, document)
    if not became or became[0].is_row:
        # The paper itself is shown, and corrected, beside what stands before its rows.
        became.insert(0, Became("", []))
    pages = _in_pages(became)
    at = Paginator(pages, 1).get_page(page_with(pages, row) if row else wanted)
    parts: Any = pages[at.number - 1]
    at.object_list = parts
    return at


def _show_added(became: list[Became], document: Placed) -> None:
    """Put rows that no line of the source belongs to after the row before them."""
    if not isinstance(document, PlacedPlan):
        return
    shown_rows = {part.owner for part in became if part.is_row}
    for at in range(len(document.rows)):
        if str(at) in shown_rows:
            continue
        owners = [part.owner for part in became]
        place = owners.index(str(at - 1)) + 1 if at else _first_row(became)
        became.insert(place, _of_owner(str(at), [], document))


def _first_row(became: list[Became]) -> int:
    return next((at for at, part in enumerate(became) if part.is_row), len(became))


def _became(stretch: Stretch, document: Placed, held: dict[str, Piece]) -> list[Became]:
    if stretch.owner:
        return [_of_owner(stretch.owner, stretch.blocks, document)]
    parts = []
    for some in cut_by_piece(stretch):
        parts.append(Became("", some.blocks, pieces=list(_said_of(some.lines, held))))
    return parts


def _of_owner(owner: str, blocks: list[SourceBlock], document: Placed) -> Became:
    if isinstance(document, PlacedPlan):
        row = document.rows[int(owner)]
        return Became(owner, blocks, row=row, theme=row.theme)
    if isinstance(document, PlacedOkrs):
        theme_at, at = (int(part) for part in owner.split("-"))
        theme = document.themes[theme_at]
        return Became(owner, blocks, objective=theme.objectives[at], theme=theme.title)
    return Became(owner, blocks)


def _said_of(lines: Iterable[ShownLine], held: dict[str, Piece]) -> Iterable[tuple[str, str]]:
    """What the lines between the rows became: in what words it is filed, and its words."""
    seen: set[str] = set()
    for line in lines:
        for address in line.to:
            piece = held[address]
            if address in seen or line.went != "placed" or isinstance(piece, Raw):
                continue
            seen.add(address)
            yield destinations.words_of(address).capitalize(), words_in(piece)


def words_in(piece: Piece) -> str:
    """The words by which a piece is known."""
    said = [str(getattr(piece, name, "") or "") for name in _NAMES]
    number = str(getattr(piece, "number", "") or "")
    bodies = (getattr(piece, name, None) for name in ("body", "purpose", "remit"))
    body = plain(next(filter(None, bodies), []))
    head = f"{number} {': '.join(filter(None, said))}".strip()
    return "\n".join(part for part in (head, body) if part)


def _in_pages(became: list[Became]) -> list[list[Became]]:
    """Twenty-five rows a page; what stands before a row stands on its page."""
    pages: list[list[Became]] = [[]]
    waiting: list[Became] = []
    rows = 0
    for part in became:
        waiting.append(part)
        if not part.is_row and len(waiting) < PARTS_BETWEEN:
            continue
        if rows == ROWS_A_PAGE:
            pages.append([])
            rows = 0
        pages[-1] += waiting
        waiting, rows = [], rows + 1
    pages[-1] += waiting
    return pages


def _place_of(owner: str, document: Placed) -> int:
    """The place of a row among all rows, of an objective among all objectives."""
    if isinstance(document, PlacedOkrs):
        theme, at = (int(part) for part in owner.split("-"))
        return first_of(document, theme) + at
    return int(owner)


def _doubts(became: Became, plan_year: str) -> Iterable[str]:
    """What is odd about the dates of a row, each sentence once."""
    dated: list[Any] = []
    if became.row:
        dated = [*became.row.milestones, *became.row.kpis]
    elif became.objective:
        dated = list(became.objective.key_results)
    said: dict[str, None] = {}
    for piece in dated:
        said |= dict.fromkeys(doubts_of(piece, plan_year=plan_year))
    return said


def year_of(run: ImportRun, document: Placed) -> str:
    """The plan's year, "2019-20": as it was asked for, else from the document itself."""
    starts_on: date | None = getattr(document, "starts_on", None)
    if run.plan_year or starts_on is None:
        return run.plan_year
    first = starts_on.year if starts_on.month >= 4 else starts_on.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
