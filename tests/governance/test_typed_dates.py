"""Dates a person types: clear ones are read, doubtful ones asked, impossible ones refused.

Every case was typed on 26 September 2019, into a plan of 2019-20.
"""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.input.dates import read_day, read_phrase
from governance.text.dates_in_words import day_in_words
from plans.documents.placing.paper import Paper

TODAY = date(2019, 9, 26)
PLAN = {"plan": (date(2019, 4, 1), date(2020, 3, 31)), "plan_year": "2019-20"}


@pytest.mark.parametrize(
    ("typed", "expects", "day"),
    [
        ("26 September 2019", "done", date(2019, 9, 26)),
        ("20/9/2019", "done", date(2019, 9, 20)),
        ("2019-09-20", "done", date(2019, 9, 20)),
        ("Friday 20 September 2019", "done", date(2019, 9, 20)),
        ("today", "done", TODAY),
        ("yesterday", "done", date(2019, 9, 25)),
        ("31 January 2020", "ahead", date(2020, 1, 31)),
    ],
)
def test_a_clear_day_counts_at_once(typed, expects, day):
    read = read_day(typed, today=TODAY, expects=expects)
    assert (read.day, read.doubts) == (day, ())


@pytest.mark.parametrize(
    ("typed", "expects", "asked"),
    [
        ("30 Sept", "done", "as 30 September 2018."),
        ("30 Sept", "done", "30 September 2019 has not come yet."),
        ("1 October", "done", "as 1 October 2018."),
        ("20 September", "done", "as 20 September 2019. The year was not typed."),
        ("30 Sept", "any", "as 30 September 2019. The year was not typed."),
        ("29 Feb", "done", "as 29 February 2016."),
        ("1 April 1998", "done", "That year is far from today."),
        ("1 April 2091", "any", "as 1 April 2091. That year is far from today."),
        ("1 June 2019", "ahead", "as 1 June 2019. It is already past."),
        ("Monday 5 May 2019", "any", "as 5 May 2019. That day is a Sunday."),
    ],
)
def test_a_doubtful_day_is_asked_with_its_year(typed, expects, asked):
    read = read_day(typed, today=TODAY, expects=expects)
    assert asked in read.question
    assert not read.counts("")
    assert read.counts(read.key)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 April", "April 2019 has 30 days."),
        ("31 April 2020", "April 2020 has 30 days."),
        ("30/2/2020", "February 2020 has 29 days."),
        ("1 April 2203", "2203 is not a likely year."),
        ("1 October 2019", "has not come yet."),
        ("soon", "is not a date we can read."),
    ],
)
def test_a_day_that_cannot_be_is_refused(typed, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_day(typed, today=TODAY, expects="done")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("31 October 2019", date(2019, 10, 31), date(2019, 10, 31)),
        ("by 31 October 2019", None, date(2019, 10, 31)),
        ("by end of January 2020", None, date(2020, 1, 31)),
        ("January 2020", date(2020, 1, 1), date(2020, 1, 31)),
        ("31.1.20", date(2020, 1, 31), date(2020, 1, 31)),
        ("before 1 February 2020", None, date(2020, 1, 31)),
        ("June 2020 to September 2020", date(2020, 6, 1), date(2020, 9, 30)),
    ],
)
def test_a_clear_phrase_counts_at_once(typed, first, last):
    read = read_phrase(typed, today=TODAY, expects="ahead", **PLAN)
    assert (read.reading.earliest, read.reading.latest, read.doubts) == (first, last, ())


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Easter", "as 12 April 2020. The year was not typed."),
        ("Q1", "as April to June 2020."),
        ("Q4", "Only a quarter is written."),
        ("spring 2020", "as March to May 2020. Only a season is written."),
        ("by 2021", "as 31 December 2021 at the latest. Only a year is written."),
        ("30 Sept", "as 30 September 2019. The year was not typed."),
        ("by end of January", "as 31 January 2020 at the latest. The year was not typed."),
        ("1 June 2019", "It is already past."),
        ("1 April 2150", "as 1 April 2150. The plan runs from April 2019 to March 2020."),
        ("1 April 2014", "The plan runs from April 2019 to March 2020."),
        ("Monday 5 May 2020", "5 May 2020 is a Tuesday."),
        ("the June 2020 LEP Board", "A meeting is written, not its day."),
        ("from May 2020", "It has no last day, so it is never overdue."),
        ("once agreed", "No day can be read in it, so it is never overdue."),
        ("TBC", "as no day."),
    ],
)
def test_a_doubtful_phrase_is_asked_with_its_year(typed, asked):
    read = read_phrase(typed, today=TODAY, expects="ahead", **PLAN)
    assert asked in read.question
    assert not read.counts("")
    assert read.counts(read.key)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 April 2020", "April 2020 has 30 days."),
        ("31 February 2020", "February 2020 has 29 days."),
        ("by 31/04/2020", "April 2020 has 30 days."),
        ("31 September", "September 2019 has 30 days."),
        ("1 April 2203", "2203 is not a likely year."),
        ("1 April 219", "219 is not a likely year."),
        ("32 April 2020", "is no day of the calendar."),
        ("13/13/2020", "is no day of the calendar."),
        ("between 1 May 2020 and 31 June 2020", "June 2020 has 30 days."),
    ],
)
def test_an_impossible_day_in_a_phrase_is_refused(typed, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_phrase(typed, today=TODAY, expects="ahead", **PLAN)


def test_the_confirmation_of_one_reading_is_none_of_another():
    asked = read_phrase("30 Sept", today=TODAY, **PLAN)
    other = read_phrase("30 Oct", today=TODAY, **PLAN)
    assert not other.counts(asked.key)


@given(st.dates(date(2005, 1, 1), date(2033, 12, 31)))
def test_a_day_written_out_is_read_as_itself(day):
    """Whatever else is asked, a day with its year is never another day."""
    for shown in (day_in_words(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_day(shown, today=TODAY).day == day
        assert read_phrase(shown, today=TODAY, **PLAN).day == day


@given(st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=900)))
def test_a_day_without_its_year_never_counts_unasked(day):
    shown = day_in_words(day, year=False)
    assert read_day(shown, today=TODAY).doubts
    assert read_phrase(shown, today=TODAY, **PLAN).doubts


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("Publish by 31 April 2020", "April 2020 has 30 days: check the day in the paper."),
        ("Publish by 1 April 2203.", "2203 is not a likely year: check the year in the paper."),
        ("Publish on Monday 5 May 2020", "5 May 2020 is a Tuesday"),
    ],
)
def test_the_words_of_a_paper_are_kept_and_asked_about(printed, asked):
    """A paper prints what it prints: its item keeps the words, and a person is asked."""
    paper = Paper(plan_year="2019-20")
    fields = paper.dated(printed)
    assert fields["due_text"] in printed
    assert any(asked in doubt for doubt in paper.doubts(printed, fields))


@pytest.mark.parametrize(
    "printed",
    [
        "Publish by 1 April 2203.",
        "By 1 April 2203 the plan is published",
        "Publish by end of April 2203",
        "Publish by Easter, 20219",
    ],
)
def test_a_year_of_a_paper_that_cannot_be_meant_is_no_other_year(printed):
    """Its phrase is kept with the figures, and has no day until a person says which."""
    fields = Paper(plan_year="2019-20").dated(printed)
    assert re.search("2203|20219", fields["due_text"])
    assert (fields["earliest"], fields["latest"]) == (None, None)
    assert fields["dates"][0]["latest"] is None


def test_the_tail_of_a_number_is_no_day():
    assert Paper(plan_year="2019-20").dated("Publish by 2203-04-01")["latest"] is None


def test_figures_that_count_something_are_no_year():
    paper = Paper(plan_year="2019-20")
    for printed in (
        "By 31 March 2500 homes are built",
        "By 31 March 1,500 jobs",
        "By 31 March 1500 SMEs supported",
        "In January 2500 homes",
    ):
        assert paper.dated(printed)["latest"] is not None
        assert paper.doubts(printed, paper.dated(printed)) == []
