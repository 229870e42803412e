"""The one clock: true unless the demo moves it, and never a kept value."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from governance import clock


def test_the_clock_is_true_without_the_setting(settings):
    settings.LEP_TODAY = None
    assert not clock.is_shifted()
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


def test_the_setting_moves_the_day_and_the_time_of_day_runs_on(settings):
    settings.LEP_TODAY = date(2019, 9, 20)
    with time_machine.travel(datetime(2026, 11, 21, 8, 30, tzinfo=UTC), tick=False):
        # 8:30 in a London winter is 8:30 in London of the demo's summer, an hour earlier in UTC.
        assert clock.now() == datetime(2019, 9, 20, 7, 30, tzinfo=UTC)
        assert clock.today() == date(2019, 9, 20)
        assert clock.real_now() == datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 11, 21, 9, 45, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2019, 9, 20, 8, 45, tzinfo=UTC)
    assert clock.is_shifted()


def test_a_changed_setting_holds_at_once(settings):
    settings.LEP_TODAY = date(2019, 9, 20)
    assert clock.today() == date(2019, 9, 20)
    settings.LEP_TODAY = "2020-01-02"
    assert clock.today() == date(2020, 1, 2)
    settings.LEP_TODAY = ""
    assert not clock.is_shifted()


def test_today_is_the_day_in_london_not_in_utc(settings):
    settings.LEP_TODAY = None
    with time_machine.travel(datetime(2020, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2020, 7, 1)
    with time_machine.travel(datetime(2020, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2020, 12, 31)


def test_now_always_knows_its_zone(settings):
    for moved in (None, date(2020, 3, 29), date(2020, 10, 25)):
        settings.LEP_TODAY = moved
        assert clock.now().utcoffset() == timedelta(0)
