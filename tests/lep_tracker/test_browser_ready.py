"""The browser the journeys drive, proved on the one page that everybody meets first."""

import pytest

from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_first_page_comes_with_its_style_and_breaks_no_rule(page_for, officer):
    page = page_for()
    page.goto("/")
    assert "/account/login/" in page.url
    button = page.get_by_role("button").last
    assert button.evaluate("node => getComputedStyle(node).fontFamily").count("Arial")
    assert axe_violations(page) == []


def test_two_people_are_signed_in_side_by_side(page_for, officer, coordinator):
    first, second = page_for(officer), page_for(coordinator)
    for page, person in ((first, officer), (second, coordinator)):
        page.goto("/account/password/change/")
        assert "/login/" not in page.url
        assert person.get_short_name() in page.content()


def test_a_page_with_an_error_in_it_fails_its_test(chromium, live_server):
    from tests.browser import _note

    errors: list[str] = []
    page = chromium.new_page(base_url=live_server.url)
    page.on("console", lambda line: _note(errors, line))
    page.goto("/account/login/")
    page.evaluate("document.head.appendChild(document.createElement('style')).textContent = 'a{}'")
    page.wait_for_function("true")
    page.close()
    assert "Content Security Policy" in errors[0]
