"""Statuses are counted by their scheme; silence, no change and lateness are said in words."""

from dataclasses import dataclass
from datetime import date

import pytest

from plans.status import (
    UpdateSummary,
    can_say_no_change,
    counts,
    counts_by_theme,
    in_order,
    is_overdue,
    is_unchanged,
    running,
    silence_in_words,
    standing_of,
    views_differ,
)


@dataclass(frozen=True)
class Word:
    word: str
    tone: str
    standing: str
    order: int


DONE = Word("Complete", "done", "complete", 1)
GREEN = Word("On track", "on", "on_track", 2)
AMBER = Word("At risk", "risk", "at_risk", 3)
RED = Word("Off track", "off", "off_track", 4)
SCHEME = [RED, GREEN, DONE, AMBER]


def test_words_stand_in_the_order_of_their_body():
    assert in_order(SCHEME) == [DONE, GREEN, AMBER, RED]


def test_statuses_are_counted_in_the_order_of_the_scheme_and_unstated_rows_last():
    assert counts([GREEN, None, RED, GREEN], SCHEME) == [
        ("Complete", "done", 0),
        ("On track", "on", 2),
        ("At risk", "risk", 0),
        ("Off track", "off", 1),
        ("Not stated", "none", 1),
    ]


def test_a_word_that_left_the_scheme_is_still_counted():
    old = Word("Deferred", "none", "not_stated", 9)
    assert counts([old], SCHEME)[-1] == ("Deferred", "none", 1)


def test_statuses_are_counted_by_theme_in_the_order_of_the_plan():
    rows = [("Strategy", GREEN), ("Governance", RED), ("Strategy", None)]
    by_theme = counts_by_theme(rows, SCHEME)
    assert [theme for theme, _ in by_theme] == ["Strategy", "Governance"]
    assert sum(number for _, _, number in by_theme[0][1]) == 2


def test_a_row_without_a_status_is_not_stated():
    assert standing_of(None) == "not_stated"
    assert standing_of(AMBER) == "at_risk"
    assert standing_of(Word("Odd", "none", "unheard of", 1)) == "not_stated"


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        (GREEN, GREEN, False),
        (GREEN, AMBER, True),
        (GREEN, None, False),
        (None, AMBER, True),
        (None, None, False),
        (GREEN, Word("Not stated", "none", "not_stated", 9), False),
    ],
)
def test_views_differ_only_where_the_reviewer_gave_another_status(ours, theirs, differ):
    assert views_differ(ours, theirs) is differ


LAST = UpdateSummary(
    "on_track", "All posts filled.", dates={1: date(2019, 9, 30)}, readings={5: 12}
)


@pytest.mark.parametrize(
    ("now", "unchanged"),
    [
        (LAST, True),
        (UpdateSummary("on_track", "All  posts\nfilled.", dates=LAST.dates), True),
        (UpdateSummary("on_track", "All posts filled.", dates=LAST.dates, readings={5: 12}), True),
        (UpdateSummary("on_track", "", dates=LAST.dates, is_no_change=True), True),
        (UpdateSummary("on_track", "All posts full.", dates=LAST.dates), False),
        (UpdateSummary("at_risk", "All posts filled.", dates=LAST.dates), False),
        (UpdateSummary("complete", "All posts filled.", dates=LAST.dates), False),
        (UpdateSummary("on_track", "All posts filled.", dates={1: date(2019, 10, 31)}), False),
        (UpdateSummary("on_track", "All posts filled.", dates=LAST.dates, readings={5: 13}), False),
        (
            UpdateSummary("on_track", "All posts filled.", dates=LAST.dates, ticks=frozenset({1})),
            False,
        ),
        (UpdateSummary("on_track", "", dates={}, is_no_change=True), False),
    ],
)
def test_unchanged_means_on_track_and_no_word_date_reading_or_tick_changed(now, unchanged):
    assert is_unchanged(now, LAST) is unchanged


def test_a_first_quarter_and_a_row_back_on_track_are_not_unchanged():
    assert not is_unchanged(LAST, None)
    assert not is_unchanged(LAST, UpdateSummary("at_risk", LAST.words, dates=LAST.dates))


@pytest.mark.parametrize(
    ("quarters", "sentence"),
    [
        (0, ""),
        (1, "No update received."),
        (2, "No update received, second quarter running."),
        (3, "No update received, third quarter running."),
        (12, "No update received for 12 quarters running."),
    ],
)
def test_silence_is_printed_as_silence(quarters, sentence):
    assert silence_in_words(quarters) == sentence


def test_silence_of_a_key_result_has_its_own_word():
    assert silence_in_words(2, what="check-in") == "No check-in received, second quarter running."


def test_running_counts_back_from_the_latest_and_stops_at_the_first_break():
    assert running([True, True, False, True]) == 2
    assert running([False, True]) == 0
    assert running([]) == 0


def test_no_change_is_taken_twice_running_and_the_third_time_needs_words():
    assert [can_say_no_change(before) for before in (0, 1, 2, 3)] == [True, True, False, False]


AT = date(2019, 10, 15)


@pytest.mark.parametrize(
    ("latest", "options", "overdue"),
    [
        (date(2019, 9, 30), {}, True),
        (date(2019, 10, 14), {"state": "in_progress"}, True),
        (AT, {}, False),
        (None, {}, False),
        (date(2019, 9, 30), {"state": "done"}, False),
        (date(2019, 9, 30), {"state": "reported"}, False),
        (date(2019, 9, 30), {"state": "dropped"}, False),
        (date(2019, 9, 30), {"is_recurring": True}, False),
    ],
)
def test_overdue_is_judged_on_the_latest_day_alone(latest, options, overdue):
    assert is_overdue(latest, AT, **options) is overdue
