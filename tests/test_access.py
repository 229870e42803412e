"""Every address of ours × every role × right and wrong state; and what an action leaves behind."""

import importlib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from governance.models import AuditEvent
from tests.access_table import CAST, Row, World, make_world, words_of_address
from tests.database_rows import APPS, Undone, dump, made_once

pytestmark = pytest.mark.walk

ACCESS: dict[str, Row] = {
    name: row
    for app in APPS
    for name, row in importlib.import_module(f"tests.{app}.access").ACCESS.items()
}
# Addresses of packages keep their own names; who signs in is their business (test_sign_in.py).
OF_PACKAGES = ("admin:", "account_", "mfa_", "usersessions_")
# Addresses of before lead on to a page that asks (lep_tracker/test_former_addresses.py).
ELSEWHERE = (*OF_PACKAGES, "former:")
# Everything that answers without anybody signed in.
OPEN_TO_ALL = {
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_request_login_code", "account_confirm_login_code", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "account_reauthenticate"),
    *("mfa_authenticate",),
    *(name for name, row in ACCESS.items() if "anonymous" in row.allowed),
}
SIGN_IN = "/account/login/"


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from walk(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name}", pattern


def addresses() -> list[tuple[str, URLPattern]]:
    return list(walk(get_resolver().url_patterns))


# --- The table is whole ---------------------------------------------------------------------------
def test_every_address_of_ours_stands_in_the_table():
    ours = {name for name, _ in addresses() if not name.startswith(ELSEWHERE)}
    assert sorted(ours - set(ACCESS)) == [], "addresses without a row in tests/<app>/access.py"
    assert sorted(set(ACCESS) - ours) == [], "rows without an address"


def test_every_address_has_a_name():
    nameless = [
        str(pattern.pattern)
        for name, pattern in addresses()
        if name.endswith("None") and not name.startswith("admin:")
    ]
    assert nameless == []


def test_what_answers_without_signing_in_is_listed_by_name():
    open_ones = {
        name
        for name, pattern in addresses()
        if not name.startswith("admin:") and not getattr(pattern.callback, "login_required", True)
    }
    assert open_ones <= OPEN_TO_ALL, sorted(open_ones - OPEN_TO_ALL)


# --- Each row -------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with made_once(django_db_blocker, _signed_in_world) as made:
        yield made


def _signed_in_world() -> World:
    made = make_world()
    made.clients = {"anonymous": Client()}
    for name in CAST:
        client = Client()
        client.force_login(getattr(made, name), "django.contrib.auth.backends.ModelBackend")
        made.clients[name] = client
    return made


@pytest.fixture
def world(made_world, db) -> World:
    return deepcopy(made_world)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_access(name: str, world: World):
    row = ACCESS[name]
    if row.given:
        row.given(world)
    url = reverse(name, args=words_of_address(row, world))
    if row.kind in ("page", "form"):
        _read_as_each(row, url, world)
    else:
        first = world.clients[row.allowed[0]]
        assert first.get(url).status_code == 405, f"{name}: GET on a verb"
    if row.kind in ("verb", "form"):
        _post_as_each(row, url, world)
    else:
        first = world.clients[row.allowed[0]]
        with Undone():
            assert first.post(url).status_code in {405, row.ok} - {200}, f"{name}: POST on a page"
    if row.wrong:
        _ask_in_wrong_state(row, url, world)


def _read_as_each(row: Row, url: str, world: World) -> None:
    whole = dump()
    for who in ("anonymous", *CAST):
        said = world.clients[who].get(url, headers=dict(row.headers))
        ok = row.ok if row.kind == "page" else 200
        _answers_as_the_table_says(row, who, said, ok, "get")
    assert dump() == whole, "reading changed rows"


def _post_as_each(row: Row, url: str, world: World) -> None:
    whole, data = dump(), row.data(world) if callable(row.data) else row.data
    with Undone():
        for who in ("anonymous", *CAST):
            if who not in row.allowed:
                said = world.clients[who].post(url, data, headers=dict(row.headers))
                _answers_as_the_table_says(row, who, said, row.ok, "post")
        assert dump() == whole, "a refused action changed rows"
    before = AuditEvent.objects.count()
    for who in row.allowed:
        with Undone():
            said = world.clients[who].post(url, data, headers=dict(row.headers))
            _answers_as_the_table_says(row, who, said, row.ok, "post")
            events = AuditEvent.objects.count() - before
            assert events == row.events, f"{who}: {events} audit events for one action"


def _answers_as_the_table_says(row: Row, who: str, said: Any, ok: int, method: str) -> None:
    if who in row.differently:
        met = row.differently[who]
        met = met if isinstance(met, int) else met[method == "post"]
        assert said.status_code == met, f"{who}: {method} {said.status_code}"
    elif who in row.allowed:
        assert said.status_code == ok, f"{who}: {said.status_code} {_mistakes(said)}"
        if ok == 302:
            assert not said.url.startswith(SIGN_IN), f"{who} was asked to sign in"
    elif who == "anonymous":
        asked = said.status_code == 302 and said.url.startswith(SIGN_IN)
        assert asked or (row.headers and said.status_code in (401, 302)), f"{who}: {said}"
    else:
        refused = 404 if who == "outsider" else 403
        assert said.status_code == refused, f"{who}: {said.status_code}"


def _ask_in_wrong_state(row: Row, url: str, world: World) -> None:
    data = row.data(world) if callable(row.data) else row.data
    with Undone():
        row.wrong(world)
        whole = dump()
        said = world.clients[row.allowed[0]].post(url, data, headers=dict(row.headers))
        changed = {table for table, rows in dump().items() if rows != whole[table]}
        # What was typed comes back to whoever typed it; nothing else is written.
        assert changed <= {"governance_typedtext"}, f"a refused action changed {changed}"
        if said.status_code == 302:
            sentences = [str(one) for one in get_messages(said.wsgi_request)]
            assert any(one.endswith(".") for one in sentences), f"no sentence: {sentences}"
        else:
            assert said.status_code in (200, 409), said.status_code
            assert _mistakes(said) or said.status_code == 409, "refused without a sentence"


# --- The admin, by one rule -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "model", sorted(admin.site._registry, key=lambda model: model._meta.label), ids=str
)
def test_only_administrators_read_the_admin(model, world: World):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for who, client in world.clients.items():
        said = client.get(url)
        if who == "administrator":
            assert said.status_code == 200, who
        else:
            assert said.status_code in (302, 403, 404), who


def _mistakes(said: Any) -> str:
    """What a page shown again says is wrong with what was typed."""
    if not said.context:
        return ""
    form = said.context.get("form") or said.context.get("formset")
    if form is None or not hasattr(form, "errors"):
        return ""
    return f"{form.errors} {getattr(form, 'non_form_errors', list)()}".strip("[]{} ")
