"""Who gets in where: the addresses of documents that are imported."""

from typing import Any

from governance.documents.runs import undo_import
from governance.models import ImportRun
from governance.workflow.imports import drop_document
from lep_tracker.documents.editing import bare, fingerprint
from lep_tracker.documents.newer_issues import comparison_of
from lep_tracker.documents.seen_runs import seen_for_commit
from lep_tracker.documents.stored import document_of
from lep_tracker.forms.import_rows import PARTS
from lep_tracker.workflow.imports import commit_run
from okrs.documents.placed import PlacedOkrs, PlacedOkrTheme
from plans.documents.placed import PlacedMilestone, PlacedRow
from tests import factories
from tests.access_table import World, form, page, verb
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run

READERS = "coordinator auditor"
BRINGER = "coordinator"


def a_read_run(world: World) -> None:
    world.run = make_read_run(world.partnership, by=world.coordinator)


def a_committed_run(world: World) -> None:
    world.run = make_committed_run(world.partnership, by=world.coordinator)


def a_newer_issue(world: World) -> None:
    """The small paper imported, and the same paper with another milestone read after it."""
    plan = make_committed_run(world.partnership, by=world.coordinator).subject
    newer = papers.outcome()
    newer.placed.rows[1].milestones.append(PlacedMilestone(text="Publish the dates"))
    world.run = make_read_run(
        world.partnership, by=world.coordinator, outcome=newer, subject=plan, received=True
    )


def what_differs(world: World) -> dict[str, Any]:
    keys = [one.key for one in comparison_of(world.run).differences]
    return seen(world) | {"asked": keys, "take": keys}


def seen(world: World) -> dict[str, Any]:
    """What the page shows that brings a document in."""
    return {"seen": seen_for_commit(fresh_run(world))}


def reading_seen(world: World) -> dict[str, Any]:
    return {"seen": fresh_run(world).seen}


def again_typed(world: World) -> dict[str, Any]:
    return {"kind": "auto"} | reading_seen(world)


def fresh_run(world: World) -> ImportRun:
    return ImportRun.objects.get(pk=world.run.pk)


def it_was_put_aside(world: World) -> None:
    drop_document(world.run, by=world.coordinator)


def it_was_brought_in(world: World) -> None:
    commit_run(world.run, by=world.coordinator)


def it_was_taken_back(world: World) -> None:
    undo_import(world.run, by=world.coordinator)


def a_file(world: World) -> dict[str, Any]:
    return {"text": "Action\tOwner\nPublish the papers\tSecretary", "kind": "auto"}


def row_typed(world: World) -> dict[str, Any]:
    row = document_of(world.run).rows[1]  # type: ignore[attr-defined]
    return {
        "version": fingerprint(row),
        "number": "2",
        "theme": "Governance",
        "statement": "Visits to each of the districts",
        **{key: value for name in PARTS for key, value in no_parts(name).items()},
    }


def facts_typed(world: World) -> dict[str, Any]:
    return {
        "version": fingerprint(bare(document_of(world.run))),
        "title": "Another title",
        "kind": "improvement_plan",
        "starts_on": "1 April 2019",
        "ends_on": "31 March 2020",
        "theme_0": "Governance",
        **no_parts("sections"),
    }


def no_parts(prefix: str) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}


def new_row_typed(world: World) -> dict[str, Any]:
    return {
        "version": fingerprint(PlacedRow()),
        "statement": "A row that was missed",
        **{key: value for name in PARTS for key, value in no_parts(name).items()},
    }


def an_okr_run(world: World) -> None:
    paper = PlacedOkrs(kind="okrs", title="Objectives", themes=[PlacedOkrTheme(title="Skills")])
    world.run = factories.make_run(world.partnership, by=world.coordinator, placed=paper)


def theme_typed(world: World) -> dict[str, Any]:
    theme = document_of(world.run).themes[0]  # type: ignore[attr-defined]
    return {"version": fingerprint(theme), "title": "Skills and jobs", **no_parts("blocks")}


def version(world: World) -> dict[str, Any]:
    return {"version": world.run.version}


IMPORTS = {
    "import_list": page("partnership", READERS, given=a_read_run),
    "import_create": form("partnership", BRINGER, a_file),
    "import_detail": page("partnership run", READERS, given=a_read_run),
    "import_progress": page("partnership run", READERS, given=a_read_run),
    "import_file": page("partnership run", READERS, given=a_read_run),
    "import_read_again": verb(
        "partnership run", BRINGER, again_typed, given=a_read_run, wrong=it_was_put_aside
    ),
    "import_set_aside": verb(
        "partnership run", BRINGER, reading_seen, given=a_read_run, wrong=it_was_brought_in
    ),
    "import_facts": form(
        "partnership run", BRINGER, facts_typed, given=a_read_run, wrong=it_was_put_aside
    ),
    "import_row": form(
        "partnership run =1", BRINGER, row_typed, given=a_read_run, wrong=it_was_put_aside
    ),
    "import_row_new": form(
        "partnership run", BRINGER, new_row_typed, given=a_read_run, wrong=it_was_put_aside
    ),
    "import_theme": form(
        "partnership run =0", BRINGER, theme_typed, given=an_okr_run, wrong=it_was_put_aside
    ),
    "import_assign": verb(
        "partnership run =0",
        BRINGER,
        lambda world: version(world) | {"row": "1", "field": "milestones"},
        given=a_read_run,
        wrong=it_was_put_aside,
    ),
    "import_commit": form(
        "partnership run", BRINGER, seen, given=a_read_run, wrong=it_was_brought_in
    ),
    "import_merge": form(
        "partnership run", BRINGER, what_differs, given=a_newer_issue, wrong=it_was_put_aside
    ),
    "import_undo": form(
        "partnership run",
        BRINGER,
        reading_seen,
        given=a_committed_run,
        wrong=it_was_taken_back,
    ),
}
