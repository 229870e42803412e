"""Dates that a person types: read, and questioned where the reading may be another day.

A day that no calendar has is refused. What is read with a doubt (the year was not typed, the day
lies on the wrong side of today or in a far year, only a season or a quarter is named) is shown
back with its year and counts when the person confirms it; what is clear counts at once. The words
of papers are read by ``governance.date_phrases`` and never refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from .. import date_phrases
from ..date_phrases.reading import Reading, Setting
from ..date_phrases.settings_of_paper import setting_of
from ..date_phrases.words import tokens
from ..date_phrases.years import build
from ..text.dates_in_words import (
    WEEKDAYS,
    day_in_words,
    range_in_words,
    read_typed_day,
    typed_weekday,
    typed_without_year,
)

# What a date is of: something that is done; something still to come; something that is to come,
# but may be written down when its day is past; or any of them.
Expects = Literal["done", "ahead", "open", "any"]

FAR = 20  # years from today; further off a year is more often a slip than meant
_RECENT = timedelta(days=92)
NO_YEAR = "The year was not typed."
_BESIDE_PLAN = timedelta(days=2 * 366)
_DAYS = {"iso", "numeric", "day_month", "month_day", "day_numeric"}
_IMPOSSIBLE = re.compile(r"(?P<month>\w+ \d{4}) has (?P<days>\d+) days")
_UNLIKELY = re.compile(r"(?P<year>\d+) is not a likely year")
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")
_COARSE = {
    "season": "Only a season is written.",
    "quarter": "Only a quarter is written.",
    "year": "Only a year is written.",
    "event": "A meeting is written, not its day.",
}


@dataclass(frozen=True)
class TypedDate:
    """A typed date: its words, what they say, and a sentence for each doubt."""

    words: str
    reading: Reading
    doubts: tuple[str, ...] = ()
    # Every date of the words it was found in, as ``DatedText.dates`` keeps them; where a date was
    # typed by itself there are none, and it cannot be declined.
    dates: tuple[dict[str, Any], ...] | None = None

    @property
    def day(self) -> date | None:
        """The day that counts: the last one that the words allow."""
        return self.reading.latest or self.reading.earliest

    @property
    def key(self) -> str:
        """The days read, as a form carries them to say which reading was confirmed."""
        first, last = self.reading.earliest, self.reading.latest
        return f"{first or ''}/{last or ''}" if self.reading.is_dated else "none"

    @property
    def in_words(self) -> str:
        first, last = self.reading.earliest, self.reading.latest
        if first and last:
            return range_in_words(first, last)
        if last:
            return f"{day_in_words(last)} at the latest"
        return f"from {day_in_words(first)} on" if first else "no day"

    @property
    def question(self) -> str:
        """What the person is asked before the reading counts."""
        shown = self.words if len(self.words) <= 60 else f"{self.words[:60]}…"
        read = f"We read “{shown}” as {self.in_words}."
        return " ".join([read, *self.doubts, "Confirm it, or write it with its day and year."])

    @property
    def asked_back(self) -> str:
        """The reading alone as a question, where the doubts are said beneath it."""
        return f"We read “{self.words}” as {self.in_words}. Is that right?"

    @property
    def answer(self) -> str:
        """The words beside the box that confirms it."""
        if not self.reading.is_dated:
            return "Yes, it has no day"
        return f"Yes, {self.in_words} is right"

    @property
    def decline(self) -> str:
        """The key that says that the words have no due date, whatever was read in them."""
        return f"none of {self.key}" if self.dates is not None else ""

    def counts(self, confirmed: str) -> bool:
        """Whether it counts, when the reading of this key was confirmed."""
        return not self.doubts or confirmed == self.key

    def is_declined(self, confirmed: str) -> bool:
        """Whether a person said of this very reading that it is no due date."""
        return bool(self.doubts and self.decline and confirmed == self.decline)

    def is_recent(self, today: date) -> bool:
        """Whether only its year was left out, and it is a day of the last three months.

        A draft can hold such a day: it comes back with its year before it counts.
        """
        if self.day is None or self.doubts != (NO_YEAR,):
            return False
        return timedelta(0) <= today - self.day <= _RECENT

    def as_fields(self) -> dict[str, Any]:
        """The values of the columns of ``DatedText``; found in words, with its phrase."""
        reading = self.reading
        days = {
            "earliest": reading.earliest,
            "latest": reading.latest,
            "precision": reading.precision,
            "date_kind": reading.kind if reading.kind != "none" else "",
            "year_inferred": reading.year_inferred,
        }
        if self.dates is None:
            return days
        return {"due_text": self.words, "dates": list(self.dates), **days}


def read_day(text: str, *, today: date, expects: Expects = "any") -> TypedDate:
    """Read one day. Raises ValueError with what to write where no day can be read.

    A thing that is done cannot have a day after today: with its year that is refused, without its
    year the last such day is read and asked.
    """
    leaning: Any = {"done": "past", "ahead": "future"}.get(expects, "nearest")
    day = read_typed_day(text, today=today, leaning=leaning)
    words, doubts = " ".join(text.split()), []
    without_year = typed_without_year(text)
    if without_year:
        doubts.append(NO_YEAR)
    if expects == "done" and day > today:
        raise ValueError(f"“{words}” has not come yet. Give a day that is not after today.")
    if expects == "done" and without_year:
        doubts += _coming(day, today)
    weekday = typed_weekday(text)
    if weekday is not None and weekday != day.weekday():
        doubts.append(f"That day is a {WEEKDAYS[day.weekday()]}.")
    reading = Reading(day, day, "day", "point", year_inferred=without_year)
    doubts += _doubts_of_place(reading, today=today, expects=expects, plan=None)
    return TypedDate(words, reading, tuple(doubts))


def read_phrase(
    text: str,
    *,
    today: date,
    plan: tuple[date, date] | None = None,
    plan_year: str = "",
    expects: Expects = "any",
) -> TypedDate:
    """Read a date in a person's own words, such as “by end of January 2020”.

    ``plan`` is the first and last day of what the date belongs to, ``plan_year`` its year such as
    “2019-20”. Raises ValueError where the words name a day that no calendar has.
    """
    words = " ".join(text.split())
    reading = date_phrases.read(words, plan_year=plan_year or None, as_at=today)
    _refuse_impossible(words, reading, setting_of(plan_year=plan_year or None, as_at=today))
    refuse_impossible_in(words, today=today, plan_year=plan_year)
    if reading.year_inferred and expects == "ahead" and _is_over(reading, today):
        # The plan's own year is over for it: a new date lies ahead.
        reading = date_phrases.read(words, as_at=today)
    undated = "" if reading.is_dated else "No day can be read in it, so it is never overdue."
    doubts = [undated, *_doubts_of_reading(reading)]
    doubts += _doubts_of_place(reading, today=today, expects=expects, plan=plan)
    return TypedDate(words, reading, tuple(filter(None, doubts)))


def read_words(
    text: str,
    *,
    today: date,
    plan: tuple[date, date],
    plan_year: str,
    expects: Expects = "open",
    before: str = "",
) -> TypedDate | None:
    """Read the date that typed words promise, such as those of a new milestone.

    None where they promise no day. Raises ValueError as ``refuse_impossible_in`` does.
    """
    refuse_impossible_in(text, today=today, plan_year=plan_year, before=before)
    found = dates_in(text, today=today, plan_year=plan_year)
    reading, phrase = found.reading, found.due_text.strip("()")
    if not phrase or not reading.is_dated:
        return None
    doubts = [
        *_doubts_of_reading(reading),
        *_doubts_of_place(reading, today=today, expects=expects, plan=plan),
    ]
    return TypedDate(phrase, reading, tuple(filter(None, doubts)), tuple(found.dates))


def refuse_impossible_in(text: str, *, today: date, plan_year: str, before: str = "") -> None:
    """Raise ValueError where words name, wherever in them, a day or a year that cannot be meant.

    A person can correct what they type, whatever else can be read beside it. A phrase that stood
    in the words ``before`` passes: a paper printed it, and its day was given.
    """
    setting = setting_of(plan_year=plan_year or None, as_at=today)
    for _, _, phrase, reading in date_phrases.find(text, plan_year=plan_year or None, as_at=today):
        if phrase not in before:
            _refuse_in_words(phrase, reading, setting)


def dates_in(text: str, *, today: date, plan_year: str) -> date_phrases.Proposal:
    """Every date of words that are typed today, and the one that they promise."""
    return date_phrases.propose(text, plan_year=plan_year, as_at=today)


def _doubts_of_reading(reading: Reading) -> list[str]:
    """What is odd about the words themselves."""
    no_year = NO_YEAR if reading.year_inferred else ""
    is_open = reading.latest is None and reading.earliest is not None
    no_end = "It has no last day, so it is never overdue." if is_open else ""
    odd = [_plainly(sentence) for sentence in reading.warnings if not _is_of_place(sentence)]
    return [no_year, no_end, _COARSE.get(reading.precision, ""), *odd]


def _is_over(reading: Reading, today: date) -> bool:
    last = reading.latest or reading.earliest
    return last is not None and last < today


def _coming(day: date, today: date) -> list[str]:
    """The same day of the year, where it comes sooner than the one that was read is past."""
    try:
        ahead = day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return []
    near = (ahead - today) < (today - day)
    return [f"{day_in_words(ahead)} has not come yet."] if near else []


def _impossible_day(warnings: Sequence[str], words: str) -> str:
    """A sentence where a reading met a day that no calendar has, else nothing."""
    for sentence in warnings:
        if found := _IMPOSSIBLE.search(sentence):
            return f"{found['month']} has {found['days']} days. Check the day in “{words}”."
    return ""


def _refuse_impossible(words: str, reading: Reading, setting: Setting) -> None:
    if sentence := _impossible_day(reading.warnings, words):
        raise ValueError(sentence)
    pieces = list(tokens(words))
    for piece in pieces:
        if piece.name in _DAYS and build(piece, setting) is None:
            raise ValueError(f"“{piece.text.strip()}” is no day of the calendar. Check it.")
    covered = {at for one in pieces if one.is_atom for at in range(one.start, one.end)}
    for figures in re.finditer(r"\d{3,}", words):
        if not covered.issuperset(range(*figures.span())) and (
            reading.is_dated or _UNLIKELY.search(" ".join(reading.warnings))
        ):
            raise ValueError(f"{figures[0]} is not a likely year. Check the year in “{words}”.")


def _refuse_in_words(phrase: str, reading: Reading, setting: Setting) -> None:
    """The same of one date among other words, where three numbers need not be a date at all."""
    if sentence := _impossible_day(reading.warnings, phrase):
        raise ValueError(sentence)
    if far := _UNLIKELY.search(" ".join(reading.warnings)):
        raise ValueError(f"{far['year']} is not a likely year. Check the year in “{phrase}”.")
    for piece in tokens(phrase):
        names_a_day = piece.name in ("day_month", "month_day") or (
            piece.name in _DAYS and _CALENDAR_YEAR.search(piece.text)
        )
        if names_a_day and build(piece, setting) is None:
            raise ValueError(f"“{piece.text.strip()}” is no day of the calendar. Check it.")


def _doubts_of_place(
    reading: Reading, *, today: date, expects: Expects, plan: tuple[date, date] | None
) -> list[str]:
    last = reading.latest or reading.earliest
    first = reading.earliest or reading.latest
    if last is None or first is None:
        return []
    if plan is not None:
        if last < plan[0] - _BESIDE_PLAN or first > plan[1] + _BESIDE_PLAN:
            return [f"The plan runs from {range_in_words(*plan)}."]
    elif abs(last.year - today.year) > FAR:
        return ["That year is far from today."]
    if expects in ("ahead", "open") and last < today:
        return ["It is already past."]
    return []


def _plainly(sentence: str) -> str:
    return re.sub(r": check the \w+ in the paper\.|: check the year\.", ".", sentence)


def _is_of_place(sentence: str) -> bool:
    """What ``_doubts_of_place`` says in its own words."""
    return "decades off" in sentence or "before the plan" in sentence or "already past" in sentence
