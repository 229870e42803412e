"""On a page where words are typed no button and no link beside them drops these words.

Every page of the product is read as HTML. Beside a form that is written in, a button of another
form, or a link in the form, must stand on one of the lists here, with the reason why it may.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from governance.models import AuditEvent, Comment
from governance.workflow import comments
from plans.models import Improvement, Milestone, ProgressUpdate
from tests import factories
from tests.access_table import World, make_world, words_of_address
from tests.forms_on_a_page import Button, buttons_on
from tests.test_access import ACCESS

# Stands in the frame of every page; asked first by the browser (static/js/unsaved.js).
FRAME = {"/account/logout/", "/session/extend/"}
# Links in a form that say what becomes of the words, or open beside the page.
LEAVING = ("Cancel", "Leave", "Keep it", "Back", "Not yet", "Not now", "Go back without")
# Pages with a second form beside the words, and why nothing is lost there.
OTHER_FORMS: dict[str, str] = {
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
    typed = (
        "self::textarea[not(@readonly)] or self::input[not(@readonly) and (not(@type) or "
        "@type='text' or @type='email' or @type='url' or @type='date')]"
    )
    name = form.get("id", "")
    boxes = form.xpath(f".//*[{typed}]") + form.xpath(f"//*[@form='{name}'][{typed}]")
    return (form.get("method") or "").lower() == "post" and bool(boxes)


def ask_about_everything(world: World) -> None:
    """A question stands on every row, so that there are boxes for answers too."""
    for subject in (world.update, world.improvement):
        comments.add_comment(subject, text="Which papers?", by=world.area_lead)


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
    ask_about_everything(world)
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


# --- The pages of a quarter's row: the words and the questions stand in one form ------------------
# What is typed in which box; each must be found again, whatever is pressed.
BOXES = {"notes": "Papers are late.", "words": "Look at the papers.", "question": "Who decides?"}
# A button whose whole work is to send what is typed elsewhere: the words go with the row.
DECIDES = ("Accept and next", "Return ")


@pytest.fixture
def page_of(world):
    """The page of a row as its writer or its reviewer has it, with questions, and its buttons."""

    def open_page(name: str, **before: Any) -> tuple[Client, str, list[Button]]:
        writer = name == "update_form"
        client = sign_in(world.officer if writer else world.area_lead)
        row = [world.partnership.slug, world.plan.slug, world.improvement.ref, world.round.slug]
        url = reverse(f"plans:{name}", args=row)
        return client, url, buttons_on(client.get(url).content.decode())

    return open_page


def prepare(world: World, name: str) -> dict[str, str]:
    before = factories.make_quarter_before(world.plan, by=world.coordinator)
    for update in before.updates.all():
        factories.submit(update, by=world.officer)
    if name == "review_detail":
        for update in world.plan_round.updates.all():
            factories.submit(update, by=world.officer)
    asked = comments.add_comment(world.update, text="Which papers?", by=world.area_lead)
    settled = comments.add_comment(world.update, text="Which day?", by=world.area_lead)
    comments.resolve_comment(settled, by=world.officer)
    return {**BOXES, f"answer_{asked.pk}": "The board's papers."}


def is_kept(client: Client, url: str, text: str) -> bool:
    """Whether typed words are stored with the row, said in a question, or stand in their box."""
    page = client.get(url).content.decode()
    return Comment.objects.filter(text=text).exists() or text.replace("'", "&#x27;") in page


def pressed_names(name: str) -> list[Any]:
    numbers = range(12)
    return [pytest.param(name, number, id=f"{name}-{number}") for number in numbers]


@pytest.mark.parametrize(
    ("name", "number"), [*pressed_names("update_form"), *pressed_names("review_detail")]
)
def test_each_button_of_a_row_of_the_quarter_keeps_what_was_typed(name, number, world, page_of):
    texts = prepare(world, name)
    client, url, buttons = page_of(name)
    buttons = [one for one in buttons if one.action not in FRAME]
    if number >= len(buttons):
        assert number >= 8, [one.words for one in buttons]
        return
    button = buttons[number]
    boxes = {box: text for box, text in texts.items() if box in {**button.fields, **button.empty}}
    assert len(boxes) == 3, f"{button.words}: every box of the page goes with every button"
    more = {"note": "Say which."} if button.words.startswith("Return ") else {}
    answer = button.send(client, url, **boxes, **more)
    lost = [text for text in boxes.values() if not is_kept(client, url, text)]
    assert lost == [], button.words
    if answer.status_code == 302 and not button.words.startswith(DECIDES):
        assert answer.url.partition("#")[0] == url, button.words


@pytest.mark.parametrize("name", ["update_form", "review_detail"])
def test_who_only_asks_begins_nothing(name, world, page_of):
    prepare(world, name)
    client, url, buttons = page_of(name)
    button = next(one for one in buttons if one.words == "Add question")
    assert button.send(client, url, question="Who decides?").url == f"{url}#questions"
    assert Comment.objects.filter(text="Who decides?").exists()
    update = ProgressUpdate.objects.get(pk=world.update.pk)
    assert update.state == ("not_started" if name == "update_form" else "submitted")
    assert not update.reviews.exists()


def test_the_others_are_accepted_beside_a_view_that_was_begun(world, page_of):
    prepare(world, "review_detail")
    client, url, buttons = page_of("review_detail")
    button = next(one for one in buttons if one.words.startswith("Accept all"))
    answer = button.send(client, url, words="Look at the papers.")
    assert answer.url == url
    states = {row.pk: row.state for row in world.plan_round.updates.all()}
    assert states.pop(world.update.pk) == "submitted"
    assert set(states.values()) == {"accepted"}
