"""The day's mail: once per person and London day, from the morning on, whatever the clocks do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from governance import clock
from governance.models import OutgoingMail, Reminder
from governance.reminders import delivery, digests, due_items
from governance.tasks import send_due, tick
from tests import factories

Phase = OutgoingMail.Phase
DAY = date(2019, 9, 24)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.fixture
def due(plan_round, on_day):
    """Three rows of the officer are due in three days."""
    on_day(DAY)
    return plan_round


# --- One person, one day --------------------------------------------------------------------------
def test_a_duty_stands_in_the_table_once(due, officer):
    due_items.collect(at=DAY)
    reminder = Reminder.objects.first()
    reminder.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.save()


def test_a_person_has_one_days_mail_a_day(officer):
    for _ in range(2):
        mail = OutgoingMail(kind="daily", recipient=officer, to_address=officer.email, day=DAY)
        if OutgoingMail.objects.exists():
            with pytest.raises(IntegrityError), transaction.atomic():
                mail.save()
        else:
            mail.save()
    OutgoingMail.objects.create(
        kind="sign_in", recipient=officer, to_address=officer.email, day=DAY
    )


def test_mail_of_the_day_leaves_from_half_past_seven_in_london(due, mailoutbox):
    """24 September is summer time: half past seven is 06:30 in UTC."""
    assert send_due(at=at(6, 29)) == {}
    assert Reminder.objects.count() == 3, "the list in the product knows it at once"
    assert send_due(at=at(6, 30)) == {"sent": 1}


def test_the_hour_can_be_set(due, settings, mailoutbox):
    settings.DAILY_MAIL_FROM = settings.DAILY_MAIL_FROM.replace(hour=12, minute=0)
    assert send_due(at=at(10, 59)) == {}
    assert send_due(at=at(11, 0)) == {"sent": 1}


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2019, 10, 26), 6),
        (date(2019, 10, 27), 7),
        (date(2020, 3, 28), 7),
        (date(2020, 3, 29), 6),
    ],
)
def test_the_morning_is_londons_on_both_sides_of_a_clock_change(day, hour):
    assert digests.morning_of(at(12, day=day)) == at(hour, 30, day=day)


@pytest.mark.parametrize("change", [date(2019, 10, 27), date(2020, 3, 29)])
def test_the_night_of_a_clock_change_sends_each_day_once(
    change, plan, coordinator, partnership, officer, on_day, mailoutbox
):
    """Every hour in UTC, over the one that London has twice or not at all."""
    reporting_round = factories.make_round(
        partnership,
        by=coordinator,
        due_on=change + timedelta(days=2),
        review_due_on=change + timedelta(days=9),
    )
    factories.make_plan_round(plan, reporting_round)
    start = at(12, day=change - timedelta(days=1))
    sent = [send_due(at=start + timedelta(hours=step)) for step in range(24)]
    assert [found for found in sent if found] == [{"sent": 1}]
    assert len(mailoutbox) == 1


def test_midnight_in_london_begins_the_new_day(due):
    """At 23:30 in UTC it is the next day in London, in summer."""
    assert clock.london_day(at(23, 30)) == DAY + timedelta(days=1)
    due_items.collect(at=DAY)
    assert digests.prepare_envelopes(at=at(23, 30)) == 0, "the morning of that day has not come"
    digests.prepare_envelopes(at=at(22, 30))
    assert OutgoingMail.objects.get().day == DAY


def test_an_envelope_of_yesterday_goes_into_todays(due, officer, mailoutbox):
    """The worker was down since the morning of yesterday: two days make one mail."""
    due_items.collect(at=DAY)
    digests.prepare_envelopes(at=at(8))
    tomorrow = DAY + timedelta(days=1)
    assert send_due(at=at(8, day=tomorrow)) == {"sent": 1}
    assert len(mailoutbox) == 1
    assert list(OutgoingMail.objects.order_by("day").values_list("day", "phase")) == [
        (DAY, "cancelled"),
        (tomorrow, "sent"),
    ]


def test_an_envelope_that_turned_out_empty_is_used_again_that_day(due, officer, mailoutbox):
    due_items.collect(at=DAY)
    digests.prepare_envelopes(at=at(8))
    due.updates.update(asked=None)
    assert delivery.deliver_due(at=at(8)) == {"cancelled": 1}
    due.updates.update(asked=officer)
    assert send_due(at=at(9)) == {"sent": 1}
    assert OutgoingMail.objects.count() == 1


def test_the_address_is_the_one_a_person_has_when_it_leaves(due, officer, mailoutbox):
    due_items.collect(at=DAY)
    digests.prepare_envelopes(at=at(8))
    officer.email = "new.address@example.org"
    officer.save()
    delivery.deliver_due(at=at(8))
    assert mailoutbox[0].to == ["new.address@example.org"]
    assert OutgoingMail.objects.get().to_address == "new.address@example.org"


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_tick_at_once_one_sends(sink, due):
    """Each on a connection of its own, as two processes are."""

    def work(_):
        try:
            return send_due(at=at(8))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as two:
        said = list(two.map(work, range(2)))
    assert sum(one.get("sent", 0) for one in said) == 1
    assert len(sink.mails) == 1
    assert set(sink.count().values()) == {1}


# --- The clock and the command --------------------------------------------------------------------
def test_a_tick_does_the_whole_work(due, settings, mailoutbox):
    settings.DAILY_MAIL_FROM = settings.DAILY_MAIL_FROM.replace(hour=0, minute=0)
    tick()
    assert len(mailoutbox) == 1
    tick()
    assert len(mailoutbox) == 1


def test_beat_ticks_every_minute_in_utc(settings):
    from lep_tracker.celery import app

    app.loader.import_default_modules()
    ticking = settings.CELERY_BEAT_SCHEDULE["tick"]
    assert ticking["task"] in app.tasks
    assert ticking["schedule"] == 60
    assert not ticking.get("args")
    assert app.conf.timezone == "UTC"


def test_the_command_does_the_same_without_a_worker(due, mailoutbox):
    said = StringIO()
    call_command("send_due_reminders", "--at", "2019-09-24T09:00", stdout=said)
    assert said.getvalue() == "1 sent.\n"
    assert len(mailoutbox) == 1
    call_command("send_due_reminders", "--at", "2019-09-24T09:01", stdout=said)
    assert said.getvalue().endswith("Nothing was due.\n")


def test_the_commands_moment_is_london_time_unless_said(due, mailoutbox):
    call_command("send_due_reminders", "--at", "2019-09-24T07:29", stdout=StringIO())
    call_command("send_due_reminders", "--at", "2019-09-24T06:29+00:00", stdout=StringIO())
    assert mailoutbox == []
    call_command("send_due_reminders", "--at", "2019-09-24T06:30+00:00", stdout=StringIO())
    assert len(mailoutbox) == 1


def test_a_moment_that_cannot_be_read_is_refused_in_a_sentence(db):
    with pytest.raises(CommandError, match="Write it like"):
        call_command("send_due_reminders", "--at", "yesterday")


# --- Packs ----------------------------------------------------------------------------------------
def test_members_get_one_mail_with_one_link_when_a_pack_is_issued(
    body, reporting_round, coordinator, committee_member, on_day, mailoutbox
):
    on_day(DAY)
    pack = factories.make_pack(body, reporting_round, by=coordinator, state="issued")
    send_due(at=at(8))
    send_due(at=at(8, day=DAY + timedelta(days=1)))
    [mail] = [mail for mail in mailoutbox if mail.to == [committee_member.email]]
    assert "The pack of the Finance and Resources Committee" in mail.subject
    assert mail.body.count(pack.get_absolute_url()) == 1
    assert "14 November" in mail.body


def test_a_pack_of_last_year_is_no_news_to_a_new_member(
    body, reporting_round, coordinator, committee_member, on_day, mailoutbox
):
    on_day(DAY)
    factories.make_pack(
        body,
        reporting_round,
        by=coordinator,
        state="issued",
        issued_at=at(8) - timedelta(days=300),
        issued_by=coordinator,
        meets_on=DAY - timedelta(days=280),
    )
    assert send_due(at=at(8)) == {}


def test_a_superseded_pack_reminds_nobody(
    body, reporting_round, coordinator, committee_member, on_day, mailoutbox
):
    on_day(DAY)
    factories.make_pack(body, reporting_round, by=coordinator, state="superseded")
    assert send_due(at=at(8)) == {}
