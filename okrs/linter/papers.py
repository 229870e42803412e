"""Rules about a whole paper: periods, labels, repeats, names, owners."""

import re
from collections.abc import Iterator
from datetime import date

from governance.documents.findings import Finding
from governance.lint.acronyms import undefined_acronyms
from governance.lint.spellings import people_in, spelled_two_ways, variants
from governance.quarters import months_label

from ..documents.placed import PlacedOkrs
from ..documents.placing.periods import PrintedPeriod, periods_in
from .places import owners, places, row_of, texts, times

_ACTION = re.compile(
    r"\b(?:to|be|have|is|are|will|must|we)\b|\b\w{3,}(?:ing|ed|ise|ize|ify|ate)\b"
    r"|^(?:make|build|grow|create|deliver|support|ensure|develop|improve|fund|keep|win|bring|run|"
    r"help|find|open|cut|raise|lead|give|get|set|put|meet|become|become|strengthen|increase|reduce|"
    r"provide|promote|attract|secure|establish|maintain|protect|expand|launch|reach|double|halve|"
    r"work|drive|enable|embed|prepare|respond|invest|implement|retain|recruit|plant|fill|tell|show)\b"
    r"|\b(?:better|faster|safer|cleaner|fewer|more|less|stronger|wider|higher|lower|greater)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_TOPIC = 4
# A person with more key results than this holds up the rest when away.
MANY = 10


def of_labels(placed: PlacedOkrs) -> Iterator[Finding]:
    for theme in placed.themes:
        for number, objective in enumerate(theme.objectives, start=1):
            labels = [one.label for one in objective.key_results if one.label]
            for label in dict.fromkeys(one for one in labels if labels.count(one) > 1):
                yield Finding(
                    "duplicate-label",
                    row_of(theme, number),
                    label,
                    f"{label} is printed {times(labels.count(label))}: give each its own label.",
                )


def of_repeats(placed: PlacedOkrs) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for place in places(placed):
        words = " ".join(re.findall(r"\w+", place.key_result.text.lower()))
        if words and words in seen:
            yield Finding(
                "duplicate-key-result",
                place.row,
                place.key_result.text,
                f"The same words stand at {seen[words]}: say which of the two reports.",
            )
        elif words:
            seen[words] = place.row


def of_objectives(placed: PlacedOkrs) -> Iterator[Finding]:
    for theme in placed.themes:
        for number, objective in enumerate(theme.objectives, start=1):
            row = row_of(theme, number)
            if not objective.key_results:
                yield Finding(
                    "objective-without-key-results",
                    row,
                    objective.text,
                    "No key result says how this objective is judged: add one.",
                )
            words = objective.text.split()
            if 0 < len(words) <= _MOST_WORDS_OF_A_TOPIC and not _ACTION.search(objective.text):
                yield Finding(
                    "objective-is-topic",
                    row,
                    objective.text,
                    "This names a topic: say what is to be reached.",
                )


def of_periods(placed: PlacedOkrs) -> Iterator[Finding]:
    """Labels that name other months than the quarter has, one finding for each label."""
    if not placed.starts_on or not placed.ends_on:
        return
    true = months_label(placed.starts_on, placed.ends_on)
    printed = [(placed.printed_label, "")]
    printed += [(one.printed_label, one.appendix or one.title) for one in placed.themes]
    for label in dict.fromkeys(label for label, _ in printed if label):
        own = next(iter(periods_in(label)), None)
        if own and not _names(own, placed.starts_on, placed.ends_on):
            rows = [row for other, row in printed if other == label and row]
            yield Finding(
                "period-labels-disagree",
                rows[0] if len(rows) == 1 else "",
                label,
                f"“{label}” does not name the months {true} of the quarter: correct one of them.",
            )


def _names(label: PrintedPeriod, first: date, last: date) -> bool:
    if label.first is None:
        return True
    months = re.findall(
        r"(?i)(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", label.printed
    )
    ends = [first.strftime("%b").lower(), last.strftime("%b").lower()]
    is_named = not months or [months[0].lower(), months[-1].lower()] == ends
    return is_named and (label.first, label.last) == (first, last)


def of_words(placed: PlacedOkrs) -> Iterator[Finding]:
    printed = list(texts(placed))
    words = [text for _, text in printed]
    names = {other for _, other in variants(words)}
    for one in undefined_acronyms(words):
        if one.acronym not in names:
            yield Finding(
                "undefined-acronym",
                printed[one.at][0],
                one.acronym,
                f"{one.acronym} is nowhere spelled out: write it in full where it first stands.",
            )
    for usual, other in variants(words):
        yield Finding(
            "name-spelled-two-ways",
            _first_row(printed, other),
            f"{usual}, {other}",
            f"“{usual}” is also spelled “{other}”: keep one spelling.",
        )
    named = [name for name, _ in owners(placed)]
    for usual, other in spelled_two_ways([*(n for w in words for n in people_in(w)), *named]):
        yield Finding(
            "person-spelled-two-ways",
            _first_row(printed, other),
            f"{usual}, {other}",
            f"“{usual}” and “{other}” look like one person: keep one spelling.",
        )


def of_owners(placed: PlacedOkrs) -> Iterator[Finding]:
    rows: dict[str, list[str]] = {}
    for name, row in owners(placed):
        rows.setdefault(name, []).append(row)
    for name, held in rows.items():
        if len(held) > MANY:
            yield Finding(
                "owner-with-many",
                held[0],
                name,
                f"{name} owns {len(held)} key results: share them out or name deputies.",
            )


def _first_row(texts: list[tuple[str, str]], word: str) -> str:
    return next((row for row, text in texts if word in text), "")
