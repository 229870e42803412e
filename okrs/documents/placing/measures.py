"""Countable targets of a key result, only where its words plainly name one.

"engage with 1,700 businesses, refer 350 and support 200" names three; "Benchmark 5", "in 2021",
"Level 4", "5G" and "COVID 19" name none.
"""

import re
from decimal import Decimal

from governance.text.structured_text import clean_line

from ..placed import PlacedMeasure

_NUMBER = re.compile(
    r"(?<![\w.,£$€/–-])(?P<sign>[£$€])?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?(?P<percent>\s?%|\s+per\s?cent\b)?"
    r"(?![\w/]|[.,:]\d|\s?[-–]\s?\d|\s?(?:st|nd|rd|th)\b)",
)
_SCALE = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3}
# Words that a number names rather than counts.
_NAMED = (
    r"benchmarks?|levels?|key\s+stage|stages?|phases?|rounds?|sections?|paragraphs?|articles?|"
    r"actions?|items?|versions?|appendix|annex|pages?|pg|no|number|tiers?|grades?|years?|quarter|"
    r"half|day|week|covid|objectives?|kr|part|theme|pillar|priority|table|figure|room|schedule|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|"
    r"summer|autumn|winter|early|mid|late"
)
_NAMES = re.compile(rf"\b(?:{_NAMED})\.?[\s-]+(?:\d+\s*(?:,|and|&|to)\s*)*$", re.IGNORECASE)
_DATES = re.compile(
    r"(?:\s*[-–]?\s*(?:working\s+|calendar\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|am|pm|"
    r"jan\w*|feb\w*|march|mar|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b"
    r"|\s*o.clock|\s*$)",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\s+(?:(?:of|additional|further|more|new|extra)\s+(?:the\s+|our\s+)?)*"
    r"(?P<words>(?:[a-zA-Z][\w’'/-]*\s+){0,3}?[a-zA-Z][\w’'/-]*?s|people|staff|children|women)\b"
)
_LISTED = re.compile(r"(?:,|\band|&)\s+(?P<verb>[a-z]+)\s+(?:at\s+least\s+|a\s+further\s+)?$")
_ENDS = re.compile(r"\s*(?:[.,;)]|and\b|or\b|&|$)")
_VERB = re.compile(
    r"\b(?P<verb>[A-Za-z]+(?:ing|ed|e|t|h|p|r|n)?)\s+(?:(?:with|across|to|up\s+to|at\s+least|a|an|"
    r"the|over|around|about|some|more\s+than|a\s+further|in|for|all|another)\s+)*$"
)
_FROM_TO = re.compile(
    r"\bfrom\s+(?P<sign>[£$€])?(?P<base>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:\s?%)?\s+to\s+(?=[£$€]?(?P<goal>\d))",
    re.IGNORECASE,
)
_DATING = re.compile(r"\b(?:in|by|for|from|of|since|until|during|before|after|end|to)\s+$", re.I)
_FUNCTION = {
    *("is", "as", "its", "this", "was", "has", "plus"),
    *("across", "towards", "less", "thus", "onwards"),
}
_JOINING = {"and", "or", "by", "of", "at", "least", "than", "plus", "but", "into", "per"}
_YEARS = range(1990, 2100)


def measures_in(text: str) -> list[PlacedMeasure]:
    """The countable targets a text names, in their order; most texts name none."""
    starts = {found.start("goal"): found for found in _FROM_TO.finditer(text)}
    bases = {found.start("base") for found in starts.values()}
    measures: list[PlacedMeasure] = []
    for found in _NUMBER.finditer(text):
        if found.start("number") in bases or _is_name_or_date(text, found):
            continue
        unit = _unit(text, found, measures)
        if not unit:
            continue
        began = starts.get(found.start("number"))
        baseline = Decimal(began["base"].replace(",", "")) if began else Decimal(0)
        measures.append(
            PlacedMeasure(
                name=_name(text, began or found, unit),
                unit=unit[:40],
                baseline=baseline,
                target=_value(found),
            )
        )
    return measures


def value_of(text: str) -> tuple[Decimal, str] | None:
    """The number and its unit where a cell holds nothing else: "75%", "£2m", "120 firms"."""
    words = text.strip()
    found = _NUMBER.match(words)
    if not found:
        return None
    unit = found["sign"] or ("%" if found["percent"] else clean_line(words[found.end() :]))
    is_year = found["number"].isdigit() and int(found["number"]) in _YEARS
    if len(unit) > 40 or re.search(r"\d", unit) or (is_year and not unit):
        return None
    return _value(found), unit


def _is_name_or_date(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if found["sign"] or found["percent"]:
        return False
    if _NAMES.search(before):
        return True
    is_year = found["number"].isdigit() and int(found["number"]) in _YEARS and not found["scale"]
    return bool(is_year and (_DATING.search(before) or not _THINGS.match(after))) or bool(
        _DATES.match(after) and not _LISTED.search(before)
    )


def _unit(text: str, found: re.Match[str], before: list[PlacedMeasure]) -> str:
    if found["sign"]:
        return found["sign"]
    if found["percent"]:
        return "%"
    after = text[found.end() :]
    things = _THINGS.match(after)
    if things and things["words"].lower() not in _FUNCTION:
        return clean_line(things["words"])
    if before and _LISTED.search(text[: found.start()]) and _ENDS.match(after):
        return before[-1].unit
    return ""


def _name(text: str, found: re.Match[str], unit: str) -> str:
    """What is done to what is counted: "Support businesses" of "and support 200"."""
    if unit in {"%", "£", "$", "€"}:
        sentence = re.split(r"(?<=[.;])\s", text)
        at = 0
        for one in sentence:
            if found.start() < at + len(one) + 1:
                return clean_line(one.rstrip(".;"))[:200]
            at += len(one) + 1
    verb = _VERB.search(text[: found.start()])
    is_action = verb and verb["verb"].lower() not in _JOINING
    name = f"{verb['verb']} {unit}" if verb and is_action else unit
    return clean_line(name[:1].upper() + name[1:])[:200]


def _value(found: re.Match[str]) -> Decimal:
    value = Decimal(found["number"].replace(",", "") + (found["part"] or ""))
    return value * (10 ** _SCALE[found["scale"]]) if found["scale"] else value
