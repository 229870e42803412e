"""What every form of ours says when it refuses: at the top of the page, leading to the field.

Each address that takes a form is sent nothing, then too much in every field, then its right words
less one. A page that comes back has an error summary as GOV.UK draws it: announced, with its
heading, and with a link for each field whose control is on the page.
"""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.access_table import Row, World, words_of_address
from tests.database_rows import Undone
from tests.test_access import ACCESS, made_world, world  # noqa: F401

pytestmark = pytest.mark.walk

TOO_LONG = "x" * 2500
SENDS = sorted(name for name, row in ACCESS.items() if row.kind in ("form", "verb"))


def sendings(row: Row, at: World) -> list[dict[str, Any]]:
    right = dict(row.data(at) if callable(row.data) else row.data)
    typed = [name for name, value in right.items() if isinstance(value, str)]
    less_one = [{key: value for key, value in right.items() if key != name} for name in typed]
    return [{}, {**right, **dict.fromkeys(typed, TOO_LONG)}, *less_one]


def mistakes_of(page: str) -> list[str]:
    """What is wrong with how a page that refused says so."""
    summary = re.search(
        r'<div class="govuk-error-summary".*?<div role="alert">\s*<h2 class="govuk-error-summary'
        r'__title">There is a problem</h2>(.*?)</ul>',
        page,
        re.DOTALL,
    )
    if not summary:
        return ["no error summary"]
    wrong = []
    if not re.search(r"<title>\s*Error: ", page):
        wrong.append("the title of the page does not say that there is an error")
    targets = set(re.findall(r'href="#([^"]+)"', summary[1]))
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    wrong += [f"#{target} leads nowhere" for target in sorted(targets - ids)]
    beside = len(re.findall(r'class="govuk-error-message"', page))
    if beside and not targets:
        wrong.append("a field has an error and the summary leads to no field")
    return wrong


@pytest.mark.parametrize("name", SENDS)
def test_a_refused_form_says_so_at_the_top_and_leads_to_the_field(name: str, world: World):  # noqa: F811
    row = ACCESS[name]
    if row.given:
        row.given(world)
    url = reverse(name, args=words_of_address(row, world))
    client = world.clients[row.allowed[0]]
    for data in sendings(row, world):
        with Undone():
            said = client.post(url, data, headers=dict(row.headers))
            if said.status_code in (302, 204) or "html" not in said.headers["Content-Type"]:
                continue
            page = said.content.decode()
            told = [str(one) for one in get_messages(said.wsgi_request)]
            is_refused = "govuk-error-message" in page or row.ok == 302
            # Words that changed meanwhile are shown beside each other, and say so themselves.
            if said.status_code == 409 or not is_refused or ('role="alert"' in page and told):
                continue
            assert mistakes_of(page) == [], f"{name} sent {sorted(data)}"


@pytest.mark.parametrize("name", sorted(name for name, row in ACCESS.items() if row.kind == "verb"))
def test_an_address_that_only_takes_a_form_leads_back(name: str, world: World):  # noqa: F811
    row = ACCESS[name]
    if row.given:
        row.given(world)
    client = world.clients[row.allowed[0]]
    said = client.get(
        reverse(name, args=words_of_address(row, world)), headers={"Accept": "text/html"}
    )
    assert said.status_code == 405 and said.headers["Allow"]
    page = said.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "This address only takes a form" in page
    [back] = re.findall(r'<a href="([^"]+)"', page)
    assert client.get(back, follow=True).status_code == 200, back
