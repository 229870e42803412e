"""Who is reminded of what in a quarter, and what the day's mail says of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from governance.models import Deputy, OutgoingMail, Reminder, RoleAssignment
from governance.reminders import delivery, due_items
from governance.tasks import send_due
from governance.workflow import comments
from plans import workflow
from plans.models import ProgressUpdate
from tests import factories

# The round of the cast is due on Friday 27 September 2019 and reviewed by 4 October.
OPENED, DUE, OVERDUE = date(2019, 9, 2), date(2019, 9, 24), date(2019, 9, 30)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)


def kinds(person=None) -> list[str]:
    waiting = Reminder.objects.waiting()
    if person:
        waiting = waiting.filter(recipient=person)
    return sorted(waiting.values_list("kind", flat=True))


def daily(person, day: date) -> OutgoingMail:
    return OutgoingMail.objects.get(kind="daily", recipient=person, day=day)


def update_of(plan_round, number: str = "1") -> ProgressUpdate:
    return plan_round.updates.get(improvement__number=number)


@pytest.fixture
def sent(plan_round, on_day):
    """Act as on a day: everything due leaves into the test's own mailbox."""

    def send(day: date) -> dict[str, int]:
        on_day(day)
        return send_due(at=morning(day))

    return send


def test_the_one_mail_at_opening_says_how_many_how_long_and_by_when(sent, officer, mailoutbox):
    assert sent(OPENED) == {"sent": 1}
    [mail] = mailoutbox
    assert mail.to == [officer.email]
    assert mail.subject == "3 improvements for Q2 2019-20, due Friday 27 September"
    assert (
        "You have 3 improvements for Q2 2019-20 (Jul to Sep 2019), about 6 minutes, "
        "due Friday 27 September." in mail.body
    )
    html = mail.alternatives[0].content
    assert mail.body.count("http") == html.count('href="http')
    for word in ("Write the 3 updates", "1. Open papers 1", "/updates/"):
        assert word in mail.body
        assert word in html


def test_nothing_is_sent_twice_however_often_the_clock_ticks(sent, mailoutbox):
    sent(OPENED)
    assert sent(OPENED) == {}
    assert sent(OPENED + timedelta(days=1)) == {}
    assert len(mailoutbox) == 1


def test_before_the_due_date_there_is_one_more_mail(sent, officer, mailoutbox):
    sent(OPENED)
    sent(DUE)
    assert [mail.subject for mail in mailoutbox][1:] == [
        "3 improvements for Q2 2019-20, due Friday 27 September"
    ]
    assert kinds(officer) == ["update_due"] * 3


def test_a_missed_run_still_sends(sent, mailoutbox):
    """The worker was down on the first day of the window, and on the due date."""
    sent(date(2019, 9, 26))
    assert len(mailoutbox) == 1
    sent(date(2019, 10, 9))
    assert mailoutbox[1].subject == "3 improvements overdue for Q2 2019-20"
    assert "due since Friday 27 September" in mailoutbox[1].body


def test_a_submitted_update_is_asked_for_no_more(sent, plan_round, officer, mailoutbox):
    sent(OPENED)
    factories.submit(update_of(plan_round), by=officer)
    assert kinds(officer) == ["quarter_opened"] * 2
    sent(DUE)
    assert "2 improvements" in mailoutbox[-1].subject


def test_a_withdrawn_update_is_asked_for_again(sent, plan_round, officer, mailoutbox):
    sent(DUE)
    update = factories.submit(update_of(plan_round), by=officer)
    sent(DUE)
    workflow.withdraw_update(update, by=officer)
    sent(DUE + timedelta(days=1))
    assert mailoutbox[-1].subject == "1 improvement for Q2 2019-20, due Friday 27 September"


def test_an_update_sent_between_envelope_and_hand_over_is_left_out(
    sent, plan_round, officer, mailoutbox, monkeypatch
):
    """The envelope lies there since the morning; its words are written when it leaves."""
    monkeypatch.setattr(delivery, "deliver_due", lambda at: {})
    sent(DUE)
    monkeypatch.undo()
    update = update_of(plan_round)
    ProgressUpdate.objects.filter(pk=update.pk).update(state="submitted")
    delivery.deliver_due(at=morning(DUE))
    assert "You have 2 improvements" in mailoutbox[-1].body


def test_an_envelope_with_nothing_left_is_not_sent(
    sent, plan_round, officer, mailoutbox, monkeypatch
):
    monkeypatch.setattr(delivery, "deliver_due", lambda at: {})
    sent(DUE)
    monkeypatch.undo()
    for number in "123":
        factories.submit(update_of(plan_round, number), by=officer)
    assert delivery.deliver_due(at=morning(DUE)) == {"cancelled": 1}
    assert mailoutbox == []


@pytest.mark.parametrize(
    "ends",
    [
        lambda w: workflow.excuse_update(w["update"], reason="Merged.", by=w["coordinator"]),
        lambda w: workflow.close_plan_round(w["plan_round"], by=w["coordinator"]),
        lambda w: RoleAssignment.objects.filter(user=w["officer"]).update(ends_on=OPENED),
        lambda w: type(w["officer"]).objects.filter(pk=w["officer"].pk).update(is_active=False),
    ],
    ids=["excused", "closed", "role ended", "person inactive"],
)
def test_whoever_need_not_write_is_not_reminded(
    sent, plan_round, officer, coordinator, mailoutbox, ends, on_day
):
    plan_round.updates.exclude(improvement__number="1").delete()
    on_day(OPENED)
    due_items.collect(at=OPENED)
    assert kinds(officer) == ["quarter_opened"]
    ends(
        {
            "update": update_of(plan_round),
            "plan_round": plan_round,
            "coordinator": coordinator,
            "officer": officer,
        }
    )
    sent(OPENED + timedelta(days=1))
    assert kinds(officer) == []
    assert [mail for mail in mailoutbox if officer.email in mail.to] == []


