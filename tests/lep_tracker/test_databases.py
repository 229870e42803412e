"""The reader of database addresses."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lep_tracker.configuration import databases


def test_sqlite_takes_the_write_lock_at_the_start_and_waits(tmp_path):
    options = databases.sqlite(tmp_path / "x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


def test_an_address_of_postgresql_is_read_with_escapes():
    read = databases.from_address(
        "postgres://a%40b:w%2Frd@db.example.org:6432/site?sslmode=require"
    )
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"]) == ("a@b", "w/rd")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example.org", "6432", "site")
    assert read["OPTIONS"] == {"sslmode": "require", "connect_timeout": "10"}


def test_a_socket_is_named_as_host():
    read = databases.from_address("postgresql:///site?host=/var/run/postgresql")
    assert (read["HOST"], read["NAME"], read["USER"]) == ("/var/run/postgresql", "site", "")
    assert read["OPTIONS"] == {"connect_timeout": "10"}


def test_how_long_a_server_is_waited_for_can_be_named():
    read = databases.from_address("postgresql:///site?connect_timeout=3")
    assert read["OPTIONS"] == {"connect_timeout": "3"}


def test_an_address_of_sqlite_names_a_file():
    assert databases.from_address("sqlite:////srv/site.sqlite3")["NAME"] == Path(
        "/srv/site.sqlite3"
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://host/name", "starts with 'mysql'"),
        ("site", "starts with 'nothing'"),
        ("postgresql://host", "names no database"),
        ("postgresql://host:five/name", "port in the database address is not a number"),
        ("sqlite://", "names no file"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_hint(address, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        databases.from_address(address)
    assert "Write postgresql://" in str(refusal.value)
