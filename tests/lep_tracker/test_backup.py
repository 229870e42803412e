"""``backup`` and ``restore``: a whole site in one file, taken while people write."""

import io
import json
import random
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import threading
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from governance.models import Evidence
from lep_tracker.backups import archive
from lep_tracker.bootstrap.places import ROOT
from lep_tracker.bootstrap.testing import environ

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    """A folder of its own, in which nothing runs."""
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture
def person():
    return get_user_model().objects.create(email="coordinator@example.org")


@pytest.fixture
def media(settings):
    folder = settings.MEDIA_ROOT
    (folder / "packs").mkdir(parents=True)
    (folder / "packs/q2.pdf").write_bytes(b"%PDF issued")
    return folder


def _people():
    return sorted(get_user_model().objects.values_list("email", flat=True))


def _kept(tmp_path, capsys=None):
    file = tmp_path / "site.tar.gz"
    call_command("backup", str(file), stdout=io.StringIO())
    return file


def _with_changed_entry(file, change):
    """Write the archive anew with ``change(name, content)`` deciding what stands in each entry."""
    entries = {}
    with tarfile.open(file) as opened:
        for entry in opened:
            entries[entry.name] = opened.extractfile(entry).read()
    with tarfile.open(file, "w:gz") as opened:
        for name, content in entries.items():
            content = change(name, content)
            if content is None:
                continue
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            opened.addfile(entry, io.BytesIO(content))


def test_what_was_kept_comes_back(person, media, tmp_path):
    file = _kept(tmp_path)
    get_user_model().objects.create(email="late@example.org")
    (media / "packs/q2.pdf").write_bytes(b"changed")
    (media / "packs/later.pdf").write_bytes(b"later")

    call_command("restore", str(file), "--replace", stdout=io.StringIO())

    assert _people() == ["coordinator@example.org"]
    assert (media / "packs/q2.pdf").read_bytes() == b"%PDF issued"
    assert [path.name for path in media.rglob("*") if path.is_file()] == ["q2.pdf"]


def test_the_file_lists_a_sum_of_everything_and_only_its_owner_reads_it(person, media, tmp_path):
    file = _kept(tmp_path)
    with tarfile.open(file) as opened:
        manifest = json.load(opened.extractfile(archive.MANIFEST))
        assert set(manifest["sums"]) == set(opened.getnames()) - {archive.MANIFEST}
    assert "media/packs/q2.pdf" in manifest["sums"]
    assert any(name.startswith("governance.") for name in manifest["migrations"])
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites_another(person, tmp_path):
    file = tmp_path / "site.tar.gz"
    file.write_text("precious")
    with pytest.raises(CommandError, match="Choose another name"):
        call_command("backup", str(file))
    assert file.read_text() == "precious"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(person, tmp_path):
    with pytest.raises(CommandError, match="Make it first"):
        call_command("backup", str(tmp_path / "nowhere" / "site.tar.gz"))


def test_a_site_with_people_is_replaced_only_when_told_to(person, media, tmp_path):
    file = _kept(tmp_path)
    with pytest.raises(CommandError, match=r"1 people.*Add --replace.*Nothing was changed\."):
        call_command("restore", str(file))


def test_an_empty_site_is_filled_without_being_told_twice(person, media, tmp_path):
    file = _kept(tmp_path)
    get_user_model().objects.all().delete()
    call_command("restore", str(file), stdout=io.StringIO())
    assert _people() == ["coordinator@example.org"]


def _flip(name, content):
    return b"%PDF forged" if name == "media/packs/q2.pdf" else content


def _drop(name, content):
    return None if name == "media/packs/q2.pdf" else content


def _unlist(name, content):
    if name != archive.MANIFEST:
        return content
    manifest = json.loads(content)
    del manifest["sums"]["media/packs/q2.pdf"]
    return json.dumps(manifest).encode()


def _other_engine(name, content):
    return _manifest_with(name, content, engine="oracle")


def _from_the_future(name, content):
    return _manifest_with(name, content, migrations=["governance.9999_next_year"])


def _newer_format(name, content):
    return _manifest_with(name, content, format=99)


