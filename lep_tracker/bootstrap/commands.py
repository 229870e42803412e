"""The commands behind the Makefile, one function each."""

import os
from collections.abc import Callable

from lep_tracker.bootstrap import frontend, packages, processes, start, system, testing
from lep_tracker.bootstrap.places import ROOT, VENV_PYTHON, SetUpError, call, say


def set_up(*, dev: bool = False) -> None:
    """See that all is in place that the product needs to start."""
    packages.ensure_packages(dev=dev)
    frontend.ensure_frontend()
    system.ensure_pack_libraries()


def run() -> int:
    """Start the product for one person on this machine."""
    start.check_port()
    set_up()
    return start.serve()


def install() -> int:
    """Make the environment and fetch what the pages need, for an installation of your own."""
    set_up()
    say("Installed. The guide for operators says what comes next.")
    return 0


def test() -> int:
    """Run every test that can run here; under REQUIRE_SERVICES=1 all of them must."""
    set_up(dev=True)
    return testing.run_all()


def lint() -> int:
    """Look at style, templates, types, migrations and the settings of production."""
    set_up(dev=True)
    return testing.lint()


def bench() -> int:
    """Print queries, rows and times of the pages on a large site."""
    set_up(dev=True)
    return _folder("benchmarks", VENV_PYTHON, "-m", "benchmarks")


def soak() -> int:
    """Run the long fault tests, such as workers killed while they send."""
    set_up(dev=True)
    result = call(VENV_PYTHON, "-m", "pytest", "-m", "soak", env=testing.environ())
    return 0 if result == testing.NO_TESTS else result


def _folder(name: str, *words: object) -> int:
    if not (ROOT / name).is_dir():
        say(f"There is no {name} folder here, so there is nothing to run.")
        return 0
    return call(*(str(word) for word in words), env=testing.environ())


COMMANDS: dict[str, Callable[[], int]] = {
    "run": run,
    "install": install,
    "test": test,
    "lint": lint,
    "bench": bench,
    "soak": soak,
}


def run_command(words: list[str]) -> int:
    """Run the command that was asked for; return its exit status."""
    if len(words) != 1 or words[0] not in COMMANDS:
        say(f"Say one of: {', '.join(COMMANDS)}.")
        return 2
    os.chdir(ROOT)
    processes.listen()
    try:
        return COMMANDS[words[0]]()
    except SetUpError as error:
        say(str(error))
        return 1
    except processes.Stopped as stopped:
        return stopped.exit_status
