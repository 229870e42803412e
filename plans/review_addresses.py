"""Where a reviewer goes next."""

from governance.models import User

from .addresses import address_of
from .models import PlanRound, ProgressUpdate
from .review_rows import queues_of


def next_address(
    plan_round: PlanRound, *, reader: User, after: ProgressUpdate | None = None
) -> str:
    """The next row that is ready, else the page on which the quarter is signed."""
    rows = queues_of([plan_round], reader=reader)[0].in_walking_order
    if not rows:
        return address_of("round_sign", plan_round)
    place = after.improvement.order if after else 0
    later = [row for row in rows if row.update.improvement.order > place]
    return address_of("review_detail", plan_round, (later or rows)[0].update)
