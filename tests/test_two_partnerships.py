"""Roles in two partnerships: a right held in one opens nothing of the other.

Every address of the access table that names a partnership is walked with the keys of another one,
by people whose roles would allow it there, by one who holds every role in both, and by an
administrator. Then every form is asked whether it offers, or takes, a row of the other one.
"""

import itertools
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django import forms
from django.db import models
from django.test import Client
from django.urls import reverse

from governance import clock, roles, workflow
from governance.models import Partnership, RoleAssignment, StatusScheme, StatusWord, User
from plans.parts import PLAN_PARTS, ROW_PARTS
from tests import factories
from tests.access_table import (
    ELSEWHERE,
    Row,
    World,
    make_other_world,
    make_world,
    words_of_address,
)
from tests.database_rows import Undone, dump, made_once
from tests.okrs import access as okrs_access
from tests.okrs import objects
from tests.test_access import ACCESS

pytestmark = pytest.mark.walk

HERE_ADDRESSES = sorted(name for name, row in ACCESS.items() if "partnership" in row.where.split())
# A word that begins with "=" is no key.
NAMING_MORE = [
    name
    for name in HERE_ADDRESSES
    if any(word != "partnership" and word[0] != "=" for word in ACCESS[name].where.split())
]
WITH_DATA = [name for name in HERE_ADDRESSES if ACCESS[name].data]
WITH_FORM = [name for name in HERE_ADDRESSES if ACCESS[name].kind == "form"]


class Two:
    """Two partnerships alike in everything but their keys."""

    def __init__(self) -> None:
        self.here: World = make_world()
        self.there: World = make_other_world(self.here)
        # A third one uses the same status words, so that each of the two may take its own.
        factories.make_partnership(slug="third")
        self.both = factories.make_user("Every role in both")
        for world, role in itertools.product((self.here, self.there), dict(roles.choices)):
            RoleAssignment.objects.create(user=self.both, partnership=world.partnership, role=role)

    def prepare(self, row: Row) -> None:
        for world in (self.there, self.here):
            if row.given:
                row.given(world)
        if self.there.partnership.status_scheme == self.here.partnership.status_scheme:
            self.there.partnership.status_scheme = factories.make_scheme("theirs")
            self.there.partnership.save()

    def people(self, row: Row) -> Iterator[tuple[str, Client, bool]]:
        """Each with whether a role held in this partnership lets them in."""
        yield "both", signed_in(self.both), set(row.allowed) != {"administrator"}
        yield "administrator", signed_in(self.here.administrator), "administrator" in row.allowed
        for name, role in ELSEWHERE.items():
            if role in row.allowed:
                yield name, signed_in(getattr(self.here, name)), name in row.allowed


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(scope="module")
def made_two(django_db_setup, django_db_blocker) -> Iterator[Two]:
    with made_once(django_db_blocker, Two) as made:
        yield made


@pytest.fixture
def two(made_two, db) -> Two:
    return deepcopy(made_two)


def mixed(name: str, two: Two) -> set[str]:
    """The address with this partnership's slug and keys of the other: each alone, and all."""
    row = ACCESS[name]
    ours, theirs = words_of_address(row, two.here), words_of_address(row, two.there)
    at = row.where.split().index("partnership")
    places = [n for n in range(len(ours)) if n != at and str(ours[n]) != str(theirs[n])]
    assert places, "the two worlds are alike here: give them other keys"
    swaps = [{place} for place in places] + ([set(places)] if len(places) > 1 else [])
    found = {
        reverse(name, args=[theirs[n] if n in swap else ours[n] for n in range(len(ours))])
        for swap in swaps
    }
    if any(isinstance(getattr(two.here, word, None), User) for word in row.where.split()):
        # The people of this partnership hold roles in the other one too, and are shown there.
        return found
    # And the other partnership's slug before the keys of this one.
    return found | {reverse(name, args=[*ours[:at], theirs[at], *ours[at + 1 :]])}


@pytest.mark.parametrize("name", NAMING_MORE)
def test_keys_of_another_partnership_lead_nowhere(name: str, two: Two):
    row = ACCESS[name]
    two.prepare(row)
    people, data = list(two.people(row)), row.data(two.here) if callable(row.data) else row.data
    ours, whole = f"/{two.here.partnership.slug}/", dump()
    for url, (who, client, gets_in) in itertools.product(mixed(name, two), people):
        refusals = {404} if gets_in and url.startswith(ours) else {403, 404}
        with Undone():
            if row.kind in ("page", "form"):
                said = client.get(url, headers=dict(row.headers))
                assert said.status_code in refusals, f"{who} reads {url}: {said.status_code}"
            if row.kind in ("verb", "form"):
                said = client.post(url, data, headers=dict(row.headers))
                assert said.status_code in refusals, f"{who} posts {url}: {said.status_code}"
            assert dump() == whole, f"{who} changed rows at {url}"


# --- What a form takes ----------------------------------------------------------------------------
def belongs(row: models.Model, here: Partnership) -> bool:
    if isinstance(row, User):
        return row.role_assignments.filter(partnership=here).exists()
    if isinstance(row, StatusScheme):
        return row in StatusScheme.objects.offered_to(here)
    if isinstance(row, StatusWord):
        return row.scheme_id == here.status_scheme_id
    return row.partnership == here


