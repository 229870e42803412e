"""The tables kept between runs are those of this state of the code, and a copy is whole."""

import sqlite3
from pathlib import Path

from tests.ready_tables import KEPT, ReadyTables, digest_of


def code(root: Path) -> Path:
    for part in ("migrations", "models", "views"):
        (root / "plans" / part).mkdir(parents=True)
        (root / "plans" / part / "first.py").write_text("a = 1\n")
    return root


def test_a_new_migration_or_model_needs_new_tables_and_a_new_view_does_not(tmp_path):
    root = code(tmp_path)
    seen = digest_of(root)
    (root / "plans" / "views" / "first.py").write_text("a = 2\n")
    assert digest_of(root) == seen
    for part in ("migrations", "models"):
        before = digest_of(root)
        (root / "plans" / part / "second.py").write_text("b = 1\n")
        assert digest_of(root) != before


def tables(folder: Path, settings, root: Path) -> ReadyTables:
    settings.BASE_DIR = root
    return ReadyTables(folder)


def test_a_copy_holds_what_was_in_the_log_beside_the_file(tmp_path, settings):
    root = code(tmp_path / "code")
    kept = tmp_path / "kept"
    kept.mkdir()
    made = sqlite3.connect(tmp_path / "made.sqlite3")
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("CREATE TABLE rows (number INTEGER)")
    made.execute("INSERT INTO rows VALUES (3)")
    made.commit()

    tables(kept, settings, root).keep(tmp_path / "made.sqlite3")
    again = tables(kept, settings, root)
    again.copy_to(tmp_path / "copy.sqlite3")
    made.close()

    assert again.was_copied
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT number FROM rows").fetchall() == [(3,)]
    copy.close()


def test_only_the_newest_are_kept(tmp_path, settings):
    root = code(tmp_path / "code")
    kept = tmp_path / "kept"
    kept.mkdir()
    sqlite3.connect(tmp_path / "made.sqlite3").close()
    for number in range(KEPT + 2):
        (root / "plans" / "models" / "first.py").write_text(f"a = {number}\n")
        tables(kept, settings, root).keep(tmp_path / "made.sqlite3")
    assert len(list(kept.iterdir())) == KEPT
    assert tables(kept, settings, root).kept.exists()
