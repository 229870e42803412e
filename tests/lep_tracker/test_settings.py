"""The settings file, read anew with each environment."""

import datetime
import os
import runpy

import pytest
from django.conf import settings as live
from django.core.exceptions import ImproperlyConfigured

KEY = "not so easy to guess " * 3
PRODUCTION = {
    "LEP_PRODUCTION": "1",
    "LEP_SECRET_KEY": KEY,
    "LEP_ALLOWED_HOSTS": "tracker.example.org",
    "LEP_BASE_URL": "https://tracker.example.org",
    "LEP_BEHIND_PROXY": "1",
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


def test_static_files_are_hashed_where_they_are_collected(read):
    plain, hashed = read(), read(LEP_STATIC_HASHED="1")
    assert plain["WHITENOISE_USE_FINDERS"]
    assert "Manifest" not in plain["STORAGES"]["staticfiles"]["BACKEND"]
    assert not hashed["WHITENOISE_USE_FINDERS"]
    assert "Manifest" in hashed["STORAGES"]["staticfiles"]["BACKEND"]


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
    assert settings["SECRET_KEY"] == KEY.strip()
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
    with pytest.raises(ImproperlyConfigured, match=f"Take {name} out"):
        read(**PRODUCTION, **{name: "1"})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LEP_SECRET_KEY", "x" * 60, "LEP_SECRET_KEY is too easy to guess"),
        ("LEP_SECRET_KEY", KEY[:49], "LEP_SECRET_KEY is too easy to guess"),
        ("LEP_SEAL_KEY", "short", "LEP_SEAL_KEY is too easy to guess"),
        ("LEP_ALLOWED_HOSTS", "*", "answers to any name"),
        ("LEP_ALLOWED_HOSTS", "other.example.org", "LEP_BASE_URL leads to tracker.example.org"),
        ("LEP_BASE_URL", "http://tracker.example.org", "does not begin with https"),
        ("LEP_DATABASE_URL", "sqlite:////srv/site.sqlite3", "Set LEP_SQLITE_IN_PRODUCTION=1 too"),
        ("CELERY_BROKER_URL", "filesystem://", "Set LEP_FOLDER_QUEUE_IN_PRODUCTION=1 too"),
    ],
)
def test_production_refuses_what_is_not_safe(read, name, value, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read(**{**PRODUCTION, name: value})


def test_production_says_all_that_is_wrong_at_once(read):
    wrong = {"LEP_ALLOWED_HOSTS": "*", "LEP_SECRET_KEY": "short", "LEP_EMAIL_HOST": ""}
    with pytest.raises(ImproperlyConfigured) as refused:
        read(**{**PRODUCTION, **wrong})
    for sentence in ("LEP_EMAIL_HOST (the mail server)", "easy to guess", "any name"):
        assert sentence in str(refused.value)


def test_production_takes_a_small_database_and_queue_that_were_said_twice(read):
    settings = read(
        **{
            **PRODUCTION,
            "LEP_DATABASE_URL": "sqlite:////srv/site.sqlite3",
            "LEP_SQLITE_IN_PRODUCTION": "1",
            "CELERY_BROKER_URL": "filesystem://",
            "LEP_FOLDER_QUEUE_IN_PRODUCTION": "1",
        }
    )
    assert str(settings["DATABASES"]["default"]["NAME"]) == "/srv/site.sqlite3"


def test_a_host_below_a_named_domain_is_named(read):
    assert read(**{**PRODUCTION, "LEP_ALLOWED_HOSTS": ".example.org"})


def test_cookies_of_production_belong_to_this_host_alone(read):
    settings = read(**PRODUCTION)
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrf"


def test_a_queue_that_hangs_is_given_up_within_seconds(read):
    options = read(**PRODUCTION)["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert options["socket_connect_timeout"] <= 5
    assert options["socket_timeout"] <= 10


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
