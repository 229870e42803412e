"""What is still to be looked at in a document, when a person has corrected some of its dates."""

import re
from collections.abc import Iterator
from typing import Any

from governance.date_phrases import propose
from governance.documents.pieces import Dated, Placed
from governance.models import ImportRun
from okrs.documents.placed import PlacedKeyResult, PlacedOkrs
from plans.documents.placed import PlacedPlan

from .stored import document_of, keyed, placed_from

_QUOTED = re.compile(r"“(?P<phrase>[^”]+)” – ")


def open_warnings(run: ImportRun) -> list[str]:
    """The warnings of the reading, without those of dates that were corrected since."""
    if run.edited is None:
        return list(run.warnings)
    read = list(_dated(keyed(placed_from(run.proposed or {}))))
    stands = {_date_of(key, piece) for key, _, piece in _dated(document_of(run))}
    warnings = []
    for warning in run.warnings:
        about = [(key, piece) for key, name, piece in read if _is_about(warning, name, piece)]
        if not about or any(_date_of(key, piece) in stands for key, piece in about):
            warnings.append(warning)
    return warnings


def doubts_of(piece: Dated, *, plan_year: str) -> tuple[str, ...]:
    """What is odd about the date of a piece, as long as it stands as its words were read."""
    found = propose(piece.text, plan_year=plan_year or None)
    is_answered = piece.due_text != found.due_text.strip("()") or (
        not found.reading.is_dated and bool(piece.earliest or piece.latest)
    )
    return () if is_answered else found.reading.warnings


def _dated(document: Placed) -> Iterator[tuple[str, str, Dated]]:
    """Each piece with a date: the key of its owner, how its warnings begin, and the piece."""
    if isinstance(document, PlacedPlan):
        for at, row in enumerate(document.rows, start=1):
            for one in (*row.milestones, *row.kpis):
                yield row.key, f"Row {row.number or at}: ", one
    elif isinstance(document, PlacedOkrs):
        for theme in document.themes:
            for objective in theme.objectives:
                for result in objective.key_results:
                    where = f"{theme.title}, “{objective.text[:60]}”, {result.label}"
                    yield objective.key, f"{where.strip(', ')}: ", result


def _is_about(warning: str, name: str, piece: Dated) -> bool:
    if not warning.startswith(name):
        return False
    if isinstance(piece, PlacedKeyResult):
        return True
    quoted = _QUOTED.match(warning, len(name))
    return quoted is not None and quoted["phrase"] in f"{piece.text}\n{piece.due_text}"


def _date_of(key: str, piece: Dated) -> tuple[Any, ...]:
    """The words and days of a piece, by which one that nobody touched is known again."""
    return key, piece.text, piece.due_text, piece.earliest, piece.latest
