"""Quarters carry their months, in both conventions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.quarters import CALENDAR, FINANCIAL, Quarter, months_label, period_label, quarter_of

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
CONVENTIONS = st.sampled_from([FINANCIAL, CALENDAR])


@pytest.mark.parametrize(
    ("quarter", "label"),
    [
        (Quarter(2020, 3), "Q3 2020-21 (Oct to Dec 2020)"),
        (Quarter(2020, 4), "Q4 2020-21 (Jan to Mar 2021)"),
        (Quarter(2019, 1), "Q1 2019-20 (Apr to Jun 2019)"),
        (Quarter(1999, 2), "Q2 1999-00 (Jul to Sep 1999)"),
        (Quarter(2020, 4, CALENDAR), "Q4 2020 (Oct to Dec 2020)"),
        (Quarter(2021, 1, CALENDAR), "Q1 2021 (Jan to Mar 2021)"),
    ],
)
def test_a_label_prints_its_months(quarter, label):
    assert quarter.label() == label


def test_a_slug_is_the_quarter_in_an_address():
    assert Quarter(2020, 3).slug() == "2020-q3"


@given(DAYS, CONVENTIONS)
def test_each_day_lies_in_its_quarter_and_quarters_have_no_gaps(day, convention):
    quarter = Quarter.containing(day, convention)
    assert day in quarter
    assert quarter.next().previous() == quarter
    assert quarter.next().first_day == quarter.last_day + timedelta(days=1)
    assert quarter < quarter.next()


def test_an_impossible_quarter_is_refused():
    with pytest.raises(ValueError, match="from 1 to 4"):
        Quarter(2020, 5)
    with pytest.raises(ValueError, match="financial"):
        Quarter(2020, 1, "lunar")


@pytest.mark.parametrize(
    ("start", "end", "printed", "label"),
    [
        (date(2020, 10, 1), date(2020, 12, 31), "Q3", "Q3 2020-21 (Oct to Dec 2020)"),
        (date(2020, 9, 1), date(2020, 12, 31), "Q3", "Q3 (Sep to Dec 2020)"),
        (date(2020, 9, 1), date(2020, 12, 31), "", "Sep to Dec 2020"),
        (date(2020, 11, 1), date(2021, 1, 31), "", "Nov 2020 to Jan 2021"),
        (date(2020, 11, 1), date(2020, 11, 30), "", "Nov 2020"),
        (date(2020, 9, 4), date(2020, 12, 31), "", "4 September to 31 December 2020"),
        (date(2020, 12, 4), date(2021, 1, 8), "", "4 December 2020 to 8 January 2021"),
    ],
)
def test_true_dates_win_over_the_standard_quarter(start, end, printed, label):
    assert period_label(start, end, printed=printed) == label


def test_only_exact_dates_are_a_standard_quarter():
    assert quarter_of(date(2020, 10, 1), date(2020, 12, 31)) == Quarter(2020, 3)
    assert quarter_of(date(2020, 9, 1), date(2020, 12, 31)) is None


def test_a_period_cannot_run_backwards():
    with pytest.raises(ValueError, match="on or after"):
        months_label(date(2020, 2, 1), date(2020, 1, 31))
