"""Why a row may have no news: the short list an officer taps, and how often in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Offer:
    """Whether “no change” would be taken for a row as it is saved, and what is asked with it.

    The page offers by it and the action refuses by it, so that nothing is offered and then refused.
    """

    why_not: str = ""
    asks_status: bool = False
    asks_words: bool = False


def offer_of(
    *, chosen: Any, last: Any, used: int, limit: int, has_words: bool, has_changes: bool
) -> Offer:
    """Return what is offered of a row.

    ``chosen`` is the status of the draft and ``last`` the one stated in an earlier quarter, or
    None; ``used`` how often “no change” was sent running, ``has_changes`` whether a milestone was
    ticked or a new date asked for.
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
    return Offer(
        asks_status=chosen is None and last is None,
        asks_words=used >= limit and not has_words,
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
