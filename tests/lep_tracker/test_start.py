"""What web and worker are started with on one machine."""

import subprocess
import sys

from lep_tracker.bootstrap import start
from lep_tracker.bootstrap.places import ROOT
from lep_tracker.bootstrap.testing import environ


def test_the_worker_writes_the_address_at_which_the_web_answers(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.delenv("LEP_BASE_URL", raising=False)
    given = start.environ()
    asked = "from django.conf import settings; print(settings.BASE_URL)"
    # Honcho gives each process of the Procfile a port of its own, a hundred apart.
    for port in ("8123", "8223"):
        env = environ(
            PORT=port,
            DJANGO_SETTINGS_MODULE="lep_tracker.settings",
            **{key: value for key, value in given.items() if key.startswith("LEP_")},
        )
        said = subprocess.run(
            [sys.executable, "-c", asked], cwd=ROOT, env=env, capture_output=True, text=True
        )
        assert said.stdout.strip() == "http://127.0.0.1:8123", said.stderr


def test_an_address_that_is_set_stays(monkeypatch):
    monkeypatch.setenv("LEP_BASE_URL", "https://tracker.example.org")
    assert start.environ()["LEP_BASE_URL"] == "https://tracker.example.org"
