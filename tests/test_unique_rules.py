"""What may be there once: each rule has its sentence, and two people at once meet no error."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from governance.concurrency import unique_rules
from governance.models import (
    AccountableBody,
    BoardPack,
    Body,
    Comment,
    Evidence,
    ImportRun,
    Invitation,
    ReportingRound,
    Seat,
    User,
)
from okrs.models import KeyResult, Objective, ObjectiveSet
from plans.models import Improvement, Milestone, Plan, Source, Theme
from tests import factories
from tests.access_table import World, make_world
from tests.okrs import access as okrs_access
from tests.test_access import ACCESS

OURS = [
    model
    for app in ("governance", "plans", "okrs")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
]
RULES = [rule for model in OURS for rule in unique_rules.rules_of(model)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_is_there_in_a_sentence(rule):
    assert rule.sentence.endswith("."), rule.sentence
    assert "Constraint" not in rule.sentence and "%(" not in rule.sentence, rule.sentence


def bite(make: Any) -> IntegrityError:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    return caught.value


def test_the_sentence_is_found_whatever_database_complains(partnership, plan, officer):
    body = factories.make_body(partnership)
    twice = bite(lambda: Body.objects.create(partnership=partnership, name="B", slug=body.slug))
    assert "A body with this address" in unique_rules.sentence_of(twice)
    email = bite(lambda: User.objects.create(email=officer.email, name="Twice"))
    assert "has an account already" in unique_rules.sentence_of(email)
    any_case = bite(lambda: User.objects.create(email=officer.email.upper(), name="Twice"))
    assert "has an account already" in unique_rules.sentence_of(any_case)
    Source.objects.create(plan=plan, key="report", title="A report")
    source = bite(lambda: Source.objects.create(plan=plan, key="report", title="Another"))
    assert "source with that key" in unique_rules.sentence_of(source)


def test_the_thing_that_is_there_is_found(partnership):
    body = factories.make_body(partnership)
    there, sentence = unique_rules.already_there(
        Body(partnership=partnership, name="Another", slug=body.slug)
    )
    assert there == body and "already" in sentence
    linked = unique_rules.open_it(sentence, there)
    assert f'href="{body.get_absolute_url()}"' in linked
    assert unique_rules.already_there(Body(partnership=partnership, name="A", slug="other")) is None


def test_a_seat_is_given_to_one_person_once_and_vacant_ones_may_be_many(as_, coordinator, body):
    url = reverse("governance:seat_create", args=[body.partnership.slug, body.slug])
    client = as_(coordinator)
    for _ in range(2):
        page = client.post(url, {"post": "member", "printed_name": "A business leader"})
    assert Seat.objects.filter(body=body, printed_name="A business leader").count() == 1
    assert "already sits on" in page.content.decode()
    for _ in range(2):
        assert client.post(url, {"post": "observer"}).status_code == 302
    assert Seat.objects.filter(body=body, post="observer").count() == 2


# --- Two people, or one who presses twice, at the same moment -------------------------------------
QUARTER = {
    "starts_on": "1 October 2019",
    "ends_on": "31 December 2019",
    "due_on": "13 December 2019",
    "from_paper": "on",
}
PLAN = {
    "kind": "action_plan",
    "title": "Action plan 2020",
    "starts_on": "1 April 2020",
    "ends_on": "31 March 2021",
    "row_word": "action",
}


def sign_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def _with_files(data: dict[str, Any]) -> dict[str, Any]:
    """The same, with each file read from its beginning."""
    return {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in data.items()
    }


def at_once(clients: list[Client], url: str, data: dict[str, Any]) -> list[Any]:
    """Both send the form at one moment, each on a connection of its own."""
    start, answers = Barrier(len(clients)), [None] * len(clients)

    def send(place: int) -> None:
        try:
            start.wait()
            answers[place] = clients[place].post(url, _with_files(data))
        finally:
            connection.close()

    threads = [Thread(target=send, args=[place]) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


# Two people may ask the same question, and write two things of the same words.
MAY_BE_TWO = {
    "comment", "objective", "key result", "accountable body", "milestone", "theme", "evidence",
    "pack", "import",
}  # fmt: skip


def cases(world: World) -> list[tuple[str, str, dict[str, Any], Any]]:
    here, plan, body = world.partnership, world.plan, world.body
    okrs_access.a_set(world)
    row, okrs = [here.slug, plan.slug, world.improvement.ref], [here.slug, world.objective_set.slug]
    comment = [here.slug, "improvement", world.improvement.pk]
    return [
        ("quarter", reverse("quarter_open", args=[here.slug]), QUARTER, ReportingRound),
        ("plan", reverse("plans:plan_create", args=[here.slug]), PLAN, Plan),
        (
            "improvement",
            reverse("plans:improvement_create", args=[here.slug, plan.slug]),
            {"number": "4", "statement": "Publish minutes.", "short_name": "Minutes"},
            Improvement,
        ),
        (
            "invitation",
            reverse("governance:invitation_create", args=[here.slug]),
            {"email": "new@example.org", "name": "New person", "role": "officer"},
            Invitation,
        ),
        (
            "seat",
            reverse("governance:seat_create", args=[here.slug, body.slug]),
            {"post": "chair", "printed_name": "A business leader"},
            Seat,
        ),
        (
            "body",
            reverse("governance:body_create", args=[here.slug]),
            {"name": "Growth Board", "kind": "board"},
            Body,
        ),
        (
            "comment",
            reverse("governance:comment_add", args=comment),
            {"text": "Who signs it off?"},
            Comment,
        ),
        *(
            (name, reverse(address, args=where), ACCESS[address].data, model)
            for name, address, where, model in (
                ("set", "okrs:set_create", [here.slug], ObjectiveSet),
                ("objective", "okrs:objective_create", okrs, Objective),
                ("key result", "okrs:keyresult_create", [*okrs, world.objective.pk], KeyResult),
                (
                    "accountable body",
                    "governance:accountable_body_create",
                    [here.slug],
                    AccountableBody,
                ),
                ("pack", "governance:pack_create", [here.slug], BoardPack),
                ("theme", "plans:part_create", [here.slug, plan.slug, "theme"], Theme),
                ("milestone", "plans:row_part_create", [*row, "milestone"], Milestone),
            )
        ),
        (
            "evidence",
            reverse("plans:row_part_create", args=[*row, "evidence"]),
            {"title": "Minutes", "file": ("minutes.pdf", b"%PDF-1.7 the minutes")},
            Evidence,
        ),
        (
            "import",
            reverse("import_create", args=[here.slug]),
            {"file": ("plan.csv", b"Number,Action\n1,Publish\n"), "kind": "auto"},
            ImportRun,
        ),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("presses", ["one person twice", "two people"])
def test_at_the_same_moment_there_is_one_thing_and_no_error(presses, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = make_world()
    other = factories.make_person("Second manager", world.partnership, "coordinator")
    for name, url, data, model in cases(world):
        data = data(world) if callable(data) else data
        before = model.objects.count()
        if presses == "two people":
            answers = at_once([sign_in(world.coordinator), sign_in(other)], url, data)
        else:
            client = sign_in(world.coordinator)
            twin = Client()
            twin.cookies = client.cookies
            answers = at_once(
                [client, twin], url, {**data, "once": f"one-use-token-{name.replace(' ', '-')}"}
            )
        statuses = sorted(answer.status_code for answer in answers)
        if presses == "two people" and name in MAY_BE_TWO:
            assert (statuses, model.objects.count()) == ([302, 302], before + 2), name
            continue
        assert model.objects.count() == before + 1, name
        if presses == "two people":
            assert statuses in ([200, 302], [302, 302]), name
            said = "".join(
                answer.content.decode() if answer.status_code == 200 else "" for answer in answers
            ) + " ".join(str(m) for answer in answers for m in get_messages(answer.wsgi_request))
            assert "already" in said, f"{name}: {said[-300:]}"
        else:
            assert statuses == [302, 302], name
            assert answers[0].url == answers[1].url, name


# --- One after the other: what is there is named, with the way to it ------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["improvement", "plan", "invitation", "body", "set"])
def test_a_refusal_leads_to_the_thing_that_is_there(name, settings):
    world = make_world()
    other = factories.make_person("Second manager", world.partnership, "coordinator")
    _, url, data, model = next(one for one in cases(world) if one[0] == name)
    data = data(world) if callable(data) else data
    sign_in(world.coordinator).post(url, data)
    there = model.objects.order_by("pk").last()
    before = model.objects.count()
    page = sign_in(other).post(url, data).content.decode()
    assert model.objects.count() == before
    assert "already" in page
    at = f"/people/#invitation-{there.pk}" if name == "invitation" else there.get_absolute_url()
    assert f'{at}">Open ' in page
    assert "&lt;a href" not in page


TWICE = {"body": "name", "set": "title"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWICE)
def test_a_second_thing_of_a_name_is_made_where_it_is_meant(name):
    world = make_world()
    _, url, data, model = next(one for one in cases(world) if one[0] == name)
    data = dict(data(world) if callable(data) else data)
    client = sign_in(world.coordinator)
    client.post(url, data)
    before = model.objects.count()
    column = TWICE[name]
    shouted = data | {column: data[column].upper()}
    page = client.post(url, shouted).content.decode()
    assert model.objects.count() == before
    assert "There is already a" in page
    box = re.search(r'<input[^>]*name="is_another"[^>]*>', page)
    assert box and 'type="checkbox"' in box[0]
    assert "Yes, this is another" in page
    assert f'value="{shouted[column]}"' in page, "what was typed stays"
    assert client.post(url, shouted | {"is_another": "on"}).status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.django_db
def test_another_name_or_other_days_are_not_asked_about():
    world = make_world()
    known = {one[0]: one for one in cases(world)}
    for name, change in (("body", {"name": "Skills Board"}), ("set", {"title": "Other"})):
        _, url, data, model = known[name]
        data = dict(data(world) if callable(data) else data)
        client = sign_in(world.coordinator)
        client.post(url, data)
        before = model.objects.count()
        assert client.post(url, data | change).status_code == 302
        assert model.objects.count() == before + 1
        made = model.objects.order_by("pk").last()
        edit = made.get_absolute_url() + "edit/"
        if name == "body":
            again = client.post(edit, data | change | {"version": made.version, "remit": "Skills"})
            assert again.status_code == 302, "a body keeps its own name"


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWICE)
def test_the_administration_asks_about_a_second_thing_of_a_name_too(name, as_, administrator):
    world = make_world()
    _, url, data, model = next(one for one in cases(world) if one[0] == name)
    data = dict(data(world) if callable(data) else data)
    sign_in(world.coordinator).post(url, data)
    made = model.objects.order_by("pk").last()
    before = model.objects.count()
    opts = model._meta
    add = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
    typed = data | {
        "partnership": world.partnership.pk, "slug": "a-second-one", "label": "Q3", "order": 0,
        "outcome_after": 0, "paper": "{}", "header_blocks": "",
    }  # fmt: skip
    for formset in ("seats", "objectives"):
        typed |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    client = as_(administrator)
    page = client.post(add, typed).content.decode()
    assert f'{made.get_absolute_url()}">Open ' in page
    assert model.objects.count() == before
    assert client.post(add, typed | {"is_another": "on"}).status_code == 302
    assert model.objects.count() == before + 1
