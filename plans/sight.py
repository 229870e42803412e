"""What a person may know of a quarter, by what they may do; pages ask this and not the role."""

from dataclasses import dataclass

from governance.models import Partnership, User


@dataclass(frozen=True)
class Sight:
    """How far a reader sees: into open quarters, and into what is still being written."""

    open_quarters: bool
    drafts: bool
    edits: bool = False
    writes: bool = False
    reviews: bool = False


def sight_of(user: User, partnership: Partnership) -> Sight:
    """The partnership sees its drafts, reviewers and auditors what was sent, others what closed."""
    held = user.permissions_in(partnership)
    writes = "plans.write_progressupdate" in held
    reviews = "plans.review_progressupdate" in held
    return Sight(
        open_quarters=writes or reviews or "governance.view_auditevent" in held,
        drafts=writes,
        edits="plans.edit_plan" in held,
        writes=writes,
        reviews=reviews,
    )
