"""The page of a document: waiting, looked through, and what became of it."""

import pytest

from governance.documents.pieces import dated_fields
from governance.models import ImportRun
from lep_tracker.documents.outcome import nothing_placed, settled
from plans.documents.placed import PlacedMilestone
from tests import factories
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run


@pytest.fixture
def read(as_, coordinator, address):
    def get(run, query="", person=coordinator):
        answer = as_(person).get(address("import_detail", run) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


# --- While it is read -----------------------------------------------------------------------------
def test_a_document_that_is_read_says_which_step_and_how_far(
    read, partnership, coordinator, as_, address
):
    run = factories.make_run(
        partnership, by=coordinator, state="reading", step="Placing every line",
        steps_done=2, steps_total=4,
    )  # fmt: skip
    page = read(run)
    assert "Placing every line" in page and "Refresh" in page
    told = as_(coordinator).get(address("import_progress", run)).json()
    assert (told["state"], told["done"], told["total"]) == ("reading", 2, 4)
    assert told["url"] == address("import_detail", run)


def test_a_refused_document_says_why_and_can_be_read_again(read, partnership, coordinator):
    run = factories.make_run(
        partnership, by=coordinator, state="refused", problem="plan.csv: it is damaged."
    )
    page = read(run)
    assert "plan.csv: it is damaged." in page
    assert "Read it again" in page and "Set this one aside" in page


# --- Looking through ------------------------------------------------------------------------------
def test_the_source_stands_beside_what_it_becomes(read, run):
    page = read(run)
    assert page.count('class="imp__part imp__part--row"') == 2
    first = page[page.index('id="part-0"') : page.index('id="part-1"')]
    assert "1. Papers are published in time (Deep Review pg 2)" in first
    assert "milestone 1" in first and "by 31 May 2019, year taken from the plan" in first
    assert "heading in the cell" in first


def test_what_went_nowhere_is_said_in_words_not_only_in_colour(read, run):
    page = read(run)
    assert "headings and layout: header" in page
    assert "not placed: It belongs to no row." in page
    assert "headings and layout: empty bullet" in page


def test_the_figures_stand_in_a_picture_with_its_table(read, run):
    page = read(run)
    assert 'class="bar"' in page and "as a table" in page
    assert "None is lost." in page


def test_warnings_are_shown_once(read, run):
    assert read(run).count("Two tracked changes were taken as accepted.") == 1


def test_a_doubtful_date_is_said_on_its_row(read, partnership, coordinator):
    outcome = papers.outcome()
    text = "Done by 1 April 2102"
    outcome.placed.rows[1].milestones.append(
        PlacedMilestone(text=text, **dated_fields(text, plan_year="2019-20"))
    )
    page = read(make_read_run(partnership, by=coordinator, outcome=outcome))
    second = page[page.index('id="part-1"') :]
    assert "lies decades off" in second


def test_a_document_of_no_kind_says_so_and_offers_no_button(read, partnership, coordinator):
    paper = papers.source()
    run = make_read_run(
        partnership, by=coordinator, outcome=settled(paper, nothing_placed(paper), 0)
    )
    page = read(run)
    assert "Nothing was imported" in page and "Import it" not in page
    assert "qd f the board" in page


def test_many_rows_stand_on_pages_and_a_link_finds_its_row(read, partnership, coordinator):
    run = make_read_run(partnership, by=coordinator, outcome=papers.long_outcome(60))
    assert read(run).count('class="imp__part imp__part--row"') == 25
    assert 'id="part-30"' in read(run, "?page=2")
    assert 'id="part-55"' in read(run, "?row=55")
    assert 'id="part-0"' in read(run, "?page=nonsense")


def test_the_paper_itself_can_always_be_mended(read, run, partnership, coordinator, address):
    assert address("import_facts", run) in read(run)
    # A table alone, with nothing before its first row.
    bare = make_read_run(partnership, by=coordinator, outcome=papers.long_outcome(2))
    assert address("import_facts", bare) in read(bare)


def test_the_page_asks_equally_often_for_any_number_of_rows(
    as_, coordinator, partnership, address, django_assert_max_num_queries
):
    client = as_(coordinator)
    for rows in (1, 60):
        outcome = papers.long_outcome(rows)
        run = make_read_run(partnership, by=coordinator, outcome=outcome)
        with django_assert_max_num_queries(10):
            client.get(address("import_detail", run))


def test_auditors_read_and_are_offered_no_action(read, run, auditor):
    page = read(run, person=auditor)
    assert "Papers are published in time" in page
    for action in ("Import it", "Set this document aside", ">Edit<", "Put it there"):
        assert action not in page


# --- What became of it ----------------------------------------------------------------------------
def test_a_document_that_was_brought_in_leads_to_its_plan_and_back(read, partnership, coordinator):
    run = make_committed_run(partnership, by=coordinator)
    page = read(run)
    assert run.subject.get_absolute_url() in page
    assert "take all of it back" in page
    assert "Download the file" in page


@pytest.mark.parametrize("state", ["kept", "undone", "dropped"])
def test_each_end_has_its_page(read, partnership, coordinator, state):
    run = make_read_run(partnership, by=coordinator, state=state)
    page = read(run)
    assert "Papers are published in time" in page and "Import it" not in page


# --- Its file -------------------------------------------------------------------------------------
def test_the_file_is_given_out_as_it_came(as_, auditor, partnership, coordinator, address):
    run = factories.make_run(
        partnership, by=coordinator, file_name='Plan "final" é.docx', source_bytes=b"\x00bytes"
    )
    answer = as_(auditor).get(address("import_file", run))
    assert answer.content == b"\x00bytes"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


# --- Doors ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["import_detail", "import_progress", "import_file"])
def test_outsiders_get_404_and_other_roles_403(as_, name, outsider, officer, run, address):
    assert as_(outsider).get(address(name, run)).status_code == 404
    assert as_(officer).get(address(name, run)).status_code == 403


def test_a_run_under_another_partnerships_address_is_404(
    as_, outsider, run, other_partnership, address
):
    url = address("import_detail", run, partnership=other_partnership.slug)
    assert as_(outsider).get(url).status_code == 404


# --- Reading it again, putting it aside -----------------------------------------------------------
def test_it_is_read_again_as_another_kind(as_, coordinator, run, address):
    answer = as_(coordinator).post(
        address("import_read_again", run),
        {"kind": "action_plan", "plan_year": "2020 to 2021", "seen": run.seen},
    )
    run = ImportRun.objects.get()
    assert answer.url == address("import_detail", run)
    assert (run.state, run.kind_asked, run.plan_year) == ("waiting", "action_plan", "2020-21")


def test_a_wrong_year_is_refused_and_what_was_read_stays(as_, coordinator, run, address):
    client = as_(coordinator)
    answer = client.post(
        address("import_read_again", run), {"kind": "auto", "plan_year": "soon"}, follow=True
    )
    assert "Write the year of the plan like" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == "ready"


def test_it_is_put_aside_and_stays_in_the_list(as_, coordinator, run, address):
    answer = as_(coordinator).post(
        address("import_set_aside", run), {"seen": run.seen}, follow=True
    )
    assert "is set aside" in answer.content.decode()
    assert "plan.docx" in answer.content.decode()


def test_who_only_reads_gets_the_file_and_no_action(as_, auditor, run, address):
    said = as_(auditor).get(address("import_detail", run)).content.decode()
    assert address("import_file", run) in said
    assert "then import it" not in said
    assert address("import_commit", run) not in said
