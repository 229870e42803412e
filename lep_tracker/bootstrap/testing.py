"""All tests and all lint, in the order in which a mistake is found soonest."""

import os
import secrets
import shutil
import subprocess
import time
from datetime import datetime

from lep_tracker.bootstrap.places import PROGRAMS, ROOT, VENV_PYTHON, call, say

# Tried in this order; the first asks the server on this machine as the person at the keyboard.
POSTGRES_ADDRESSES = (
    "postgresql:///postgres?host=/var/run/postgresql",
    "postgresql://postgres@127.0.0.1:5432/postgres",
)
# One round of every run stands here, so that no test comes to lean on the hour or the day: before
# the morning's mail, on a Saturday, on the day that most years lack.
ODD_MOMENT = "2020-02-29 03:00"
# By how many seconds the clock of a round is ahead; read by tests/moved_clock.
MOVED = "LEP_TEST_SECONDS_AHEAD"
# What pytest answers when no test was picked.
NO_TESTS = 5
_CONNECT = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()"

# What production needs before it starts; the values are made up and reach nothing.
PRODUCTION = {
    "LEP_PRODUCTION": "1",
    "LEP_ALLOWED_HOSTS": "tracker.example.org",
    "LEP_BASE_URL": "https://tracker.example.org",
    "LEP_BEHIND_PROXY": "1",
    "LEP_DATABASE_URL": "postgresql://lep_tracker@127.0.0.1/lep_tracker",
    "CELERY_BROKER_URL": "redis://127.0.0.1:6379/0",
    "LEP_EMAIL_HOST": "mail.example.org",
    "LEP_EMAIL_FROM": "tracker@example.org",
}


def environ(**more: str) -> dict[str, str]:
    """Return an environment in which no setting of a person's own site reaches the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"LEP_PAPERS", "LEP_DATA_DIR"}
        or (name.startswith("LEP_TEST_") and name != MOVED)
        or not name.startswith(("LEP_", "CELERY_", "DATABASE_URL", "DEBUG"))
    }
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])
    # A site is named, so that none that was started here before is taken for it.
    return {**kept, "PATH": path, "LEP_DEMO": "0", **more}


def postgres_address() -> str | None:
    """Return the address of a PostgreSQL server on which databases may be made."""
    named = os.environ.get("LEP_TEST_POSTGRES_URL")
    for address in (named,) if named else POSTGRES_ADDRESSES:
        answer = subprocess.run(
            [str(VENV_PYTHON), "-c", _CONNECT, address], check=False, capture_output=True
        )
        if answer.returncode == 0:
            return address
    return None


def clock_at(moment: str) -> dict[str, str]:
    """Return what moves the clock of every Python process of a round to a time in London.

    ``moment`` is written as in "2026-10-25 01:30"; time goes on from there. Raises ValueError for
    words that are no moment.
    """
    # A Python without its zones can still set up.
    from zoneinfo import ZoneInfo

    wanted = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/London"))
    # The clock of this process may be moved already, when a test of this asks.
    real = time.time() - int(os.environ.get(MOVED, "0"))
    return {
        MOVED: str(round(wanted.timestamp() - real)),
        "PYTHONPATH": str(ROOT / "tests" / "moved_clock"),
    }


def has_chromium() -> bool:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return bool(os.environ.get("LEP_TEST_CHROMIUM") or any(shutil.which(name) for name in names))


def run_all() -> int:
    """Run the tests on SQLite, again on PostgreSQL, then the journeys in the browser.

    ``LEP_TEST_CLOCK`` moves the clock of all three, as in ``LEP_TEST_CLOCK="2026-12-25 03:00"``.
    """
    required = os.environ.get("REQUIRE_SERVICES") == "1"
    named = os.environ.get("LEP_TEST_CLOCK", "")
    here, odd = (clock_at(named),) * 2 if named else ({}, clock_at(ODD_MOMENT))
    postgres = postgres_address()
    # The walks over all addresses ask about rights and sentences, not about a database: they run
    # once, on the one that production has where it is there.
    once = " and not walk" if postgres else ""
    rounds: list[tuple[str, list[str], dict[str, str]]] = [
        ("Tests on SQLite.", ["-m", f"not browser and not postgres and not soak{once}"], here)
    ]
    missing = []
    if postgres:
        rounds.append(
            (
                f"The same tests on PostgreSQL, with the clock at {named or ODD_MOMENT}.",
                ["-m", "not browser and not soak"],
                {"LEP_DATABASE_URL": postgres, **odd},
            )
        )
    else:
        missing.append("PostgreSQL does not answer: its round is left out.")
    if has_chromium():
        rounds.append(("The journeys in Chromium.", ["-m", "browser and not soak"], here))
    else:
        missing.append("Chromium was not found: the journeys in a browser are left out.")
    for sentence in missing:
        say(sentence)
    if missing and required:
        say("REQUIRE_SERVICES is 1, so this is a failure. Install or start what is missing.")
        return 1
    # One that is done takes over what another has still before it: single tests take a minute.
    among = ["-n", os.environ.get("LEP_TEST_WORKERS", "2"), "--dist", "worksteal"]
    results = []
    for title, words, more in rounds:
        say(f"\n{title}")
        env = environ(**more)
        results.append(call(VENV_PYTHON, "-m", "pytest", "-q", *among, *words, env=env))
    # A round that picks no test is no failure on its own.
    return next((result for result in results if result not in (0, NO_TESTS)), 0)


def lint() -> int:
    """Run every checker and report all that is wrong, not the first thing only."""
    production = environ(**PRODUCTION, LEP_SECRET_KEY=secrets.token_urlsafe(60))
    plain = environ()
    deploy = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    steps: list[tuple[str, list[str], dict[str, str]]] = [
        ("ruff check", ["-m", "ruff", "check", "."], plain),
        ("ruff format", ["-m", "ruff", "format", "--check", "."], plain),
        ("djlint", ["-m", "djlint", "templates", "--lint", "--quiet"], plain),
        ("mypy", ["-m", "mypy"], plain),
        ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"], plain),
        ("production settings", deploy, production),
    ]
    failed = []
    for name, words, env in steps:
        say(f"== {name}")
        if call(VENV_PYTHON, *words, env=env):
            failed.append(name)
    say(f"Lint found something in: {', '.join(failed)}." if failed else "Lint is clean.")
    return 1 if failed else 0
