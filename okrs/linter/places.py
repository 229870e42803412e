"""Where the words of an OKR paper stand, as the linter names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.text.structured_text import Block, plain

from ..documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from ..documents.placing.wording import role_of

# Kinds of phrases that promise a day; the others tell how long or how often.
_PROMISES = {"deadline", "until", "within", "point", "event", "range", "list"}


@dataclass(frozen=True)
class Place:
    """A key result with where it stands."""

    theme: PlacedOkrTheme
    objective: PlacedObjective
    key_result: PlacedKeyResult
    row: str


def places(placed: PlacedOkrs) -> Iterator[Place]:
    for theme in placed.themes:
        for number, objective in enumerate(theme.objectives, start=1):
            row = row_of(theme, number)
            for at, key_result in enumerate(objective.key_results, start=1):
                label = key_result.label or f"key result {at}"
                yield Place(theme, objective, key_result, f"{row}, {label}")


def row_of(theme: PlacedOkrTheme, number: int) -> str:
    named = theme.appendix or theme.title
    return f"{named}, objective {number}" if named else f"Objective {number}"


def texts(placed: PlacedOkrs) -> Iterator[tuple[str, str]]:
    """Every text of a paper with the place it stands in."""
    yield "", placed.title
    yield from (("", f"{fact.heading}: {fact.text}") for fact in placed.facts)
    for section in placed.sections:
        yield from (("", text) for text in (section.heading, *lines(section.body)))
    for theme in placed.themes:
        named = theme.appendix or theme.title
        yield named, theme.printed_heading or theme.title
        yield named, theme.outcome
        for block in theme.header_blocks:
            yield from ((named, text) for text in (block.heading, *lines(block.body)))
        for number, objective in enumerate(theme.objectives, start=1):
            yield row_of(theme, number), f"{objective.section}: {objective.text}"
            yield from ((row_of(theme, number), text) for text in lines(objective.body))
    for place in places(placed):
        result = place.key_result
        for text in (result.text, *lines(result.bullets), result.outcome_text):
            yield place.row, text
        for column in result.columns:
            yield from ((place.row, text) for text in lines(column.body))


def lines(blocks: list[Block]) -> list[str]:
    return plain(blocks).splitlines()


def owners(placed: PlacedOkrs) -> Iterator[tuple[str, str]]:
    """Names under a head such as “Owner” or “Lead”, with the key results they stand beside."""
    for place in places(placed):
        for column in place.key_result.columns:
            is_owner = re.search(r"\b(?:owners?|leads?|who|responsible)\b", column.heading, re.I)
            if is_owner and role_of(column.heading) == "extra" and column.body:
                yield column.body[0]["text"], place.row


def promised(result: PlacedKeyResult) -> Iterator[tuple[str, str, date]]:
    """The promises of a day in a key result: phrase, kind, latest day."""
    seen = False
    for one in result.dates:
        seen = seen or one["phrase"].strip("()") == result.due_text
        if one["kind"] in _PROMISES and one["latest"]:
            yield str(one["phrase"]), str(one["kind"]), date.fromisoformat(one["latest"])
    if result.latest and not seen:
        yield result.due_text, result.date_kind, result.latest


def count_in_words(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def times(number: int) -> str:
    return "twice" if number == 2 else f"{count_in_words(number)} times"
