"""What a run keeps, given back as pieces and lines."""

from typing import Any

from governance.documents.ledger import Fidelity
from governance.documents.pieces import Placed
from governance.documents.plain import from_plain
from governance.documents.report_placed import PlacedReport
from governance.models import ImportRun
from okrs.documents.placed import PlacedOkrs
from plans.documents.placed import PlacedPlan

from .kinds import OKRS, PLAN_KINDS, REPORT
from .source_lines import SourceLine


def document_of(run: ImportRun) -> Placed:
    """The pieces of a run that was read: as a person edited them, else as they were placed."""
    return placed_from(run.document or {})


def proposed_of(run: ImportRun) -> Placed:
    """The pieces as they were placed, whatever was edited since."""
    return placed_from(run.proposed or {})


def placed_from(data: dict[str, Any]) -> Placed:
    """The pieces that ``to_plain`` wrote, of the class that their kind asks for."""
    return from_plain(shape_of(str(data.get("kind", ""))), data)


def shape_of(kind: str) -> type[Placed]:
    """The class of the pieces of a kind."""
    if kind in PLAN_KINDS:
        return PlacedPlan
    return {OKRS: PlacedOkrs, REPORT: PlacedReport}.get(kind, Placed)


def lines_of(run: ImportRun) -> list[SourceLine]:
    """The lines of the source with where each of them went when it was read."""
    return [from_plain(SourceLine, one) for one in run.entries]


def fidelity_of(run: ImportRun) -> Fidelity:
    return from_plain(Fidelity, run.fidelity)
