"""System packages: installed where the package manager may be used, else asked for."""

import os
import shutil
import subprocess

from governance.system_libraries import missing_pack_libraries
from lep_tracker.bootstrap import processes
from lep_tracker.bootstrap.places import ROOT, say


def install(packages: list[str]) -> bool:
    """Install Debian packages; return whether that worked. Never asks for a password."""
    if not shutil.which("apt-get"):
        return False
    front: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        if (
            not shutil.which("sudo")
            or subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode
        ):
            return False
        front = ["sudo", "-n"]
    apt = [*front, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]

    def succeeds(words: list[str]) -> bool:
        return processes.finish(words, cwd=ROOT)[0] == 0

    # A fresh machine has no list of packages yet; fetching it each time would be slow.
    return succeeds(wanted) or (succeeds([*apt, "update"]) and succeeds(wanted))


def ensure_pack_libraries() -> None:
    """See that board packs can be drawn; everything else works without."""
    missing = missing_pack_libraries()
    if not missing:
        return
    say(f"Installing what board packs are drawn with: {', '.join(missing)}.")
    if not install(missing):
        say(
            "Board packs cannot be made yet: install Pango 1.44 or newer "
            f"(Debian and Ubuntu: sudo apt-get install {' '.join(missing)}; "
            "macOS: brew install pango). Everything else works."
        )
