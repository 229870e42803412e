"""A check-in: written, saved, submitted, withdrawn, and never overwritten."""

from datetime import date

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from okrs import workflow
from okrs.models import CheckIn, MeasureReading
from okrs.versions_seen import quarter_seen
from tests import factories

from . import objects


@pytest.fixture
def address(check_in):
    return reverse("okrs:checkin_form", args=["sslep", check_in.pk])


@pytest.fixture
def typed(check_in, measure, partnership):
    return {
        "version": check_in.version,
        "status": factories.status(partnership, "on_track").pk,
        "words": "Two directors joined.\n\nThe third starts in May.",
        "reason": "",
        "as_at_text": "",
        f"measure_{measure.pk}": "120",
    }


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_page_shows_the_key_result_and_the_words_of_the_scheme(as_, officer, address):
    page = text_of(as_(officer).get(address))
    assert "Directors in place" in page
    assert "You expect to keep every date as it stands." in page
    assert "Not stated" not in page


def test_a_draft_is_saved(as_, officer, address, typed, check_in):
    as_(officer).post(address, typed)
    check_in.refresh_from_db()
    assert check_in.state == CheckIn.State.DRAFT
    assert MeasureReading.objects.get().value == 120


def test_submitting_keeps_words_and_person(as_, officer, address, typed, check_in):
    as_(officer).post(address, typed | {"submit": "1"})
    check_in.refresh_from_db()
    assert check_in.state == CheckIn.State.SUBMITTED
    assert check_in.submitted_by == officer
    assert AuditEvent.objects.get().verb == "okrs.checkin_submitted"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": ""}, "Choose how it stands and say what happened"),
        ({"status": ""}, "Choose how it stands and say what happened"),
        ({"as_at_text": "whenever"}, "whenever"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    as_, officer, address, typed, check_in, change, sentence
):
    answer = as_(officer).post(address, typed | change | {"submit": "1"})
    page = text_of(answer)
    assert sentence in page
    assert "120" in page
    assert CheckIn.objects.get().state == CheckIn.State.NOT_STARTED
    assert not AuditEvent.objects.exists()


def test_amber_asks_why(as_, officer, address, typed, partnership):
    at_risk = factories.status(partnership, "at_risk").pk
    page = text_of(as_(officer).post(address, typed | {"status": at_risk, "submit": "1"}))
    assert "needs a reason" in page


def test_a_reading_that_is_no_number_is_refused(as_, officer, address, typed, measure):
    page = text_of(as_(officer).post(address, typed | {f"measure_{measure.pk}": "many"}))
    assert "“many” is not a number. Write it in figures, for example 3." in page


def test_two_people_never_overwrite_each_other(as_, officer, other_officer, address, typed):
    as_(officer).post(address, typed)
    answer = as_(other_officer).post(address, typed | {"words": "Mine."})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Two directors joined." in page
    assert "Mine." in page
    assert CheckIn.objects.get().words.startswith("Two directors joined.")


def test_withdrawing_makes_it_a_draft_again(as_, officer, address, typed, check_in):
    client = as_(officer)
    client.post(address, typed | {"submit": "1"})
    seen = {"seen": CheckIn.objects.get(pk=check_in.pk).seen}
    client.post(reverse("okrs:checkin_withdraw", args=["sslep", check_in.pk]), seen)
    check_in.refresh_from_db()
    assert check_in.state == CheckIn.State.DRAFT
    assert check_in.submitted_at is None


def test_withdrawing_a_draft_says_why_not(as_, officer, check_in):
    answer = as_(officer).post(
        reverse("okrs:checkin_withdraw", args=["sslep", check_in.pk]), follow=True
    )
    assert "Only a submitted check-in can be withdrawn." in text_of(answer)


def test_a_closed_quarter_is_not_written_to(as_, officer, coordinator, address, typed, check_in):
    check_in.round.closed_at, check_in.round.closed_by = check_in.state_since, coordinator
    check_in.round.save()
    page = text_of(as_(officer).post(address, typed))
    assert "can no longer be changed" in page
    assert CheckIn.objects.get().state == CheckIn.State.NOT_STARTED


