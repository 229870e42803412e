"""Working days in England, and the publication clock that counts them clear.

Clear working days leave out the day of publication, the day of the meeting, weekends and bank
holidays. The numbers of days are settings of the partnership; this module only counts.
"""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

_OVERRIDES = Path(__file__).resolve().parent.parent / "fixtures/reference/bank_holidays.json"
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def bank_holiday(day: date) -> str:
    """The name of the bank holiday on a day in England, or an empty string."""
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether offices in England are open: no weekend and no bank holiday."""
    return day.weekday() < _SATURDAY and not bank_holiday(day)


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    return _step(day, _ONE_DAY)


def previous_working_day(day: date) -> date:
    """The last working day before a day."""
    return _step(day, -_ONE_DAY)


def on_or_after(day: date) -> date:
    """The day itself when it is a working day, else the next one."""
    return day if is_working_day(day) else next_working_day(day)


def clear_working_days_before(meeting: date, count: int) -> date:
    """The last day to publish so that ``count`` clear working days lie before a meeting."""
    return previous_working_day(_repeat(previous_working_day, meeting, count))


def clear_working_days_after(event: date, count: int) -> date:
    """The last day to publish within ``count`` clear working days of an event.

    The event's own day is left out and the last of the clear days is still in time, which also
    satisfies a body that leaves out the day of publication too.
    """
    return _repeat(next_working_day, event, count)


def clear_working_days_between(first: date, second: date) -> int:
    """How many clear working days lie between two days, both left out."""
    days = (second - first).days
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, days))


def _repeat(step: Callable[[date], date], day: date, count: int) -> date:
    if count < 0:
        raise ValueError("A number of working days cannot be below zero.")
    for _ in range(count):
        day = step(day)
    return day


def _step(day: date, by: timedelta) -> date:
    day += by
    while not is_working_day(day):
        day += by
    return day


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    days = dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items())
    overrides = _overrides()
    for text in overrides["not_holidays"]:
        days.pop(date.fromisoformat(text), None)
    for text, name in overrides["holidays"].items():
        day = date.fromisoformat(text)
        if day.year == year:
            days[day] = name
    return days


@cache
def _overrides() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_OVERRIDES.read_text(encoding="utf-8"))
    return found
