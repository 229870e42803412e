"""A placed document as the JSON that ``import_document`` prints; see ``docs/import-json.md``.

Every paragraph of the source stands word for word in ``paragraphs`` with the addresses it went to,
such as ``rows.3.milestones.1``: those are addresses in this very object. Days are ISO text, and
empty text where there is none.
"""

from typing import Any

from governance.documents.findings import Finding
from governance.documents.ledger import Entry
from governance.documents.plain import to_plain
from governance.text.structured_text import plain
from plans.documents.kept import printed_statuses
from plans.documents.placed import PlacedPlan, PlacedRow
from plans.rounds.printed_status import Answers

from .outcome import ImportOutcome
from .status_words import as_plain, by_standard_words

VERSION = 1
_DAYS = ("starts_on", "ends_on", "issued_on", "raised_on", "done_on", "as_at", "earliest", "latest")
# Written out below in a form of their own.
_ASIDE = ("unplaced", "furniture", "warnings", "lines")
_NAMED = {"name": ("leads",), "printed": ("citations", "references")}


def as_json(outcome: ImportOutcome, answers: Answers[Any] | None = None) -> dict[str, Any]:
    """The whole outcome as plain data, in the order in which a person would read it.

    ``answers`` say what status words become; those of the standard words unless given.
    """
    placed = outcome.placed
    told = {
        "format": "lep-tracker-import",
        "version": VERSION,
        "file": outcome.source.name,
        "kind": placed.kind,
        "title": placed.title,
    }
    for name, value in _tidy(to_plain(placed)).items():
        if name not in _ASIDE:
            told[name] = value
    if isinstance(placed, PlacedPlan):
        words = answers or by_standard_words(placed)
        told["rows"] = [_row(row, words) for row in placed.rows]
        told["status_words"] = as_plain(words.listed(printed_statuses(placed)))
    return told | {
        "unplaced": [{"text": one.text, "why": one.why} for one in placed.unplaced],
        "furniture": [one.text for one in placed.furniture if one.text.strip()],
        "warnings": list(outcome.warnings),
        "lint": [_finding(one) for one in outcome.findings],
        "fidelity": to_plain(outcome.report.fidelity),
        "paragraphs": [_paragraph(entry) for entry in outcome.report.entries],
    }


def _row(row: PlacedRow, words: Answers[Any]) -> dict[str, Any]:
    told = _tidy(to_plain(row))
    word = words.get(row.status) if row.status else None
    told["status_standing"] = word.standing if word else ""
    told["statement_blocks"] = told["statement"]
    told["statement"] = plain(row.statement)
    for word, lists in _NAMED.items():
        for name in lists:
            told[name] = [{**one, "text": one[word]} for one in told[name]]
    return told


def _tidy(value: Any) -> Any:
    """Without the ids of source lines, which mean nothing outside; no day is empty text."""
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: "" if one is None and name in _DAYS else _tidy(one)
        for name, one in value.items()
        if name != "lines"
    }


def _finding(finding: Finding) -> dict[str, str]:
    told: dict[str, str] = to_plain(finding)
    return told


def _paragraph(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = to_plain(entry)
    return told
