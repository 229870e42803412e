"""An empty site: a stranger gets from the set-up link to a first open quarter."""

import io
import re
from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from governance.models import Partnership, User
from plans.models import ProgressUpdate
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECRET = "a phrase nobody else would type"


@pytest.fixture
def link(live_server, settings) -> str:
    """What ``make run DEMO=0`` prints where the product was started."""
    settings.BASE_URL = live_server.url
    printed = io.StringIO()
    call_command("set_up_link", stdout=printed)
    return re.search(r"https?://\S+", printed.getvalue()).group().rstrip(".")


def go_on(page, name: str = "Continue") -> None:
    assert axe_violations(page) == [], page.url
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name).click()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_stranger_opens_a_first_quarter(page_for, link, width, on_day):
    on_day(date(2026, 6, 10))
    page = page_for(width=width)
    page.goto("/")
    page.get_by_role("heading", level=1, name="Set up LEP Tracker").wait_for()
    page.goto(link)
    answer_the_questions(page)
    make_the_first_plan(page)
    open_the_first_quarter(page)


def answer_the_questions(page) -> None:
    page.get_by_label("Your name").fill("Partnership Manager")
    page.get_by_label("E-mail address").fill("manager@example.org")
    page.get_by_label("Password", exact=True).fill(SECRET)
    page.get_by_label("Password, once more").fill(SECRET)
    go_on(page)
    page.get_by_label("Full name").fill("North Growth Board")
    page.get_by_label("Short name").fill("NGB")
    page.get_by_role("radio", name="Business board").check(force=True)
    go_on(page)
    page.get_by_role("radio", name="Nobody").check(force=True)
    go_on(page)
    page.get_by_role("radio", name="Financial year").check(force=True)
    go_on(page)
    go_on(page)  # the standard words
    first = page.get_by_role("group", name="Person 1")
    first.get_by_label("Name").fill("Skills Officer")
    first.get_by_label("E-mail address").fill("skills@example.org")
    first.get_by_label("Role").select_option(label="Officer")
    go_on(page)
    page.get_by_label("Boards and committees").fill("Audit Committee")
    go_on(page)
    go_on(page, "Set up NGB")
    page.get_by_role("heading", level=1, name="NGB is set up").wait_for()
    assert axe_violations(page) == []
    assert User.objects.get().is_superuser
    assert Partnership.objects.get().bodies.get().name == "Audit Committee"


def make_the_first_plan(page) -> None:
    page.get_by_role("link", name="Make the first plan").click()
    page.get_by_label("Title").fill("Delivery plan 2026-27")
    page.get_by_label("First day").fill("1 April 2026")
    page.get_by_label("Last day").fill("31 March 2027")
    go_on(page, "Make the plan")
    assert axe_violations(page) == []
    page.get_by_role("link", name=re.compile("^Add improvement")).first.click()
    page.get_by_label("Number as printed").fill("1")
    page.get_by_role("textbox", name="Statement").fill("Every firm finds its adviser in a day.")
    go_on(page, "Add improvement")
    plan = Partnership.objects.get().plans.get()
    assert plan.improvements.get().number == "1"


def open_the_first_quarter(page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Open").first.click()
    page.get_by_role("heading", level=1, name="Open Q1 2026-27 (Apr to Jun 2026)").wait_for()
    go_on(page, "Open the quarter")
    assert axe_violations(page) == []
    update = ProgressUpdate.objects.get()
    assert update.state == "not_started"
    assert update.asked == User.objects.get()
    page.goto("/")
    page.get_by_role("link", name="Update improvement 1").first.click()
    page.get_by_role("heading", level=1, name="1. Every firm finds its adviser").wait_for()
    assert axe_violations(page) == []