def test_outsider_gets_404_and_reader_403(as_, outsider, auditor, address):
    assert as_(outsider).get(address).status_code == 404
    assert as_(auditor).get(address).status_code == 403


def test_withdraw_is_a_verb(as_, officer, check_in):
    address = reverse("okrs:checkin_withdraw", args=["sslep", check_in.pk])
    assert as_(officer).get(address).status_code == 405


def test_a_quarter_drafts_one_check_in_per_key_result(objective, reporting_round, coordinator):
    objects.make_key_result(objective, "KR1")
    objects.make_key_result(objective, "KR2", "Second", updater=coordinator)
    objects.make_key_result(objective, "KR3", "")
    assert len(workflow.draft_check_ins(reporting_round)) == 2
    assert workflow.draft_check_ins(reporting_round) == []


def read(check_in):
    return {"seen": quarter_seen(type(check_in.round).objects.get())}


def shown_closed(check_in):
    return type(check_in.round).objects.get().seen


def quarter(verb):
    return reverse(f"okrs:round_{verb}", args=["sslep", "2019-q2"])


def test_closing_records_silence_and_reopening_takes_it_back(as_, coordinator, check_in):
    as_(coordinator).post(quarter("close"), read(check_in))
    check_in.refresh_from_db()
    assert check_in.state == CheckIn.State.SILENT
    assert not check_in.round.is_open
    as_(coordinator).post(
        quarter("reopen"),
        {"reason": "One check-in was on its way.", "seen": shown_closed(check_in)},
    )
    check_in.refresh_from_db()
    assert check_in.state == CheckIn.State.NOT_STARTED
    assert [event.verb for event in AuditEvent.objects.order_by("number")] == [
        "okrs.round_closed",
        "okrs.round_reopened",
    ]


def test_reopening_asks_why(as_, coordinator, check_in):
    as_(coordinator).post(quarter("close"), read(check_in))
    answer = as_(coordinator).post(quarter("reopen"), {"reason": " "}, follow=True)
    assert "Say why the quarter is opened again." in text_of(answer)


def test_a_quarter_with_plans_is_closed_on_their_page(as_, coordinator, check_in, plan_round):
    answer = as_(coordinator).post(quarter("close"), follow=True)
    assert "Close it on the page of its plan." in text_of(answer)
    check_in.round.closed_at, check_in.round.closed_by = check_in.state_since, coordinator
    check_in.round.save()
    assert CheckIn.objects.get().outcome.key == "silent"


def test_an_officer_cannot_close_a_quarter(as_, officer, check_in):
    assert as_(officer).post(quarter("close")).status_code == 403
    assert as_(officer).get(quarter("close")).status_code == 405


def test_a_leavers_key_results_go_to_the_successor(
    key_result, reporting_round, officer, other_officer, partnership
):
    key_result.updater = officer
    key_result.save()
    workflow.draft_check_ins(reporting_round)
    workflow.hand_over_check_ins(partnership, leaver=officer, successor=other_officer)
    key_result.refresh_from_db()
    assert key_result.updater == other_officer
    assert key_result.check_ins.get().asked == other_officer


def test_a_day_without_its_year_is_asked_and_kept_with_it(
    as_, officer, address, typed, check_in, on_day
):
    on_day(date(2019, 9, 26))
    client = as_(officer)
    page = text_of(client.post(address, typed | {"as_at_text": "30 Sept"}))
    assert "We read “30 Sept” as 30 September 2018." in page
    assert "30 September 2019 has not come yet." in page
    assert not CheckIn.objects.get(pk=check_in.pk).as_at_text
    confirmed = {"as_at_text": "30 Sept", "as_at_text_confirmed": "2018-09-30/2018-09-30"}
    assert client.post(address, typed | confirmed).status_code == 302
    check_in.refresh_from_db()
    assert (check_in.as_at, check_in.as_at_text) == (date(2018, 9, 30), "30 September 2018")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("1 October 2019", "has not come yet"), ("31 June 2019", "June 2019 has 30 days.")],
)
def test_a_day_that_cannot_be_is_refused(as_, officer, address, typed, on_day, day, sentence):
    on_day(date(2019, 9, 26))
    page = text_of(as_(officer).post(address, typed | {"as_at_text": day}))
    assert sentence in page and f'value="{day}"' in page
