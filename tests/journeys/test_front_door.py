"""Through the front door in a real browser: first set-up, invitation, a session that ended."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from governance.models import Body, Partnership, User
from lep_tracker.set_up import one_time_code
from tests.browser import axe_violations
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def go_on(page):
    """Every page on the way is whole for everybody."""
    assert axe_violations(page) == []
    page.get_by_role("button", name="Continue").click()


def test_a_stranger_sets_up_a_site_and_the_first_officer_joins(page_for):
    page = page_for()
    page.goto(f"/set-up/open/{one_time_code.code()}/")
    page.get_by_label("Your name").fill("Partnership Manager")
    page.get_by_label("E-mail address").fill("manager@example.org")
    page.get_by_label("Password", exact=True).fill("a long enough phrase")
    page.get_by_label("Password, once more").fill("a long enough phrase")
    go_on(page)
    page.get_by_label("Full name").fill("Marches Local Enterprise Partnership")
    page.get_by_label("Short name").fill("Marches LEP")
    page.get_by_label("Local Enterprise Partnership (company)").check()
    go_on(page)
    page.get_by_label("An Area Lead").check()
    go_on(page)
    page.get_by_label("Financial year").check()
    go_on(page)
    go_on(page)
    page.get_by_label("Name").first.fill("Governance Officer")
    page.get_by_label("E-mail address").first.fill("officer@example.org")
    page.get_by_label("Role").first.select_option("officer")
    go_on(page)
    page.get_by_label("Boards and committees").fill("Finance and Resources Committee")
    go_on(page)
    assert axe_violations(page) == []
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Set up Marches LEP").click()
    assert axe_violations(page) == []
    link = page.get_by_label("officer@example.org").input_value()
    page.get_by_role("link", name="Look at Marches LEP").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Marches")

    officer = page_for(width=390, height=844)
    officer.goto(link)
    assert axe_violations(officer) == []
    officer.get_by_label("Password", exact=True).fill("quite another phrase")
    officer.get_by_label("Password, once more").fill("quite another phrase")
    officer.get_by_role("button", name="Join").click()
    expect(officer.locator("body")).to_contain_text(
        "You have joined Marches Local Enterprise Partnership."
    )
    person = User.objects.get(email="officer@example.org")
    assert person.roles_in(Partnership.objects.get()) == {"officer"}


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_people_and_bodies_are_whole_for_everybody(
    page_for, width, coordinator, officer, committee_member, body, plan_round
):
    page = page_for(coordinator, width=width)
    seat, role = body.seats.get(), officer.role_assignments.get()
    wrong = {}
    for address in (
        *("", "people/", "people/invite/", "settings/", "settings/status-words/", "bodies/"),
        *(f"people/{officer.pk}/{what}" for what in ("", "roles/give/", "leave/")),
        *(f"people/roles/{role.pk}/end/", "settings/accountable-bodies/add/", "deputies/name/"),
        *(f"bodies/{body.slug}/{what}" for what in ("", "edit/", f"seats/{seat.pk}/end/")),
    ):
        page.goto(f"/sslep/{address}")
        wrong[address] = axe_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide"
    for address in ("/account/", "/account/codes/", "/account/sessions/", "/account/name/"):
        page.goto(address)
        wrong[address] = axe_violations(page)
    assert {address: found for address, found in wrong.items() if found} == {}


def test_a_session_that_ended_gives_the_words_back(page_for, coordinator):
    page = page_for(coordinator)
    page.goto("/sslep/bodies/new/")
    page.get_by_label("Name").fill("Growth Board")
    page.get_by_label("What it looks after").fill("Half an hour of careful words.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save the body").click()
    expect(
        page.get_by_text("You were signed out. Sign in to get back what you typed.").first
    ).to_be_visible()
    page.get_by_label("E-mail address").fill(coordinator.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("Half an hour of careful words.")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Return to the form").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Growth Board")
    assert Body.objects.get().remit == "Half an hour of careful words."
