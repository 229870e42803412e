"""The gallery and the pages that stand alone, checked for accessibility wide and narrow."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe_violations

pytestmark = pytest.mark.browser

ALONE = [
    "/accessibility/",
    "/privacy/",
    "/account/login/",
    "/account/login/code/",
    "/account/password/reset/",
    "/no/such/page/",
]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_gallery_breaks_no_rule_and_does_not_scroll_sideways(page_for, settings, width):
    settings.LEP_DEMO = True
    page = page_for(width=width)
    page.goto("/gallery/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_that_stand_alone_break_no_rule(page_for, width):
    page = page_for(width=width)
    for address in ALONE:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert axe_violations(page) == [], address


def test_folds_are_shut_on_a_phone_and_open_on_a_wide_screen_and_on_paper(page_for, settings):
    settings.LEP_DEMO = True
    inside = "text=Sub-groups settled, by November 2019"
    wide = page_for(width=1440)
    wide.goto("/gallery/")
    expect(wide.locator(inside).first).to_be_visible()
    phone = page_for(width=390)
    phone.goto("/gallery/")
    expect(phone.locator(inside).first).to_be_hidden()
    phone.emulate_media(media="print")
    expect(phone.locator(inside).first).to_be_visible()


def test_the_gallery_is_whole_without_script(page_for, settings):
    settings.LEP_DEMO = True
    page = page_for(java_script_enabled=False)
    page.goto("/gallery/")
    expect(page.get_by_label("What is the issue, and what would help?")).to_be_visible()
    expect(page.get_by_role("link", name="Refresh")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_person_menu_opens_and_shuts_again(page_for, officer, width):
    page = page_for(officer, width=width)
    page.goto("/help/")
    menu = page.locator("details.menu summary").last
    menu.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert axe_violations(page) == []
    menu.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
