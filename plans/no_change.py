"""Why a row may have no news: the short list an officer taps, and how often in a row."""

from collections.abc import Sequence

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
