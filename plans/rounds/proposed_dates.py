"""The dates of the next quarter, proposed from the last one and moved to working days.

Everything here can be changed on the page before the quarter is opened; nothing is a rule.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from governance.quarters import Convention, Quarter
from governance.working_days import next_working_day, on_or_after

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class RoundDates:
    """When a quarter is opened, written, reviewed, packed and met about."""

    starts_on: date
    ends_on: date
    opens_on: date | None = None
    due_on: date | None = None
    review_due_on: date | None = None
    pack_on: date | None = None
    meets_on: date | None = None


def next_quarter(last: RoundDates | None, *, convention: Convention, today: date) -> Quarter:
    """The quarter after the last one; without one, the quarter that ends next."""
    if last is None:
        return Quarter.containing(today, convention)
    return Quarter.containing(last.ends_on + timedelta(days=1), convention)


def proposed_dates(
    quarter: Quarter,
    last: RoundDates | None,
    *,
    update_days: int,
    review_days: int,
    today: date,
) -> RoundDates:
    """Propose the dates of a quarter.

    Where the last quarter had dates, the new ones keep their distance from its end in whole weeks,
    so that a Friday stays a Friday. Where it had none, or its rhythm would ask for the past,
    the partnership's own numbers of working days count from today.
    """
    weeks = _weeks_between(last.ends_on, quarter.last_day) if last else 0
    kept = {
        name: _moved(getattr(last, name, None), weeks)
        for name in ("opens_on", "due_on", "review_due_on", "pack_on", "meets_on")
    }
    opens_on = max(kept["opens_on"] or today, on_or_after(today))
    due_on = kept["due_on"]
    if due_on is None or due_on <= opens_on:
        due_on = _working_days_later(opens_on, update_days)
    review_due_on = kept["review_due_on"]
    if review_due_on is None or review_due_on < due_on:
        review_due_on = _working_days_later(due_on, review_days)
    pack_on, meets_on = kept["pack_on"], kept["meets_on"]
    return RoundDates(
        starts_on=quarter.first_day,
        ends_on=quarter.last_day,
        opens_on=opens_on,
        due_on=due_on,
        review_due_on=review_due_on,
        pack_on=pack_on if pack_on and pack_on >= review_due_on else None,
        meets_on=meets_on if meets_on and meets_on >= review_due_on else None,
    )


def _weeks_between(earlier: date, later: date) -> int:
    return round((later - earlier).days / 7)


def _moved(day: date | None, weeks: int) -> date | None:
    return on_or_after(day + weeks * _WEEK) if day else None


def _working_days_later(day: date, count: int) -> date:
    for _ in range(count):
        day = next_working_day(day)
    return day
