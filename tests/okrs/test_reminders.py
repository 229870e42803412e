"""Who is reminded of check-ins."""

from datetime import UTC, date, datetime

import pytest

from governance.models import Reminder
from governance.tasks import send_due
from okrs.workflow import submit_check_in


@pytest.fixture
def sent(check_in, officer, on_day):
    check_in.asked = officer
    check_in.save()

    def send(day: date) -> dict[str, int]:
        on_day(day)
        return send_due(at=datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC))

    return send


def test_a_check_in_is_asked_for_at_opening_before_it_is_due_and_after(sent, officer, mailoutbox):
    for day in (date(2019, 9, 2), date(2019, 9, 24), date(2019, 9, 30), date(2019, 10, 1)):
        sent(day)
    assert [mail.subject for mail in mailoutbox] == [
        "1 key result to check in on",
        "1 key result to check in on",
        "1 key result to check in on, overdue",
    ]
    assert "about 2 minutes, due Friday 27 September." in mailoutbox[1].body
    assert mailoutbox[0].to == [officer.email]


def test_a_submitted_check_in_is_asked_for_no_more(
    sent, check_in, officer, partnership, mailoutbox
):
    sent(date(2019, 9, 2))
    check_in.refresh_from_db()
    check_in.words = "Two directors joined."
    check_in.status = partnership.status_scheme.words.get(key="on_track")
    submit_check_in(check_in, readings={}, by=officer)
    assert not Reminder.objects.waiting().exists()
    assert sent(date(2019, 9, 24)) == {}
