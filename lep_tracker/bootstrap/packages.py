"""The project's own environment in ``.venv``, with exactly the packages whose hashes are listed."""

import importlib.util
import sys

from lep_tracker.bootstrap import processes, system
from lep_tracker.bootstrap.places import (
    ROOT,
    VENV,
    VENV_PYTHON,
    SetUpError,
    fingerprint,
    is_stamped,
    must,
    say,
    write_stamp,
)

NO_NETWORK_HINT = "The packages could not be installed. Check the network and run this again."


def ensure_packages(*, dev: bool) -> None:
    """Make ``.venv`` and install the pinned packages, unless that was done for these very lists."""
    stamps = VENV / "stamps"
    name = "requirements-dev" if dev else "requirements"
    wanted = ROOT / f"{name}.txt"
    mark = fingerprint([wanted])
    if VENV_PYTHON.exists() and is_stamped(stamps / name, mark):
        return
    if not VENV_PYTHON.exists():
        say("Making the environment in .venv.")
        _make_environment()
    say(f"Installing the packages of {wanted.name} (the first time takes a minute or two).")
    pip = (VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    must(*pip, "--require-hashes", "--no-deps", "-r", wanted, failing=NO_NETWORK_HINT)
    write_stamp(stamps / name, mark)
    if dev:
        # The longer list holds the shorter one with the same versions.
        write_stamp(stamps / "requirements", fingerprint([ROOT / "requirements.txt"]))


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not system.install([package]) and not system.install(["python3-venv"]):
            raise SetUpError(
                "This Python cannot make environments. "
                f"Install it with: sudo apt-get install {package}"
            )
    status, output = processes.finish([sys.executable, "-m", "venv", VENV], cwd=ROOT)
    if status:
        raise SetUpError(f"{output}\nThe environment could not be made.")