def forms_of(context: Any) -> Iterator[forms.BaseForm]:
    shown = [layer for part in context or [] for layer in getattr(part, "dicts", [part])]
    for value in {id(value): value for layer in shown for value in layer.values()}.values():
        if isinstance(value, forms.BaseForm):
            yield value
        elif isinstance(value, forms.BaseFormSet):
            yield from [*value.forms, value.empty_form]


def strangers(said: Any, here: Partnership) -> list[str]:
    """The rows of another partnership that a page's forms would take."""
    return [
        f"{type(form).__name__}.{name}: {row!r}"
        for form in forms_of(said.context)
        for name, field in form.fields.items()
        if isinstance(field, forms.ModelChoiceField)
        for row in field.queryset.all()
        if not belongs(row, here)
    ]


@pytest.mark.parametrize("name", WITH_FORM)
def test_no_form_offers_a_row_of_another_partnership(name: str, two: Two):
    row = ACCESS[name]
    two.prepare(row)
    url = reverse(name, args=words_of_address(row, two.here))
    said = signed_in(getattr(two.here, row.allowed[0])).get(url)
    assert said.status_code == 200
    assert strangers(said, two.here.partnership) == []
    if row.kind == "form" and "form" in said.context:
        assert list(forms_of(said.context)), "the form of this page was not looked at"


@pytest.mark.parametrize("key", [*PLAN_PARTS, *ROW_PARTS])
def test_no_form_of_a_part_offers_one_either(key: str, two: Two):
    here, client = two.here, signed_in(two.here.coordinator)
    slugs = [here.partnership.slug, here.plan.slug]
    if key in PLAN_PARTS:
        adding = reverse("plans:part_create", args=[*slugs, key])
    else:
        adding = reverse("plans:row_part_create", args=[*slugs, here.improvement.ref, key])
    said = client.get(adding)
    assert (said.status_code, strangers(said, here.partnership)) == (200, [])
    kind = (PLAN_PARTS | ROW_PARTS)[key]
    for part in kind.in_plan(here.plan):
        said = client.get(reverse("plans:part_edit", args=[*slugs, key, part.pk]))
        assert (said.status_code, strangers(said, here.partnership)) == (200, [])


def swapped(row: Row, two: Two) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is posted here, with one answer at a time that names a thing of the other one."""
    ours, theirs = (row.data(world) for world in (two.here, two.there))
    for field, value in ours.items():
        names_a_row = isinstance(value, int | list) or field in ("row", "finding")
        if names_a_row and not field.endswith("version") and theirs.get(field, value) != value:
            yield field, {**ours, field: theirs[field]}


@pytest.mark.parametrize("name", [one for one in WITH_DATA if callable(ACCESS[one].data)])
def test_no_answer_of_a_form_names_a_row_of_another_partnership(name: str, two: Two):
    row = ACCESS[name]
    two.prepare(row)
    url = reverse(name, args=words_of_address(row, two.here))
    client, whole = signed_in(getattr(two.here, row.allowed[0])), dump()
    for field, data in swapped(row, two):
        with Undone():
            client.post(url, data, headers=dict(row.headers))
            assert dump() == whole, f"{field} of another partnership was taken"


def test_words_another_partnership_made_for_itself_are_not_offered(two: Two):
    two.there.partnership.rounds.all().update(closed_at=clock.now(), closed_by=two.both)
    own = workflow.take_own_words(two.there.partnership, by=two.both)
    url = reverse("governance:partnership_edit", args=[two.here.partnership.slug])
    client = signed_in(two.here.coordinator)
    assert own.name not in client.get(url).content.decode()
    whole = dump()
    client.post(
        url, {**ACCESS["governance:partnership_edit"].data(two.here), "status_scheme": own.pk}
    )
    assert dump() == whole


def test_a_measure_of_another_partnership_is_not_taken_into_a_key_result(two: Two):
    for world in (two.here, two.there):
        okrs_access.a_set(world)
        world.measure = objects.make_measure(world.key_result)
    here, foreign = two.here, two.there.measure
    url = reverse("okrs:keyresult_edit", args=words_of_address(ACCESS["okrs:keyresult_edit"], here))
    data = {
        "text": "Papers out",
        "version": 1,
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "1",
        "measures-0-id": foreign.pk,
        "measures-0-name": "Taken over",
        "measures-0-unit": "schools",
        "measures-0-target": "3",
    }
    client = signed_in(here.coordinator)
    whole = dump()
    client.post(url, data)
    assert dump() == whole


def test_a_row_is_moved_under_no_theme_of_another_plan(two: Two):
    here, foreign = two.here, two.there.plan.themes.first()
    url = reverse(
        "plans:improvement_move", args=words_of_address(ACCESS["plans:improvement_move"], here)
    )
    client = signed_in(two.both)
    whole = dump()
    for theme in (foreign.pk, "none"):
        assert client.post(url, {"theme": theme, "position": "1"}).status_code == 404
    assert dump() == whole


def test_a_question_is_put_to_nobody_of_another_partnership(two: Two):
    here, there = two.here, two.there
    asking = ACCESS["governance:comment_add"]
    url = reverse("governance:comment_add", args=words_of_address(asking, here))
    client = signed_in(two.both)
    stranger = factories.make_person("Colleague there", there.partnership, roles.OFFICER)
    whole = dump()
    client.post(url, {"text": "Who signs?", "addressed_to": [stranger.pk]})
    assert dump() == whole
