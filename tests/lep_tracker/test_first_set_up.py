"""The first set-up: an empty site becomes a usable partnership, and nothing typed is lost."""

import pytest
from django.core.management import call_command
from django.test import Client

from governance.models import AuditEvent, Body, Invitation, Partnership, StatusScheme, User
from lep_tracker.set_up import one_time_code

ANSWERS = {
    "administrator": {
        "name": "Partnership Manager",
        "email": "manager@example.org",
        "password": "a long enough phrase",
        "again": "a long enough phrase",
    },
    "partnership": {
        "name": "Marches Local Enterprise Partnership",
        "short_name": "Marches LEP",
        "kind": "lep_company",
    },
    "reviewer": {"reviewer": "other", "title": "Relationship Manager"},
    "quarters": {"quarter_convention": "financial"},
    "words": {"scheme": "default"},
    "people": {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "Governance Officer",
        "form-0-email": "officer@example.org",
        "form-0-role": "officer",
        "form-1-name": "",
        "form-1-email": "",
        "form-1-role": "",
    },
    "bodies": {"names": "Growth Board\nFinance and Resources Committee\n"},
}


@pytest.fixture(autouse=True)
def _own_folder(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def inside(client) -> Client:
    client.get(f"/set-up/open/{one_time_code.code()}/")
    return client


def answer_all(client: Client, **changed) -> None:
    for step, typed in (ANSWERS | changed).items():
        response = client.post(f"/set-up/{step}/", typed)
        assert response.status_code == 302, f"{step}: {response.content.decode()}"


def test_the_front_door_of_an_empty_site_leads_to_the_set_up(client):
    assert client.get("/").url == "/set-up/"
    assert client.get("/account/login/").url == "/set-up/"
    assert "Nobody has an account here yet." in client.get("/set-up/").content.decode()


def test_without_the_code_no_step_opens(client):
    assert client.get("/set-up/administrator/").url == "/set-up/"
    assert client.post("/set-up/check/").url == "/set-up/"


def test_a_wrong_code_opens_nothing(client):
    assert client.get("/set-up/open/guessed/").url == "/set-up/"
    page = client.post("/set-up/", {"code": "guessed"}).content.decode()
    assert "This is not the code." in page


def test_the_code_or_the_whole_address_may_be_typed(client):
    address = f"http://127.0.0.1:8000/set-up/open/{one_time_code.code()}/"
    assert client.post("/set-up/", {"code": address}).url == "/set-up/administrator/"


def test_the_command_prints_the_address(capsys):
    call_command("set_up_link")
    assert f"/set-up/open/{one_time_code.code()}/" in capsys.readouterr().out


def test_all_steps_lead_to_a_partnership_that_can_be_used(inside):
    answer_all(inside)
    page = inside.get("/set-up/check/").content.decode()
    assert "Relationship Manager" in page and "Finance and Resources Committee" in page
    response = inside.post("/set-up/check/")
    assert response.url == "/set-up/done/marches-lep/"
    partnership = Partnership.objects.get()
    person = User.objects.get()
    assert person.is_superuser and person.check_password("a long enough phrase")
    assert person.roles_in(partnership) == {"coordinator"}
    assert (partnership.reviewer_title, partnership.kind) == ("Relationship Manager", "lep_company")
    assert partnership.status_scheme.words.count() == 5
    assert StatusScheme.objects.count() == 2, "its words are its own"
    assert list(Body.objects.values_list("name", "kind")) == [
        ("Finance and Resources Committee", "committee"),
        ("Growth Board", "board"),
    ]
    assert Invitation.objects.get().email == "officer@example.org"
    event = AuditEvent.objects.get()
    assert event.as_printed == (
        "Partnership Manager set up this site and Marches Local Enterprise Partnership."
    )


def test_the_new_administrator_is_signed_in_and_sees_the_links_and_the_next_step(inside):
    answer_all(inside)
    page = inside.post("/set-up/check/", follow=True).content.decode()
    assert "Marches LEP is set up" in page
    assert "/join/" in page
    assert "Make the first plan" in page
    assert "Import a plan from Word" in page
    assert inside.get("/marches-lep/").status_code == 200


def test_afterwards_the_set_up_is_gone_and_so_is_its_code(inside):
    answer_all(inside)
    inside.post("/set-up/check/")
    assert not one_time_code.file().exists()
    assert inside.get("/set-up/").status_code == 404
    assert Client().get("/").url.startswith("/account/login/")


def test_nobody_reviewing_leaves_the_title_empty(inside):
    answer_all(inside, reviewer={"reviewer": "nobody", "title": ""})
    inside.post("/set-up/check/")
    assert not Partnership.objects.get().has_reviewer


def test_another_title_must_be_given(inside):
    page = inside.post("/set-up/reviewer/", {"reviewer": "other", "title": ""}).content.decode()
    assert "Fill in the title, such as Relationship Manager." in page


def test_going_back_keeps_what_was_typed(inside):
    inside.post("/set-up/administrator/", ANSWERS["administrator"])
    response = inside.post("/set-up/partnership/", {"name": "Half a na", "back": "yes"})
    assert response.url == "/set-up/administrator/"
    assert "manager@example.org" in inside.get("/set-up/administrator/").content.decode()
    assert "Half a na" in inside.get("/set-up/partnership/").content.decode()


def test_the_password_need_not_be_typed_twice_for_going_back(inside):
    answer_all(inside)
    without = ANSWERS["administrator"] | {"password": "", "again": "", "name": "Director"}
    inside.post("/set-up/administrator/", without)
    inside.post("/set-up/check/")
    person = User.objects.get()
    assert person.name == "Director" and person.check_password("a long enough phrase")


def test_no_password_waits_in_the_session(inside):
    answer_all(inside)
    assert "a long enough phrase" not in str(inside.session.items())


def test_two_different_passwords_are_refused_in_a_sentence(inside):
    typed = ANSWERS["administrator"] | {"again": "another long phrase"}
    page = inside.post("/set-up/administrator/", typed).content.decode()
    assert "The two passwords differ." in page
    assert "manager@example.org" in page


def test_a_missing_answer_leads_back_to_its_page(inside):
    inside.post("/set-up/administrator/", ANSWERS["administrator"])
    response = inside.get("/set-up/check/", follow=True)
    assert response.redirect_chain[-1][0] == "/set-up/partnership/"
    assert "This page still wants an answer." in response.content.decode()


def test_people_and_boards_may_wait(inside):
    nobody = ANSWERS["people"] | {
        "form-0-name": "",
        "form-0-email": "",
        "form-0-role": "",
    }
    answer_all(inside, people=nobody, bodies={"names": ""})
    inside.post("/set-up/check/")
    assert Invitation.objects.count() == Body.objects.count() == 0


def test_an_area_lead_cannot_be_invited_where_nobody_reviews(inside):
    lead = ANSWERS["people"] | {"form-0-role": "area_lead"}
    answer_all(inside, people=lead, reviewer={"reviewer": "nobody", "title": ""})
    page = inside.post("/set-up/check/", follow=True).content.decode()
    assert "Nobody reviews here." in page
    assert User.objects.count() == 0


def test_the_pages_of_set_up_open_for_nobody_once_there_is_a_person(as_, officer):
    assert as_(officer).get("/set-up/administrator/").status_code == 404
