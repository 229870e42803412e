"""Whether an update can be submitted, and in whole sentences what it still needs."""

from typing import NamedTuple

from governance.input.examples import with_example
from governance.models import StatusWord

from ..models import Milestone, MilestoneReport, ProgressUpdate

_WITH_YEAR = with_example("Write it with its year, like {day}.")


class Problem(NamedTuple):
    """One thing to correct: the field of the form it stands in, and what to do."""

    field: str
    sentence: str


def problems_of(update: ProgressUpdate) -> list[Problem]:
    """Return what keeps the saved row from being submitted; nothing when it is ready."""
    return [
        *_status_problems(update),
        *_date_problems(update),
        *_word_problems(update),
        *_tick_problems(update),
        *_day_problems(update),
    ]


def movable(milestones: list[Milestone]) -> list[Milestone]:
    """The milestones whose date can be asked to move: live, not done, with a day they fall due."""
    return [
        milestone
        for milestone in milestones
        if milestone.is_live
        and not milestone.is_done
        and not milestone.is_recurring
        and milestone.latest
    ]


def _status_problems(update: ProgressUpdate) -> list[Problem]:
    status = update.status
    if status is None:
        return [Problem("status", "Choose how it stands now.")]
    is_paper = update.plan_round.round.from_paper
    if status.standing == StatusWord.Standing.NOT_STATED and not is_paper:
        return [Problem("status", "Choose how it stands now; a status has to be stated.")]
    if status.needs_reason and not update.reason:
        return [Problem("reason", f"Say what the issue is, because you chose “{status.word}”.")]
    return []


def _date_problems(update: ProgressUpdate) -> list[Problem]:
    if update.status is None or not update.status.asks_date:
        return []
    if not movable(list(update.improvement.milestones.all())):
        return []
    if not update.date_moves:
        return [Problem("date_moves", "Say whether a date moves.")]
    drafted = [move for move in update.moves.all() if move.state == "draft"]
    if update.date_moves == "yes" and not drafted:
        return [Problem("date_moves", "Give at least one new date and the reason for it.")]
    return []


def _word_problems(update: ProgressUpdate) -> list[Problem]:
    # An empty progress cell on paper is a state, not a mistake.
    if update.plan_round.round.from_paper:
        return []
    if update.no_change_reason or any(note.text for note in update.notes.all()):
        return []
    return [
        Problem("notes", "Write what happened, or send “no change” with its reason."),
    ]


def _day_problems(update: ProgressUpdate) -> list[Problem]:
    if not update.as_at_text or update.as_at or update.plan_round.round.from_paper:
        return []
    sentence = f"“{update.as_at_text}” is not a day we can be sure of. {_WITH_YEAR}"
    return [Problem("as_at_text", sentence)]


def _tick_problems(update: ProgressUpdate) -> list[Problem]:
    return [
        Problem(
            f"done_{report.milestone_id}",
            f"“{report.done_text}” is not a day we can be sure of. {_WITH_YEAR}",
        )
        for report in update.milestone_reports.all()
        if report.says == MilestoneReport.Says.DONE and report.done_text and not report.done_on
    ]
