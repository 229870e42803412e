"""Two tabs on one form: what only one changed is kept; what both changed is asked, with buttons."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from okrs.models import KeyResult, Objective, ObjectiveSet
from plans.models import ProgressUpdate
from tests.access_table import World, make_world

# Page, the form's own mark, a field for each tab, and where the two are stored.
CASES = {
    "row of a plan": ("plans:improvement_edit", "short_name", "kpi_heading"),
    "theme": ("plans:part_edit", "title", "word"),
    "plan": ("plans:plan_edit", "title", "issue_text"),
    "body": ("governance:body_edit", "name", "remit"),
    "settings": ("governance:partnership_edit", "short_name", "reviewer_title"),
    "objective set": ("okrs:set_edit", "title", "outcome"),
    "administration": ("admin:governance_body_change", "name", "remit"),
}


@pytest.fixture
def world(db) -> World:
    made = make_world()
    made.set = ObjectiveSet.objects.create(
        partnership=made.partnership,
        title="Skills",
        slug="skills",
        starts_on="2019-07-01",
        ends_on="2019-09-30",
        label="Q2 2019-20",
    )
    objective = Objective.objects.create(objective_set=made.set, text="More skills")
    made.key_result = KeyResult.objects.create(objective=objective, label="KR1", text="Ten courses")
    return made


def stored(case: str, world: World) -> tuple[Any, str]:
    """The row as it is stored, and the address of its form."""
    here, plan = world.partnership, world.plan
    row, where = {
        "row of a plan": (world.improvement, [here.slug, plan.slug, world.improvement.ref]),
        "theme": (world.theme, [here.slug, plan.slug, "theme", world.theme.pk]),
        "plan": (plan, [here.slug, plan.slug]),
        "body": (world.body, [here.slug, world.body.slug]),
        "settings": (here, [here.slug]),
        "objective set": (world.set, [here.slug, world.set.slug]),
        "administration": (world.body, [world.body.pk]),
    }[case]
    return type(row).objects.get(pk=row.pk), reverse(CASES[case][0], args=where)


def sign_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def form_of(page: Any, field: str) -> Any:
    """The form of a page that has the field."""
    tree = html.fromstring(page.content.decode())
    return next(form for form in tree.forms if field in form.fields)


def values_of(page: Any, field: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in form_of(page, field).form_values():
        values.setdefault(name, []).append(value)
    return values


@pytest.fixture(params=sorted(CASES))
def tabs(request, world):
    case = request.param
    _, url = stored(case, world)
    person = world.administrator if case == "administration" else world.coordinator
    client = sign_in(person)
    one, other = CASES[case][1:]
    first, second = (values_of(client.get(url), one) for _ in range(2))
    return case, client, url, one, other, first, second


def test_what_only_one_tab_changed_is_kept_without_a_question(tabs, world):
    case, client, url, one, other, first, second = tabs
    assert client.post(url, {**first, one: "First tab"}).status_code == 302
    assert client.post(url, {**second, other: "Second tab"}).status_code == 302
    row, _ = stored(case, world)
    assert (getattr(row, one), getattr(row, other)) == ("First tab", "Second tab")


@pytest.mark.parametrize("whose", ["theirs", "mine"])
def test_what_both_changed_is_asked_with_one_button_for_each(tabs, world, whose):
    case, client, url, one, other, first, second = tabs
    client.post(url, {**first, one: "First tab"})
    page = client.post(url, {**second, one: "Second tab", other: "Also typed"})
    assert page.status_code in (200, 409)
    text = page.content.decode()
    assert "First tab" in text and "Second tab" in text and "Also typed" in text
    assert "Use what was saved" in text and "Use what is typed here" in text
    assert "Someone else changed this" not in text
    assert getattr(stored(case, world)[0], one) == "First tab"
    again = values_of(page, one)
    assert client.post(url, {**again, "use": f"{whose}:{one}"}).status_code == 302
    row, _ = stored(case, world)
    assert getattr(row, one) == ("First tab" if whose == "theirs" else "Second tab")
    assert getattr(row, other) == "Also typed"


# --- The update of a quarter ----------------------------------------------------------------------
@pytest.fixture
def update_tabs(world):
    client, other = sign_in(world.officer), sign_in(world.coordinator)
    url = world.update.get_absolute_url()
    return (
        client,
        other,
        url,
        values_of(client.get(url), "notes"),
        values_of(other.get(url), "notes"),
    )


def update_of(world: World) -> ProgressUpdate:
    return ProgressUpdate.objects.get(pk=world.update.pk)


def test_a_status_in_one_tab_survives_words_in_the_other(world, update_tabs):
    client, other, url, first, second = update_tabs
    assert other.post(url, {**second, "status": "on_track"}).status_code == 302
    assert client.post(url, {**first, "notes": "Only words."}).status_code == 302
    update = update_of(world)
    assert (update.status.key, update.notes.get().text) == ("on_track", "Only words.")


def test_an_autosave_keeps_both_and_goes_on_from_its_own_page(world, update_tabs):
    client, other, url, first, second = update_tabs
    autosave = f"{url}autosave/"
    other.post(url, {**second, "status": "on_track"})
    reply = client.post(
        autosave, {**first, "notes": "Some"}, headers={"accept": "application/json"}
    )
    assert reply.status_code == 200, reply.content
    told = reply.json()
    # The page still shows no status; sending it again must not take theirs away.
    later = {
        **first,
        "notes": "Some more",
        "version": told["version"],
        "opened_with": told["opened_with"],
    }
    reply = client.post(autosave, later, headers={"accept": "application/json"})
    assert reply.status_code == 200
    update = update_of(world)
    assert (update.status.key, update.notes.get().text) == ("on_track", "Some more")


@pytest.mark.parametrize("whose", ["theirs", "mine"])
def test_words_both_wrote_are_asked(world, update_tabs, whose):
    client, other, url, first, second = update_tabs
    other.post(url, {**second, "notes": "Theirs.", "status": "on_track"})
    page = client.post(url, {**first, "notes": "Mine."})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Theirs." in text and "Mine." in text and world.coordinator.name in text
    assert "in another window" not in text
    again = values_of(page, "notes")
    assert client.post(url, {**again, "use": f"{whose}:notes"}).status_code == 302
    update = update_of(world)
    assert update.notes.get().text == ("Theirs." if whose == "theirs" else "Mine.")
    assert update.status.key == "on_track"


def test_ones_own_other_window_is_called_so_and_nobody_else(world):
    client = sign_in(world.officer)
    url = world.update.get_absolute_url()
    first, second = (values_of(client.get(url), "notes") for _ in range(2))
    client.post(url, {**first, "notes": "One."})
    text = client.post(url, {**second, "notes": "Other."}).content.decode()
    assert "You saved this in another window" in text
    panel = html.fromstring(text).find_class("conflict")[0].text_content()
    assert "Use what was saved in the other window" in panel and "Use what is typed here" in panel
    assert "omebody else" not in panel and "heirs" not in panel
