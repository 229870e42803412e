"""The period a plan is for, as its title or its front prints it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from governance.date_phrases import find

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTHS = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+(?:20)\d\d\s*(?:to|until|[-–—])\s*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+(?:20)\d\d\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?<![\d/.-])(?P<first>20\d\d)\s?(?:[-–—/]|to|until)\s?(?P<last>20\d\d|\d\d)(?![\d/.-]\d|\d)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\bF\.?Y\.?\s?(?:20)?(?P<first>\d\d)(?:\s?[-–/]\s?(?P<last>\d\d))?\b")
# One year alone counts beside the word for the paper: “Vision 2030” is no plan of that year.
_OF_A_PAPER = r"(?:plan|log|tracker|register|programme|schedule|year|calendar\s+year)"
_YEAR = re.compile(
    rf"\b{_OF_A_PAPER}\s*[,:(–—-]?\s*(?:for\s+)?(?:the\s+)?(?:calendar\s+)?(?:year\s+)?"
    rf"(?P<behind>20\d\d)(?![\d/.-]\d|\d)"
    rf"|(?<![\d/.-])(?P<before>20\d\d)\s+(?:[\w&-]+\s+){{0,2}}{_OF_A_PAPER}\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:review|audit|inspection|challenge|conversation|assessment)\b", re.IGNORECASE
)
_ISSUED = re.compile(rf"(?:{MONTH}|\d(?:st|nd|rd|th)?|[/.-])\s*,?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """Printed words, the days they mean, and the plan's year for the reader of dates."""

    printed: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    plan_year: str = ""
    hint: str = ""  # the same in words, where no plan year says it


def of_year(plan_year: str) -> Period:
    """The days of a plan year that somebody named: “2019-20”, “2020”, “2019-2022”."""
    found = in_text(plan_year)
    return Period("", found.starts_on, found.ends_on, plan_year)


def after_review(known: Period, title: str, due: Iterable[str]) -> Period:
    """The year in which a review's actions are done, where its title names the year reviewed.

    “Annual review 2018-19: actions” with days in 2019-20 is a plan for 2019-20. The printed
    words stay; only days that name their own year move it.
    """
    if not known.ends_on or not _REVIEWED.search(title):
        return known
    days = [
        reading.latest
        for text in due
        for *_, reading in find(text)
        if reading.latest and not reading.year_inferred and reading.precision != "year"
    ]
    later = [day for day in days if day > known.ends_on]
    if len(later) < 2 or len(later) * 2 <= len(days):
        return known
    end = known.ends_on.year
    if known.ends_on.month == 3:
        return _financial(known.printed, end, end + 1)
    return replace(of_year(str(end + 1)), printed=known.printed)


def in_text(text: str) -> Period:
    """The period a text prints; nothing where it prints none.

    Two years are April to March; a year alone is a calendar year, unless a month stands before
    it and makes it the day of an issue.
    """
    if found := _MONTHS.search(text):
        days = find(found[0])
        first = next((one[3].earliest for one in days if one[3].earliest), None)
        last = max((one[3].latest for one in days if one[3].latest), default=None)
        if first and last and timedelta(days=80) < last - first:
            year = _plan_year(first, last)
            hint = "" if _days_of(year) == (first, last) else f"plan {found[0]}"
            return Period(found[0], first, last, year, hint)
    for found in _SPAN.finditer(text):
        start = int(found["first"])
        end = (
            int(found["last"])
            if len(found["last"]) == 4
            else start // 100 * 100 + int(found["last"])
        )
        if start < end <= start + 12:
            return _financial(found[0], start, end)
    if found := _SHORT.search(text):
        end = 2000 + int(found["last"] or found["first"])
        return _financial(found[0], 2000 + int(found["first"]) - (not found["last"]), end)
    for found in _YEAR.finditer(text):
        year = found["behind"] or found["before"]
        if not _ISSUED.search(text[: found.start(str(found.lastgroup))]):
            return Period(year, date(int(year), 1, 1), date(int(year), 12, 31), year)
    if found := re.fullmatch(r"\s*(20\d\d)\s*", text):
        year = found[1]
        return Period(year, date(int(year), 1, 1), date(int(year), 12, 31), year)
    return Period()


def _days_of(plan_year: str) -> tuple[date | None, date | None]:
    period = in_text(plan_year)
    return period.starts_on, period.ends_on


def _financial(printed: str, start: int, end: int) -> Period:
    year = f"{start}-{end % 100:02}" if end == start + 1 else f"{start}-{end}"
    return Period(printed, date(start, 4, 1), date(end, 3, 31), year)


def _plan_year(first: date, last: date) -> str:
    """The year as the reader of dates knows it; days that fit no year name the years they span."""
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    start = first.year if first.month >= 4 else first.year - 1
    end = last.year if last.month > 3 else last.year - 1
    end = max(end + 1, start + 1)
    return f"{start}-{end % 100:02}" if end == start + 1 else f"{start}-{end}"
