"""The files for an installation fit the product: settings, programs, paths and the guide."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "docs/deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
GUIDE = (ROOT / "docs/guides/operator.md").read_text(encoding="utf-8")
# Lines of the file, with those that are there to be taken in.
SETTING = re.compile(r"^(?:# )?((?:LEP|CELERY)_\w+)=", re.MULTILINE)


def test_every_setting_of_the_file_is_one_the_product_reads():
    read = " ".join(
        path.read_text(encoding="utf-8")
        for path in [
            ROOT / "lep_tracker/settings.py",
            *(ROOT / "lep_tracker/configuration").iterdir(),
        ]
        if path.suffix == ".py"
    )
    named = SETTING.findall((DEPLOY / "lep-tracker.env").read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [name for name in named if f'"{name}"' not in read] == []


def test_the_file_filled_in_starts_in_production(tmp_path):
    key = "written by a random hand " * 3
    filled = (
        (DEPLOY / "lep-tracker.env")
        .read_text(encoding="utf-8")
        .replace("LEP_SECRET_KEY=", f'LEP_SECRET_KEY="{key}"')
        .replace("LEP_SEAL_KEY=", f'LEP_SEAL_KEY="{key}"')
        .replace("/var/lib/lep-tracker", str(tmp_path))
    )
    (tmp_path / "filled.env").write_text(filled, encoding="utf-8")
    # Read by a shell, as the guide does it; systemd reads the same marks of quotation.
    script = f'set -a; . "{tmp_path}/filled.env"; exec "{sys.executable}" manage.py check --deploy'
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LEP_", "CELERY_"))
    }
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=ROOT, env=plain, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def _unit(path: Path) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8").replace("\\\n", " "))
    return parser


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_each_unit_starts_a_program_of_ours_with_the_settings(path):
    service = _unit(path)["Service"]
    words = shlex.split(service["ExecStart"].replace("%%", "%"))
    program = next(word for word in words if "/opt/lep-tracker/" in word)
    name = re.search(r"/opt/lep-tracker/\.venv/bin/(\w+)", program)[1]
    assert (Path(sys.executable).parent / name).exists()
    assert service["EnvironmentFile"] == "/etc/lep-tracker/lep-tracker.env"
    assert service["User"] == "lep-tracker"
    if service.get("Type") != "oneshot":
        assert service["Restart"] == "always"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_each_unit(path, tmp_path):
    # It asks for the programs too, which stand elsewhere here.
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = re.sub(r"/opt/lep-tracker/\.venv/bin/\w+", "/bin/true", text)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / path.name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "lep-tracker" in line]
    assert ours == []


def test_nginx_gives_what_the_product_trusts():
    site = (DEPLOY / "nginx/lep-tracker.conf").read_text(encoding="utf-8")
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in site
    # Not added to what the client wrote.
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in site
    socket = re.search(r"unix:(\S+\.sock)", site)[1]
    assert f"--bind unix:{socket}" in (DEPLOY / "systemd/lep-tracker-web.service").read_text()
    size = int(re.search(r"client_max_body_size (\d+)m", site)[1])
    assert size * 1024 * 1024 > settings.UPLOAD_MAX_BYTES


def test_the_image_is_made_by_a_command_that_is_there_and_leaves_no_settings_in():
    image = (DEPLOY / "docker/Dockerfile").read_text(encoding="utf-8")
    assert "lep_tracker.bootstrap install" in image
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", "var", "docs/deploy/docker/*.env"} <= set(left_out)


@pytest.mark.parametrize(
    "path", [path for path in DEPLOY.rglob("*") if path.is_file()], ids=lambda path: path.name
)
def test_the_guide_leads_to_each_file(path):
    folder = path.relative_to(DEPLOY).parts[0]
    assert f"docs/deploy/{folder}" in GUIDE
