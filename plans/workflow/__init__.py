"""Actions on plans: editing, the quarter, updates and reviews."""

from .closing import close_plan_round, freeze, reopen_plan_round
from .new_dates import decide_move
from .reminding import chase_people
from .reviews import (
    ReviewIncomplete,
    accept_unchanged,
    accept_update,
    return_update,
    save_review,
    take_back_acceptance,
)
from .rounds import (
    ask_after_all,
    draft_updates,
    excuse_update,
    join_open_rounds,
    leave_open_rounds,
)
from .signing import add_addendum, sign_plan_round
from .updates import (
    NotReady,
    save_update,
    send_no_change,
    submit_update,
    submit_updates,
    withdraw_update,
)

__all__ = [
    "NotReady",
    "ReviewIncomplete",
    "accept_unchanged",
    "accept_update",
    "add_addendum",
    "ask_after_all",
    "chase_people",
    "close_plan_round",
    "decide_move",
    "draft_updates",
    "excuse_update",
    "freeze",
    "join_open_rounds",
    "leave_open_rounds",
    "reopen_plan_round",
    "return_update",
    "save_review",
    "save_update",
    "send_no_change",
    "sign_plan_round",
    "submit_update",
    "submit_updates",
    "take_back_acceptance",
    "withdraw_update",
]
