"""Misconfiguration is found at start and said with a hint."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks

from governance import checks, system_libraries


def _ids(found):
    return [message.id for message in found]


def test_the_site_as_it_stands_is_in_order():
    assert checks.listed_names_exist(None) == []
    assert checks.mail_does_not_hang(None) == []


@pytest.mark.parametrize("setting", checks.LISTS_OF_NAMES)
def test_a_name_that_cannot_be_imported_is_an_error_with_a_hint(settings, setting):
    setattr(settings, setting, ["governance.nowhere.Section"])
    (error,) = checks.listed_names_exist(None)
    assert error.id == "governance.E001"
    assert "governance.nowhere.Section" in error.msg
    assert "dotted name" in error.hint


def test_a_name_listed_twice_is_an_error(settings):
    settings.REMINDER_RULES = ["governance.clock.now", "governance.clock.now"]
    assert _ids(checks.listed_names_exist(None)) == ["governance.E002"]


def test_a_folder_that_cannot_be_written_is_an_error(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(checks.os, "access", lambda folder, mode: folder != tmp_path)
    settings.DATA_DIR = tmp_path
    (error,) = checks.folders_can_be_written(None)
    assert error.id == "governance.E003"
    assert "LEP_DATA_DIR" in error.hint


def test_missing_front_end_files_are_a_warning_that_names_the_command(settings, monkeypatch):
    monkeypatch.setattr(checks.finders, "find", lambda name: None)
    (warning,) = checks.front_end_is_there(None)
    assert "make run" in warning.hint


def test_missing_libraries_are_a_warning_that_names_the_packages(monkeypatch):
    monkeypatch.setattr(system_libraries.ctypes.util, "find_library", lambda name: None)
    (warning,) = checks.packs_can_be_drawn(None)
    assert "libpango-1.0-0" in warning.hint


def test_mail_without_a_time_limit_is_an_error(settings):
    settings.EMAIL_TIMEOUT = None
    assert _ids(checks.mail_does_not_hang(None)) == ["governance.E006"]


def test_a_public_site_is_warned_of_what_suits_one_machine_only(settings):
    settings.LEP_DEMO = True
    settings.CELERY_BROKER_URL = "filesystem://localhost"
    settings.BASE_URL = "http://127.0.0.1:8000"
    found = _ids(checks.site_is_public_ready(None))
    assert {"governance.W008", "governance.W009", "governance.W010"} <= set(found)


@pytest.mark.django_db
def test_a_missing_cache_table_is_said(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "no_such_table",
        }
    }
    (warning,) = checks.shared_cache_is_there(None, databases=["default"])
    assert "createcachetable" in warning.hint


@pytest.mark.django_db
def test_the_cache_table_is_looked_for_only_where_a_database_is_checked(settings):
    assert checks.shared_cache_is_there(None) == []
    assert "governance.W011" not in _ids(run_checks(databases=["default"]))


def test_a_lease_shorter_than_a_slow_mail_is_an_error(settings):
    settings.EMAIL_TIMEOUT, settings.MAIL_LEASE_SECONDS = 20, 60
    (error,) = checks.mail_does_not_hang(None)
    assert error.id == "governance.E012"
    assert "10 times" in error.hint


def test_the_checks_of_ours_are_known_to_manage_py_check():
    # In a process of its own: this module has read them by itself.
    asked = (
        "import django; django.setup(); from django.core.checks.registry import registry;"
        "print(*[one.__module__ for one in registry.get_checks(include_deployment_checks=True)])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "lep_tracker.settings"},
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.split().count("governance.checks") >= 6
