"""A plan read and written in a real browser, on a wide screen, a phone and paper."""

from datetime import date

import pytest
from playwright.sync_api import expect

from plans.models import Milestone
from tests import factories
from tests.browser import axe_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def long_plan(plan, plan_round, officer, on_day):
    on_day(date(2019, 9, 26))
    for number in range(4, 13):
        row = factories.make_improvement(plan, str(number), theme=plan.themes.first())
        row.milestones.update(latest=date(2020, 3, 1))
    factories.submit(plan_round.updates.get(improvement__ref="1"), by=officer)
    return plan


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_a_plan_break_no_rule(page_for, coordinator, long_plan, width):
    page = page_for(coordinator, width=width)
    home = long_plan.get_absolute_url()
    row = f"{home}improvements/1/"
    for address in (
        *(home, f"{home}?rows=all", f"{home}?status=complete", f"{home}contents/"),
        *(f"{home}edit/", row, f"{row}edit/", f"{row}history/", f"{row}retire/"),
        *(f"{row}parts/milestone/new/", f"{row}parts/evidence/new/", f"{home}../new/"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert axe_violations(page) == [], address


def test_a_folded_row_opens_in_its_place_and_stands_open_on_paper(page_for, officer, long_plan):
    page = page_for(officer)
    page.goto(long_plan.get_absolute_url())
    row = page.locator("#row-7")
    expect(row).to_be_hidden()
    page.locator("summary", has_text="Open papers 7").click()
    expect(row).to_be_visible()
    expect(page.locator("#row-8")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#row-8")).to_be_visible()
    expect(page.get_by_role("button", name="Show")).to_be_hidden()


def test_a_milestone_is_written_read_and_confirmed(page_for, coordinator, long_plan):
    page = page_for(coordinator)
    page.goto(f"{long_plan.get_absolute_url()}improvements/1/edit/")
    page.get_by_role("button", name="Add milestone").click()
    page.get_by_label("What is to be done").fill("Minutes go up by end October")
    page.get_by_role("button", name="Add milestone").click()
    expect(page.locator("main")).to_contain_text("We read “by end October” as 31 October 2019")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Confirm and save").click()
    page.get_by_text("The milestone was added.").wait_for()
    assert Milestone.objects.get(due_text="by end October").latest == date(2019, 10, 31)
