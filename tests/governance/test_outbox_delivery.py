"""An envelope is handed over once, or listed as uncertain; nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from governance import clock
from governance.models import OutgoingMail
from governance.reminders import delivery, outbox
from governance.tasks import deliver_mail
from tests.mail_sink import HangUp

Phase = OutgoingMail.Phase


@pytest.fixture
def mail(db):
    return post()


def post(**values) -> OutgoingMail:
    return outbox.post(
        "sign_in", "someone@example.org", "Your code", "The code is 123456.", **values
    )


def again(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def lease_ends(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        lease_until=clock.real_now() - timedelta(seconds=1)
    )


def test_a_mail_is_taken_by_the_server_once(sink, mail):
    assert delivery.deliver_due() == {"sent": 1}
    assert delivery.deliver_due() == {}
    [taken] = sink.mails
    assert taken["Message-ID"] == mail.message_id
    assert taken["To"] == "someone@example.org"
    assert "123456" in taken.get_content()


def test_words_that_open_a_door_are_forgotten_once_sent(sink, mail):
    delivery.deliver(mail.pk)
    assert again(mail).phase == Phase.SENT
    assert again(mail).text == ""
    assert again(mail).sent_at is not None


def test_of_two_workers_one_gets_the_envelope(sink, mail):
    assert delivery._claim(mail.pk, "first", clock.now())
    assert not delivery._claim(mail.pk, "second", clock.now())
    assert delivery.deliver(mail.pk) == ""
    assert sink.mails == []


def test_a_worker_that_died_before_the_hand_over_is_followed_by_another(sink, mail):
    delivery._claim(mail.pk, "dead", clock.now())
    assert delivery.deliver_due() == {}
    lease_ends(mail)
    assert delivery.deliver_due() == {"sent": 1}
    assert again(mail).attempts == 2


def test_a_worker_that_died_in_the_hand_over_leaves_it_uncertain(sink, mail):
    delivery._claim(mail.pk, "dead", clock.now())
    delivery._move(mail, Phase.CLAIMED, "dead", Phase.HANDING_OVER)
    lease_ends(mail)
    assert delivery.deliver_due() == {"uncertain": 1}
    assert delivery.deliver_due() == {}
    assert again(mail).phase == Phase.UNCERTAIN
    assert sink.mails == []


def test_a_worker_whose_lease_ended_hands_nothing_over(sink, mail):
    """It slept so long that another took the envelope; its next step names a phase it lost."""
    delivery._claim(mail.pk, "slow", clock.now())
    lease_ends(mail)
    delivery._claim(mail.pk, "quick", clock.now())
    assert delivery._move(mail, Phase.CLAIMED, "slow", Phase.HANDING_OVER) == ""


def test_a_slow_hand_over_that_was_given_up_still_becomes_sent(sink, mail):
    delivery._claim(mail.pk, "slow", clock.now())
    delivery._move(mail, Phase.CLAIMED, "slow", Phase.HANDING_OVER)
    lease_ends(mail)
    assert delivery.give_up_lost_workers() == 1
    assert delivery._sent(mail, "slow") == Phase.SENT
    assert again(mail).error == ""


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "body"])
def test_a_server_that_hangs_up_leaves_it_uncertain(sink, mail, stage):
    def hang_up(come_to):
        if come_to == stage:
            raise HangUp

    sink.at = hang_up
    assert delivery.deliver_due() == {"uncertain": 1}
    assert again(mail).phase == Phase.UNCERTAIN
    assert sink.mails == []


def test_a_server_that_hangs_up_after_taking_it_is_not_asked_again(sink, mail):
    def hang_up(stage):
        if stage == "taken":
            raise HangUp

    sink.at = hang_up
    delivery.deliver_due()
    sink.at = lambda stage: None
    delivery.deliver_due()
    assert again(mail).phase == Phase.UNCERTAIN
    assert sink.count() == {mail.message_id: 1}


@pytest.mark.parametrize(
    ("stage", "answer"),
    [("mail", "550 not you"), ("rcpt", "550 nobody here"), ("taken", "554 looks like spam")],
)
def test_a_final_no_is_a_failure_with_the_servers_words(sink, mail, stage, answer):
    sink.answers = {stage: answer}
    assert delivery.deliver_due() == {"failed": 1}
    assert answer[4:] in again(mail).error


@pytest.mark.parametrize("stage", ["mail", "rcpt", "taken"])
def test_a_no_for_now_is_tried_again_later(sink, mail, stage):
    sink.answers = {stage: "451 come back later"}
    assert delivery.deliver_due() == {"pending": 1}
    sink.answers = {}
    assert delivery.deliver_due() == {}, "not before a minute is over"
    lease_ends(mail)
    assert delivery.deliver_due() == {"sent": 1}


def test_a_server_that_is_away_is_asked_once_in_a_run(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    first, second = post(), post()
    assert delivery.deliver_due() == {"pending": 1}
    assert (again(first).attempts, again(second).attempts) == (1, 0)
    assert again(first).phase == again(second).phase == Phase.PENDING


def test_a_code_asked_for_while_the_server_is_away_waits(db, settings, mail):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    deliver_mail(mail.pk)
    assert again(mail).phase == Phase.PENDING
    assert "refused" in again(mail).error


def test_after_enough_attempts_it_has_failed(sink, mail):
    sink.answers = {"rcpt": "451 come back later"}
    for _ in range(len(delivery.WAITS)):
        assert delivery.deliver_due() == {"pending": 1}
        lease_ends(mail)
    assert delivery.deliver_due() == {"failed": 1}


def test_a_mail_that_cannot_be_written_stops_no_other(sink, mail):
    broken = outbox.post("sign_in", "someone@example.org", "Two\nlines", "Words.")
    assert delivery.deliver_due() == {"pending": 1, "sent": 1}
    assert "newlines" in again(broken).error


def test_what_is_not_due_yet_waits(sink, mail):
    morning = datetime(2019, 9, 24, 6, 30, tzinfo=UTC)
    OutgoingMail.objects.filter(pk=mail.pk).update(not_before=morning)
    assert delivery.deliver_due(at=morning - timedelta(minutes=1)) == {}
    assert delivery.deliver_due(at=morning) == {"sent": 1}


def test_a_code_to_sign_in_goes_before_the_days_mail(sink, db):
    post()
    outbox.post("invitation", "new@example.org", "Join", "Words.")
    post()
    delivery.deliver_due()
    assert [mail["Subject"] for mail in sink.mails] == ["Your code", "Your code", "Join"]


def test_the_worker_is_called_when_the_action_is_done(sink, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        post()
    assert len(calls) == 1


def test_mail_goes_to_files_by_default(db, settings, mail):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert delivery.deliver_due() == {"sent": 1}
    [written] = settings.EMAIL_FILE_PATH.iterdir()
    assert mail.message_id in written.read_text()
