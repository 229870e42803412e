"""``make run`` as a stranger meets it: what it says, what it leaves, and every written command.

Each test starts a copy of the repository, because ``make run`` notes in its own folder which site
it started last.
"""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

from lep_tracker.bootstrap.places import ROOT
from lep_tracker.bootstrap.testing import environ

pytestmark = [
    pytest.mark.skipif(
        bool(os.environ.get("LEP_DATABASE_URL")), reason="it starts SQLite sites of its own"
    ),
    pytest.mark.skipif(
        not (ROOT / "static/vendor/.stamp").exists(), reason="nothing was set up here yet"
    ),
]
# Written commands that no test runs as they stand, by how they begin, each with its reason.
NOT_RUN = {
    "make test": "it is what runs this",
    'LEP_TEST_CLOCK="2026-12-25 03:00" make test': "it runs this with another clock",
    "make lint": "it is run by itself beside the tests, and takes minutes",
    "make bench": "it fills a large site and takes minutes",
    "make soak": "it kills workers for an hour",
    "make run": "started by the tests here, as it is and with DEMO=0",
    "PORT=8123 make run": "the tests choose a free port in the same way",
    "make install": "the start does the same steps; the guide names it for upgrading",
    "make -C /opt/lep-tracker install": "asks for root and a machine of its own",
    "apt-get ": "asks for root and a machine of its own",
    "adduser ": "asks for root and a machine of its own",
    "su postgres ": "asks for root and a machine of its own",
    "install -d ": "asks for root and a machine of its own",
    "set -a; . /etc/": "reads settings of production; test_deploy reads them with its check",
    "cd /opt/lep-tracker": "goes to a folder of an installation",
    "systemctl ": "asks for systemd; test_deploy reads the units",
    "nginx -t": "asks for nginx with a certificate; test_deploy reads the site",
    "curl --unix-socket ": "asks for the socket of an installation; test_answers asks the address",
}
# Done once the product is stopped, as their guide says.
NEEDS_A_STOP = ("manage.py restore",)
A_COMMAND = re.compile(r"(?:[A-Z_]+=\S+ |[A-Z_]+=\"[^\"]*\" )*(?:make|python3?|\.venv/bin/\S+) .+")
# The drawing of the layers in README is no command.
A_DRAWING = "↓"


@pytest.fixture
def copy(tmp_path):
    """The repository as somebody gets it, with what set-up fetches in place."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.split("\0"):
        if name and not name.startswith("tests/") and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to((ROOT / ".venv").resolve())
    shutil.copytree((ROOT / "static/vendor").resolve(), tmp_path / "static/vendor")
    return tmp_path


@pytest.fixture
def env():
    """A free port, and a mark by which every process that comes of it is known."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    made = environ(PORT=str(port), LEP_TEST_MARK=uuid.uuid4().hex)
    # As typed by somebody who has set nothing.
    del made["LEP_DEMO"]
    made.pop("LEP_DATA_DIR", None)
    return made


