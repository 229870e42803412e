"""Reading unchanged rows together, signing, correcting, and new dates where nobody reviews."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from governance.workflow import comments
from plans import workflow
from plans.input.update import NewDate
from plans.models import Addendum, MilestoneMove
from plans.rounds.versions_seen import quarter_as_shown
from tests import factories
from tests.reading import shown

SIGNATURE = {"signed_name": "Area Lead, Cities and Local Growth Unit", "confirm": "on"}


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


@pytest.fixture
def accepted(updates, officer, area_lead):
    sent = factories.submit(updates[0], by=officer)
    workflow.accept_update(sent, words="Good.", by=area_lead)
    return sent


@pytest.fixture
def unchanged(plan, updates, coordinator, officer):
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        factories.submit(update, by=officer)
    for update in updates[:2]:
        factories.submit(update, by=officer)


def address(name, slug="sslep", *more):
    return reverse(f"plans:{name}", args=[slug, "improvement-plan-2019-20", "2019-q2", *more])


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def signature(plan_round):
    return SIGNATURE | {"seen": quarter_as_shown(fresh(plan_round)).seen}


# --- Read them together ---------------------------------------------------------------------------
def test_unchanged_rows_are_read_and_accepted_together(as_, unchanged, updates, area_lead):
    client = as_(area_lead)
    page = client.get(address("review_together")).content.decode()
    assert "Papers went up on time." in page
    assert "Accept all 2" in page
    typed = {"seen": factories.seen_together(updates[0].plan_round, area_lead)}
    response = client.post(address("review_accept_all"), typed, follow=True)
    assert "2 unchanged rows are accepted." in response.content.decode()
    assert [fresh(update).state for update in updates] == ["accepted", "accepted", "not_started"]


def test_a_view_that_was_begun_is_not_published_unread(as_, unchanged, updates, area_lead):
    client = as_(area_lead)
    shown = {"seen": factories.seen_together(updates[0].plan_round, area_lead)}
    workflow.save_review(fresh(updates[0]), words="Hm, not quite.", by=area_lead)
    page = client.get(address("review_together")).content.decode()
    assert "Accept this row" in page and str(updates[0].improvement) not in page
    assert client.post(address("review_accept_all"), shown).status_code == 409
    assert [fresh(each).state for each in updates[:2]] == ["submitted", "submitted"]


def test_without_unchanged_rows_the_page_says_so(as_, plan_round, area_lead):
    page = as_(area_lead).get(address("review_together")).content.decode()
    assert "No unchanged rows wait" in page


def test_accepting_none_is_a_sentence(as_, plan_round, area_lead):
    response = as_(area_lead).post(address("review_accept_all"), follow=True)
    assert "No row that waits for you is on track and unchanged" in response.content.decode()


# --- Sign -----------------------------------------------------------------------------------------
def test_the_page_says_what_is_signed_and_what_is_silent(as_, accepted, area_lead):
    page = as_(area_lead).get(address("round_sign")).content.decode()
    assert "What you sign" in page
    assert "<dt>No update</dt><dd>2: " in page


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page)).split())


def test_every_row_is_signed_with_both_voices_in_sight(
    as_, accepted, updates, officer, area_lead, plan_round
):
    comments.add_comment(updates[1], text="Which papers?", by=area_lead)
    page = as_(area_lead).get(address("round_sign")).content.decode()
    table = page[page.index("The rows as you sign them") :]
    first, second, third = (
        text_of(row) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:4]
    )
    assert "Papers went up on time." in first and "Good." in first
    assert "No update" in second and second.endswith(" 1")
    assert "No update" in third and third.endswith(" 0")


def test_what_is_still_out_and_still_asked_is_warned_of(as_, accepted, updates, area_lead):
    comments.add_comment(updates[1], text="Which papers?", by=area_lead)
    page = text_of(as_(area_lead).get(address("round_sign")).content.decode())
    assert "Updates are due by 27 September 2019, which has not passed." in page
    assert "Outstanding: 2 , 3 . Once you sign, their updates can only be added beneath" in page
    assert "1 question is still open." in page


def test_nothing_is_warned_of_once_every_row_is_in_and_the_day_has_passed(
    as_, accepted, updates, officer, area_lead, on_day
):
    for update in updates[1:]:
        factories.submit(update, by=officer)
        workflow.accept_update(fresh(update), by=area_lead)
    on_day(date(2019, 9, 28))
    page = as_(area_lead).get(address("round_sign")).content.decode()
    assert "govuk-warning-text" not in page


def test_an_exempt_row_is_not_still_out(as_, accepted, updates, coordinator, area_lead):
    workflow.excuse_update(fresh(updates[1]), reason="It begins in April.", by=coordinator)
    page = text_of(as_(area_lead).get(address("round_sign")).content.decode())
    assert "Outstanding: 3 . Once you sign, its update can only be added beneath" in page


def test_a_row_that_was_out_is_written_late_beneath_the_signed_words(
    as_, accepted, updates, plan_round, officer, area_lead
):
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    late = fresh(updates[1])
    row = as_(officer).get(late.get_absolute_url()).content.decode()
    link = re.search(r'href="([^"]+)"\s*>Add a late update</a>', row)[1]
    form = as_(officer).get(link).content.decode()
    assert "<h1" in form and "Add a late update" in form
    typed = {"improvement": late.improvement_id, "text": "The papers came in October."}
    page = as_(officer).post(link, typed, follow=True).content.decode()
    assert "It is added beneath the signed words" in page
    addendum = plan_round.addenda.get()
    assert (addendum.improvement, addendum.voice) == (late.improvement, "lep")
    said = as_(officer).get(fresh(updates[0]).get_absolute_url()).content.decode()
    assert "Add a correction" in said and "Add a late update" not in said


def test_a_name_and_a_tick_sign_the_quarter(as_, accepted, plan_round, area_lead):
    response = as_(area_lead).post(address("round_sign"), signature(plan_round), follow=True)
    page = response.content.decode()
    assert "Signed by Area Lead, Cities and Local Growth Unit" in page
    assert fresh(plan_round).snapshot_sha256 in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"signed_name": "", "confirm": "on"}, "Type your name and title to sign."),
        ({"signed_name": "Area Lead"}, "Tick the box to sign the rows as they stand."),
    ],
)
def test_half_a_signature_is_none_and_keeps_the_name(
    as_, accepted, plan_round, area_lead, typed, sentence
):
    page = as_(area_lead).post(address("round_sign"), typed).content.decode()
    assert sentence in page
    assert typed["signed_name"] in page
    assert not fresh(plan_round).is_signed


def test_waiting_rows_are_named_before_signing(
    as_, accepted, updates, plan_round, officer, area_lead
):
    factories.submit(updates[1], by=officer)
    client = as_(area_lead)
    sentence = "Improvement 2 waits for your view."
    assert sentence in client.get(address("round_sign")).content.decode()
    assert sentence in client.post(address("round_sign"), SIGNATURE).content.decode()
    assert not fresh(plan_round).is_signed


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("coordinator", 403), ("auditor", 403), ("outsider", 404)],
)
@pytest.mark.parametrize("name", ["round_sign", "review_together"])
def test_only_the_reviewer_gets_in(as_, accepted, name, who, status, request):
    client = as_(request.getfixturevalue(who))
    assert client.get(address(name)).status_code == status
    assert client.post(address("review_accept_all")).status_code == status


def test_accepting_all_is_not_a_page(as_, plan_round, area_lead):
    assert as_(area_lead).get(address("review_accept_all")).status_code == 405


def test_where_nobody_reviews_signing_is_a_sentence(as_, accepted, area_lead, partnership):
    partnership.reviewer_title = ""
    partnership.save()
    response = as_(area_lead).get(address("round_sign"), follow=True)
    assert "Nobody reviews the updates of" in response.content.decode()


# --- Corrections ----------------------------------------------------------------------------------
@pytest.fixture
def signed(accepted, plan_round, area_lead):
    workflow.sign_plan_round(fresh(plan_round), signed_name="Area Lead", by=area_lead)
    return fresh(plan_round)


@pytest.mark.parametrize(("who", "voice"), [("area_lead", "reviewer"), ("officer", "lep")])
def test_a_correction_stands_beneath_the_signed_words(as_, signed, who, voice, request):
    client = as_(request.getfixturevalue(who))
    row = signed.plan.improvements.first()
    typed = {"text": "It was eight papers.", "improvement": row.pk}
    page = shown(client.post(address("addendum_add"), typed, follow=True))
    assert "It was eight papers." in page
    assert "26 September 2019 · on improvement 1" in page
    assert Addendum.objects.get().voice == voice


def test_the_row_is_chosen_by_the_link(as_, signed, officer):
    row = signed.plan.improvements.first()
    page = as_(officer).get(f"{address('addendum_add')}?row={row.ref}")
    assert page.context["form"]["improvement"].value() == row.pk


def test_an_empty_correction_says_what_to_do(as_, signed, officer):
    page = as_(officer).post(address("addendum_add"), {"text": " "}).content.decode()
    assert "Write what you add." in page
    assert not Addendum.objects.exists()


def test_before_signing_a_correction_is_refused_with_a_sentence(as_, accepted, officer):
    response = as_(officer).post(address("addendum_add"), {"text": "Too early."}, follow=True)
    assert "is not signed" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("auditor", 403), ("committee_member", 403), ("outsider", 404)]
)
def test_readers_do_not_correct(as_, signed, who, status, request):
    client = as_(request.getfixturevalue(who))
    assert client.post(address("addendum_add"), {"text": "Hm."}).status_code == status


# --- New dates where nobody reviews ---------------------------------------------------------------
@pytest.fixture
def move(updates, officer, partnership):
    milestone = updates[0].improvement.milestones.get()
    factories.submit(
        updates[0],
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")},
    )
    partnership.reviewer_title = ""
    partnership.save()
    return MilestoneMove.objects.get()


def test_the_coordinator_agrees_a_date(as_, move, coordinator):
    client = as_(coordinator)
    page = client.get(address("move_list")).content.decode()
    assert "by 31 January 2020" in page
    assert "Two seats are still empty." in page
    page = client.post(
        address("move_agree", "sslep", move.pk), {"seen": move.seen_with_milestone}, follow=True
    ).content.decode()
    assert "The new date applies from now on." in page
    assert fresh(move.milestone).latest == date(2020, 1, 31)


def test_the_coordinator_keeps_a_date(as_, move, coordinator):
    seen = {"seen": move.seen_with_milestone}
    as_(coordinator).post(address("move_decline", "sslep", move.pk), seen)
    assert fresh(move).state == MilestoneMove.State.DECLINED
    assert fresh(move.milestone).latest == date(2019, 7, 31)


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("area_lead", 403), ("outsider", 404)]
)
def test_only_the_coordinator_decides_dates(as_, move, who, status, request):
    client = as_(request.getfixturevalue(who))
    assert client.get(address("move_list")).status_code == status
    assert client.post(address("move_agree", "sslep", move.pk)).status_code == status


def test_deciding_is_not_a_page(as_, move, coordinator):
    assert as_(coordinator).get(address("move_agree", "sslep", move.pk)).status_code == 405


def test_where_somebody_reviews_the_list_sends_back(as_, move, coordinator, partnership):
    partnership.reviewer_title = "Area Lead"
    partnership.save()
    response = as_(coordinator).get(address("move_list"), follow=True)
    assert "the Area Lead agrees new dates" in response.content.decode()


# --- Where others meet what the reviewer and they said --------------------------------------------
def test_a_correction_stands_on_the_page_of_its_row_in_its_voice(as_, signed, area_lead, officer):
    row = signed.plan.improvements.first()
    workflow.add_addendum(signed, text="It was eight papers.", improvement=row, by=area_lead)
    page = as_(officer).get(row.get_absolute_url()).content.decode()
    assert "It was eight papers." in page
    assert "Added after signing" in page
    assert "<b>Area Lead</b>" in page


def test_questions_stand_beside_the_form_of_the_update(as_, updates, officer, area_lead):
    comments.add_comment(updates[0], text="Which papers?", by=area_lead)
    client = as_(officer)
    url = updates[0].get_absolute_url()
    page = client.get(url).content.decode()
    assert "Which papers?" in page
    response = client.post(
        reverse("governance:comment_add", args=["sslep", "progressupdate", updates[0].pk]),
        {"text": "The board's.", "next": url},
        follow=True,
    )
    assert response.redirect_chain[0][0] == f"{url}#questions"
    factories.submit(updates[0], by=officer)
    assert "Which papers?" in client.get(url).content.decode()
