"""``make run`` from its first line to its last, as a stranger meets it."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from lep_tracker.bootstrap.places import ROOT
from lep_tracker.bootstrap.testing import environ

pytestmark = pytest.mark.soak


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _get(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_an_empty_site_starts_answers_and_stops(free_port, tmp_path):
    env = environ(PORT=str(free_port), DEMO="0", LEP_DATA_DIR=str(tmp_path))
    process = subprocess.Popen(
        [sys.executable, "-m", "lep_tracker.bootstrap", "run"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said = iter(process.stdout.readline, "")
        assert any(f"http://127.0.0.1:{free_port}/" in line for line in said)
        status, page = _get(f"http://127.0.0.1:{free_port}/account/login/")
        assert status == 200
        for path in re.findall(r'href="(/static/[^"]+\.css)"', page):
            assert _get(f"http://127.0.0.1:{free_port}{path}")[0] == 200
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert (tmp_path / "lep_tracker.sqlite3").is_file()
    assert not Path(f"/proc/{process.pid}").exists()