def _start(copy, env, *words):
    return subprocess.Popen(
        ["make", "run", *words],
        cwd=copy,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _alive(env):
    """What runs with the mark in its environment, whoever its parent is by now."""
    mark = f"LEP_TEST_MARK={env['LEP_TEST_MARK']}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def _end(process, signum=signal.SIGTERM):
    process.send_signal(signum)
    said, _ = process.communicate(timeout=30)
    return said


def _until(process, words):
    said = []
    for line in iter(process.stdout.readline, ""):
        said.append(line)
        if words in line:
            return said
    raise AssertionError("".join(said))


def _written():
    """Every command of README and guides, in their order, with the file that has it."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs/guides").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        lines = [
            line.split("  #")[0].strip()
            for block in blocks
            if A_DRAWING not in block
            for line in block.splitlines()
        ]
        spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
        inline = [span for span in spans if A_COMMAND.fullmatch(span)]
        for command in dict.fromkeys([*lines, *inline]):
            yield path.name, command


def _is_run(command):
    return not command.startswith(tuple(NOT_RUN))


def _run(command, copy, env):
    return subprocess.run(
        ["bash", "-c", command], cwd=copy, env=env, capture_output=True, text=True, timeout=180
    )


def test_every_written_command_works_as_it_stands(copy, env):
    commands = [one for one in _written() if _is_run(one[1])]
    assert len(commands) >= 15
    process = _start(copy, env)
    failed = []
    try:
        said = "".join(_until(process, f"http://127.0.0.1:{env['PORT']}/"))
        steps = (
            "Bringing the database up to date",
            "Loading the demonstration",
            "Starting the web",
        )
        assert [step for step in steps if step not in said] == []
        with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/account/login/") as answer:
            styles = re.findall(r'href="(/static/[^"]+\.css)"', answer.read().decode())
        assert styles
        for path in styles:
            with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}{path}") as answer:
                assert "immutable" in answer.headers["Cache-Control"]
        last = [one for one in commands if any(words in one[1] for words in NEEDS_A_STOP)]
        for name, command in [one for one in commands if one not in last]:
            result = _run(command, copy, env)
            if result.returncode:
                failed.append((name, command, result.stdout[-500:] + result.stderr[-1500:]))
    finally:
        _end(process)
    assert _alive(env) == []
    for name, command in last:
        result = _run(command, copy, env)
        if result.returncode:
            failed.append((name, command, result.stdout[-500:] + result.stderr[-1500:]))
    assert failed == []
    # Nothing went into a second site beside the demonstration's.
    assert [path.name for path in (copy / "var").iterdir() if path.is_dir()] == ["demo"]


def test_what_is_not_run_is_still_written():
    written = [command for _, command in _written()]
    assert [one for one in NOT_RUN if not any(each.startswith(one) for each in written)] == []


def test_a_command_is_named_as_it_is_typed():
    """``manage.py`` alone is a name; a line to type says which Python."""
    for name in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for line in re.findall(r"^\s*(manage\.py .*|\./manage\.py .*)$", name.read_text(), re.M):
            raise AssertionError(f"{name.name}: {line}")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_an_early_end_leaves_nothing(copy, env, signum):
    """At any moment: before the first step, in the middle of one, between web and worker."""
    for moment in ("", "Bringing the database", "Starting the web server"):
        process = _start(copy, env, "DEMO=0")
        try:
            if moment:
                _until(process, moment)
            else:
                time.sleep(0.3)
            time.sleep(0.2)
        finally:
            # A terminal gives its Ctrl+C to make and the starter alike.
            if signum == signal.SIGINT:
                os.killpg(process.pid, signum)
                process.communicate(timeout=30)
            else:
                _end(process)
        assert _alive(env) == [], moment


def test_an_empty_site_says_how_to_begin(copy, env):
    process = _start(copy, env, "DEMO=0")
    try:
        said = "".join(_until(process, "/set-up/"))
        assert f"http://127.0.0.1:{env['PORT']}/set-up/" in said
    finally:
        _end(process)
    assert _alive(env) == []
    assert (copy / "var/house/lep_tracker.sqlite3").is_file()
    again = _run(".venv/bin/python manage.py set_up_link", copy, env)
    assert f"http://127.0.0.1:{env['PORT']}/set-up/" in again.stdout, again.stderr


def test_manage_works_on_a_site_that_is_named(copy, env, tmp_path):
    """What the environment names wins over the site that was started last."""
    (copy / "var").mkdir()
    (copy / "var/last_run.json").write_text('{"LEP_DEMO": "1", "LEP_TODAY": "2019-09-26"}')
    asked = shlex.quote("from django.conf import settings; print(settings.DATA_DIR)")
    command = f".venv/bin/python manage.py shell --verbosity 0 -c {asked}"
    assert _run(command, copy, env).stdout.strip() == str(copy / "var/demo")
    named = env | {"LEP_DATA_DIR": str(tmp_path / "mine")}
    assert _run(command, copy, named).stdout.strip() == str(tmp_path / "mine")
