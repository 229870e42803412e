"""Promised days on a line of months: kept, moved or passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..text.dates_in_words import MONTHS, day_in_words, month_in_words
from ..text.ranges import from_to
from .places import percent


@dataclass(frozen=True)
class Month:
    """The line at which a month begins."""

    at: str
    name: str
    is_first: bool


@dataclass(frozen=True)
class Axis:
    """The days a timeline covers, with its months and today's line."""

    start: date
    end: date
    today: date
    months: list[Month]
    today_at: str
    today_words: str
    day_word: str = "Today"

    def at(self, day: date) -> str:
        """The place of a day; days outside stand at the edge."""
        return percent((day - self.start).days / ((self.end - self.start).days + 1))

    @property
    def shows_today(self) -> bool:
        return self.start <= self.today <= self.end

    @property
    def words(self) -> str:
        first, last = self.start, self.end
        return from_to(month_in_words(first), month_in_words(last))


def axis(start: date, end: date, today: date, day_word: str = "Today") -> Axis:
    """The axis of a timeline from the first to the last day it shows.

    What is frozen has a ``today`` of its own, and another word for it.
    """
    if end <= start:
        raise ValueError("A timeline ends after the day it starts.")
    days = (end - start).days + 1
    months: list[Month] = []
    first = start.replace(day=1)
    # Beyond a year and a half the names would touch, so every third month is named.
    step = 1 if days <= 550 else 3
    number = 0
    while first <= end:
        inside = max(first, start)
        if number % step == 0:
            name = MONTHS[first.month - 1][:3]
            months.append(Month(percent((inside - start).days / days), name, not months))
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        number += 1
    return Axis(
        *(start, end, today, months),
        day_word=day_word,
        today_at=percent((today - start).days / days),
        today_words=f"{day_word}, {_short(today)}",
    )


@dataclass(frozen=True)
class Dot:
    """A date on a track: hollow was, solid is."""

    at: str
    words: str
    kind: str  # "was" or "now"
    place: str = ""  # "is-before" or "is-after" where two labels would touch
    is_late: bool = False


@dataclass(frozen=True)
class Track:
    """One milestone on the timeline."""

    sentence: str
    dots: list[Dot]
    line_from: str = ""
    line_to: str = ""
    line_kind: str = ""  # "slip": moved; "wait": passed without a new date


def track(promised: Sequence[date], on: Axis, *, done: date | None = None) -> Track:
    """How a milestone's date moved: the first promise, those that followed, and what became true.

    ``promised`` holds every date in the order it was given, the one that stands now last.
    """
    if not promised and not done:
        return Track("No date to draw", [])
    if done:
        was = [day for day in promised if day < done]
        return _moved(was, done, on, f"done {day_in_words(done)}")
    *was, current = promised
    if current < on.today:
        return _overdue(was, current, on)
    stands = "now" if was else "Due"
    return _moved(was, current, on, f"{stands} {day_in_words(current)}")


def _moved(was: Sequence[date], now: date, on: Axis, last: str) -> Track:
    dots = _dots([*was, now], on)
    said = [
        f"{'First date' if not place else 'then'} {day_in_words(day)}"
        for place, day in enumerate(was)
    ]
    sentence = ", ".join([*said, last])
    line = (on.at(was[0]), on.at(now), "slip") if was else ("", "", "")
    return Track(sentence[:1].upper() + sentence[1:], dots, *line)


def _overdue(was: Sequence[date], current: date, on: Axis) -> Track:
    dots = [
        Dot(dot.at, dot.words, "was", dot.place, is_late=place == len(was))
        for place, dot in enumerate(_dots([*was, current], on))
    ]
    moved = f"First date {day_in_words(was[0])}, then " if was else "First date "
    sentence = f"{moved}{day_in_words(current)}, passed, no new date"
    return Track(sentence, dots, on.at(was[0] if was else current), on.today_at, "wait")


def _dots(days: Sequence[date], on: Axis) -> list[Dot]:
    span = (on.end - on.start).days + 1
    close = [abs((b - a).days) / span < 0.13 for a, b in pairwise(days)] + [False]
    dots = []
    for place, day in enumerate(days):
        touches_left = place > 0 and close[place - 1]
        side = "is-before" if close[place] else "is-after" if touches_left else ""
        share = (day - on.start).days / span
        side = side or ("is-after" if share < 0.04 else "is-before" if share > 0.96 else "")
        kind = "now" if place == len(days) - 1 else "was"
        dots.append(Dot(on.at(day), _short(day), kind, side))
    return dots


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
