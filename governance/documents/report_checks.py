"""What a careful reader would ask of a report: rhythms not kept, appendices not there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .report_placed import PlacedEntry, PlacedMonth
from .rows import Line

_RHYTHMS = (
    (re.compile(r"\bbi-?\s?monthly\b|\bevery (?:two|2|second|other) months?\b", re.IGNORECASE), 2),
    (re.compile(r"\bquarterly\b|\bevery (?:three|3) months\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:half|six)-?\s?(?:yearly|monthly)\b|\btwice a year\b", re.IGNORECASE), 6),
    (re.compile(r"(?<![-\w])(?<!bi )monthly\b|\b(?:every|each) month\b", re.IGNORECASE), 1),
)
_MONTHS_APART = {1: "every month", 2: "2 months apart", 3: "3 months apart", 6: "6 months apart"}
_NUMBERS = re.compile(r"\d+")
_NUMBER = r"(?:[A-Z]?\d+[a-z]?|[A-Z])\b"
_PROMISED = re.compile(
    rf"\b(?P<word>Append(?:ix|ices)|Annex(?:es)?)\s+"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|and|&|to|[-–])\s*{_NUMBER})*)"
)
_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|following|below|as follows)\b",
    re.IGNORECASE,
)


def unkept_rhythms(months: Sequence[PlacedMonth]) -> Iterator[str]:
    """A sentence for each thing called "bimonthly" and the like whose months say otherwise."""
    met: dict[tuple[str, str, int], list[tuple[int, str]]] = {}
    for at, month in enumerate(months):
        place = at if month.earliest is None else month.earliest.year * 12 + month.earliest.month
        for entry in month.entries:
            if apart := _rhythm_of(entry.text):
                for who in _groups_of(entry.groups) or [""]:
                    key = (apart[0], who or _bare(entry), apart[1])
                    met.setdefault(key, []).append((place, month.text))
    said: dict[tuple[str, int, tuple[tuple[int, str], ...]], list[str]] = {}
    for (word, who, apart_by), stood in met.items():
        places = sorted(set(stood))
        gaps = [later[0] - place[0] for place, later in pairwise(places)]
        if gaps and any(gap != apart_by for gap in gaps):
            said.setdefault((word, apart_by, tuple(places)), []).append(who)
    for (word, apart_by, places_of), names in said.items():
        gaps = [later[0] - place[0] for place, later in pairwise(places_of)]
        is_groups = all(name.isdigit() for name in names)
        whose = f"group{'s' * (len(names) > 1)} {_listed(names)}" if is_groups else f"“{names[0]}”"
        stands = _listed([text for _, text in places_of])
        yield (
            f"{word.capitalize()} is not met for {whose}: it stands in {stands}, "
            f"{_listed([str(gap) for gap in gaps])} months apart, where "
            f"{_MONTHS_APART[apart_by]} was meant."
        )


def _rhythm_of(text: str) -> tuple[str, int] | None:
    for pattern, apart in _RHYTHMS:
        if found := pattern.search(text):
            return found.group().lower(), apart
    return None


def _groups_of(printed: str) -> list[str]:
    """ "1&2" and "1-4" as the numbers of single groups."""
    numbers = _NUMBERS.findall(printed)
    if re.fullmatch(r"\s*\d+\s*(?:-|–|to)\s*\d+\s*", printed) and len(numbers) == 2:
        first, last = map(int, numbers)
        return [str(one) for one in range(first, min(last, first + 30) + 1)]
    return numbers


def _bare(entry: PlacedEntry) -> str:
    """The words of an entry without its day and what stands in brackets."""
    text = re.sub(r"\([^)]*\)", "", entry.text)
    return " ".join(re.sub(r"^\W*\d{1,2}(?:st|nd|rd|th)?\b\W*", "", text).split()).lower()


def missing_appendices(lines: Sequence[Line]) -> Iterator[str]:
    """One sentence naming the appendices that the text points at and that are not in the paper."""
    held = {
        found.group().lower()
        for line in lines
        if (found := re.match(r"(?:appendix|annex)\s+\w+", line.words, re.IGNORECASE))
        and len(line.words) < 100
    }
    named: list[str] = []
    for line in lines:
        for found in _PROMISED.finditer(line.text):
            words = " ".join(found.group().split())
            if found.start() == 0 and len(line.words) < 100:
                continue  # the appendix itself
            first = _first_of(found["numbers"])
            word = "annex" if found["word"].lower().startswith("annex") else "appendix"
            if f"{word} {first}".lower() not in held and words not in named:
                named.append(words)
    if named:
        be = "is" if len(named) == 1 and "and" not in named[0] else "are"
        yield f"{_listed(named)} {be} named, but not part of this document."


def _first_of(numbers: str) -> str:
    found = re.match(r"\w+", numbers)
    return found.group() if found else ""


def lists_left_out(lines: Sequence[Line]) -> Iterator[str]:
    """A sentence for each line that announces a list and has none after it."""
    for line, following in pairwise(lines):
        text = line.text.rstrip()
        goes_on = following.kind != "paragraph" or len(following.text) < 100
        if text.endswith(":") and _COUNT.search(text[-160:]) and not goes_on:
            words = text if len(text) < 80 else f"…{text[-60:].lstrip()}"
            yield f"A list is announced, but none follows: “{words}”."


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
