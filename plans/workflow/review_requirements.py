"""What a view of a row needs before it is published."""

from collections.abc import Mapping, Sequence

from governance.errors import ActionRefused

from ..models import MilestoneMove, ProgressUpdate, Review
from ..rounds.update_requirements import Problem

AGREE, DECLINE = "agree", "decline"


class ReviewIncomplete(ActionRefused):
    """The view says too little to be published; nothing was. Names the field and what to do."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__(self.problems[0].sentence)


def decisions_of(
    moves: Sequence[MilestoneMove], dates: Mapping[str, str], otherwise: bool | None
) -> dict[int, bool]:
    """Which new dates are agreed, by their key; ``otherwise`` decides those not named."""
    decided = {}
    for move in moves:
        choice = dates.get(str(move.pk))
        if choice or otherwise is not None:
            decided[move.pk] = choice == AGREE if choice else bool(otherwise)
    return decided


def require_complete(
    update: ProgressUpdate,
    review: Review,
    moves: Sequence[MilestoneMove],
    decided: Mapping[int, bool],
) -> None:
    """Raise ReviewIncomplete unless it says why it differs, and something to each new date."""
    problems = []
    if review.status_id != update.status_id and not review.why_differ:
        problems.append(
            Problem("why_differ", "Say why your status differs, because both are printed.")
        )
    problems += [
        Problem(f"move_{move.pk}", f"Say whether you agree the new date, {move.to_text}.")
        for move in moves
        if move.pk not in decided
    ]
    if problems:
        raise ReviewIncomplete(problems)
