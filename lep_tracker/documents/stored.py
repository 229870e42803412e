"""What a run keeps, given back as pieces and lines."""

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_hex
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
    """The pieces of a run that was read: as a person edited them, else as they were placed.

    Rows and objectives have their keys: whoever edits one names it by that, never by its place,
    which somebody else may change meanwhile.
    """
    return keyed(placed_from(run.document or {}))


def keyed(document: Placed) -> Placed:
    """The document with a key on each of its rows and objectives; those that have one keep it.

    At first the key is the place, "3" or "0-3", so that every reading of a document that nobody
    edited gives the same. What is added later gets a key that no other had.
    """
    if isinstance(document, PlacedPlan):
        return replace(document, rows=_with_keys(document.rows, ""))
    if isinstance(document, PlacedOkrs):
        themes = [
            replace(theme, objectives=_with_keys(theme.objectives, f"{at}-"))
            for at, theme in enumerate(document.themes)
        ]
        return replace(document, themes=themes)
    return document


def _with_keys(pieces: list[Any], before: str) -> list[Any]:
    if any(one.key for one in pieces):
        return [one if one.key else replace(one, key=f"n{token_hex(4)}") for one in pieces]
    return [replace(one, key=f"{before}{at}") for at, one in enumerate(pieces)]


def place_of(pieces: Sequence[Any], key: str) -> int | None:
    """Where the piece of a key stands now; None where it was left out."""
    return next((at for at, one in enumerate(pieces) if one.key == key), None)


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
