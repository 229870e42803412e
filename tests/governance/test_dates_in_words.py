"""Dates printed the GOV.UK way, and typed the way people type them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.text.dates_in_words import (
    day_in_words,
    distance_in_words,
    lateness_in_words,
    moment_in_words,
    range_in_words,
    read_typed_day,
    span_in_words,
    time_in_words,
)

TODAY = date(2019, 10, 15)


def test_a_day_is_printed_without_th():
    assert day_in_words(date(2020, 6, 4)) == "4 June 2020"
    assert day_in_words(date(2020, 12, 11), weekday=True, year=False) == "Friday 11 December"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2020, 6, 4), date(2020, 6, 4), "4 June 2020"),
        (date(2020, 6, 4), date(2020, 6, 9), "4 to 9 June 2020"),
        (date(2020, 6, 4), date(2020, 7, 9), "4 June to 9 July 2020"),
        (date(2019, 12, 4), date(2020, 1, 9), "4 December 2019 to 9 January 2020"),
        (date(2020, 6, 1), date(2020, 6, 30), "June 2020"),
        (date(2020, 10, 1), date(2020, 12, 31), "October to December 2020"),
        (date(2020, 12, 1), date(2021, 1, 31), "December 2020 to January 2021"),
        (date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
    ],
)
def test_a_range_is_printed_with_to(first, last, words):
    assert range_in_words(first, last) == words


def test_a_range_cannot_run_backwards():
    with pytest.raises(ValueError, match="on or after"):
        range_in_words(date(2020, 2, 1), date(2020, 1, 1))


def test_a_moment_is_printed_in_london_time():
    assert moment_in_words(datetime(2019, 12, 10, 14, 32, tzinfo=UTC)) == (
        "10 December 2019 at 2:32pm"
    )
    assert moment_in_words(datetime(2019, 7, 31, 23, 5, tzinfo=UTC)) == "1 August 2019 at 12:05am"
    assert time_in_words(datetime(2019, 12, 10, 9, 0, tzinfo=UTC)) == "9am"
    assert time_in_words(datetime(2019, 12, 10, 12, 0, tzinfo=UTC)) == "midday"
    assert time_in_words(datetime(2019, 12, 10, 0, 0, tzinfo=UTC)) == "midnight"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 10, 15), "today"),
        (date(2019, 10, 16), "tomorrow"),
        (date(2019, 10, 14), "yesterday"),
        (date(2019, 10, 18), "in 3 days"),
        (date(2019, 10, 1), "2 weeks ago"),
        (date(2020, 1, 15), "in 3 months"),
        (date(2016, 10, 14), "3 years ago"),
    ],
)
def test_a_distance_is_said_in_the_unit_people_use(day, words):
    assert distance_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 7, 31), date(2019, 9, 26), "8 weeks"),
        (date(2019, 7, 1), date(2019, 8, 31), "8 weeks"),
        (date(2019, 6, 30), date(2019, 9, 26), "2 months"),
        (date(2019, 6, 30), date(2019, 9, 30), "3 months"),
        (date(2019, 8, 31), date(2019, 11, 30), "3 months"),
        (date(2019, 8, 31), date(2019, 12, 20), "3 months"),
        (date(2019, 11, 30), date(2020, 2, 29), "3 months"),
        (date(2017, 10, 16), date(2019, 10, 15), "23 months"),
        (date(2017, 10, 15), date(2019, 10, 15), "2 years"),
        (date(2016, 2, 29), date(2019, 2, 27), "2 years"),
    ],
)
def test_no_span_is_said_longer_than_it_is(first, last, words):
    assert span_in_words(first, last) == words


def test_lateness_begins_the_day_after():
    assert lateness_in_words(TODAY, TODAY) == ""
    assert lateness_in_words(date(2019, 10, 14), TODAY) == "1 day late"
    assert lateness_in_words(date(2019, 9, 30), TODAY) == "2 weeks late"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9 October 2019", date(2019, 10, 9)),
        ("9th October 2019", date(2019, 10, 9)),
        ("the 9 october", None),
        ("Wed 9 Oct 2019", date(2019, 10, 9)),
        ("Wednesday, 9 October 2019", date(2019, 10, 9)),
        ("9/10/2019", date(2019, 10, 9)),
        ("09/10/19", date(2019, 10, 9)),
        ("9.10.19", date(2019, 10, 9)),
        ("9-10-2019", date(2019, 10, 9)),
        ("9 10 2019", date(2019, 10, 9)),
        ("2019-10-09", date(2019, 10, 9)),
        ("9 Oct", date(2019, 10, 9)),
        ("9 Sept", date(2019, 9, 9)),
        ("9oct19", date(2019, 10, 9)),
        ("October 9, 2019", date(2019, 10, 9)),
        ("  1 of  May 2020 ", date(2020, 5, 1)),
        ("today", TODAY),
        ("Yesterday", date(2019, 10, 14)),
        ("tomorrow", date(2019, 10, 16)),
        ("2 January", date(2020, 1, 2)),
        ("29 February", date(2020, 2, 29)),
        ("as at 1 October 2019", date(2019, 10, 1)),
        ("Position as at: 1 October 2019", date(2019, 10, 1)),
        ("on 1 October", date(2019, 10, 1)),
        ("On Tuesday 1 October", date(2019, 10, 1)),
        ("1 Oct 19", date(2019, 10, 1)),
        ("at 1/10/2019", date(2019, 10, 1)),
        ("as at today", TODAY),
    ],
)
def test_a_typed_date_is_read(typed, day):
    if day is None:
        with pytest.raises(ValueError, match="Write it like"):
            read_typed_day(typed, today=TODAY)
    else:
        assert read_typed_day(typed, today=TODAY) == day


def test_a_missing_year_can_lean_to_the_past_or_the_future():
    assert read_typed_day("2 January", today=TODAY, leaning="past") == date(2019, 1, 2)
    assert read_typed_day("2 June", today=TODAY, leaning="future") == date(2020, 6, 2)
    assert read_typed_day("15 October", today=TODAY, leaning="past") == TODAY


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter a date, for example 15 October 2019"),
        ("as at", "Enter a date"),
        ("soon", "not a date we can read"),
        ("9 Octember 2019", "not a date we can read"),
        ("31 June 2019", "June 2019 has 30 days"),
        ("29 February 2019", "February 2019 has 28 days"),
        ("10/25/2019", "no such month"),
        ("1 April 3102", "not a likely year"),
        ("32 June", "has 30 days"),
    ],
)
def test_what_is_no_date_gets_a_sentence_that_says_what_to_do(typed, sentence):
    with pytest.raises(ValueError, match=sentence) as refused:
        read_typed_day(typed, today=TODAY)
    assert str(refused.value).endswith(".")


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_what_is_printed_can_be_typed_again(day):
    assert read_typed_day(day_in_words(day), today=TODAY) == day
    assert read_typed_day(day_in_words(day, weekday=True), today=TODAY) == day
    assert read_typed_day(day.isoformat(), today=TODAY) == day
