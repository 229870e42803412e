"""How far a step is, where its own words say so: done, in progress, coming round."""

import re
from dataclasses import dataclass
from datetime import date

from .paper import Paper

_DONE = (
    r"(?:(?:now|already|all|fully)\s+)?"
    r"(?:actioned|completed?|done|achieved|delivered|closed|implemented|finished)(?:\s+in\s+full)?"
)
_DOING = (
    r"(?:work\s+(?:is\s+)?)?(?:already\s+)?"
    r"(?:in\s+progress|under\s?way|on-?\s?going|in\s+hand|started|begun|commenced|continuing|"
    r"part(?:ly|ially)\s+completed?)"
)
_PLACES = (
    r"[(\[](?P<words>{state}\b[^()\[\]]*)[)\]]",  # (actioned), (completed 12 May 2019)
    r"^(?P<words>{state})[.!]?$",  # the state and nothing else
    r"^(?P<words>{state})\s*(?:[:–—]|-\s)",  # Completed – …
    r"(?:\s[–—-]|[.;:,])\s*(?P<words>{state}(?:\s+(?:on\s+|in\s+)?(?:\w+\s+){{0,2}}\d[\w/.]*"
    r"(?:\s\w+)?(?:\s\d{{2,4}})?)?)\s*[.!]?$",  # … – completed 12 May 2019
)
_FINDERS = [
    *(("done", re.compile(place.format(state=_DONE), re.IGNORECASE)) for place in _PLACES),
    ("done", re.compile(r"\s(?P<words>COMPLETED?|DONE|ACTIONED|CLOSED)\s*[.!]?$")),
    *(("in_progress", re.compile(place.format(state=_DOING), re.IGNORECASE)) for place in _PLACES),
    # These words cannot be what somebody is asked to do, so nothing needs to stand after them.
    (
        "in_progress",
        re.compile(
            r"^(?P<words>work\s+(?:is\s+)?(?:already\s+)?(?:under\s?way|in\s+progress))\b", re.I
        ),
    ),
]
_WITH_DAY = re.compile(
    r"^(?P<words>(?:actions?\s+)?(?:completed?|closed|done)\s+(?:on\s+|in\s+)?[^.;:]{3,20})\.?$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:by|to\s+be|when|once|if|not|until|before|after|subject)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class State:
    """The state a text prints of itself. ``done_on`` only where the words name the day."""

    state: str = "open"
    words: str = ""
    done_on: date | None = None


def state_of(text: str, paper: Paper) -> State:
    """“(actioned)” is done; “completed 31 August” in a sentence is a promise for that day."""
    for state, pattern in _FINDERS:
        found = pattern.search(text)
        if found is None or _TO_COME.search(found["words"]):
            continue
        words = found["words"].strip()
        if state != "done":
            return State(state, words)
        day = paper.dated(words)
        is_day = day["precision"] == "day" and day["earliest"] == day["latest"]
        return State("done", words, day["latest"] if is_day else None)
    return _on_a_day(text, paper)


def _on_a_day(text: str, paper: Paper) -> State:
    """“Completed 4 June” alone: done where that day was past when the paper was written."""
    found = _WITH_DAY.match(text)
    if found is None or paper.written_on is None or _TO_COME.search(found["words"]):
        return State()
    day = paper.dated(found["words"])
    if not day["latest"] or day["latest"] > paper.written_on:
        return State()
    is_day = day["precision"] == "day" and day["earliest"] == day["latest"]
    return State("done", found["words"], day["latest"] if is_day else None)
