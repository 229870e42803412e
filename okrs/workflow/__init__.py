"""Actions on objectives and key results, and on what is said of them each quarter."""

from .check_ins import (
    close_key_results,
    draft_check_ins,
    hand_over_check_ins,
    reopen_key_results,
    save_check_in,
    submit_check_in,
    withdraw_check_in,
)
from .sets import (
    move_part,
    remove_part,
    save_key_result,
    save_objective,
    save_objective_set,
    why_not_edit,
)

__all__ = [
    "close_key_results",
    "draft_check_ins",
    "hand_over_check_ins",
    "move_part",
    "remove_part",
    "reopen_key_results",
    "save_check_in",
    "save_key_result",
    "save_objective",
    "save_objective_set",
    "submit_check_in",
    "why_not_edit",
    "withdraw_check_in",
]
