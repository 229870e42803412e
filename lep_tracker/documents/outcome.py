"""A document read and placed, with the account of where each of its lines went."""

from dataclasses import dataclass

from governance.documents.findings import Finding
from governance.documents.ledger import Report, settle
from governance.documents.leftovers import keep_the_rest
from governance.documents.pieces import Placed, Raw
from governance.documents.rows import Source

from .kinds import NONE

NOTHING_FOUND = (
    "Nothing was imported: no table or list of this document reads as a plan, as objectives with "
    "key results or as a report. Every line of it is kept. If you know what it is, say the kind "
    "and read it again."
)
NO_KIND = "This document is of no kind that is taken in."


@dataclass(frozen=True)
class ImportOutcome:
    """What became of a document; nothing of it is stored yet."""

    source: Source
    placed: Placed
    report: Report
    findings: tuple[Finding, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader and the placing want a person to know, each sentence once."""
        return tuple(dict.fromkeys([*self.source.warnings, *self.placed.warnings]))


def settled(
    source: Source, placed: Placed, counted: int, findings: tuple[Finding, ...] = ()
) -> ImportOutcome:
    """The outcome of a placed source; ``counted`` are its characters by the other code.

    A line that no piece claims is kept with what is not placed.
    """
    keep_the_rest(source, placed)
    return ImportOutcome(source, placed, settle(source, placed, counted), findings)


def nothing_placed(source: Source) -> Placed:
    """A document that is no plan, no objectives and no report: every line kept, none placed."""
    kept = [
        Raw(text=line.text, why=NO_KIND, lines=(line.id,))
        for line in source.lines()
        if line.text.strip()
    ]
    return Placed(kind=NONE, title=source.title, unplaced=kept, warnings=[NOTHING_FOUND])
