"""Reading the frozen words of a quarter: the newest shape out of any, and each row in a sentence.

Knows no database. What is read here never asks what day it is: the day by which a quarter was
judged is in it.
"""

from datetime import date
from typing import Any

from ..models import PlanRound
from ..status import is_overdue
from .outcomes import (
    NOT_ASKED,
    NOT_ON_PAPER,
    ON_PAPER,
    OUTCOMES,
    RETURNED,
    SILENT,
    SUBMITTED,
    Outcome,
    sentence_of,
)
from .snapshots import snapshot_of

Plain = dict[str, Any]


def newest_shape(snapshot: Plain, *, day: date, from_paper: bool) -> Plain:
    """Return a snapshot in the shape of ``plans.rounds.snapshots``; the stored one stays as it is.

    The first shape stored a row that was returned as silent, judged the dates of a paper by the
    day it was imported, and knew no day of judgement: ``day`` is that of its quarter. The words
    of a row returned then are not in it, so that only the fact is told.
    """
    if snapshot["shape"] > 1:
        return snapshot
    rows = [_newest_row(row, day, from_paper) for row in snapshot["rows"]]
    return {**snapshot, "position_on": day.isoformat(), "rows": rows}


def _newest_row(row: Plain, day: date, from_paper: bool) -> Plain:
    key = _key_of_old(row, from_paper)
    review = row["review"]
    decided = row["state"] == "accepted" or key == RETURNED
    by = review["by"] if decided and review else row["by"] if row["state"] == "submitted" else ""
    at = review["at"] if decided and review else row["since"]
    return {
        **row,
        "outcome": key,
        "joined_on": None,
        "step": {"word": OUTCOMES[key].word.lower(), "by": by, "at": at},
        "silent_running": row["silent_running"] if key == SILENT else 0,
        "returned": None,
        "review": {"note": "", **review} if review else None,
        "milestones": [
            {**each, "is_overdue": _was_overdue(each, day)} for each in row["milestones"]
        ],
    }


def _key_of_old(row: Plain, from_paper: bool) -> str:
    if row["state"] == "not_printed":
        return NOT_ON_PAPER
    if from_paper and row["state"] == SUBMITTED:
        return ON_PAPER
    if row["state"] != SILENT:
        return str(row["state"])
    if row["review"] and row["review"]["decision"] == "returned":
        return RETURNED
    if from_paper:
        return NOT_ON_PAPER
    return SILENT if row["asked"] else NOT_ASKED


def _was_overdue(milestone: Plain, day: date) -> bool:
    latest = day_in(milestone["latest"])
    return is_overdue(latest, day, state=milestone["state"], is_recurring=milestone["is_recurring"])


def is_over(snapshot: Plain) -> bool:
    """Whether the quarter was signed or closed when it said this."""
    return snapshot["state"] != "collecting" or snapshot["signed"] is not None


def outcome_in(row: Plain) -> Outcome:
    """What became of a row of a snapshot."""
    return OUTCOMES[row["outcome"]]


def sentence_in(row: Plain, snapshot: Plain) -> str:
    """What became of a row of a snapshot, in its sentence."""
    return sentence_of(
        outcome_in(row),
        is_over=is_over(snapshot),
        running=row["silent_running"],
        reason=row["excused_reason"],
        added_on=day_in(row["joined_on"]),
        reviews=bool(snapshot["partnership"]["reviewer_title"]),
    )


def position_of(snapshot: Plain) -> date:
    """The day by which a quarter is judged: printed as “Position as at”."""
    return date.fromisoformat(snapshot["position_on"])


def day_in(text: str | None) -> date | None:
    """A day of a snapshot, also where it stands with its time."""
    return date.fromisoformat(text[:10]) if text else None


def statement_of(plan_round: PlanRound) -> Plain:
    """Return what a quarter of a plan says: as it was frozen, or as it stands while it collects."""
    if not (plan_round.is_frozen and plan_round.snapshot):
        return snapshot_of(plan_round)
    return newest_shape(
        plan_round.snapshot, day=plan_round.judged_on, from_paper=plan_round.is_on_paper
    )
