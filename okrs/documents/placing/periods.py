"""The quarter or year of an OKR paper, as printed, and the days it truly covers.

Bodies number quarters differently and print them wrongly now and then, so the months beside the
number decide where they make a whole quarter; a bare "Q3 2020" is read by the financial year,
April to March.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.date_phrases.reading import Period, financial_year, first_of, last_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:20\d\d\s?[-/–]\s?(?:20)?\d\d|20\d\d)"
_SPAN = rf"{_MONTH}\s*(?P<{{}}y1>20\d\d)?\s*(?:to|until|[-–—])\s*{_MONTH}\s*(?P<{{}}y2>20\d\d)?"
_LABEL = re.compile(
    rf"\b(?:(?:Q|Quarter\s+|H|Half\s+)(?P<number>[1-4])"
    rf"(?:\s*[,:]?\s*(?P<year1>{_YEAR}))?"
    rf"(?:\s*\(?\s*(?P<months>{_SPAN.format('a', 'a')})\s*\)?)?"
    rf"(?:\s*,?\s*(?P<year2>{_YEAR}))?\)?"
    rf"|(?P<alone>{_SPAN.format('b', 'b')})"
    rf"|(?P<whole>20\d\d\s?[-/–]\s?(?:20)?\d\d)(?![\d-]))",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+(?P<year>20\d\d)", re.I
)


@dataclass(frozen=True)
class PrintedPeriod:
    """A label as printed and its days; ``is_whole`` when number and months agree."""

    printed: str
    first: date | None = None
    last: date | None = None
    number: int = 0
    is_whole: bool = False
    is_half: bool = False


def periods_in(text: str) -> list[PrintedPeriod]:
    """Every quarter or span of months that a text names, in its order."""
    found = []
    for one in _LABEL.finditer(text):
        printed = one[0].strip()
        if printed.count("(") < printed.count(")"):
            printed = printed.rstrip(")").rstrip()
        if printed:
            found.append(_period(one, printed))
    return found


def best_of(labels: Iterable[PrintedPeriod]) -> PrintedPeriod | None:
    """The one whose number and months agree, else the first that has days."""
    dated = [one for one in labels if one.first and one.last]
    return next((one for one in dated if one.is_whole), dated[0] if dated else None)


def written_in(text: str) -> date | None:
    """The first day of the month a line names as its own: "October 2020", "14 October 2020"."""
    found = _WRITTEN.fullmatch(text.strip())
    return date(int(found["year"]), _month(found["month"]), 1) if found else None


def _period(one: re.Match[str], printed: str) -> PrintedPeriod:
    if one["whole"]:
        start = int(one["whole"][:4])
        if int(one["whole"][-2:]) != (start + 1) % 100:
            return PrintedPeriod(printed)
        year = financial_year(start)
        return PrintedPeriod(printed, year.first, year.last)
    number = int(one["number"] or 0)
    is_half = printed[:1].lower() == "h"
    months = one["months"] or one["alone"] or ""
    year_text = one["year1"] or one["year2"] or one["ay2"] or one["ay1"] or one["by2"] or one["by1"]
    if not year_text:
        return PrintedPeriod(printed, number=number, is_half=is_half)
    span = _span(months, year_text) if months else None
    by_number = _numbered(number, year_text, span, is_half=is_half) if number else None
    is_whole = bool(span and by_number and span == (by_number.first, by_number.last))
    if span and not is_whole and number and _length(span) != (6 if is_half else 3):
        # "Q3 (Sep to Dec)" is four months: the number is right more often than the months.
        near = by_number
    else:
        near = Period(*span, "quarter") if span else by_number
    if near is None:
        return PrintedPeriod(printed, number=number, is_half=is_half)
    return PrintedPeriod(printed, near.first, near.last, number, is_whole, is_half)


def _span(months: str, year_text: str) -> tuple[date, date] | None:
    names = re.findall(_MONTH, months, re.IGNORECASE)
    years = re.findall(r"20\d\d", months)
    first, last = _month(names[0]), _month(names[-1])
    if re.search(r"[-/–]", year_text):
        start = int(year_text[:4]) + (1 if first < 4 else 0)
    elif len(years) == 2:
        start = int(years[0])
    else:
        start = int(year_text[:4]) - (1 if last < first else 0)
    end = start + (1 if last < first else 0)
    return first_of(start, first), last_of(end, last)


def _numbered(
    number: int, year_text: str, span: tuple[date, date] | None, *, is_half: bool
) -> Period | None:
    """The numbered quarter, by the calendar or the financial year as its months tell."""
    start = int(year_text[:4])
    is_financial_year = bool(re.search(r"[-/–]", year_text))
    months = 6 if is_half else 3
    if is_half and number > 2:
        return None
    calendar = Period(
        first_of(start, months * (number - 1) + 1), last_of(start, months * number), "quarter"
    )
    financial = [
        Period(
            first_of(year, months * (number - 1) + 4), last_of(year, months * number + 3), "quarter"
        )
        for year in ((start,) if is_financial_year else (start, start - 1))
    ]
    choices = financial if is_financial_year else [*financial, calendar]
    if span:
        exact = next((one for one in choices if (one.first, one.last) == span), None)
        return exact or max(choices, key=lambda one: _overlap(one, span))
    return choices[0]


def _overlap(one: Period, span: tuple[date, date]) -> int:
    return (min(one.last, span[1]) - max(one.first, span[0])).days


def _length(span: tuple[date, date]) -> int:
    first, last = span
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
