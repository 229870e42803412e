"""What browsers and monitors are told with the answers of the site."""

import gzip
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.urls import reverse

from governance import clock, tasks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/account/login/", "/healthz", "/nothing-here/"])
def test_every_answer_forbids_devices_and_embedding(as_, officer, address):
    answer = as_(officer).get(address)
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_page_of_a_person_is_kept_by_no_proxy_and_asked_for_each_time(as_, officer):
    assert as_(officer).get("/")["Cache-Control"] == "private, no-cache"


def test_signing_out_leaves_nothing_in_the_browser(as_, officer):
    page = as_(officer)
    assert "Clear-Site-Data" not in page.get("/")
    answer = page.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_pages_travel_compressed_and_files_as_they_are(as_, officer, plan):
    page = as_(officer)
    answer = page.get("/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"<main" in gzip.decompress(answer.content)
    address = reverse("plans:plan_file", args=[plan.partnership.slug, plan.slug, "xlsx"])
    file = page.get(address, headers={"accept-encoding": "gzip"})
    assert file.status_code == 200
    assert "Content-Encoding" not in file


def test_a_monitor_hears_that_the_site_is_well_and_when_the_clock_ran(client):
    cache.clear()
    assert client.get("/healthz").json() == {
        "database": "answers",
        "clock": "does not run",
        "seconds_since_the_clock_ran": None,
    }
    tasks.tick()
    found = client.get("/healthz").json()
    assert found["clock"] == "runs"
    assert 0 <= found["seconds_since_the_clock_ran"] < 60


def test_a_clock_that_stopped_is_said(client):
    cache.set(tasks.LAST_TICK, clock.real_now() - timedelta(minutes=4), None)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["clock"] == "does not run"


def test_a_database_that_does_not_answer_is_said_with_503(client, monkeypatch):
    def gone():
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(connection, "ensure_connection", gone)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "does not answer"


def test_the_monitor_needs_no_https_and_no_account(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301