def _manifest_with(name, content, **changes):
    if name != archive.MANIFEST:
        return content
    return json.dumps({**json.loads(content), **changes}).encode()


def _no_manifest(name, content):
    return None if name == archive.MANIFEST else content


def _broken_manifest(name, content):
    return b"[]" if name == archive.MANIFEST else content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_flip, "is not what was stored"),
        (_drop, "is listed in this backup and not there"),
        (_unlist, "is in this backup and not listed"),
        (_other_engine, "This backup is of oracle"),
        (_from_the_future, "Update the product first"),
        (_newer_format, "newer version"),
        (_no_manifest, "no list of contents"),
        (_broken_manifest, "cannot be read"),
    ],
)
def test_a_backup_that_is_not_right_changes_nothing(person, media, tmp_path, change, sentence):
    file = _kept(tmp_path)
    _with_changed_entry(file, change)
    get_user_model().objects.create(email="late@example.org")
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(file), "--replace")
    assert _people() == ["coordinator@example.org", "late@example.org"]
    assert [path.name for path in media.rglob("*")] == ["packs", "q2.pdf"]


def test_a_file_cut_short_is_refused(person, media, tmp_path):
    file = _kept(tmp_path)
    file.write_bytes(file.read_bytes()[:-400])
    with pytest.raises(CommandError, match="not a whole backup"):
        call_command("restore", str(file), "--replace")


