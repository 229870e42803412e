"""Search finds what a person may read, and says nothing of the rest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import ProgressNote
from plans.workflow.editing import retire_part
from tests import factories
from tests.okrs import objects


@pytest.fixture
def find(as_):
    return lambda person, words: as_(person).get(reverse("search"), {"q": words}).content.decode()


def test_a_row_is_found_by_its_words_and_by_its_number(find, officer, plan):
    assert "1. Open papers 1" in find(officer, "publish papers")
    assert "2. Open papers 2" in find(officer, "2")
    assert "1. Open papers 1" in find(officer, "policy REVIEWED")


def test_all_words_have_to_stand_there(find, officer, plan):
    assert "Nothing you can read" in find(officer, "papers zebra")


def test_outsider_finds_nothing_of_it(find, outsider, plan):
    assert "Nothing you can read" in find(outsider, "papers")


def test_a_draft_is_found_by_its_writers_only(find, officer, area_lead, auditor, plan_round):
    update = plan_round.updates.first()
    ProgressNote.objects.create(update=update, text="Half a thought about badgers.")
    update.start()
    update.save()
    assert "badgers" in find(officer, "badgers")
    for reader in (area_lead, auditor):
        assert "Half a thought" not in find(reader, "badgers")


def test_a_committee_finds_closed_quarters_only(find, committee_member, officer, plan_round):
    update = plan_round.updates.first()
    ProgressNote.objects.create(update=update, text="A word about badgers.")
    update.status = factories.status(update.partnership, "on_track")
    update.submit()
    update.submitted_at, update.submitted_by = update.state_since, officer
    update.save()
    assert "A word about" not in find(committee_member, "badgers")
    plan_round.close()
    plan_round.closed_at, plan_round.closed_by = update.state_since, officer
    plan_round.save()
    assert "A word about" in find(committee_member, "badgers")


def test_key_results_are_found(find, officer, partnership):
    objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    assert "KR1 Directors in place" in find(officer, "directors")


def test_too_short_and_odd_words_are_met_with_a_sentence(find, officer):
    assert "Type at least two letters." in find(officer, "a")
    assert "&lt;script&gt;" in find(officer, "<script>")
    assert "What are you looking for?" in find(officer, "\x00 ")


def test_search_is_a_page_and_not_a_verb(as_, officer):
    assert as_(officer).post(reverse("search")).status_code == 405


@pytest.mark.parametrize("rows", [1, 50])
def test_queries_do_not_grow(as_, officer, partnership, rows):
    factories.make_plan(partnership, rows=rows, updater=officer)
    client = as_(officer)
    client.get(reverse("search"), {"q": "papers"})
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("search"), {"q": "papers"}).content.decode()
    assert page.count("Open papers") == min(rows, 20)
    assert len(queries) <= 12


def test_the_rows_of_a_plan_taken_out_are_not_found(find, officer, coordinator, plan):
    retire_part(plan, reason="Replaced by next year's.", by=coordinator)
    assert "Open papers 1" not in find(officer, "publish papers")
