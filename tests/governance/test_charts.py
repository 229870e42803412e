"""Where the marks of charts stand."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import charts

SCHEME = [("Complete", "done"), ("On track", "on"), ("At risk", "risk"), ("Off track", "off")]
YEAR = charts.axis(date(2019, 4, 1), date(2020, 3, 31), today=date(2019, 9, 26))


def parts(*numbers):
    return [(word, tone, number) for (word, tone), number in zip(SCHEME, numbers, strict=False)]


def share(text):
    return float(text.removesuffix("%"))


def test_a_bar_says_its_numbers_in_a_sentence():
    bar = charts.stacked_bar(parts(3, 12, 0, 1), "Whole plan")
    assert bar.sentence == "Whole plan: 3 complete, 12 on track, 1 off track"
    assert bar.total == 16


def test_an_empty_bar_says_that_there_is_nothing():
    bar = charts.stacked_bar(parts(0, 0, 0, 0))
    assert (bar.segments, bar.sentence) == ([], "Nothing to count yet")


def test_a_status_that_nobody_has_takes_no_room_but_stands_in_the_table():
    bar = charts.stacked_bar(parts(1, 0, 1, 0))
    assert [segment.word for segment in bar.segments] == ["Complete", "At risk"]
    assert [part.number for part in bar.parts] == [1, 0, 1, 0]


def test_words_leave_a_segment_before_they_are_cut_off():
    bar = charts.stacked_bar(parts(1, 200, 0, 0))
    sliver, wide = bar.segments
    assert not sliver.has_word and not sliver.has_number and wide.has_word
    assert bar.has_slivers


@given(st.lists(st.integers(0, 400), min_size=1, max_size=4).filter(any))
def test_segments_lie_side_by_side_and_fill_the_bar(numbers):
    segments = charts.stacked_bar(parts(*numbers)).segments
    for left, right in pairwise(segments):
        assert share(left.at) + share(left.size) == pytest.approx(share(right.at), abs=0.02)
    last = segments[-1]
    assert share(last.at) + share(last.size) == pytest.approx(100, abs=0.02)


def test_quarters_stand_side_by_side_and_an_empty_one_has_no_segment():
    first, second = charts.small_multiples([("Q1", parts(9, 1)), ("Q2", parts(0, 0))])
    assert [segment.has_number for segment in first.segments] == [True, False]
    assert second.segments == []


def test_the_axis_names_twelve_months_and_today():
    assert [month.name for month in YEAR.months][:3] == ["Apr", "May", "Jun"]
    assert len(YEAR.months) == 12
    assert YEAR.words == "April 2019 to March 2020"
    assert YEAR.shows_today and YEAR.today_words == "Today, 26 Sep"


def test_an_axis_of_three_years_names_every_third_month():
    long = charts.axis(date(2019, 4, 1), date(2022, 3, 31), today=date(2030, 1, 1))
    assert [month.name for month in long.months] == ["Apr", "Jul", "Oct", "Jan"] * 3
    assert not long.shows_today


def test_an_axis_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends after the day it starts"):
        charts.axis(date(2020, 1, 1), date(2019, 1, 1), today=date(2019, 1, 1))


def test_a_date_that_stands_is_one_solid_dot():
    track = charts.track([date(2019, 12, 30)], YEAR)
    assert [dot.kind for dot in track.dots] == ["now"]
    assert track.sentence == "Due 30 December 2019"


def test_a_moved_date_runs_from_hollow_to_solid():
    track = charts.track([date(2019, 7, 31), date(2019, 10, 31), date(2020, 1, 31)], YEAR)
    assert [dot.kind for dot in track.dots] == ["was", "was", "now"]
    assert track.line_kind == "slip"
    assert track.sentence == "First date 31 July 2019, then 31 October 2019, now 31 January 2020"


def test_a_passed_date_waits_until_today():
    track = charts.track([date(2019, 6, 30)], YEAR)
    assert (track.line_kind, track.line_to) == ("wait", YEAR.today_at)
    assert track.dots[0].is_late
    assert track.sentence == "First date 30 June 2019, passed, no new date"


def test_done_late_shows_the_promise_and_done_early_does_not():
    late = charts.track([date(2019, 7, 30)], YEAR, done=date(2019, 9, 12))
    early = charts.track([date(2019, 7, 30)], YEAR, done=date(2019, 6, 28))
    assert [dot.kind for dot in late.dots] == ["was", "now"]
    assert late.sentence == "First date 30 July 2019, done 12 September 2019"
    assert [dot.kind for dot in early.dots] == ["now"]


def test_an_event_without_a_date_is_no_dot():
    assert charts.track([], YEAR).dots == []


def test_dates_outside_the_axis_stand_at_its_edge():
    dots = charts.track([date(2018, 1, 1), date(2024, 1, 1)], YEAR).dots
    assert [dot.at for dot in dots] == ["0.00%", "100.00%"]


def test_labels_that_would_touch_go_to_either_side():
    dots = charts.track([date(2019, 12, 1), date(2019, 12, 14)], YEAR).dots
    assert [dot.place for dot in dots] == ["is-before", "is-after"]


def test_a_reading_lies_between_start_and_target():
    reach = charts.reach(11, 16, 20, "seats")
    assert reach.sentence == "Started at 11, now 16, target 20 seats"
    assert (reach.start, reach.target) == ("0.00%", "100.00%")
    assert share(reach.now) == pytest.approx(55.56)
    assert not reach.goes_back


def test_a_falling_target_reads_from_right_to_left():
    assert charts.reach(40, 30, 20).goes_back is False
    assert charts.reach(40, 55, 20).goes_back is True


def test_a_measure_that_was_never_read_says_so():
    assert "not read yet" in charts.reach(0, None, 100).sentence


def test_start_equal_to_target_does_not_divide_by_nothing():
    assert charts.reach(5, 5, 5).now == "0.00%"


def test_readings_are_drawn_under_their_target():
    chart = charts.readings([("June", 11), ("December", 16)], 20, "Seats filled")
    assert chart.sentence == "Seats filled: 11 in June, 16 in December, target 20"
    assert all(column.top > chart.goal for column in chart.columns)


def test_no_reading_yet_draws_no_column():
    assert charts.readings([]).columns == []


@pytest.mark.parametrize(
    ("value", "words"), [(1250, "1,250"), (12.50, "12.5"), (3.0, "3"), (0.333, "0.33"), (-2, "-2")]
)
def test_figures_are_written_as_people_write_them(value, words):
    assert charts.number(value) == words


def test_a_percent_sign_touches_its_figure():
    assert charts.measured(55, "%") == "55%"
    assert charts.measured(16, "seats") == "16 seats"
