"""The settings file, read anew with each environment."""

import datetime
import os
import runpy

import pytest
from django.conf import settings as live
from django.core.exceptions import ImproperlyConfigured

PRODUCTION = {
    "LEP_PRODUCTION": "1",
    "LEP_SECRET_KEY": "x" * 60,
    "LEP_ALLOWED_HOSTS": "tracker.example.org",
    "LEP_BASE_URL": "https://tracker.example.org",
    "LEP_DATABASE_URL": "postgresql://site@db.example.org/site",
    "CELERY_BROKER_URL": "redis://queue.example.org",
    "LEP_EMAIL_HOST": "mail.example.org",
    "LEP_EMAIL_FROM": "tracker@example.org",
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings file with these variables and no others of ours."""
    path = live.BASE_DIR / "lep_tracker/settings.py"
    for name in list(os.environ):
        if name.startswith(("LEP_", "CELERY_")) or name in {"DEBUG", "PORT", "DATABASE_URL"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LEP_DATA_DIR", str(tmp_path))

    def read_with(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(path))

    return read_with


def test_one_machine_needs_nothing_set(read, tmp_path):
    settings = read()
    assert settings["DEBUG"] is False
    assert settings["DATABASES"]["default"]["NAME"] == tmp_path / "lep_tracker.sqlite3"
    assert settings["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["SECRET_KEY"] == (tmp_path / "secret_key").read_text()


def test_the_queue_of_one_machine_is_one_folder(read, tmp_path):
    settings = read()
    options = settings["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert settings["CELERY_BROKER_URL"].startswith("filesystem:")
    assert options["data_folder_in"] == options["data_folder_out"] == str(tmp_path / "queue")


def test_tasks_survive_a_killed_worker_and_beat_keeps_utc(read):
    settings = read()
    assert settings["CELERY_TASK_ACKS_LATE"] is True
    assert settings["CELERY_WORKER_PREFETCH_MULTIPLIER"] == 1
    assert settings["CELERY_TIMEZONE"] == "UTC"
    due = {one["task"]: one["schedule"] for one in settings["CELERY_BEAT_SCHEDULE"].values()}
    assert due == {
        "governance.tasks.tick": 60.0,
        "governance.tasks.verify_nightly": 600.0,
        "lep_tracker.tasks.find_forgotten_imports": 60.0,
    }


def test_the_demo_has_a_folder_of_its_own_and_may_move_the_clock(read, monkeypatch):
    monkeypatch.delenv("LEP_DATA_DIR")
    settings = read(LEP_DEMO="1", LEP_TODAY="2019-10-08")
    assert settings["LEP_TODAY"] == datetime.date(2019, 10, 8)
    assert settings["DATA_DIR"].parts[-2:] == ("var", "demo")


def test_the_clock_moves_in_the_demo_only(read):
    with pytest.raises(ImproperlyConfigured, match="Set LEP_DEMO=1 too"):
        read(LEP_TODAY="2019-10-08")


def test_production_starts_with_what_it_needs(read):
    settings = read(**PRODUCTION)
    assert settings["SECRET_KEY"] == "x" * 60
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert settings["DATABASES"]["default"]["HOST"] == "db.example.org"


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"LEP_PRODUCTION"}))
def test_production_refuses_to_start_without(read, name):
    with pytest.raises(ImproperlyConfigured, match=rf"must be set: {name} "):
        read(**{**PRODUCTION, name: ""})


@pytest.mark.parametrize("name", ["DEBUG", "LEP_DEMO"])
def test_production_refuses_what_shows_too_much(read, name):
    with pytest.raises(ImproperlyConfigured, match="Take DEBUG and LEP_DEMO out"):
        read(**PRODUCTION, **{name: "1"})


def test_a_proxy_is_believed_only_when_it_is_ours(read):
    assert "SECURE_PROXY_SSL_HEADER" not in read()
    assert "SECURE_PROXY_SSL_HEADER" in read(LEP_BEHIND_PROXY="1")


def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_runs(read):
    policy = read()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert policy[kind] == ["'self'"]


def test_sign_in_is_required_unless_a_view_says_otherwise(read):
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in read()["MIDDLEWARE"]


def test_every_process_counts_sign_ins_in_the_same_cache(read):
    assert read()["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
