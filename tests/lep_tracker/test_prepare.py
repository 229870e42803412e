"""``prepare``: the database is brought up to date and the demo is loaded once."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.db import connection

from lep_tracker.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch):
    """The commands that were called, with the demo's own replaced by a note."""
    names = []

    def note(name, *args, **options):
        names.append(name)
        if name != "load_demo":
            call_command(name, *args, **options)

    monkeypatch.setattr(prepare, "call_command", note)
    return names


def _prepare():
    command: BaseCommand = prepare.Command(stdout=io.StringIO())
    command.handle()


def test_tables_and_the_shared_cache_are_there_afterwards(called, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        }
    }
    _prepare()
    assert called == ["migrate", "createcachetable"]
    assert "shared_cache" in connection.introspection.table_names()


def test_the_demo_is_loaded_into_an_empty_site(called, settings):
    settings.LEP_DEMO = True
    _prepare()
    assert called[-1] == "load_demo"


def test_the_demo_is_loaded_once(called, settings):
    settings.LEP_DEMO = True
    get_user_model().objects.create(email="officer@example.org")
    _prepare()
    assert "load_demo" not in called


def test_a_site_that_is_no_demo_stays_empty(called, settings):
    settings.LEP_DEMO = False
    _prepare()
    assert "load_demo" not in called
