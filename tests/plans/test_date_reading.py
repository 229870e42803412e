"""The date that stands in printed words, as it is asked of a person."""

from datetime import date

import pytest

from plans.input.date_proposals import propose_date


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Policy agreed by end July",
            "We read “by end July” as 31 July 2019 at the latest "
            "(to the month, with the year taken from the plan). Is that right?",
        ),
        (
            "Recruit between June and September 2019",
            "We read “between June and September 2019” as June to September 2019 "
            "(to the month). Is that right?",
        ),
    ],
)
def test_the_reading_is_a_question_in_words(text, question):
    assert propose_date(text, "2019-20").question == question


def test_words_without_a_date_propose_nothing():
    proposal = propose_date("Scheme of delegation published once agreed", "2019-20")
    assert not proposal.is_dated
    assert propose_date("", "2019-20").as_fields()["dates"] == []


def test_what_is_proposed_fills_the_columns_of_a_dated_text():
    fields = propose_date("Board recruited by 30 July", "2019-20").as_fields()
    assert (fields["due_text"], fields["latest"], fields["precision"]) == (
        "by 30 July",
        date(2019, 7, 30),
        "day",
    )
    assert fields["year_inferred"]