def test_a_file_damaged_anywhere_is_refused_in_a_sentence_or_whole(person, media, tmp_path):
    """One bit turned, or the tail cut, at many places: never a fault of the program."""
    (media / "packs/chance.bin").write_bytes(random.Random(9).randbytes(5000))
    whole = _kept(tmp_path).read_bytes()
    sums = archive.unpack(tmp_path / "site.tar.gz", tmp_path / "whole").sums
    damaged, said = tmp_path / "damaged.tar.gz", []
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        turned = whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]
        for content in (turned, whole[:at]):
            damaged.write_bytes(content)
            with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
                try:
                    # What is taken in spite of it, such as a date in a header, is what was kept.
                    assert archive.unpack(damaged, Path(folder)).sums == sums
                except archive.BackupRefused as refusal:
                    said.append(str(refusal))
    assert len(said) > 250
    assert [one for one in said if str(damaged) not in one and "this backup" not in one] == []
    damaged.write_bytes(whole[: len(whole) // 2] + b"\xff" * 60 + whole[len(whole) // 2 + 60 :])
    with pytest.raises(CommandError, match=r"(?s)^[^\n]*Nothing was changed\.$"):
        call_command("restore", str(damaged), "--replace")
    assert _people() == ["coordinator@example.org"]


@pytest.mark.parametrize("sums", [[], "x", {"media/a": 1}])
def test_a_list_of_contents_of_another_kind_is_refused(sums):
    raw = {"format": 1, "engine": "sqlite", "made_at": "", "migrations": [], "sums": sums}
    for written in (json.dumps(raw).encode(), b"[" * 100_000, b"\xff\xfe"):
        with pytest.raises(archive.BackupRefused, match="cannot be read"):
            archive.Manifest.from_bytes(written)


@pytest.mark.parametrize(
    "started",
    [
        "import lep_tracker.wsgi",
        "import django; django.setup(); import lep_tracker.celery as c; c.app.Worker(pool='solo')",
    ],
    ids=["web", "worker"],
)
def test_nothing_is_restored_while_the_site_runs(person, media, data, tmp_path, started):
    file = _kept(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", f"{started}; print('runs', flush=True); input()"],
        cwd=ROOT,
        env=environ(LEP_DATA_DIR=str(data), DJANGO_SETTINGS_MODULE="lep_tracker.settings"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "runs\n"
        get_user_model().objects.create(email="late@example.org")
        with pytest.raises(CommandError, match="Stop the web process and the worker first"):
            call_command("restore", str(file), "--replace")
        assert _people() == ["coordinator@example.org", "late@example.org"]
    finally:
        process.kill()
        process.communicate(timeout=30)
    # However it ended, nothing is left to be cleared up.
    call_command("restore", str(file), "--replace", stdout=io.StringIO())
    assert _people() == ["coordinator@example.org"]


def test_a_backup_names_the_files_that_are_missing(plan, officer, media, tmp_path, capsys):
    row = plan.improvements.first()
    for title in ("Lost", "Kept"):
        Evidence.objects.create(
            partnership=plan.partnership,
            subject=row,
            title=title,
            added_by=officer,
            file=ContentFile(b"x", f"{title}.txt"),
        )
    lost = Evidence.objects.get(title="Lost")
    lost.file.storage.delete(lost.file.name)
    file = tmp_path / "site.tar.gz"
    with pytest.raises(CommandError) as refused:
        call_command("backup", str(file))
    assert f"{lost.file.name} (evidence {lost.pk})" in str(refused.value).lower()
    assert "Kept" not in str(refused.value)
    assert refused.value.returncode == 1
    assert archive.unpack(file, tmp_path / "unpacked").sums


def test_a_file_that_is_no_backup_is_refused(person, tmp_path):
    file = tmp_path / "site.tar.gz"
    file.write_text("a letter")
    with pytest.raises(CommandError, match="not a whole backup"):
        call_command("restore", str(file), "--replace")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "none.tar.gz"))


@pytest.mark.parametrize(
    "name", ["../outside", "/outside", "elsewhere/file", "media/../../outside"]
)
def test_an_entry_that_would_land_outside_is_refused(person, tmp_path, name):
    file = tmp_path / "site.tar.gz"
    with tarfile.open(file, "w:gz") as opened:
        entry = tarfile.TarInfo(name)
        opened.addfile(entry, io.BytesIO())
    with pytest.raises(CommandError, match="has no place in a backup"):
        call_command("restore", str(file), "--replace")


def test_a_link_in_the_archive_is_refused(person, tmp_path):
    file = tmp_path / "site.tar.gz"
    with tarfile.open(file, "w:gz") as opened:
        entry = tarfile.TarInfo("media/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        opened.addfile(entry)
    with pytest.raises(CommandError, match="has no place in a backup"):
        call_command("restore", str(file), "--replace")


def test_a_backup_taken_while_somebody_writes_is_whole(person, media, tmp_path):
    """A plain file copy was short or damaged in nearly every try; each of these must be whole."""
    if connection.vendor != "sqlite":
        return _assert_whole_on_postgres(tmp_path)
    stop = threading.Event()
    written = []

    begun = threading.Event()

    def write():
        live = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
        live.execute("CREATE TABLE writer (pair INTEGER, half INTEGER)")
        begun.set()
        while not stop.is_set():
            with live:
                live.executemany(
                    "INSERT INTO writer VALUES (?, ?)", [(len(written), 0), (len(written), 1)]
                )
            written.append(1)
        live.execute("DROP TABLE writer")
        live.close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    try:
        for turn in range(5):
            file = tmp_path / f"{turn}.tar.gz"
            call_command("backup", str(file), stdout=io.StringIO())
            folder = tmp_path / f"unpacked-{turn}"
            archive.unpack(file, folder)
            copy = sqlite3.connect(folder / "database/database.sqlite3")
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            halves = "SELECT count(*) FROM writer GROUP BY pair HAVING count(*) <> 2"
            assert copy.execute(halves).fetchall() == []
            copy.close()
    finally:
        stop.set()
        writer.join()
    assert len(written) > 5
    return None


def _assert_whole_on_postgres(tmp_path):
    file = _kept(tmp_path)
    manifest = archive.unpack(file, tmp_path / "unpacked")
    assert manifest.engine == "postgresql"


def test_a_damaged_database_in_a_right_archive_is_refused(person, media, tmp_path):
    """The sums can be right and the database still broken, if it was broken when it was kept."""
    file = _kept(tmp_path)
    manifest = archive.unpack(file, tmp_path / "unpacked")
    (database,) = (tmp_path / "unpacked/database").iterdir()
    database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    broken = tmp_path / "broken.tar.gz"
    archive.write(broken, manifest, database, media)
    with pytest.raises(CommandError, match=r"damaged|refused"):
        call_command("restore", str(broken), "--replace")
    assert _people() == ["coordinator@example.org"]