def test_a_moved_due_date_is_told_again(sent, plan_round, mailoutbox):
    sent(DUE)
    plan_round.round.due_on = date(2019, 10, 2)
    plan_round.round.save()
    sent(date(2019, 9, 30))
    assert mailoutbox[-1].subject == "3 improvements for Q2 2019-20, due Wednesday 2 October"


def test_a_deputy_is_reminded_on_their_dates(
    sent, plan_round, officer, other_officer, partnership, mailoutbox
):
    Deputy.objects.create(
        partnership=partnership, user=officer, deputy=other_officer, starts_on=DUE, ends_on=DUE
    )
    sent(OPENED)
    assert kinds(other_officer) == []
    sent(DUE)
    mail = next(mail for mail in mailoutbox if mail.to == [other_officer.email])
    assert "for Governance Officer, whose deputy you are" in mail.body
    sent(OVERDUE)
    assert kinds(other_officer) == []


def test_a_returned_row_comes_back_with_one_mail_each_time(
    sent, plan_round, officer, area_lead, mailoutbox
):
    for day in (DUE, DUE + timedelta(days=1)):
        update = factories.submit(update_of(plan_round), by=officer)
        sent(day)
        workflow.return_update(update, note="Say when.", by=area_lead)
        sent(day + timedelta(days=1))
    told = [mail.subject for mail in mailoutbox if mail.to == [officer.email]]
    assert told.count("1 improvement returned to you") == 2


def test_a_reviewer_gets_one_digest_of_all_partnerships(
    sent, plan_round, officer, area_lead, other_partnership, mailoutbox
):
    RoleAssignment.objects.create(user=area_lead, partnership=other_partnership, role="area_lead")
    author = factories.make_person("Elsewhere Officer", other_partnership, "officer")
    other_round = factories.make_plan_round(
        factories.make_plan(other_partnership, rows=1, updater=author),
        factories.make_round(other_partnership, by=author),
    )
    factories.submit(update_of(plan_round), by=officer)
    factories.submit(update_of(plan_round, "2"), by=officer)
    factories.submit(update_of(other_round), by=author)
    sent(DUE)
    [mail] = [mail for mail in mailoutbox if mail.to == [area_lead.email]]
    assert mail.subject == "3 rows ready to review"
    assert "2 rows of Improvement plan 2019-20, SSLEP" in mail.body
    assert "1 row of Improvement plan 2019-20, OTHER" in mail.body


def test_a_review_that_falls_due_is_told_once_more(
    sent, plan_round, officer, area_lead, mailoutbox
):
    factories.submit(update_of(plan_round), by=officer)
    sent(DUE)
    assert kinds(area_lead) == ["review_ready"]
    sent(date(2019, 10, 3))
    assert kinds(area_lead) == ["review_due"]
    told = [mail for mail in mailoutbox if mail.to == [area_lead.email]]
    assert len(told) == 2


def test_a_question_is_brought_to_whom_it_is_addressed(
    sent, plan_round, officer, area_lead, mailoutbox
):
    sent(DUE)
    update = factories.submit(update_of(plan_round), by=officer)
    question = comments.add_comment(
        update, text="Who signs it?", addressed_to=officer, by=area_lead
    )
    sent(DUE + timedelta(days=1))
    mail = next(mail for mail in reversed(mailoutbox) if mail.to == [officer.email])
    assert mail.subject == "A question waits for your answer"
    comments.add_comment(update, text="The board.", thread=question, by=officer)
    sent(DUE + timedelta(days=2))
    assert "question_asked" not in kinds(officer)
    answer = next(mail for mail in reversed(mailoutbox) if mail.to == [area_lead.email])
    assert "Your question was answered" in answer.body
    assert "/review/" in answer.body


def test_one_person_gets_one_mail_a_day_whatever_comes(
    sent, plan_round, officer, area_lead, mailoutbox
):
    sent(DUE)
    update = factories.submit(update_of(plan_round), by=officer)
    workflow.return_update(update, note="Say when.", by=area_lead)
    sent(DUE)
    assert len([mail for mail in mailoutbox if mail.to == [officer.email]]) == 1
    assert "update_returned" in kinds(officer), "the list in the product knows it at once"
    sent(DUE + timedelta(days=1))
    assert mailoutbox[-1].subject == "1 improvement returned to you"
    assert daily(officer, DUE + timedelta(days=1)).phase == "sent"


def test_a_quarter_recorded_from_paper_reminds_nobody(sent, plan_round, mailoutbox):
    plan_round.round.from_paper = True
    plan_round.round.save()
    assert sent(DUE) == {}


@pytest.mark.parametrize("rows", [1, 10, 100])
def test_the_number_of_questions_does_not_grow_with_the_rows(
    rows, partnership, officer, coordinator, django_assert_num_queries
):
    plan = factories.make_plan(partnership, rows=rows, updater=officer)
    plan_round = factories.make_plan_round(plan, factories.make_round(partnership, by=coordinator))
    assert plan_round.updates.count() == rows
    due_items.collect(at=DUE)
    assert Reminder.objects.count() == rows
    with django_assert_num_queries(24):
        due_items.collect(at=DUE)
