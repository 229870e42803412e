"""What the tests of an import stand on."""

import pytest
from django.urls import reverse

from lep_tracker.documents.stored import document_of
from tests.lep_tracker.documents.runs import make_read_run


@pytest.fixture
def run(partnership, coordinator):
    """The small paper, read and waiting to be looked through."""
    return make_read_run(partnership, by=coordinator)


@pytest.fixture
def address():
    """The address of a page of an import: ``address("import_row", run, "1")``."""

    def of(name, run=None, *more, partnership="sslep"):
        return reverse(name, args=[partnership, *([run.pk] if run else []), *more])

    return of


@pytest.fixture
def fresh():
    """What a run holds now."""

    def read(run):
        run.refresh_from_db()
        return document_of(run)

    return read
