"""A document that stands in the site already is said to before it is imported again."""

import pytest

from governance.documents.runs import undo_import
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run

pytestmark = pytest.mark.django_db
PAGES = ("import_detail", "import_commit")


@pytest.fixture
def read(as_, coordinator, address):
    return lambda name, run: as_(coordinator).get(address(name, run)).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_same_file_again_is_said(read, partnership, coordinator, page):
    first = make_committed_run(partnership, by=coordinator)
    again = make_read_run(partnership, by=coordinator, sha256=first.sha256)
    said = read(page, again)
    assert "This very file" in said
    assert f'/sslep/imports/{first.pk}/"' in said


@pytest.mark.parametrize("page", PAGES)
def test_another_file_of_the_same_title_is_said(read, partnership, coordinator, page):
    first = make_committed_run(partnership, by=coordinator)
    other = make_read_run(partnership, by=coordinator, sha256="b" * 64, title=first.title)
    assert "A document of this title" in read(page, other)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_said_of_what_was_taken_back(read, partnership, coordinator, page):
    first = make_committed_run(partnership, by=coordinator)
    again = make_read_run(partnership, by=coordinator, sha256=first.sha256)
    undo_import(first, by=coordinator)
    assert "was imported before" not in read(page, again)


def test_a_newer_issue_says_what_it_follows_instead(read, partnership, coordinator):
    first = make_committed_run(partnership, by=coordinator)
    newer = make_read_run(partnership, by=coordinator, sha256=first.sha256, subject=first.subject)
    assert "was imported before" not in read("import_detail", newer)
