"""Runs as the worker leaves them, for the tests of their pages."""

import dataclasses

from governance.documents.plain import to_plain
from governance.models import ImportRun, Partnership, User
from lep_tracker.documents.source_lines import source_lines
from lep_tracker.workflow.imports import commit_run
from tests import factories
from tests.lep_tracker.documents import papers


def make_read_run(partnership: Partnership, *, by: User, outcome=None, **fields) -> ImportRun:
    """The small paper, read and waiting to be looked through."""
    read = outcome or papers.outcome()
    return factories.make_run(
        partnership,
        by=by,
        placed=dataclasses.replace(read.placed, warnings=list(read.warnings)),
        **{
            "file_name": read.source.name,
            "entries": to_plain(source_lines(read.source, read.report)),
            "fidelity": to_plain(read.report.fidelity),
            "warnings": list(read.warnings),
            **fields,
        },
    )


def make_committed_run(partnership: Partnership, *, by: User) -> ImportRun:
    return commit_run(make_read_run(partnership, by=by, received=True), by=by)
