"""Readers of environment variables: what they accept, and the hint when they do not."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from lep_tracker.configuration import environment as env


@pytest.mark.parametrize("written", ["1", "true", "YES", " on "])
def test_a_flag_can_be_on(monkeypatch, written):
    monkeypatch.setenv("LEP_X", written)
    assert env.flag("LEP_X") is True


@pytest.mark.parametrize("written", ["0", "false", "No", "off", ""])
def test_a_flag_can_be_off(monkeypatch, written):
    monkeypatch.setenv("LEP_X", written)
    assert env.flag("LEP_X", default=True) is False


def test_a_flag_that_is_not_set_takes_the_default(monkeypatch):
    monkeypatch.delenv("LEP_X", raising=False)
    assert env.flag("LEP_X", default=True) is True


def test_a_flag_refuses_nonsense_with_a_hint(monkeypatch):
    monkeypatch.setenv("LEP_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="Write 1 for yes or 0 for no"):
        env.flag("LEP_X")


def test_text_comes_without_white_space(monkeypatch):
    monkeypatch.setenv("LEP_X", "  a b ")
    assert env.text("LEP_X") == "a b"


def test_a_whole_number_is_read(monkeypatch):
    monkeypatch.setenv("LEP_X", "12")
    assert env.whole_number("LEP_X", 3) == 12
    monkeypatch.setenv("LEP_X", "")
    assert env.whole_number("LEP_X", 3) == 3


@pytest.mark.parametrize("written", ["-1", "1.5", "ten", "²", "4"])
def test_a_whole_number_refuses_nonsense_and_too_little(monkeypatch, written):
    monkeypatch.setenv("LEP_X", written)
    with pytest.raises(ImproperlyConfigured, match="Write a whole number from 5 up"):
        env.whole_number("LEP_X", 8, least=5)


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv("LEP_X", "a.example.org, ,b.example.org")
    assert env.words("LEP_X") == ["a.example.org", "b.example.org"]
    monkeypatch.delenv("LEP_X")
    assert env.words("LEP_X", ("localhost",)) == ["localhost"]


def test_a_choice_takes_the_first_by_default_and_refuses_others(monkeypatch):
    monkeypatch.delenv("LEP_X", raising=False)
    assert env.choice("LEP_X", ("files", "console")) == "files"
    monkeypatch.setenv("LEP_X", "Console")
    assert env.choice("LEP_X", ("files", "console")) == "console"
    monkeypatch.setenv("LEP_X", "pigeon")
    with pytest.raises(ImproperlyConfigured, match="Write one of files, console"):
        env.choice("LEP_X", ("files", "console"))


def test_a_day_is_read_or_refused(monkeypatch):
    monkeypatch.delenv("LEP_X", raising=False)
    assert env.day("LEP_X") is None
    monkeypatch.setenv("LEP_X", "2019-09-16")
    assert env.day("LEP_X") == datetime.date(2019, 9, 16)
    monkeypatch.setenv("LEP_X", "16/09/2019")
    with pytest.raises(ImproperlyConfigured, match="such as 2019-09-16"):
        env.day("LEP_X")


def test_a_time_of_day_is_read_or_refused(monkeypatch):
    monkeypatch.delenv("LEP_X", raising=False)
    assert env.time_of_day("LEP_X", "07:30") == datetime.time(7, 30)
    monkeypatch.setenv("LEP_X", "06:00")
    assert env.time_of_day("LEP_X", "07:30") == datetime.time(6)
    monkeypatch.setenv("LEP_X", "half past seven")
    with pytest.raises(ImproperlyConfigured, match="such as 07:30"):
        env.time_of_day("LEP_X", "07:30")


def test_a_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("LEP_X", str(tmp_path / "a" / "b"))
    assert env.folder("LEP_X", tmp_path).is_dir()


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret_key"
    first = env.kept_secret(path)
    assert len(first) > 50
    assert env.kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["secret_key"]
