"""The list of packs, the form that asks for one, its page, its progress, and the pack as a page."""

from datetime import date

import pytest
from django.urls import reverse

from governance import roles
from governance.models import AuditEvent, BoardPack, Seat
from governance.packs import choosable
from tests import factories

State = BoardPack.State


@pytest.fixture
def closed(reporting_round, coordinator):
    return factories.close_round(reporting_round, by=coordinator)


@pytest.fixture
def issued(body, closed, coordinator):
    return factories.make_pack(body, closed, by=coordinator, state="issued")


def address(name, pack=None, partnership="sslep"):
    return reverse(f"governance:{name}", args=[partnership] + ([pack.pk] if pack else []))


def text(response):
    return response.content.decode()


def places(**wanted):
    """What the form sends for its sections: all left out but those wanted."""
    return {f"place_{section.key}": wanted.get(section.key, "0") for section in choosable()}


# --- The list -----------------------------------------------------------------------------------
def test_the_list_groups_packs_by_quarter_and_says_their_state(
    as_, coordinator, body, closed, issued
):
    factories.make_pack(body, closed, by=coordinator, state="building", steps_done=2, steps_total=5)
    page = text(as_(coordinator).get(address("pack_list")))
    assert page.count("Q2 2019-20 (Jul to Sep 2019)</h2>") == 1
    assert "<b>Issued</b> on" in page and "step 2 of 5" in page
    assert "Create a pack" in page


def test_an_empty_list_says_who_starts(as_, coordinator, committee_member):
    assert "once you issue it" in text(as_(coordinator).get(address("pack_list"))).lower()
    members = text(as_(committee_member).get(address("pack_list")))
    assert "When the coordinator issues a pack to your body" in members
    assert "Create a pack" not in members


def test_members_find_issued_packs_of_their_body_only(
    as_, committee_member, body, partnership, closed, coordinator, issued
):
    factories.make_pack(body, closed, by=coordinator, title="A draft")
    board = factories.make_body(partnership, "LEP Board")
    factories.make_pack(board, closed, by=coordinator, state="issued")
    page = text(as_(committee_member).get(address("pack_list")))
    assert page.count("Download PDF") == 1
    assert "LEP Board" not in page


def test_a_seat_is_enough_to_read(as_, officer, body, issued):
    assert as_(officer).get(address("pack_list")).status_code == 403
    Seat.objects.create(body=body, user=officer)
    assert "Download PDF" in text(as_(officer).get(address("pack_list")))
    assert as_(officer).get(address("pack_detail", issued)).status_code == 200


def test_the_list_asks_the_database_equally_often_for_any_number_of_packs(
    as_, coordinator, body, closed, django_assert_max_num_queries
):
    client = as_(coordinator)
    for number in range(1, 12):
        factories.make_pack(body, closed, by=coordinator, state="superseded")
        if number in (1, 11):
            with django_assert_max_num_queries(12):
                client.get(address("pack_list"))


# --- Who may open what --------------------------------------------------------------------------
PAGES = ["pack_detail", "pack_page", "pack_progress", "pack_download"]


@pytest.mark.parametrize("name", PAGES)
def test_outsiders_get_404_and_other_roles_403(as_, name, outsider, officer, issued):
    assert as_(outsider).get(address(name, issued)).status_code == 404
    assert as_(officer).get(address(name, issued)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_members_of_another_body_get_404(as_, name, partnership, issued):
    board = factories.make_body(partnership, "LEP Board")
    member = factories.make_person("Board member", partnership, roles.COMMITTEE_MEMBER, body=board)
    assert as_(member).get(address(name, issued)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("state", ["requested", "failed", "ready"])
def test_what_is_not_issued_is_only_for_those_who_compose(
    as_, name, state, body, closed, coordinator, committee_member, area_lead, auditor
):
    pack = factories.make_pack(body, closed, by=coordinator, state=state)
    for person in (committee_member, area_lead, auditor):
        assert as_(person).get(address(name, pack)).status_code == 404
    assert as_(coordinator).get(address(name, pack)).status_code in (200, 302)


@pytest.mark.parametrize("name", PAGES)
def test_area_lead_and_auditor_read_what_is_issued(as_, name, area_lead, auditor, issued):
    for person in (area_lead, auditor):
        assert as_(person).get(address(name, issued)).status_code == 200


def test_a_pack_under_another_partnerships_address_is_404(as_, outsider, issued):
    url = address("pack_detail", issued, partnership="other")
    assert as_(outsider).get(url).status_code == 404


# --- Asking for a pack --------------------------------------------------------------------------
def test_the_form_proposes_the_last_closed_quarter_and_the_day_to_publish(
    as_, coordinator, body, closed
):
    closed.meets_on = date(2019, 11, 14)
    closed.save()
    page = text(as_(coordinator).get(address("pack_create")))
    assert "For 14 November 2019, publish by 6 November 2019." in page
    assert f'<option value="{closed.pk}" selected>' in page
    assert "The quarter on one page" in page and "The plan in four columns" in page


def test_a_pack_is_asked_for_and_found_on_its_page(as_, coordinator, body, closed):
    posted = {
        "body": body.pk,
        "round": closed.pk,
        "meets_on": "14 November 2019",
        **places(summary="2", plan="1"),
    }
    response = as_(coordinator).post(address("pack_create"), posted, follow=True)
    pack = BoardPack.objects.get()
    assert response.redirect_chain == [(pack.get_absolute_url(), 302)]
    assert (pack.sections, pack.meets_on) == (["plan", "summary"], date(2019, 11, 14))
    assert "Waiting for the worker to begin." in text(response)
    assert "Wednesday 6 November 2019" in text(response)
    assert AuditEvent.objects.count() == 1


def test_a_section_can_be_left_out(as_, coordinator, body, closed):
    posted = {"body": body.pk, "round": closed.pk, **places(summary="1")}
    as_(coordinator).post(address("pack_create"), posted)
    assert BoardPack.objects.get().sections == ["summary"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"body": ""}, "Choose something for “For which body”."),
        ({"meets_on": "soonish"}, "soonish"),
        ({"place_summary": "0"}, "Choose a place for at least one section."),
    ],
)
def test_mistakes_are_explained_and_nothing_is_lost(
    as_, coordinator, body, closed, change, sentence
):
    posted = {
        "body": body.pk,
        "round": closed.pk,
        **places(summary="1"),
        **change,
    }
    page = text(as_(coordinator).post(address("pack_create"), posted))
    assert sentence in page
    assert f'<option value="{closed.pk}" selected>' in page
    assert not BoardPack.objects.exists() and not AuditEvent.objects.exists()


