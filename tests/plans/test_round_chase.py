"""Asking again: the coordinator's button on the screen of the quarter."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from governance.models import AuditEvent, Reminder
from governance.tasks import send_due
from plans import workflow
from tests import factories

DAY = date(2019, 9, 26)


@pytest.fixture
def chase(plan_round, on_day):
    on_day(DAY)
    plan = plan_round.plan
    return reverse("plans:round_remind", args=[plan.partnership.slug, plan.slug, "2019-q2"])


def test_the_button_asks_everybody_whose_rows_are_out(chase, as_, coordinator, officer, mailoutbox):
    said = as_(coordinator).post(chase, follow=True)
    assert "1 person will be sent a reminder in the next daily mail." in said.content.decode()
    assert Reminder.objects.filter(kind="chased", recipient=officer).count() == 3
    assert AuditEvent.objects.filter(verb="plans.reminder_sent").count() == 1
    send_due(at=datetime(2019, 9, 26, 8, 0, tzinfo=UTC))
    [mail] = mailoutbox
    assert mail.subject == "Reminder: 3 improvements outstanding"
    assert mail.body.count("Write the 3 updates") == 1, "due and asked again is one paragraph"


def test_who_had_the_days_mail_is_asked_tomorrow(chase, as_, coordinator, mailoutbox):
    send_due(at=datetime(2019, 9, 26, 8, 0, tzinfo=UTC))
    as_(coordinator).post(chase)
    send_due(at=datetime(2019, 9, 26, 16, 0, tzinfo=UTC))
    assert len(mailoutbox) == 1
    send_due(at=datetime(2019, 9, 27, 8, 0, tzinfo=UTC))
    assert mailoutbox[1].subject == "Reminder: 3 improvements outstanding"


def test_a_row_that_was_sent_is_not_asked_for(chase, as_, coordinator, officer, plan_round):
    factories.submit(plan_round.updates.first(), by=officer)
    as_(coordinator).post(chase)
    assert Reminder.objects.waiting().filter(kind="chased").count() == 2
    factories.submit(plan_round.updates.last(), by=officer)
    assert Reminder.objects.waiting().filter(kind="chased").count() == 1


def test_nobody_is_asked_twice_on_one_day(chase, as_, coordinator):
    as_(coordinator).post(chase)
    said = as_(coordinator).post(chase, follow=True)
    assert "sent a reminder today already" in said.content.decode()
    assert AuditEvent.objects.filter(verb="plans.reminder_sent").count() == 1


def test_where_every_row_is_in_there_is_nobody_to_ask(chase, as_, coordinator, officer, plan_round):
    for update in plan_round.updates.all():
        factories.submit(update, by=officer)
    said = as_(coordinator).post(chase, follow=True)
    assert "nobody to remind" in said.content.decode()


def test_a_closed_quarter_asks_nobody(chase, as_, coordinator, plan_round):
    workflow.close_plan_round(plan_round, by=coordinator)
    said = as_(coordinator).post(chase, follow=True)
    assert "closed, so nobody is asked any more" in said.content.decode()
    assert not Reminder.objects.filter(kind="chased").exists()


def test_the_button_is_the_coordinators(chase, as_, coordinator, officer, plan_round):
    screen = plan_round.get_absolute_url()
    assert "Send a reminder" in as_(coordinator).get(screen).content.decode()
    assert "Send a reminder" not in as_(officer).get(screen).content.decode()
    assert as_(officer).post(chase).status_code == 403
    assert as_(coordinator).get(chase).status_code == 405


def test_an_outsider_finds_nothing(chase, as_, outsider):
    assert as_(outsider).post(chase).status_code == 404
