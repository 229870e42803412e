"""From a fresh clone to a start: stamps, refusals, what the system is asked for."""

import socket
import subprocess
import sys

import pytest

from lep_tracker.bootstrap import commands, packages, places, start, system, testing
from lep_tracker.bootstrap.places import SetUpError


def test_a_step_is_done_again_only_when_what_it_read_has_changed(tmp_path):
    wanted, stamp = tmp_path / "requirements.txt", tmp_path / "stamps/requirements"
    wanted.write_text("one")
    mark = places.fingerprint([wanted])
    assert not places.is_stamped(stamp, mark)
    places.write_stamp(stamp, mark)
    assert places.is_stamped(stamp, mark)
    wanted.write_text("two")
    assert not places.is_stamped(stamp, places.fingerprint([wanted]))


def test_set_up_needs_nothing_that_has_to_be_installed():
    """Everything that runs before the packages are there imports the standard library only."""
    code = "import lep_tracker.bootstrap.commands, sys; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
        cwd=places.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert loaded - set(sys.stdlib_module_names) <= {"lep_tracker", "governance", "__main__"}


def test_packages_that_are_in_place_are_not_fetched_again(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "VENV_PYTHON", places.ROOT / "manage.py")
    monkeypatch.setattr(packages, "must", _must_not_be_called)
    wanted = places.ROOT / "requirements.txt"
    places.write_stamp(tmp_path / "stamps/requirements", places.fingerprint([wanted]))
    packages.ensure_packages(dev=False)


def test_packages_are_installed_by_their_hashes_only(tmp_path, monkeypatch):
    called = []
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "VENV_PYTHON", places.ROOT / "manage.py")
    monkeypatch.setattr(packages, "must", lambda *words, failing: called.append(words))
    packages.ensure_packages(dev=True)
    ((*words, _),) = called
    assert "--require-hashes" in words
    assert (tmp_path / "stamps/requirements").exists()


def _must_not_be_called(*words, **options):
    raise AssertionError(words)


def test_a_command_that_set_up_needs_is_shown_when_it_fails():
    with pytest.raises(SetUpError, match=r"(?s)broken.*Correct it\."):
        places.must(
            sys.executable, "-c", "print('broken'); raise SystemExit(3)", failing="Correct it."
        )


def test_missing_libraries_are_asked_for_in_a_sentence_where_nothing_may_be_installed(
    monkeypatch, capsys
):
    monkeypatch.setattr(system, "missing_pack_libraries", lambda: ["libpango-1.0-0"])
    monkeypatch.setattr(system, "install", lambda wanted: False)
    system.ensure_pack_libraries()
    said = capsys.readouterr().out
    assert "sudo apt-get install libpango-1.0-0" in said
    assert "Everything else works." in said


def test_libraries_are_installed_where_that_is_allowed(monkeypatch, capsys):
    installed = []
    monkeypatch.setattr(system, "missing_pack_libraries", lambda: ["libpango-1.0-0"])
    monkeypatch.setattr(system, "install", lambda wanted: installed.extend(wanted) or True)
    system.ensure_pack_libraries()
    assert installed == ["libpango-1.0-0"]
    assert "cannot" not in capsys.readouterr().out


def test_nothing_is_installed_without_a_package_manager(monkeypatch):
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    assert system.install(["libpango-1.0-0"]) is False


