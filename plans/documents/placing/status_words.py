"""The words by which bodies say how an action stands, and what they mean for a milestone."""

import re

from governance.date_phrases import find

_DONE = (
    r"(?:action |now |fully |all |works? )*(?:completed?|closed|done|achieved|delivered|discharged|"
    r"implemented|actioned|finished|met|signed off|fulfilled|blue|b)(?: in full)?"
)
_UNDER_WAY = (
    r"(?:work |action |now |actions? )*(?:in progress|on ?going|under ?way|started|commenced|"
    r"on[- ]?(?:track|target|schedule|course)|progressing|part(?:ly|ially)? complete[d]?|"
    r"part(?:ially)? met|continuing|live|in hand|active|green|g|amber|a|at risk|some risk|red|r|"
    r"delayed|slipp(?:ed|ing)|overdue|behind(?: schedule)?|off[- ](?:track|target)|"
    r"(?:amber|red|green) ?/ ?(?:amber|red|green)|rescheduled|carried forward|c/f|to be closed)"
)
_OPEN = (
    r"(?:not (?:yet )?(?:started|due|commenced|begun|met|complete[d]?)|open|outstanding|pending|"
    r"new|proposed|planned|to start|to do|awaiting .{0,30}|on hold|paused|suspended|deferred|"
    r"withdrawn|cancelled|superseded|no longer (?:required|relevant|applicable)|rejected|grey|"
    r"white|tbc|n/?a|not applicable|black|yellow|y|n|yes|no)"
)
_PERCENT = r"(?:<|>|approx\.? ?)?\d{1,3} ?%(?: complete[d]?| done)?"
_STATES = (
    ("done", re.compile(rf"(?:{_DONE}|100 ?%(?: complete[d]?)?)\Z", re.IGNORECASE)),
    ("in_progress", re.compile(rf"(?:{_UNDER_WAY}|{_PERCENT})\Z", re.IGNORECASE)),
    ("open", re.compile(rf"{_OPEN}\Z", re.IGNORECASE)),
)
# A colour or a rating judges the row; how far a step is it does not say.
_RATING = re.compile(
    r"(?:(?:work |action |now |actions? )*(?:blue|b|green|g|amber|a|red|r|at risk|some risk|"
    r"delayed|slipp(?:ed|ing)|overdue|behind(?: schedule)?|on[- ]?(?:track|target|schedule|course)|"
    r"off[- ](?:track|target)|(?:amber|red|green) ?/ ?(?:amber|red|green)))\Z",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[\s\W]+|[\s\W]+$")
_PARTED = re.compile(r"\s*[;:,()/–—\n]\s*|\s+-\s+|\.\s+|\s+\|\s+")
_SPLIT_STATE = re.compile(r"\s*(?:[;:,()\n–—]|\s-\s|\.\s|\s\|\s|\.$)\s*")


def state_of(words: str) -> str:
    """``done``, ``in_progress`` or ``open`` for a status word or percentage, else nothing."""
    tidy = " ".join(words.split())
    tidy = tidy if tidy.endswith("%") else _SIGNS.sub("", tidy)
    return next((state for state, pattern in _STATES if pattern.match(tidy)), "")


def state_said(words: str) -> str:
    """The same for a step, where the word itself says how far it is: “Complete”, “Ongoing”, “60%”.

    Nothing for “Amber/Green” or “Delayed”.
    """
    return "" if _RATING.match(_SIGNS.sub("", " ".join(words.split()))) else state_of(words)


def is_status(words: str) -> bool:
    """Whether a cell holds nothing but a status, with a day or a percentage at most.

    "Complete", "Amber", "60%", "31/01/12 – Complete", "Green: on track".
    """
    return (
        bool(words.strip())
        and len(words) <= 60
        and bool(status_in(words)[0])
        and not (_rest_of(words))
    )


def status_in(words: str) -> tuple[str, str]:
    """The status word that a cell begins or ends with, or holds apart, and its state.

    Empty where there is none. “Complete – report taken to the board” gives “Complete”.
    """
    whole = " ".join(words.split())
    if state := state_of(whole):
        return _trimmed(whole), state
    pieces = [piece for piece in _SPLIT_STATE.split(words.strip()) if piece and piece.strip()]
    ordered = [*pieces[:1], *pieces[-1:], *pieces[1:-1]] if len(words) <= 60 else pieces[:1]
    for piece in ordered:
        if len(piece) > 2 and (state := state_of(piece)):
            return _trimmed(piece), state
    undated = _undated(words)
    if undated != whole and len(undated) > 2 and (state := state_of(undated)):
        return _trimmed(undated), state
    return "", ""


def _trimmed(words: str) -> str:
    tidy = " ".join(words.split())
    return tidy if tidy.endswith("%") else _SIGNS.sub("", tidy)


def _undated(words: str) -> str:
    """The words without the days in them."""
    left, at = [], 0
    for start, end, _, reading in find(words, plan_year="2019-20"):
        if reading.is_dated:
            left.append(words[at:start])
            at = end
    return " ".join(" ".join([*left, words[at:]]).split()).strip(" -–—:;,.()")


def _rest_of(words: str) -> str:
    """What a cell says beside statuses and days."""
    pieces = [piece for piece in _PARTED.split(_undated(words)) if piece.strip(" .")]
    return " ".join(piece for piece in pieces if not state_of(piece))
