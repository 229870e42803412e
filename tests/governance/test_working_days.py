"""The publication clock, checked against meetings of the papers and the moved holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import working_days
from governance.working_days import (
    bank_holiday,
    clear_working_days_after,
    clear_working_days_before,
    clear_working_days_between,
    is_working_day,
    next_working_day,
    previous_working_day,
)

DAYS = st.dates(date(2011, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("meeting", "publish_by"),
    [
        (date(2019, 11, 14), date(2019, 11, 6)),
        (date(2020, 4, 16), date(2020, 4, 6)),
        (date(2020, 5, 14), date(2020, 5, 5)),
        (date(2020, 7, 16), date(2020, 7, 8)),
    ],
)
def test_papers_are_published_five_clear_days_before_a_meeting(meeting, publish_by):
    assert clear_working_days_before(meeting, 5) == publish_by
    assert clear_working_days_between(publish_by, meeting) == 5


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 5, 8), False),
        (date(2020, 5, 4), True),
        (date(2022, 6, 2), False),
        (date(2022, 6, 3), False),
        (date(2022, 5, 30), True),
        (date(2022, 9, 19), False),
        (date(2023, 5, 8), False),
        (date(2012, 6, 5), False),
        (date(2012, 5, 28), True),
        (date(2011, 4, 29), False),
        (date(2021, 12, 27), False),
        (date(2021, 12, 28), False),
        (date(2019, 12, 24), True),
        (date(2020, 4, 13), False),
        # Scotland's and Northern Ireland's days are working days in England.
        (date(2020, 1, 2), True),
        (date(2020, 3, 17), True),
        (date(2020, 11, 30), True),
    ],
)
def test_bank_holidays_are_those_of_england(day, works):
    assert is_working_day(day) is works


def test_a_bank_holiday_has_a_name():
    assert "VE Day" in bank_holiday(date(2020, 5, 8))
    assert bank_holiday(date(2020, 5, 7)) == ""


def test_steps_pass_over_a_long_weekend():
    assert next_working_day(date(2020, 4, 9)) == date(2020, 4, 14)
    assert previous_working_day(date(2020, 4, 14)) == date(2020, 4, 9)
    assert working_days.on_or_after(date(2020, 4, 11)) == date(2020, 4, 14)
    assert working_days.on_or_after(date(2020, 4, 9)) == date(2020, 4, 9)


def test_draft_minutes_are_due_ten_clear_days_after():
    assert clear_working_days_after(date(2019, 11, 14), 10) == date(2019, 11, 28)
    assert clear_working_days_after(date(2020, 4, 9), 1) == date(2020, 4, 14)


@given(DAYS, st.integers(0, 15))
def test_a_day_worked_out_is_a_working_day_with_the_days_between(day, count):
    publish = clear_working_days_before(day, count)
    assert is_working_day(publish)
    assert clear_working_days_between(publish, day) == count
    assert clear_working_days_between(publish + timedelta(days=1), day) <= count


def test_a_negative_number_of_days_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        clear_working_days_before(date(2020, 1, 1), -1)
