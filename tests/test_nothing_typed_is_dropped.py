"""On a page where words are typed no button and no link beside them drops these words.

Every page of the product is read as HTML. Beside a form that is written in, a button of another
form, or a link in the form, must stand on one of the lists here, with the reason why it may.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from governance.models import AuditEvent
from plans.models import Improvement, Milestone
from tests.access_table import World, make_world, words_of_address
from tests.test_access import ACCESS

# Stands in the frame of every page; asked first by the browser (static/js/unsaved.js).
FRAME = {"/account/logout/", "/session/extend/"}
# Links in a form that say what becomes of the words, or open beside the page.
LEAVING = ("Cancel", "Leave", "Keep it", "Back", "Not yet", "Not now", "Go back without")
# Pages with a second form beside the words, and why nothing is lost there.
OTHER_FORMS: dict[str, str] = {
    "plans:update_form": "The update saves itself; a question half-written is asked about.",
    "plans:review_detail": "The view saves itself; a question half-written is asked about.",
    "plans:plan_contents": "Each row has one box for its new place, and no words.",
    "import_detail": "The year to read the document with is one short box, and no words.",
}
# Pages with more links in a form, and why nothing is lost there.
OTHER_LINKS: dict[str, str] = {}


@pytest.fixture
def world(db) -> World:
    return make_world()


def sign_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def is_written_in(form: Any) -> bool:
    """Whether a person types into it: a text box or a text area that is not read-only."""
    boxes = form.xpath(
        ".//textarea[not(@readonly)] | .//input[not(@readonly) and (not(@type) or "
        "@type='text' or @type='email' or @type='url' or @type='date')]"
    )
    return (form.get("method") or "").lower() == "post" and bool(boxes)


def dropping(page: str) -> tuple[list[str], list[str]]:
    """The buttons of other forms, and the links inside, of each form that is written in."""
    tree = html.fromstring(page)
    forms = tree.xpath("//form")
    written = [form for form in forms if is_written_in(form)]
    if not written:
        return [], []
    others = [
        form.get("action") or "itself"
        for form in forms
        if (form.get("method") or "").lower() == "post"
        and form.get("action") not in FRAME
        and (form not in written or len(written) > 1)
    ]
    links = [
        " ".join(link.text_content().split())
        for form in written
        for link in form.xpath(".//a[@href]")
        if not link.get("href").startswith("#") and link.get("target") != "_blank"
    ]
    return others, [words for words in links if not words.startswith(LEAVING)]


@pytest.mark.parametrize(
    "name", sorted(name for name, row in ACCESS.items() if row.kind in ("page", "form"))
)
def test_no_button_and_no_link_drops_what_is_typed(name: str, world: World):
    row = ACCESS[name]
    if row.given:
        row.given(world)
    url = reverse(name, args=words_of_address(row, world))
    who = row.allowed[0]
    client = Client() if who == "anonymous" else sign_in(getattr(world, who))
    said = client.get(url, headers=dict(row.headers))
    if said.status_code != 200 or "html" not in said.headers.get("Content-Type", ""):
        return
    others, links = dropping(said.content.decode())
    if name not in OTHER_FORMS:
        assert others == [], "buttons of other forms beside a form that is written in"
    if name not in OTHER_LINKS:
        assert links == [], "links inside a form that is written in"


# --- The page of a row: each button saves what was typed, then does its own work ------------------
@pytest.fixture
def row(world) -> Improvement:
    Milestone.objects.create(improvement=world.improvement, text="A second step", order=2)
    return world.improvement


@pytest.fixture
def edit(world, row):
    client = sign_in(world.coordinator)
    url = reverse("plans:improvement_edit", args=[world.partnership.slug, world.plan.slug, row.ref])

    def send(**typed: str) -> Any:
        form = html.fromstring(client.get(url).content.decode()).get_element_by_id("row-words")
        return client.post(url, {**dict(form.form_values()), **typed})

    return send


def buttons(world: World, row: Improvement) -> list[str]:
    page = sign_in(world.coordinator).get(
        reverse("plans:improvement_edit", args=[world.partnership.slug, world.plan.slug, row.ref])
    )
    tree = html.fromstring(page.content.decode())
    return [
        button.get("value")
        for button in tree.xpath("//button[@name='then' and not(@disabled)]")
        if button.get("form", "row-words") == "row-words"
    ]


def test_each_button_of_a_row_keeps_what_was_typed(world, row, edit):
    found = buttons(world, row)
    assert any("milestone/new" in one or "new/milestone" in one for one in found), found
    for number, then in enumerate(found):
        answer = edit(statement=f"Typed before button {number}.", then=then)
        assert answer.status_code == 302, then
        row.refresh_from_db()
        assert row.statement[0]["text"] == f"Typed before button {number}.", then
        if " " not in then:
            assert answer.url == then


def test_moving_a_part_saves_the_words_and_moves_it(world, row, edit):
    first, second = row.milestones.order_by("order")
    then = next(
        one for one in buttons(world, row) if one.endswith(" down") and f"/{first.pk}/" in one
    )
    edit(statement="Typed, then moved.", then=then)
    row.refresh_from_db()
    assert row.statement[0]["text"] == "Typed, then moved."
    assert list(row.milestones.order_by("order")) == [second, first]


def test_nothing_typed_leaves_no_event_of_editing(world, row, edit):
    then = next(one for one in buttons(world, row) if " " not in one)
    edit(then=then)
    assert not AuditEvent.objects.filter(verb="plans.improvement_edited").exists()


def test_a_mistake_keeps_the_words_and_goes_nowhere(world, row, edit):
    answer = edit(statement="Typed.", number="2", then=row.get_absolute_url())
    assert answer.status_code == 200
    assert "Typed." in answer.content.decode()


def test_only_addresses_of_the_product_are_gone_to(world, row, edit):
    for then in ("https://elsewhere.example/", "//elsewhere.example/plans/", "nowhere"):
        assert edit(statement=f"Typed {then}.", then=then).url == row.get_absolute_url()
