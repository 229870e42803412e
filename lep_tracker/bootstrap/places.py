"""Where things lie, how a command is started, and stamps that spare doing a step twice."""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from lep_tracker.bootstrap import processes

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = PROGRAMS / "python"
VENDOR = ROOT / "static" / "vendor"


class SetUpError(Exception):
    """Set-up cannot go on; the text says what a person has to do."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def call(*words: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a command in the terminal and return its exit status."""
    return processes.wait_for_first([processes.begin(words, cwd=cwd, env=env)])


def must(*words: str | Path, failing: str, env: dict[str, str] | None = None) -> None:
    """Run a command that set-up cannot do without; its output is shown when it fails."""
    status, output = processes.finish(words, cwd=ROOT, env=env)
    if status:
        raise SetUpError(f"{output.strip()[-3000:]}\n{failing}")


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Return a hash of files and words; it changes when any of them does."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    for word in (*more, sys.version.split()[0]):
        digest.update(word.encode())
    return digest.hexdigest()


def is_stamped(stamp: Path, mark: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="ascii") == mark


def write_stamp(stamp: Path, mark: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark, encoding="ascii")
