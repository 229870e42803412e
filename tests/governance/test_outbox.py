"""The outbox: what was mailed, what failed, and what a person decides about it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from governance import clock
from governance.models import AuditEvent, OutgoingMail, Reminder
from governance.reminders import delivery
from governance.tasks import send_due

Phase = OutgoingMail.Phase


def make_mail(phase: str = "failed", **fields) -> OutgoingMail:
    values = {
        "kind": "daily",
        "to_address": "someone@example.org",
        "day": clock.today(),
        "subject": "3 improvements for Q2 2019-20",
        "text": "You have 3 improvements.",
        **fields,
    }
    return OutgoingMail.objects.create(phase=phase, **values)


@pytest.fixture
def of_the_day(plan_round, officer):
    """A day's mail with one reminder in it that still waits."""

    def make(phase: str) -> OutgoingMail:
        mail = make_mail(phase, recipient=officer, to_address=officer.email)
        Reminder.objects.create(
            partnership=plan_round.partnership,
            kind="update_due",
            subject=plan_round.updates.first(),
            recipient=officer,
            due_on=plan_round.round.due_on,
            title="Update improvement 1",
            link="/",
            envelope=mail,
        )
        return mail

    return make


def test_what_needs_a_decision_stands_first(as_, administrator):
    for phase in ("sent", "sent", "uncertain", "failed"):
        make_mail(phase)
    said = as_(administrator).get(reverse("governance:outbox"))
    assert [(words, number) for _, words, number in said.context["counts"]] == [
        ("may or may not have been sent", 1),
        ("failed", 1),
        ("sent", 2),
    ]
    page = said.content.decode()
    assert "<b>Uncertain</b>" in page
    assert "someone@example.org" in page


def test_the_list_can_be_narrowed(as_, administrator):
    make_mail("sent", subject="Went well")
    make_mail("failed", subject="Went wrong")
    page = as_(administrator).get(reverse("governance:outbox"), {"phase": "failed"})
    assert "Went wrong" in page.content.decode()
    assert "Went well" not in page.content.decode()


def test_an_empty_outbox_says_what_will_be_in_it(as_, administrator):
    page = as_(administrator).get(reverse("governance:outbox")).content.decode()
    assert "No mail yet" in page


@pytest.mark.parametrize("rows", [1, 10, 50])
def test_a_longer_list_asks_no_more_questions(
    rows, as_, administrator, officer, django_assert_max_num_queries
):
    for _ in range(rows):
        make_mail("sent", kind="sign_in", recipient=officer)
    client = as_(administrator)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("governance:outbox")).content.decode()
    assert page.count("<b>Sent</b>") == rows


def test_nobody_but_administrators_gets_in(as_, coordinator, outsider):
    mail = make_mail()
    for person in (coordinator, outsider):
        for name, args in (("outbox", []), ("outbox_mail", [mail.pk]), ("outbox_retry", [mail.pk])):
            address = reverse(f"governance:{name}", args=args)
            asked = as_(person).post if name == "outbox_retry" else as_(person).get
            assert asked(address).status_code == 403


def test_a_mail_that_is_not_there_is_not_found(as_, administrator):
    assert as_(administrator).get(reverse("governance:outbox_mail", args=[9])).status_code == 404


def test_a_link_or_code_is_shown_to_nobody_but_its_reader(as_, administrator):
    mail = make_mail("failed", kind="sign_in", text="The code is 123456.")
    page = as_(administrator).get(reverse("governance:outbox_mail", args=[mail.pk]))
    assert "123456" not in page.content.decode()
    assert "shown only to the person it is for" in page.content.decode()


def test_the_words_of_a_days_mail_are_shown(as_, administrator):
    mail = make_mail("sent")
    page = as_(administrator).get(reverse("governance:outbox_mail", args=[mail.pk]))
    assert "You have 3 improvements." in page.content.decode()


def test_a_failed_mail_is_tried_again(as_, administrator, of_the_day, mailoutbox):
    mail = of_the_day("failed")
    said = as_(administrator).post(reverse("governance:outbox_retry", args=[mail.pk]), follow=True)
    assert "tried again within a minute" in said.content.decode()
    mail.refresh_from_db()
    assert mail.phase == Phase.PENDING
    event = AuditEvent.objects.get(verb="governance.mail_tried_again")
    assert "someone@example.org" not in event.sentence


def test_an_uncertain_mail_asks_before_it_is_sent_again(as_, administrator, of_the_day):
    mail = of_the_day("uncertain")
    address = reverse("governance:outbox_send_again", args=[mail.pk])
    assert "may arrive twice" in as_(administrator).get(address).content.decode()
    mail.refresh_from_db()
    assert mail.phase == Phase.UNCERTAIN
    as_(administrator).post(address)
    mail.refresh_from_db()
    assert mail.phase == Phase.PENDING
    assert AuditEvent.objects.filter(verb="governance.mail_sent_again").count() == 1


def test_an_uncertain_mail_is_never_repeated_by_itself(db, mailoutbox):
    make_mail("uncertain", kind="invitation")
    assert delivery.deliver_due() == {}
    assert mailoutbox == []


def test_a_mail_sent_meanwhile_is_not_tried_again(as_, administrator):
    mail = make_mail("sent", kind="invitation")
    address = reverse("governance:outbox_retry", args=[mail.pk])
    said = as_(administrator).post(address, follow=True)
    assert "This mail is sent by now." in said.content.decode()
    again = reverse("governance:outbox_send_again", args=[mail.pk])
    assert (
        "This mail is sent by now." in as_(administrator).get(again, follow=True).content.decode()
    )


def test_a_mail_whose_reminders_went_elsewhere_need_not_be_sent(as_, administrator, officer):
    mail = make_mail("failed", recipient=officer)
    address = reverse("governance:outbox_retry", args=[mail.pk])
    said = as_(administrator).post(address, follow=True)
    assert "Nothing in this mail still waits" in said.content.decode()


def test_reminders_of_a_failed_mail_go_into_the_next_days(of_the_day, officer, on_day, mailoutbox):
    on_day(date(2019, 9, 24))
    mail = of_the_day("failed")
    send_due(at=datetime(2019, 9, 25, 8, 0, tzinfo=UTC))
    assert [sent.to for sent in mailoutbox] == [[officer.email]]
    assert not mail.reminders.exists()


def test_a_verb_is_never_read(as_, administrator):
    address = reverse("governance:outbox_retry", args=[make_mail().pk])
    assert as_(administrator).get(address).status_code == 405
