"""A newer issue of an OKR paper on the pages: compared with its sets, merged, taken back."""

import copy
import dataclasses

import pytest

from governance.models import AuditEvent
from lep_tracker.documents.newer_issues import comparison_of, first_of_each_quarter
from lep_tracker.documents.seen_runs import seen_for_commit
from okrs.documents.commit import commit_okrs
from okrs.models import KeyResult
from tests import factories
from tests.okrs.documents.papers import committee_paper, placed_from


@pytest.fixture
def paper():
    return dataclasses.replace(placed_from(committee_paper())[0], furniture=[], warnings=[])


@pytest.fixture
def sets(paper, partnership, coordinator):
    return commit_okrs(paper, partnership=partnership, by=coordinator)


@pytest.fixture
def newer(paper, sets, partnership, coordinator):
    made = copy.deepcopy(paper)
    made.themes[0].objectives[0].key_results[0].text = "Three analysts hired by end January"
    made.themes[1].objectives[0].key_results.pop(0)
    return factories.make_run(partnership, by=coordinator, placed=made, subject=sets[0])


def test_only_a_quarter_is_offered(sets, partnership):
    assert list(first_of_each_quarter(partnership)) == [sets[0]]


def test_the_form_asks_for_the_quarter(as_, coordinator, sets, address):
    page = as_(coordinator).get(address("import_create")).content.decode()
    assert "Q4 2021-22 (Jan to Mar 2022)" in page


def test_bringing_it_in_leads_to_the_comparison(as_, coordinator, newer, address):
    answer = as_(coordinator).get(address("import_commit", newer))
    assert answer.url == address("import_merge", newer)
    page = as_(coordinator).get(answer.url).content.decode()
    assert "objectives of Q4 2021-22" in page and "Merge into the sets" in page
    assert "Three analysts hired" in page and "Bootcamps held" in page


def test_what_is_ticked_is_merged_in_one_event(as_, coordinator, newer, sets, address):

    comparison = comparison_of(newer)
    keys = [one.key for one in comparison.differences]
    before = AuditEvent.objects.count()
    taken = [one.key for one in comparison.differences if one.kind == "changed"]
    page = as_(coordinator).post(
        address("import_merge", newer),
        {"seen": seen_for_commit(newer), "asked": keys, "take": taken},
        follow=True,
    )
    assert "is merged into the sets" in page.content.decode()
    assert AuditEvent.objects.count() == before + 1
    assert KeyResult.objects.filter(text__startswith="Three analysts").exists()
    assert KeyResult.objects.filter(text__startswith="Bootcamps held").exists()
    assert sets[0].partnership.objective_sets.count() == 3