@pytest.mark.parametrize("written", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    with pytest.raises(SetUpError, match="such as 8000"):
        start.port()


def test_a_port_in_use_is_said_before_the_long_set_up(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(number))
        with pytest.raises(SetUpError, match=f"Port {number} is in use"):
            start.check_port()


def test_the_demo_starts_with_its_own_day(monkeypatch):
    for name in ("DEMO", "LEP_TODAY", "LEP_DEMO"):
        monkeypatch.delenv(name, raising=False)
    env = start.environ()
    assert (env["LEP_DEMO"], env["LEP_TODAY"]) == ("1", start.DEMO_DAY)


def test_an_empty_start_has_no_demo_and_the_true_day(monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    monkeypatch.setenv("LEP_TODAY", "2019-10-08")
    env = start.environ()
    assert env["LEP_DEMO"] == "0"
    assert "LEP_TODAY" not in env


def test_a_command_that_is_none_is_answered_with_the_list(capsys):
    assert commands.run_command(["fly"]) == 2
    assert "run, install, test, lint, bench, soak" in capsys.readouterr().out


def test_a_refusal_is_a_sentence_and_a_failure(monkeypatch, capsys):
    def refuse():
        raise SetUpError("Install Python first.")

    monkeypatch.setitem(commands.COMMANDS, "run", refuse)
    assert commands.run_command(["run"]) == 1
    assert capsys.readouterr().out == "Install Python first.\n"


def test_settings_of_a_persons_own_site_do_not_reach_the_tests(monkeypatch):
    monkeypatch.setenv("LEP_DATABASE_URL", "postgresql://live/site")
    monkeypatch.setenv("LEP_TODAY", "2019-10-08")
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://live")
    monkeypatch.setenv("LEP_PAPERS", "/papers")
    env = testing.environ()
    assert not {"LEP_DATABASE_URL", "LEP_TODAY", "CELERY_BROKER_URL"} & env.keys()
    assert env["LEP_PAPERS"] == "/papers"


@pytest.fixture
def rounds(monkeypatch):
    """What ``make test`` would run, without running it."""
    called = []
    monkeypatch.setattr(testing, "call", lambda *words, env: called.append((words, env)) or 0)
    monkeypatch.setattr(testing, "postgres_address", lambda: "postgresql:///postgres")
    monkeypatch.setattr(testing, "has_chromium", lambda: True)
    monkeypatch.delenv("REQUIRE_SERVICES", raising=False)
    return called


def test_tests_run_on_sqlite_again_on_postgresql_and_once_in_the_browser(rounds):
    assert testing.run_all() == 0
    assert [words[-1] for words, _ in rounds] == [
        "not browser and not postgres and not soak and not walk",
        "not browser and not soak",
        "browser and not soak",
    ]
    assert ["LEP_DATABASE_URL" in env for _, env in rounds] == [False, True, False]


def test_one_round_of_each_run_stands_at_an_odd_moment(rounds, monkeypatch):
    monkeypatch.delenv("LEP_TEST_CLOCK", raising=False)
    assert testing.run_all() == 0
    assert ["LEP_TEST_SECONDS_AHEAD" in env for _, env in rounds] == [False, True, False]


def test_every_round_can_be_moved_to_a_moment(rounds, monkeypatch):
    monkeypatch.setenv("LEP_TEST_CLOCK", "2026-10-25 00:30")
    assert testing.run_all() == 0
    for _, env in rounds:
        told = subprocess.run(
            [sys.executable, "-c", "import time; print(time.strftime('%F %H', time.gmtime()))"],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        # British summer time: an hour before London's.
        assert told.stdout.strip() == "2026-10-24 23"


def test_a_missing_server_is_said_in_one_line(rounds, monkeypatch, capsys):
    monkeypatch.setattr(testing, "postgres_address", lambda: None)
    assert testing.run_all() == 0
    assert len(rounds) == 2
    assert "walk" not in rounds[0][0][-1], "without PostgreSQL the walks run on SQLite"
    assert "PostgreSQL does not answer: its round is left out." in capsys.readouterr().out


def test_a_missing_server_is_a_failure_where_all_are_required(rounds, monkeypatch):
    monkeypatch.setattr(testing, "has_chromium", lambda: False)
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    assert testing.run_all() == 1


def test_one_failing_round_fails_the_whole(monkeypatch, rounds):
    results = iter([1, 0, 0])
    monkeypatch.setattr(testing, "call", lambda *words, env: next(results))
    assert testing.run_all() == 1
