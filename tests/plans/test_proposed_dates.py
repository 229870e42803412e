"""The dates proposed for the next quarter: from the last one, off weekends and bank holidays."""

from datetime import date

from governance.quarters import Quarter
from governance.working_days import is_working_day
from plans.rounds.proposed_dates import RoundDates, next_quarter, proposed_dates

Q2 = RoundDates(
    starts_on=date(2019, 7, 1),
    ends_on=date(2019, 9, 30),
    opens_on=date(2019, 9, 2),
    due_on=date(2019, 9, 13),
    review_due_on=date(2019, 9, 20),
    pack_on=date(2019, 10, 7),
    meets_on=date(2019, 10, 17),
)
DAYS = {"update_days": 8, "review_days": 5}


def test_the_next_quarter_follows_the_last_one():
    after = next_quarter(Q2, convention="financial", today=date(2019, 11, 20))
    assert after.label() == "Q3 2019-20 (Oct to Dec 2019)"


def test_without_a_last_quarter_it_is_the_one_that_runs():
    first = next_quarter(None, convention="calendar", today=date(2019, 11, 20))
    assert first.label() == "Q4 2019 (Oct to Dec 2019)"


def test_weekdays_stay_what_they_were():
    dates = proposed_dates(Quarter(2019, 3), Q2, today=date(2019, 11, 20), **DAYS)
    assert dates.opens_on == date(2019, 12, 2)
    assert dates.due_on == date(2019, 12, 13)
    assert dates.review_due_on == date(2019, 12, 20)
    assert dates.pack_on == date(2020, 1, 6)
    assert dates.meets_on == date(2020, 1, 16)


def test_a_bank_holiday_moves_the_day_on():
    late = RoundDates(
        starts_on=Q2.starts_on,
        ends_on=Q2.ends_on,
        opens_on=date(2019, 9, 9),
        due_on=date(2019, 9, 25),
        review_due_on=date(2019, 9, 27),
    )
    dates = proposed_dates(Quarter(2019, 3), late, today=date(2019, 11, 20), **DAYS)
    assert dates.due_on == date(2019, 12, 27)
    assert dates.review_due_on == date(2019, 12, 27)


def test_a_late_opening_counts_working_days_from_today():
    dates = proposed_dates(Quarter(2019, 3), Q2, today=date(2019, 12, 21), **DAYS)
    assert dates.opens_on == date(2019, 12, 23)
    assert dates.due_on == date(2020, 1, 7)
    assert dates.review_due_on == date(2020, 1, 14)
    assert dates.pack_on is None


def test_without_a_last_quarter_the_partnerships_own_days_count():
    dates = proposed_dates(Quarter(2019, 3), None, today=date(2019, 12, 2), **DAYS)
    assert (dates.due_on, dates.review_due_on) == (date(2019, 12, 12), date(2019, 12, 19))
    assert dates.meets_on is None
    assert is_working_day(dates.due_on)
