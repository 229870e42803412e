"""Start web and worker for one machine, and say where they are."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

from lep_tracker.bootstrap import processes
from lep_tracker.bootstrap.last_run import LAST_RUN, names_a_site
from lep_tracker.bootstrap.places import PROGRAMS, ROOT, VENV_PYTHON, SetUpError, call, say

WEB = (
    *("gunicorn", "lep_tracker.wsgi", "--workers", "2", "--threads", "4"),
    *("--timeout", "120", "--log-level", "warning", "--bind"),
)
WORKER = (
    *("celery", "--quiet", "--app", "lep_tracker", "worker", "--beat", "--concurrency", "2"),
    *("--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
)
# The day the demo's story stands at: its round is open and its updates are due tomorrow.
DEMO_DAY = "2019-09-26"
PATIENCE = 60


def port() -> int:
    raw = os.environ.get("PORT", "").strip() or "8000"
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        raise SetUpError(f"PORT is {raw!r}. Write a number such as 8000.")
    return int(raw)


def check_port() -> None:
    """Refuse before the long set-up when something else answers on the port."""
    try:
        with socket.create_connection(("127.0.0.1", port()), 0.5):
            pass
    except OSError:
        return
    raise SetUpError(
        f"Port {port()} is in use. Stop what uses it, or choose another: make run PORT={port() + 1}"
    )


def environ() -> dict[str, str]:
    """Return the environment of a one-machine start: the demo, unless DEMO=0."""
    env = dict(os.environ)
    demo = env.pop("DEMO", "1").strip().lower() not in {"0", "no", "false", "off"}
    env["LEP_DEMO"] = "1" if demo else "0"
    if demo:
        env.setdefault("LEP_TODAY", DEMO_DAY)
    else:
        env.pop("LEP_TODAY", None)
    env["PORT"] = str(port())
    env["BIND"] = f"127.0.0.1:{port()}"
    # Mails and packs are made by the worker, and name the address at which the web answers.
    env.setdefault("LEP_BASE_URL", f"http://127.0.0.1:{port()}")
    env.setdefault("LEP_STATIC_HASHED", "0" if env.get("DEBUG") else "1")
    env["PATH"] = os.pathsep.join([str(PROGRAMS), env.get("PATH", "")])
    env["PYTHONUNBUFFERED"] = "1"
    # In a container everything is root; on one machine that is no news to anybody.
    env.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
    return env


def serve() -> int:
    """Prepare the database, start web and worker, and stay until they are stopped."""
    env = environ()
    remember(env)
    if call(VENV_PYTHON, "manage.py", "prepare", env=env):
        raise SetUpError("The database could not be prepared; the lines above say why.")
    if env["LEP_STATIC_HASHED"] == "1":
        say("Preparing style sheets, scripts and typefaces.")
        collect = ("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        if call(VENV_PYTHON, *collect, env=env):
            raise SetUpError("The static files could not be collected; the lines above say why.")
    say("Starting the web server and the worker.")
    both: list[subprocess.Popen[bytes]] = []
    try:
        for words in ((*WEB, env["BIND"]), WORKER):
            both.append(processes.begin([PROGRAMS / words[0], *words[1:]], cwd=ROOT, env=env))
        if _answers(both):
            _greet(env)
        return processes.wait_for_first(both)
    finally:
        processes.stop(both)


def remember(env: dict[str, str]) -> None:
    """Keep what names this site, so that ``manage.py`` without more works on the same one."""
    named = {key: value for key, value in env.items() if names_a_site(key)}
    LAST_RUN.parent.mkdir(parents=True, exist_ok=True)
    with open(LAST_RUN, "w", encoding="utf-8", opener=_for_its_owner) as file:
        json.dump(named, file, indent=1, sort_keys=True)


def _for_its_owner(path: str, flags: int) -> int:
    # A database's address may hold its password.
    return os.open(path, flags, 0o600)


def _answers(both: "list[subprocess.Popen[bytes]]") -> bool:
    """Wait until the web process answers; give up when one has ended or all are to stop."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not processes.is_stopping():
        if any(each.poll() is not None for each in both):
            return False
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port()}/", timeout=2).close()
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False


def _greet(env: dict[str, str]) -> None:
    say(f"\nLEP Tracker is at http://127.0.0.1:{port()}/ (stop it with Ctrl+C).")
    if env["LEP_DEMO"] == "1":
        call(VENV_PYTHON, "manage.py", "demo_sign_ins", env=env)
    else:
        call(VENV_PYTHON, "manage.py", "set_up_link", env=env)
