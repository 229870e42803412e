"""The date that stands in typed words, as it is asked of a person."""

import re
from datetime import date

import pytest

from governance.input.dates import read_words

KNOWN = {
    "today": date(2019, 6, 21),
    "plan": (date(2019, 4, 1), date(2020, 3, 31)),
    "plan_year": "2019-20",
}


@pytest.mark.parametrize(
    ("text", "question", "doubts"),
    [
        (
            "Policy agreed by end July",
            "We read “by end July” as 31 July 2019 at the latest. Is that right?",
            ("The year was not typed.",),
        ),
        (
            "Recruit between June and September 2019",
            "We read “between June and September 2019” as June to September 2019. Is that right?",
            (),
        ),
        (
            "Recruit by 1 June 2019",
            "We read “by 1 June 2019” as 1 June 2019 at the latest. Is that right?",
            ("It is already past.",),
        ),
    ],
)
def test_the_reading_is_a_question_in_words(text, question, doubts):
    found = read_words(text, **KNOWN)
    assert (found.asked_back, found.doubts) == (question, doubts)


@pytest.mark.parametrize(
    "text",
    ["Scheme of delegation published once agreed", "", "As at 1 October 2019 there were 12 seats"],
)
def test_words_that_promise_no_day_propose_nothing(text):
    assert read_words(text, **KNOWN) is None


def test_what_is_read_fills_the_columns_of_a_dated_text():
    fields = read_words("Board recruited by 30 July", **KNOWN).as_fields()
    assert (fields["due_text"], fields["latest"], fields["precision"]) == (
        "by 30 July",
        date(2019, 7, 30),
        "day",
    )
    assert fields["year_inferred"]
    assert fields["dates"][0]["phrase"] == "by 30 July"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Agreed by 31 April 2020", "April 2020 has 30 days. Check the day in “by 31 April 2020”."),
        ("Draft by 31 April 2020, agreed by 30 June 2020", "April 2020 has 30 days."),
        ("Agreed by 32 April 2020", "“32 April 2020” is no day of the calendar."),
        ("Agreed by 13/13/2020", "“13/13/2020” is no day of the calendar."),
        (
            "Agreed by 1 April 2203",
            "2203 is not a likely year. Check the year in “by 1 April 2203”.",
        ),
        ("Agreed by 1 April, 2203", "2203 is not a likely year."),
        ("By 1 April 2203 the policy is agreed", "2203 is not a likely year."),
        ("Agreed in April 2203", "2203 is not a likely year."),
        ("Agreed by Easter 20219", "20219 is not a likely year."),
    ],
)
def test_a_day_in_the_words_that_cannot_be_is_refused(text, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_words(text, **KNOWN)


@pytest.mark.parametrize(
    "text",
    ["Split 20/50/30 agreed", "Paragraph 32.14.20 agreed", "Ratio of 3100 to 1 agreed"],
)
def test_figures_in_the_words_are_no_day_to_refuse(text):
    assert read_words(text, **KNOWN) is None
