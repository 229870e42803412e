"""Why a row may have no news: the short list an officer taps, and how often in a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.text.dates_in_words import day_in_words

REASONS: dict[str, str] = {
    "as_planned": "Work goes on as planned",
    "nothing_due": "Nothing was due this quarter",
    "decision_elsewhere": "Waiting for a decision elsewhere",
    "another_row": "Waiting for another improvement",
    "complete": "Complete, nothing left to do",
    "between_posts": "The post that leads it is vacant",
}


def reason_in_words(key: str) -> str:
    """The reason as printed; one recorded from paper prints as it stands."""
    return REASONS.get(key, key)


def times_running(earlier: Sequence[bool]) -> int:
    """How often "no change" was sent running, from the newest earlier quarter backwards."""
    count = 0
    for was_no_change in earlier:
        if not was_no_change:
            break
        count += 1
    return count


def untrue_reasons(days: Iterable[date], *, ends_on: date, today: date) -> dict[str, str]:
    """The reasons that the dates of a row contradict, each with the sentence that says so.

    ``days`` are the last days of its milestones that are neither complete nor repeated each
    quarter; ``ends_on`` is the last day of the quarter.
    """
    first = min(days, default=None)
    if first is None:
        return {}
    was = "was" if first < today else "is"
    else_do = "Choose another reason, or submit the update."
    open_still = f"A milestone {was} due on {day_in_words(first)} and is not complete. {else_do}"
    found = {"complete": open_still}
    if first <= ends_on:
        found["nothing_due"] = f"A milestone {was} due on {day_in_words(first)}. {else_do}"
    if first < today:
        found["as_planned"] = open_still
    return found


@dataclass(frozen=True)
class Offer:
    """Whether “no change” would be taken for a row as it is saved, and what is asked with it.

    The page offers by it and the action refuses by it, so that nothing is offered and then refused.
    """

    why_not: str = ""
    asks_status: bool = False
    asks_words: bool = False
    asks_issue: bool = False
    # The reasons that are not true of the row, with the sentence why.
    untrue: Mapping[str, str] = field(default_factory=dict)

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons that may be chosen."""
        return {key: words for key, words in REASONS.items() if key not in self.untrue}


def offer_of(
    *,
    chosen: Any,
    last: Any,
    used: int,
    limit: int,
    has_words: bool,
    has_changes: bool,
    has_issue: bool,
    untrue: Mapping[str, str],
) -> Offer:
    """Return what is offered of a row.

    ``chosen`` is the status of the draft and ``last`` the one stated in an earlier quarter, or
    None; ``used`` how often “no change” was sent running, ``has_changes`` whether a milestone was
    ticked or a new date asked for, ``has_issue`` whether now or then a reason was given for the
    status; ``untrue`` as from ``untrue_reasons``.
    """
    if has_changes:
        return Offer(
            "You ticked a milestone or asked for a new date, so something changed. "
            "Submit the update instead, or clear them first."
        )
    if chosen is not None and last is not None and chosen != last:
        return Offer(
            f"Last quarter it was “{last}”, so something changed. Submit the update instead."
        )
    status = chosen or last
    return Offer(
        asks_status=status is None,
        asks_words=used >= limit and not has_words,
        asks_issue=status is not None and status.needs_reason and not has_issue,
        untrue=untrue,
    )


def allowance_in_words(used: int, limit: int) -> str:
    """What the form says beside the button: how often it still works without words."""
    if limit == 0:
        return "Say why, and add a sentence of your own."
    times = {1: "once", 2: "twice", 3: "three times"}.get(limit, f"{limit} times")
    if used >= limit:
        said = {1: "once", 2: "twice"}.get(used, f"{used} times")
        return f"Sent {said} running already, so this time add a sentence of your own below."
    so_far = "not used yet" if used == 0 else f"used {'once' if used == 1 else f'{used} times'}"
    return f"Say why, and this one is done. Works {times} running; {so_far}."
