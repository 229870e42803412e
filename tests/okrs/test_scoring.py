"""Scores are honest: what has no figure has no score, and a sum says what it rests on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.scoring import Counted, Event, Score, of_key_result, of_objective

FIGURES = st.decimals(-(10**6), 10**6, places=2)


def counted(baseline, target, now=None):
    reading = None if now is None else Decimal(now)
    return Counted(Decimal(baseline), Decimal(target), reading)


@pytest.mark.parametrize(
    ("measure", "score"),
    [
        (counted(0, 40, 10), "0.25"),
        (counted(20, 40, 30), "0.5"),
        (counted(20, 40, 10), "0"),
        (counted(20, 40, 55), "1"),
        (counted(40, 20, 25), "0.75"),
        (counted(40, 20, 45), "0"),
        (counted(5, 5, 5), "1"),
        (counted(5, 5, 4), "0"),
        (Event(True), "1"),
        (Event(False), "0"),
    ],
)
def test_a_measure_goes_from_baseline_to_target(measure, score):
    assert measure.score() == Decimal(score)


def test_nobody_said_is_not_nought():
    assert counted(0, 40).score() is None
    assert Event().score() is None


def test_a_key_result_without_a_figure_is_not_measurable():
    score = of_key_result([])
    assert not score.is_measurable and score.percent is None
    assert score.in_words("measure") == "Not measurable: it has no measures."
    unread = of_key_result([counted(0, 10), Event()])
    assert unread.in_words("measure") == "Not measurable: no measure has a figure yet."


def test_several_measures_of_one_key_result_weigh_the_same():
    score = of_key_result([counted(0, 40, 10), Event(True), counted(0, 5)])
    assert (score.value, score.measured, score.parts) == (Decimal("0.63"), 2, 3)
    assert score.in_words("measure") == "63%, from 2 of 3 measures"


def test_an_objective_says_on_how_many_key_results_its_figure_rests():
    halfway = of_key_result([counted(0, 40, 20)])
    silent = of_key_result([])
    objective = of_objective([halfway, silent, silent, of_key_result([Event(True)])])
    assert objective.in_words() == "75%, from 2 of 4 key results"
    assert of_objective([silent]).in_words() == "Not measurable: no key result has a figure yet."
    assert of_objective([]).in_words() == "Not measurable: it has no key results."
    assert of_objective([halfway]).in_words() == "50%"


def test_rounding_never_makes_it_reached():
    nearly = of_key_result([counted(0, 1000, 999), Event(True)])
    assert nearly.percent == 99
    assert of_objective([nearly, Score(Decimal(1), 1, 1)]).percent == 99
    assert of_key_result([counted(0, 1000, 1000)]).percent == 100


@given(FIGURES, FIGURES, FIGURES)
def test_a_score_lies_between_nought_and_one(baseline, target, now):
    score = Counted(baseline, target, now).score()
    assert 0 <= score <= 1
    assert Counted(baseline, target, target).score() == 1
