"""What a free English hint tells about a paper: its plan year, its own date, its quarter."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from . import words
from .atoms import third
from .reading import (
    Period,
    Setting,
    academic_year,
    calendar_year,
    financial_year,
    first_of,
    last_of,
)
from .years import build

_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)(?![\d/-])")
_TIMELINE = re.compile(r"timeline\s+(?:for|of)\s*(?:the\s+)?$", re.IGNORECASE)
_ACADEMIC = re.compile(r"\b(?:(?:academic|school)\s+year|AY\b)", re.IGNORECASE)
_CALENDAR_PLAN = re.compile(
    r"(?:plan|calendar|programme)\s+(?:year\s+)?(?:for\s+)?((?:19|20)\d\d)\b"
)
_PLAN_MONTHS = re.compile(
    r"\b(?:plan|year|programme|period)\b[^;.]{0,20}?(?P<first>[A-Z][a-z]+\.?\s+\d{4})\s*"
    r"(?:to|until|[-–])\s*(?P<last>[A-Z][a-z]+\.?\s+\d{4})"
)
_WRITTEN = re.compile(
    r"(?:written|dated|date of|minutes of|meeting of|held on|held|as at|published|issued|"
    r"(?:paper|log|report|plan|agenda|note|update|document|okrs?)\s+(?:of|for|from))\b",
    re.IGNORECASE,
)
_DATED = {
    "season",
    "quarter",
    "worded_quarter",
    "iso",
    "numeric",
    "day_month",
    "month_day",
    "month_year",
    "month",
    "month_numeric",
}
_JOINING = {"part", "to", "dash", "slash", "and", "end", "number", "time", "weekday", "day_only"}


def plan_period(plan_year: str) -> Period | None:
    """“2019-20” as April to March; “2019” alone as a calendar year."""
    if found := _SPAN.search(plan_year):
        start = int(found[1])
        end = int(found[2]) % 100
        if end == (start + 1) % 100:
            return financial_year(start)
        return Period(date(start, 4, 1), date(start // 100 * 100 + end, 3, 31), "year")
    if found := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", plan_year):
        return calendar_year(int(found[0]))
    return None


def setting_of(
    *,
    hint: str = "",
    plan_year: str | None = None,
    as_at: date | None = None,
    meetings: Sequence[tuple[str, date]] = (),
) -> Setting:
    """Put together what the caller knows and what the hint says; the hint is the nearer witness."""
    return replace(_known(hint, plan_year, as_at), meetings=tuple(meetings))


@lru_cache(maxsize=256)
def _known(hint: str, plan_year: str | None, as_at: date | None) -> Setting:
    plan, is_timeline = _plan_of(hint)
    if plan is None and plan_year:
        plan = plan_period(plan_year)
    calendar = bool(
        re.search(r"calendar[\s-]+(?:year\s+)?quarter|calendar\s+year", hint, re.IGNORECASE)
    )
    written = _written_of(hint, calendar=calendar)
    if written is None and as_at:
        written = Period(as_at, as_at, "day")
    in_the_past = bool(re.search(r"past\s+tense|told\s+in\s+the\s+past", hint, re.I))
    bare = Setting(
        is_past=in_the_past,
        plan_first=plan.first if plan else None,
        plan_last=plan.last if plan else None,
        plan_is_timeline=is_timeline,
        written=written,
        calendar_quarters=calendar,
    )
    return replace(bare, quarter=_quarter_of(hint, bare))


def _plan_of(hint: str) -> tuple[Period | None, bool]:
    if months := _PLAN_MONTHS.search(hint):
        first, last = (_month_of(months[name]) for name in ("first", "last"))
        if first and last and first.first < last.last:
            return Period(first.first, last.last, "year"), False
    for found in _SPAN.finditer(hint):
        # A hyphen can also stand between two days or months; only years make a plan.
        start, end = int(found[1]), int(found[2])
        if end % 100 == (start + 1) % 100:
            timeline = bool(_TIMELINE.search(hint[: found.start()]))
            if _ACADEMIC.search(hint[max(found.start() - 20, 0) : found.end() + 20]):
                return academic_year(start), timeline
            return financial_year(start), timeline
    if short := re.search(r"\bF\.?Y\.?\s?(\d\d)(?!\d|\s?[-/])", hint):
        return financial_year(1999 + int(short[1])), False
    if plain := _CALENDAR_PLAN.search(hint.lower()):
        return calendar_year(int(plain[1])), False
    return None, False


def _month_of(text: str) -> Period | None:
    for token in words.tokens(text):
        atom = build(token, Setting()) if token.name == "month_year" else None
        if atom and atom.year:
            return atom.make(atom.year)
    return None


def _written_of(hint: str, *, calendar: bool) -> Period | None:
    starts = [found.end() for found in _WRITTEN.finditer(hint)]
    for start in [*starts, 0]:
        if period := _first_dates(hint[start:], Setting(calendar_quarters=calendar)):
            return period
    if found := re.search(r"\b(early|mid|late)[\s-]*((?:19|20)\d\d)(?!\s?[-/–]\s?\d)", hint, re.I):
        return third(calendar_year(int(found[2])), found[1].lower())
    if found := re.search(r"(?<![\d/-])((?:19|20)\d\d)(?!\d|\s?[-/–]\s?\d)", hint):
        return calendar_year(int(found[1]))
    return None


def _first_dates(text: str, setting: Setting) -> Period | None:
    """The first run of dates in a text, such as “25 June to early July 2019”."""
    run: list[tuple[str, words.Token]] = []
    part = ""
    for token in words.tokens(text):
        if token.name in _DATED:
            run.append((part, token))
            part = ""
        elif token.name == "part":
            part = token.parts["part_w"].lower()
        elif run and token.name not in _JOINING:
            break
        elif not run and len(text[: token.end].split()) > 6:
            return None
    atoms = [(name, build(token, setting)) for name, token in run]
    years = [atom.year for _, atom in atoms if atom and atom.year]
    if not years:
        return None
    periods = []
    for name, atom in atoms:
        period = atom and atom.make(atom.year or years[0])
        if period:
            periods.append(third(period, name) if name else period)
    if not periods:
        return None
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    if (last - first).days > 92:
        return periods[0]
    return Period(first, last, periods[0].precision)


def _quarter_of(hint: str, setting: Setting) -> Period | None:
    for token in words.tokens(hint):
        if token.name not in ("quarter", "worded_quarter"):
            continue
        atom = build(token, setting)
        if atom is None:
            continue
        year = atom.year
        if year is None and setting.plan_first:
            year = setting.plan_first.year
        if year is None and setting.written:
            year = setting.written.first.year
        return atom.make(year) if year else None
    if setting.written and setting.plan_first is None and not setting.calendar_quarters:
        return None
    if setting.written and setting.written.precision != "year":
        day = setting.written.first
        shift = 0 if setting.calendar_quarters else 3
        months = day.year * 12 + day.month - 1 - shift
        first = months // 12 * 12 + shift + months % 12 // 3 * 3
        return Period(
            first_of(first // 12, first % 12 + 1), last_of(first // 12, first % 12 + 3), "quarter"
        )
    return None
