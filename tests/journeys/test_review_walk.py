"""The reviewer at the keyboard: row after row without a new page, and the same without script."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.workflow import comments
from plans.input.update import NewDate
from plans.models import Milestone, ProgressUpdate, Review
from tests import factories
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def rows(plan, plan_round, coordinator, officer, area_lead):
    """Three rows sent: one asks for a new date, one is talked about, all changed since Q1."""
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        factories.submit(update, by=officer, notes="Papers went up late.")
    first, second, third = plan_round.updates.order_by("improvement__order")
    factories.submit(first, by=officer)
    sent = factories.submit(second, by=officer)
    comments.add_comment(sent, text="Which papers?", addressed_to=officer, by=area_lead)
    factories.submit(
        third,
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={
            third.improvement.milestones.get().pk: NewDate("by 31 January 2020", "Two are empty.")
        },
    )
    return first, second, third


def address(update):
    return reverse(
        "plans:review_detail",
        args=["sslep", "improvement-plan-2019-20", update.improvement.ref, "2019-q2"],
    )


def leave_the_box(page):
    page.evaluate("document.activeElement.blur()")


def test_a_quarter_is_reviewed_with_keys_alone(page_for, rows, plan_round, area_lead):
    page = page_for(area_lead)
    loaded = []
    page.on(
        "request",
        lambda request: loaded.append(request.url) if request.resource_type == "document" else None,
    )
    page.goto(address(rows[0]))
    page.keyboard.press("j")
    page.wait_for_selector("h2#row:has-text('2. Open papers 2')")
    page.keyboard.press("k")
    page.wait_for_selector("h2#row:has-text('1. Open papers 1')")

    page.get_by_label("Your words").fill("Good.")
    leave_the_box(page)
    page.wait_for_selector("text=Saved at")
    assert Review.objects.get().words == "Good."
    page.keyboard.press("a")
    page.wait_for_selector("text=Improvement 1 is accepted.")
    page.wait_for_selector("h2#row:has-text('2. Open papers 2')")

    page.keyboard.press("r")
    page.keyboard.type("Which papers were late?")
    page.get_by_role("button", name="Return 2").click()
    page.wait_for_selector("text=Improvement 2 is returned with your note.")

    page.get_by_role("radio", name="At risk").check()
    leave_the_box(page)
    page.keyboard.press("a")
    page.wait_for_selector("text=There is a problem")
    page.get_by_label("Why you differ").fill("The old promise still counts.")
    page.get_by_role("radio", name="Agree").check()
    page.get_by_role("button", name="Accept and next").click()
    page.wait_for_selector("h1:has-text('Sign the quarter')")
    assert len(loaded) == 1

    page.get_by_label("Your name and title").fill("Area Lead, Cities and Local Growth Unit")
    page.get_by_label("I have read the rows accepted here").check()
    page.get_by_role("button", name="Sign Q2 2019-20").click()
    page.wait_for_selector("h1:has-text('The quarter is signed')")
    states = plan_round.updates.order_by("improvement__order").values_list("state", flat=True)
    assert list(states) == ["accepted", "returned", "accepted"]
    assert Milestone.objects.filter(latest=date(2020, 1, 31)).count() == 1
    assert type(plan_round).objects.get(pk=plan_round.pk).is_signed


def test_keys_can_be_switched_off(page_for, rows, area_lead):
    page = page_for(area_lead)
    page.goto(address(rows[0]))
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert ProgressUpdate.objects.filter(state="accepted").count() == 0
    page.get_by_role("button", name="Turn keys on").wait_for()


def test_everything_works_without_script(page_for, rows, area_lead):
    page = page_for(area_lead, java_script_enabled=False)
    page.goto(address(rows[0]))
    page.get_by_label("Your words").fill("Good.")
    page.get_by_role("button", name="Accept and next").click()
    expect(page.get_by_text("Improvement 1 is accepted.").first).to_be_visible()
    page.get_by_label("Ask a question").fill("Who decides?")
    page.get_by_role("button", name="Add question").click()
    expect(page.get_by_text("Your question is added.").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_every_page_of_the_review_is_accessible(page_for, rows, area_lead, width):
    page = page_for(area_lead, width=width)
    quarter = ["sslep", "improvement-plan-2019-20", "2019-q2"]
    pages = [
        address(rows[2]),
        reverse("plans:review_queue"),
        reverse("plans:review_together", args=quarter),
        reverse("plans:round_sign", args=quarter),
    ]
    for path in pages:
        page.goto(path)
        assert axe_violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
