"""A worker that can be killed: ``python -m tests.mail_worker`` delivers once for each line read.

Each delivery runs in a forked child, so that it starts in milliseconds and ``kill -9`` takes
nothing with it but what a dying worker would. It says its key before it begins, and "over" after
it has ended, however that came about.
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Worker:
    """The worker as a test holds it: ``run`` lets it deliver once, ``kill`` ends it meanwhile."""

    def __init__(self, environ: dict[str, str]) -> None:
        words = [sys.executable, "-m", "tests.mail_worker"]
        self.process = subprocess.Popen(
            words, cwd=ROOT, env=environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._known = threading.Event()
        self._child = 0

    def run(self) -> bool:
        """Deliver once; return whether the worker lived to the end of it."""
        self.begin()
        return self.wait()

    def begin(self) -> None:
        self._known.clear()
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self._child = int(self.process.stdout.readline())
        self._known.set()

    def wait(self) -> bool:
        return self.process.stdout.readline().split() == ["over", "0"]

    def kill(self) -> None:
        assert self._known.wait(10), "no worker is at work"
        os.kill(self._child, signal.SIGKILL)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lep_tracker.settings")
    django.setup()
    from django.urls import get_resolver

    from governance.tasks import send_due

    # Links are written by each child; what they are made from is read once, before the fork.
    len(get_resolver().url_patterns)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                send_due()
                os._exit(0)
            finally:
                os._exit(1)
        _say(str(child))
        _, status = os.waitpid(child, 0)
        _say(f"over {status}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