def test_only_the_coordinator_asks(as_, officer, committee_member, area_lead, auditor, outsider):
    for person in (officer, committee_member, area_lead, auditor):
        assert as_(person).get(address("pack_create")).status_code == 403
        assert as_(person).post(address("pack_create")).status_code == 403
    assert as_(outsider).get(address("pack_create")).status_code == 404


def test_a_body_of_another_partnership_cannot_be_chosen(
    as_, coordinator, other_partnership, closed
):
    elsewhere = factories.make_body(other_partnership)
    posted = {"body": elsewhere.pk, "round": closed.pk, **places(summary="1")}
    assert "Choose one from the list." in text(
        as_(coordinator).post(address("pack_create"), posted)
    )


# --- One pack -----------------------------------------------------------------------------------
def test_the_page_of_a_pack_shows_its_print_and_how_to_issue_it(as_, coordinator, body, closed):
    pack = factories.make_pack(body, closed, by=coordinator)
    page = text(as_(coordinator).get(address("pack_detail", pack)))
    assert pack.sha256 in page and pack.build_id in page
    assert "Issue the pack" in page and "Build the pack again" in page
    assert "Replace this pack" not in page


def test_members_see_no_verbs(as_, committee_member, issued):
    page = text(as_(committee_member).get(address("pack_detail", issued)))
    assert issued.sha256 in page and "Download PDF" in page
    assert "Replace this pack" not in page and "Build the pack again" not in page


def test_a_draft_says_why_it_cannot_be_issued(as_, coordinator, body, reporting_round):
    pack = factories.make_pack(body, reporting_round, by=coordinator, is_draft=True)
    page = text(as_(coordinator).get(address("pack_detail", pack)))
    assert "cannot be issued. Close the quarter" in page
    assert "Issue the pack" not in page


def test_a_replaced_pack_leads_to_the_one_that_holds(
    as_, committee_member, body, closed, coordinator
):
    old = factories.make_pack(body, closed, by=coordinator, state="superseded")
    new = factories.make_pack(
        body, closed, by=coordinator, state="issued", supersedes=old, reason="A date was wrong."
    )
    page = text(as_(committee_member).get(address("pack_detail", old)))
    assert new.get_absolute_url() in page and "A date was wrong." in page


def test_a_member_is_not_told_of_a_pack_that_is_only_being_made(
    as_, committee_member, body, closed, coordinator, issued
):
    factories.make_pack(
        body, closed, by=coordinator, state="requested", supersedes=issued, reason="Secret reason."
    )
    assert "Secret reason." not in text(as_(committee_member).get(address("pack_detail", issued)))


def test_a_failed_pack_says_what_to_do(as_, coordinator, body, closed):
    pack = factories.make_pack(
        body, closed, by=coordinator, state="failed", problem="The PDF took too long."
    )
    page = text(as_(coordinator).get(address("pack_detail", pack)))
    assert "The PDF took too long." in page and "Build the pack again" in page


# --- Progress and the pack as a page ------------------------------------------------------------
def test_progress_says_step_and_how_far(as_, coordinator, body, closed):
    pack = factories.make_pack(
        body,
        closed,
        by=coordinator,
        state="building",
        step="Making the PDF",
        steps_done=4,
        steps_total=5,
    )
    told = as_(coordinator).get(address("pack_progress", pack)).json()
    assert (told["state"], told["step"], told["done"], told["total"]) == (
        "building",
        "Making the PDF",
        4,
        5,
    )
    page = text(as_(coordinator).get(address("pack_detail", pack)))
    assert 'data-job-url="' in page and "Refresh" in page


@pytest.mark.parametrize(("state", "word"), [("ready", "done"), ("failed", "failed")])
def test_progress_ends(as_, coordinator, body, closed, state, word):
    pack = factories.make_pack(body, closed, by=coordinator, state=state)
    assert as_(coordinator).get(address("pack_progress", pack)).json()["state"] == word


def test_the_same_pack_is_a_page_in_its_stored_words(as_, committee_member, issued):
    page = text(as_(committee_member).get(address("pack_page", issued)))
    assert "<h1>The stored pack</h1>" in page and page.count("<h1") == 1


def test_a_pack_that_is_not_built_has_a_page_that_says_so(as_, coordinator, body, closed):
    pack = factories.make_pack(body, closed, by=coordinator, state="requested")
    assert "Not built yet" in text(as_(coordinator).get(address("pack_page", pack)))


def test_signs_that_could_not_be_drawn_are_named_to_the_builder_before_issuing(
    as_, coordinator, body, closed
):
    sentence = "No typeface here has these signs, which are printed as empty boxes: 中."
    ready = factories.make_pack(body, closed, by=coordinator, state="ready", problem=sentence)
    assert sentence in text(as_(coordinator).get(address("pack_detail", ready)))
