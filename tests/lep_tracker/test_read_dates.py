"""The command that reads date phrases: a line in, a line of JSON out, no database."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


def run(monkeypatch, lines, **options):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    call_command("read_dates", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gets_one_answer_in_order(monkeypatch):
    answers = run(monkeypatch, "by end May\nquarterly\n\n", plan_year="2019-20")
    assert [answer["latest"] for answer in answers] == ["2019-05-31", "", ""]
    assert [answer["kind"] for answer in answers] == ["deadline", "recurring", "none"]
    assert answers[0]["year_inferred"] is True
    assert answers[0]["precision"] == "month"
    assert answers[0]["earliest"] == ""


def test_a_line_may_bring_its_sentence_and_its_hint(monkeypatch):
    line = "16th\tunder Apr: 16th – two groups\ttimeline for 2020-21\n"
    (answer,) = run(monkeypatch, line, plan_year="2011-12", as_at="2011-06-01")
    assert answer["latest"] == "2020-04-16"


def test_the_day_of_writing_places_a_month(monkeypatch):
    (answer,) = run(monkeypatch, "by January\n", as_at="2019-11-20")
    assert answer["latest"] == "2020-01-31"


def test_a_day_that_cannot_be_read_is_refused_with_a_sentence(monkeypatch):
    with pytest.raises(CommandError, match="Write --as-at like"):
        run(monkeypatch, "", as_at="June")
