"""Bringing in what was read, merging a newer issue, and taking all of it back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.pieces import dated_fields
from governance.documents.plain import to_plain
from governance.documents.rows import Line, Source
from governance.models import AuditEvent, ImportRun
from governance.workflow.imports import save_edits
from lep_tracker.documents.outcome import nothing_placed, settled
from lep_tracker.documents.seen_runs import seen_for_commit
from lep_tracker.workflow.imports import commit_run
from okrs.documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from okrs.models import KeyResult, ObjectiveSet
from plans.documents.placed import PlacedMilestone
from plans.models import Plan
from plans.workflow.editing import retire_part
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run


@pytest.fixture
def send(as_, coordinator, address):
    def post(name, run, **data):
        known = ImportRun.objects.get(pk=run.pk)
        seen = known.seen if name == "import_undo" else seen_for_commit(known)
        return as_(coordinator).post(address(name, run), {"seen": seen} | data, follow=True)

    return post


@pytest.fixture
def brought_in(partnership, coordinator):
    return make_committed_run(partnership, by=coordinator)


# --- Bringing it in -------------------------------------------------------------------------------
def test_the_last_look_says_what_will_be_made(as_, coordinator, run, address):
    page = as_(coordinator).get(address("import_commit", run)).content.decode()
    assert "2 rows" in page and "2 milestones" in page and "1 theme" in page
    assert "April 2019 to March 2020" in page
    assert "1 kept as printed" in page
    assert not Plan.objects.exists()


def test_it_becomes_a_plan_in_one_event(send, run):
    page = send("import_commit", run).content.decode()
    plan = Plan.objects.get()
    assert plan.improvements.count() == 2
    assert "is imported" in page and plan.get_absolute_url() in page
    assert AuditEvent.objects.get().verb == "plans.plan_imported"


def test_what_was_mended_is_what_is_brought_in(send, run, coordinator):
    document = papers.placed()
    run.edited = to_plain(replace(document, title="A corrected title"))
    run.edited_at, run.edited_by = clock.now(), coordinator
    run.save()
    send("import_commit", run)
    assert Plan.objects.get().title == "A corrected title"


def test_a_plan_without_days_is_refused_with_what_to_do(
    send, partnership, coordinator, as_, address
):
    outcome = papers.outcome()
    outcome.placed.starts_on = outcome.placed.ends_on = None
    outcome.placed.title = "Our plan"
    # Days in it would tell the year.
    outcome.placed.rows[0].milestones.clear()
    run = make_read_run(partnership, by=coordinator, outcome=outcome)
    page = as_(coordinator).get(address("import_commit", run)).content.decode()
    assert "Give the first and the last day" in page
    assert "Give the first and the last day" in send("import_commit", run).content.decode()
    assert not Plan.objects.exists() and not AuditEvent.objects.exists()


def test_who_read_an_older_state_brings_nothing_in(send, run, coordinator):
    shown = seen_for_commit(run)
    save_edits(run, edited=replace(papers.placed(), title="Another title"), by=coordinator)
    typed = {"seen": shown, f"shown.{run.seen_as}": "Read on 1 June 2019 at 9:00am."}
    page = send("import_commit", run, **typed).content.decode()
    assert "The document has changed since you opened the page" in page
    assert "Read on 1 June 2019 at 9:00am." in page and f"Corrected by {coordinator}" in page
    assert not Plan.objects.exists()


def test_nothing_is_brought_in_of_a_document_of_no_kind(send, partnership, coordinator):
    paper = papers.source()
    run = make_read_run(
        partnership, by=coordinator, outcome=settled(paper, nothing_placed(paper), 0)
    )
    assert "holds nothing that can be imported" in send("import_commit", run).content.decode()
    assert ImportRun.objects.get().state == "ready"


# --- A newer issue --------------------------------------------------------------------------------
@pytest.fixture
def newer(brought_in, partnership, coordinator):
    """The same paper with a moved date, a new milestone, and without its second row."""
    outcome = papers.outcome()
    first = outcome.placed.rows[0]
    text = "Publish each agenda by end July"
    first.milestones[0] = PlacedMilestone(
        text=text, lines=("8",), **dated_fields(text, plan_year="2019-20")
    )
    first.milestones.append(PlacedMilestone(text="Ask the members"))
    outcome.placed.rows.pop()
    return make_read_run(
        partnership, by=coordinator, received=True, outcome=outcome, subject=brought_in.subject
    )


def test_the_review_says_on_the_row_what_differs(as_, coordinator, newer, address):
    page = as_(coordinator).get(address("import_detail", newer)).content.decode()
    assert "Compare with the plan" in page
    assert "moves from" in page and "is new" in page


def test_bringing_in_a_newer_issue_leads_to_the_comparison(as_, coordinator, newer, address):
    answer = as_(coordinator).get(address("import_commit", newer))
    assert answer.url == address("import_merge", newer)
    page = as_(coordinator).get(answer.url).content.decode()
    for title in ("Dates that move", "What reads differently", "Not in the newer issue"):
        assert title in page
    gone = page[page.index("Not in the newer issue") :]
    assert "is bullet" not in page, "a difference is said in words of the paper"
    assert "checked" not in gone, "a row that is gone is removed only where a person says so"


def test_what_was_ticked_is_merged_in_one_event(send, newer, brought_in, as_, coordinator, address):
    page = as_(coordinator).get(address("import_merge", newer))
    every = [one for group in page.context["groups"] for one in group.differences]
    taken = [one.key for one in every if one.kind in ("date", "added")]
    before = AuditEvent.objects.count()
    answer = send("import_merge", newer, asked=[one.key for one in every], take=taken)
    assert "is merged into the plan" in answer.content.decode()
    plan = Plan.objects.get()
    first = plan.improvements.order_by("order").first()
    assert first.milestones.filter(text="Ask the members").exists()
    assert first.milestones.filter(latest=date(2019, 7, 31)).exists()
    assert plan.improvements.live().count() == 2, "the row that is gone was not ticked"
    assert AuditEvent.objects.count() == before + 1


def test_a_plan_that_changed_since_is_compared_again(
    send, newer, brought_in, coordinator, as_, address
):
    page = as_(coordinator).get(address("import_merge", newer))
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    first = brought_in.subject.improvements.order_by("order").first()
    retire_part(first, reason="Not ours.", by=coordinator)
    shown = page.context["seen"]
    answer = send("import_merge", newer, asked=keys, take=keys, seen=shown)
    assert answer.status_code == 409
    assert "The document has changed since you opened the page" in answer.content.decode()
    newer.refresh_from_db()
    assert newer.state == "ready"


def test_a_merge_with_nothing_ticked_changes_nothing(send, newer, as_, coordinator, address):
    page = as_(coordinator).get(address("import_merge", newer))
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    assert (
        "Nothing of the newer issue was chosen"
        in send("import_merge", newer, asked=keys).content.decode()
    )


def test_a_document_of_its_own_is_not_compared(send, run, as_, coordinator, address):
    answer = as_(coordinator).get(address("import_merge", run), follow=True)
    assert "is no newer issue of a plan or of objectives" in answer.content.decode()


def test_comparing_asks_the_database_a_bounded_number_of_times(
    as_, coordinator, newer, address, django_assert_max_num_queries
):
    client = as_(coordinator)
    for name in ("import_merge", "import_detail"):
        with django_assert_max_num_queries(36):
            client.get(address(name, newer))


# --- Taking it back -------------------------------------------------------------------------------
def test_all_of_it_is_taken_back(send, brought_in, as_, coordinator, address):
    page = as_(coordinator).get(address("import_undo", brought_in)).content.decode()
    assert "Take all of it back" in page
    assert "is taken back" in send("import_undo", brought_in).content.decode()
    assert not Plan.objects.exists()
    assert ImportRun.objects.get().state == "undone"


def test_what_was_changed_since_is_listed_and_nothing_is_taken(
    as_, coordinator, brought_in, address
):
    first = brought_in.subject.improvements.first()
    retire_part(first, reason="Not ours.", by=coordinator)
    client = as_(coordinator)
    for page in (
        client.get(address("import_undo", brought_in)),
        client.post(address("import_undo", brought_in)),
    ):
        words = page.content.decode()
        assert "It cannot be taken back as a whole" in words
        assert "Not ours." in words
    assert Plan.objects.get().improvements.count() == 2


def test_after_thirty_days_it_stays(brought_in, as_, coordinator, address):
    long_ago = clock.now() - timedelta(days=31)
    ImportRun.objects.filter(pk=brought_in.pk).update(committed_at=long_ago)
    client = as_(coordinator)
    assert (
        "It could be taken back until"
        in client.get(address("import_detail", brought_in)).content.decode()
    )
    client.post(address("import_undo", brought_in))
    assert Plan.objects.exists()


@pytest.mark.parametrize("name", ["import_commit", "import_merge", "import_undo"])
def test_officers_may_not_and_outsiders_find_nothing(
    as_, name, officer, auditor, outsider, run, address
):
    for person, status in ((officer, 403), (auditor, 403), (outsider, 404)):
        assert as_(person).get(address(name, run)).status_code == status
        assert as_(person).post(address(name, run), {}).status_code == status


# --- Objectives -----------------------------------------------------------------------------------
def okr_paper(*texts):
    """A paper of one objective with these key results."""
    lines = tuple(Line(str(at), text) for at, text in enumerate(["Our objective", *texts]))
    results = [
        PlacedKeyResult(label=f"KR{at}", text=text, lines=(str(at),))
        for at, text in enumerate(texts, 1)
    ]
    objective = PlacedObjective(text="Our objective", lines=("0",), key_results=results)
    placed = PlacedOkrs(
        kind="okrs",
        title="Objectives",
        starts_on=date(2020, 4, 1),
        ends_on=date(2020, 6, 30),
        themes=[PlacedOkrTheme(title="Corporate", objectives=[objective])],
    )
    return settled(Source(name="okrs.docx", kind="docx", blocks=lines), placed, 0)


@pytest.fixture
def okr_sets(partnership, coordinator):
    run = make_read_run(partnership, by=coordinator, outcome=okr_paper("Members named"))
    return commit_run(run, by=coordinator)


def test_objectives_become_sets_and_are_taken_back(okr_sets, send, as_, coordinator, address):
    page = as_(coordinator).get(address("import_detail", okr_sets)).content.decode()
    assert okr_sets.subject.get_absolute_url() in page and "Open the objectives" in page
    send("import_undo", okr_sets)
    assert not ObjectiveSet.objects.exists()


def test_a_newer_paper_of_objectives_is_compared_and_merged(
    okr_sets, partnership, coordinator, as_, address, send
):
    form = as_(coordinator).get(address("import_create")).content.decode()
    assert okr_sets.subject.label in form
    newer = make_read_run(
        partnership,
        by=coordinator,
        outcome=okr_paper("Members named", "Minutes out in ten days"),
        subject=okr_sets.subject,
    )
    assert "is new" in as_(coordinator).get(address("import_detail", newer)).content.decode()
    page = as_(coordinator).get(address("import_merge", newer))
    keys = [one.key for group in page.context["groups"] for one in group.differences]
    send("import_merge", newer, asked=keys, take=keys)
    texts = KeyResult.objects.order_by("order").values_list("text", flat=True)
    assert list(texts) == ["Members named", "Minutes out in ten days"]
