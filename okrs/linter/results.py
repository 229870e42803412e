"""Rules about one key result: its words, its dates, its promises, its target."""

import re
from collections.abc import Iterator

from governance.documents.findings import Finding
from governance.lint.compound import promises_in
from governance.lint.tense import past_in_future_tense
from governance.text.dates_in_words import day_in_words

from ..documents.placed import PlacedKeyResult, PlacedOkrs
from ..documents.placing.measures import measures_in
from ..documents.placing.periods import written_in
from .places import Place, count_in_words, promised

_RANGE = re.compile(r"(?<!\d)(\d{1,3})\s?[-–]\s?(\d{1,4})(?!\d)")
_FIRM = {"deadline", "until", "event"}
_DUE = {"deadline", "until"}  # an event or a month that is past may be told as past
# Words of a change, which needs a start to be judged from.
_CHANGE = re.compile(
    r"\b(?:increas|reduc|grow|rais|improv|cut|lower|rise|fall|fewer|more|less|towards|up\s+by|"
    r"down\s+by|doubl|halv)[a-z]*\b"  # in small letters: a Growth Hub is no growth
)


def empty(place: Place, _: PlacedOkrs) -> Iterator[Finding]:
    result = place.key_result
    if not result.text and not result.bullets:
        yield Finding(
            "empty-key-result",
            place.row,
            result.label,
            "Nothing stands beside this label: write the key result or take the label out.",
        )


def dated(place: Place, placed: PlacedOkrs) -> Iterator[Finding]:
    result = place.key_result
    if not result.text:
        return
    if not result.dates and not result.due_text and not _has_mark(result):
        yield Finding(
            "key-result-without-date",
            place.row,
            result.text,
            "No date says when this is due: add one, or say that it holds for the whole quarter.",
        )
    first, last = placed.starts_on, placed.ends_on
    for phrase, kind, latest in promised(result):
        if first and latest < first and kind in _DUE:
            yield Finding(
                "due-before-quarter",
                place.row,
                phrase,
                f"{day_in_words(latest)} is before the quarter begins: check the date.",
            )
        elif last and latest > last and kind in _FIRM:
            yield Finding(
                "due-after-quarter",
                place.row,
                phrase,
                f"{day_in_words(latest)} is after the quarter ends: say what is due within it.",
            )


def tense(place: Place, placed: PlacedOkrs) -> Iterator[Finding]:
    written = next((day for fact in placed.facts if (day := written_in(fact.text))), None)
    as_at = written or placed.starts_on
    if as_at is None:
        return
    result = place.key_result
    for phrase in past_in_future_tense(result.text, result.dates, as_at=as_at):
        yield Finding(
            "past-date-in-future-tense",
            place.row,
            phrase,
            f"“{phrase}” was past when the paper was written, yet it is still to come here.",
        )


def promises(place: Place, _: PlacedOkrs) -> Iterator[Finding]:
    result = place.key_result
    days = {latest for _, kind, latest in promised(result) if kind in _FIRM}
    promises = promises_in(result.text)
    if len(promises) > 1 or len(days) > 1:
        several = count_in_words(max(len(promises), len(days)))
        yield Finding(
            "several-promises",
            place.row,
            result.text,
            f"This promises {several} things in one: give each a key result of its own.",
        )


def targets(place: Place, _: PlacedOkrs) -> Iterator[Finding]:
    result = place.key_result
    if not result.text:
        return
    if not result.measures:
        # "First 50-100 placements" counts as well.
        beside = measures_in(_RANGE.sub(r"\2", result.outcome_text))
        if beside:
            yield Finding(
                "target-only-in-outcome",
                place.row,
                result.outcome_text,
                "The number stands in the outcome beside it: make it a target of the key result.",
            )
        else:
            yield Finding(
                "key-result-without-target",
                place.row,
                result.text,
                "Nothing in this can be counted: name a number, or what shows that it is done.",
            )
    for measure in result.measures:
        if not measure.baseline and (measure.unit == "%" or _CHANGE.search(_uncapped(result.text))):
            yield Finding(
                "target-without-baseline",
                place.row,
                f"{measure.target:f} {measure.unit}".strip(),
                "A target is named without where it starts from: add the figure of today.",
            )


def _has_mark(result: PlacedKeyResult) -> bool:
    return any(
        mark["kind"] == "date" for block in result.bullets for mark in block.get("marks", ())
    )


def _uncapped(text: str) -> str:
    """The first word in small letters, unless it begins a name such as "Growth Hub"."""
    is_name = re.match(r"\w+\s+[A-Z]", text)
    return text if is_name else text[:1].lower() + text[1:]
