"""Time counted in days, weeks, months or years, from the writing or from a date of the phrase."""

import re
from datetime import date, timedelta

from ..working_days import next_working_day, previous_working_day
from . import vocabulary
from .reading import Period, Precision, Reading, Setting, last_of, months_later
from .words import Token

_OF_SOMETHING = re.compile(
    r"(?:of|after|from|following|prior\s+to|before|post)\s+"
    r"(?!now\b|today\b|this\b|the\s+date\s+of\s+this)\w",
    re.IGNORECASE,
)
_IS_NEXT = re.compile(r"\b(?:next|within|in|over|coming|during)\b", re.IGNORECASE)
_FROM_DATE = re.compile(
    r"\s*(?:of|from|after|following|since|before|prior\s+to|ahead\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\s*(?:to|up\s+to|until|ending(?:\s+(?:in|on))?)\s+", re.IGNORECASE)
_FOR_TIME = re.compile(
    r"[\s,(–-]*\b(?:for|lasting|over)\s+(?:up\s+to\s+|a\s+period\s+of\s+|a\s+)?", re.IGNORECASE
)
_EXACT: dict[str, Precision] = {"month": "month", "quarter": "quarter", "year": "year"}


def read_span(phrase: str, token: Token, setting: Setting) -> Reading:
    """“Over the next six months”, “within 10 working days”, “12 months”, “2 weeks ago”."""
    part = token.parts
    opening = part.get("sp_next", "").lower()
    before, after = phrase[: token.start], phrase[token.end :].strip()
    is_back = "sp_ago" in part or bool(re.search("last|past|prev", opening))
    leads = bool(_IS_NEXT.search(before)) or bool(opening) or "time" in token.text
    leads = leads or bool(re.match(r"from\s+now\b", after, re.IGNORECASE))
    if "first" in opening or _OF_SOMETHING.match(after):
        return Reading(kind="relative")
    if leads and _is_adjective(token):
        return Reading()  # “the next three-year settlement” tells no time
    if not (leads or is_back):
        return Reading(kind="duration")
    period = _from_writing(token, setting, -1 if is_back else 1)
    if period is None:
        return Reading(kind="relative")
    return Reading(period.first, period.last, period.precision, "relative", year_inferred=True)


def read_from_date(phrase: str, token: Token, place: int, period: Period) -> Reading | None:
    """“Within 3 months of 1 April 2017”, “2 weeks before 14 June”; nothing if not joined so."""
    between = phrase[token.end : place]
    if not _FROM_DATE.fullmatch(between):
        return None
    if re.search(r"before|prior|ahead", between, re.IGNORECASE):
        first, last = moved(period.first, token, -1), period.first
    elif period.precision == "day":
        first, last = period.first, moved(period.last, token, 1)
    else:
        first, last = period.first, moved(period.first, token, 1) - timedelta(days=1)
    precision = _EXACT.get(_unit(token), "day")
    return Reading(first, last, precision, "relative", period.inferred, period.warnings)


def read_beside_date(
    phrase: str, token: Token, place: int, end: int, period: Period
) -> Reading | None:
    """“12 months to March 2013”, “April 2012 for 3 years”: a stretch with one end printed."""
    first, last = period.first, period.last
    if _TO_DATE.fullmatch(phrase[token.end : place]):
        first = moved(last + timedelta(days=1), token, -1)
    elif _FOR_TIME.fullmatch(phrase[end : token.start]):
        last = moved(first, token, 1) - timedelta(days=1)
    else:
        return None
    return Reading(first, last, period.precision, "range", period.inferred, period.warnings)


def moved(day: date, token: Token, way: int) -> date:
    """A day some counted time earlier or later; working days are those of England."""
    count, unit = _count(token), _unit(token)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        return months_later(day, way * count * months)
    if unit == "day" and re.search(r"working|business|clear", token.text, re.IGNORECASE):
        for _ in range(count):
            day = next_working_day(day) if way > 0 else previous_working_day(day)
        return day
    if unit == "hour":
        return day + timedelta(days=way * -(-count // 24))
    return day + timedelta(days=way * count * {"week": 7, "fortnight": 14}.get(unit, 1))


def _from_writing(token: Token, setting: Setting, way: int) -> Period | None:
    """So much time on from the writing, whole months where only a month is known."""
    written = setting.written
    if written is None or written.precision not in ("day", "month"):
        return None
    is_exact = written.first == written.last
    unit = _unit(token)
    if unit not in _EXACT and not is_exact:
        return None
    other = moved(written.first, token, way)
    if not is_exact and way > 0:
        other = last_of(other.year, other.month)
    precision = _EXACT.get(unit, "day")
    if way < 0:
        return Period(other, written.last, precision)
    return Period(written.first, other, precision)


def _count(token: Token) -> int:
    return vocabulary.count(token.parts.get("sp_b") or token.parts["sp_a"])


def _unit(token: Token) -> str:
    return token.parts["sp_u"].lower().split()[-1].rstrip("s")


def _is_adjective(token: Token) -> bool:
    return bool(re.fullmatch(r".*\w-[a-z]+", token.text, re.IGNORECASE)) and not token.parts[
        "sp_u"
    ].lower().endswith("s")
