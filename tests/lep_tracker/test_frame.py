"""The frame round every page, and the pages that belong to no part."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock


def test_the_frame_names_the_partnership_and_the_person(as_, officer, partnership):
    page = as_(officer).get("/").content.decode()
    assert partnership.name in page
    assert officer.name in page
    assert "Sign out" in page


def test_one_partnership_has_no_switcher_and_two_have_one(as_, area_lead, other_partnership):
    client = as_(area_lead)
    assert client.get("/").context["frame"]["others"] == []
    area_lead.role_assignments.create(partnership=other_partnership, role="area_lead")
    others = client.get("/").context["frame"]["others"]
    assert [one["name"] for one in others].count(other_partnership.name) == 1


def test_the_menu_holds_no_entry_whose_address_is_missing(as_, coordinator):
    frame = as_(coordinator).get("/").context["frame"]
    for entry in [*frame["nav"], *frame["person_links"], *frame["footer"]]:
        assert entry["url"].startswith("/")


def test_here_is_marked_in_the_menu(as_, officer):
    nav = as_(officer).get("/").context["frame"]["nav"]
    assert [(one["label"], one["current"]) for one in nav if one["current"]] == [
        ("Your work", "page")
    ]


def test_an_outsider_sees_nothing_of_a_partnership(as_, outsider, partnership):
    assert partnership.name not in as_(outsider).get("/").content.decode()


def test_your_work_counts_what_is_asked_and_what_waits_for_review(
    as_, officer, other_officer, area_lead, plan_round
):
    def count(person):
        return as_(person).get(reverse("privacy")).context["frame"]["nav"][0]["waiting"]

    rows = plan_round.updates.count()
    assert (count(officer), count(other_officer), count(area_lead)) == (rows, 0, 0)


def test_the_frame_costs_five_queries_at_most(as_, officer, django_assert_max_num_queries):
    client = as_(officer)
    with django_assert_max_num_queries(5):
        client.get(reverse("accessibility"))


def test_the_banner_says_that_the_clock_is_moved(client, on_day, db):
    assert "Demonstration" not in client.get(reverse("privacy")).content.decode()
    on_day(date(2019, 9, 26))
    page = client.get(reverse("privacy")).content.decode()
    assert "the date is set to 26 September 2019." in page


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_everybody_may_read_the_statements(client, db, name):
    assert client.get(reverse(name)).status_code == 200


def test_the_gallery_is_not_there_in_earnest(client, db, settings):
    settings.DEBUG = settings.LEP_DEMO = False
    assert client.get(reverse("gallery")).status_code == 404


def test_the_gallery_shows_every_component(client, db, settings):
    settings.LEP_DEMO = True
    page = client.get(reverse("gallery")).content.decode()
    assert page.count("gallery__item") >= 20


def test_no_such_page(as_, officer):
    answer = as_(officer).get("/no/such/page/")
    assert answer.status_code == 404
    assert "This page does not exist, or you do not have access to it" in answer.content.decode()


def test_what_was_typed_into_an_expired_form_comes_back(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        reverse("session_extend"),
        {"what_happened": "Minutes were published.", "password": "hidden from view"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Minutes were published." in page and "What happened" in page
    assert "hidden from view" not in page


def test_staying_signed_in_moves_the_end_of_the_session(as_, officer, settings):
    client = as_(officer)
    answer = client.post(reverse("session_extend"), headers={"X-Requested-With": "fetch"})
    assert answer.json() == {"extended": True}
    begun = client.session["extended_at"]
    assert abs(begun - clock.real_now().timestamp()) < 60
    left = client.get("/").context["frame"]["session"]["seconds"]
    assert settings.SESSION_COOKIE_AGE - 60 < left <= settings.SESSION_COOKIE_AGE


def test_staying_signed_in_without_script_leads_back(as_, officer):
    assert as_(officer).post(reverse("session_extend")).url == "/"


def test_staying_signed_in_is_a_verb(as_, officer):
    assert as_(officer).get(reverse("session_extend")).status_code == 405


def test_a_stranger_cannot_stay_signed_in(client, db):
    answer = client.post(reverse("session_extend"))
    assert answer.status_code == 302 and "login" in answer.url


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password"]
)
def test_sign_in_pages_stand_in_the_site(client, officer, name):
    page = client.get(reverse(name)).content.decode()
    assert "govuk-input" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "account_logout",
    ],
)
def test_account_pages_stand_in_the_site(as_, officer, name):
    page = as_(officer).get(reverse(name), follow=True).content.decode()
    assert page.count("<h1") == 1
    assert "LEP Tracker" in page


def test_home_keeps_the_partnership_that_was_seen_last(as_, area_lead, other_partnership):
    area_lead.role_assignments.create(partnership=other_partnership, role="area_lead")
    client = as_(area_lead)
    for slug in ["sslep", "other"]:
        seen = client.get(f"/{slug}/").context["frame"]["partnership"]
        assert client.get(reverse("privacy")).context["frame"]["partnership"] == seen
    client.get("/no-such-partnership/")
    assert client.get(reverse("privacy")).context["frame"]["partnership"] == other_partnership.name
