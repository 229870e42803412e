"""What became of a row in a quarter: one table that every page, pack, file, count and mail reads.

Knows no database. ``outcome_of`` says which of the outcomes below a row stands at; the outcome
says it in a true sentence, in the short word of counts and charts, and whether anybody may be
named as not having answered. Objectives use the same table for their check-ins.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.text.dates_in_words import day_in_words

from ..status import silence_in_words
from .printed_status import NOTHING_ON_PAPER

ACCEPTED = "accepted"
SUBMITTED = "submitted"
RETURNED = "returned"
DRAFT = "draft"
AWAITED = "awaited"
SILENT = "silent"
NOT_ASKED = "not_asked"
ADDED_LATE = "added_late"
ON_PAPER = "on_paper"
NOT_ON_PAPER = "not_on_paper"
EXCUSED = "excused"


@dataclass(frozen=True)
class Outcome:
    """One thing that can become of a row in a quarter.

    ``over`` is the sentence once the quarter is signed or closed, ``open`` while it collects.
    """

    key: str
    word: str
    over: str
    open: str
    # Whether whoever was asked may be named beside it: only where they were asked and sent nothing.
    names_asked: bool = False
    # Whether the partnership's words stand as its words of the quarter.
    stands: bool = False
    # Whether it is a reason for a committee to look: somebody was asked and no words stand.
    is_missing: bool = False

    @property
    def status(self) -> dict[str, Any]:
        """What stands where a status word would, for counts and charts."""
        key = "none" if self.key in (SILENT, AWAITED) else f"-{self.key}"
        return {"key": key, "word": self.word, "tone": "none", "standing": self.key}


OUTCOMES: dict[str, Outcome] = {
    one.key: one
    for one in (
        Outcome(ACCEPTED, "Accepted", "Accepted.", "Accepted.", stands=True),
        Outcome(
            SUBMITTED,
            "Submitted",
            "Submitted{not_reviewed}.",
            "Submitted{awaits_review}.",
            stands=True,
        ),
        Outcome(
            RETURNED,
            "Returned",
            "Submitted, then returned with a note, and not submitted again.",
            "Returned, not yet sent again.",
            is_missing=True,
        ),
        Outcome(
            DRAFT,
            "Not submitted",
            "{A_what} was written but is not submitted.",
            "Not yet submitted.",
            names_asked=True,
            is_missing=True,
        ),
        Outcome(
            SILENT,
            "No update",
            "{silence}",
            "Not yet submitted.",
            names_asked=True,
            is_missing=True,
        ),
        Outcome(AWAITED, "No update", "{silence}", "Not yet submitted.", names_asked=True),
        Outcome(
            ADDED_LATE,
            "Added late",
            "Added{added}, after the quarter had opened. No {what} was given.",
            "Added{added}, after the quarter had opened. Not yet submitted.",
        ),
        Outcome(
            NOT_ASKED,
            "Not asked",
            "Nobody was asked for {a_what}.",
            "Nobody is asked for {a_what} yet.",
        ),
        # Nobody submitted what a paper says, and nobody left it without a review.
        Outcome(ON_PAPER, "On paper", "Recorded from paper.", "Recorded from paper.", stands=True),
        Outcome(
            NOT_ON_PAPER,
            "No update on paper",
            NOTHING_ON_PAPER,
            NOTHING_ON_PAPER,
        ),
        Outcome(
            EXCUSED, "Exempt", "Exempt this quarter: {reason}", "Exempt this quarter: {reason}"
        ),
    )
}
# What the key of a pack says of each word that is no status of the partnership's; it always tells
# what “No update” means.
MEANINGS = {
    RETURNED: "Submitted, then returned with a note, and not submitted again.",
    DRAFT: "Written, but not submitted.",
    ADDED_LATE: "Added after the quarter had opened, and no update was given.",
    NOT_ASKED: "Nobody was asked for an update.",
    NOT_ON_PAPER: "The paper of the quarter says nothing of it.",
    EXCUSED: "Exempt from an update this quarter; the reason is printed with the row.",
}
STANDING = tuple(key for key, one in OUTCOMES.items() if one.stands)


def outcome_of(
    state: str,
    *,
    is_over: bool,
    is_asked: bool = True,
    joined_late: bool = False,
    from_paper: bool = False,
) -> Outcome:
    """Return what became of a row from its stored state and what is known beside it.

    ``is_over``: the quarter is signed or closed. ``is_asked``: somebody was asked for the row.
    ``joined_late``: the row came into the quarter after it had opened.
    """
    if from_paper and state == SUBMITTED:
        return OUTCOMES[ON_PAPER]
    if state not in ("not_started", SILENT, "not_printed"):
        return OUTCOMES[state]
    if from_paper or state == "not_printed":
        return OUTCOMES[NOT_ON_PAPER]
    if not is_asked:
        return OUTCOMES[NOT_ASKED]
    if joined_late:
        return OUTCOMES[ADDED_LATE]
    return OUTCOMES[SILENT if is_over or state == SILENT else AWAITED]


def sentence_of(
    outcome: Outcome,
    *,
    is_over: bool,
    running: int = 1,
    reason: str = "",
    added_on: date | None = None,
    reviews: bool = True,
    what: str = "update",
) -> str:
    """Say an outcome in a whole sentence.

    ``running`` counts the quarters of silence up to and with this one; ``reason`` is why a row was
    excused; ``added_on`` the day on which it came into the quarter; ``reviews`` whether anybody
    reviews what is submitted.
    """
    words = outcome.over if is_over else outcome.open
    article = "an" if what[:1] in "aeiou" else "a"
    return words.format(
        what=what,
        a_what=f"{article} {what}",
        A_what=f"{article.capitalize()} {what}",
        silence=silence_in_words(max(running, 1), what=what),
        not_reviewed=", not reviewed" if reviews else "",
        awaits_review=", waiting for review" if reviews else "",
        reason=reason,
        added=f" on {day_in_words(added_on)}" if added_on else "",
    )
