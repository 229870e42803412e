"""What a paper prints beyond the fields of a plan is seen on the pages, and nothing is hidden."""

import pytest

from plans.documents.commit import commit_plan

from .placed_plans import make_placed


@pytest.fixture
def plan(partnership, coordinator):
    return commit_plan(make_placed(), partnership=partnership, by=coordinator)


def test_words_without_a_place_stand_in_red_at_the_foot_of_the_plan(as_, officer, plan):
    page = as_(officer).get(plan.get_absolute_url()).content.decode()
    assert '<span class="unplaced">Loose words beside the table</span>' in page
    assert page.index("Loose words") > page.index("A new plan.")
    assert "No field takes them." in page
    assert "<dt>Author</dt><dd>Programme Manager</dd>" in page


def test_a_row_shows_its_further_columns_and_damaged_words(as_, officer, plan):
    row = plan.improvements.get(number="2")
    page = as_(officer).get(row.get_absolute_url()).content.decode()
    assert "<dt>Cost</dt><dd>£2,000</dd>" in page
    assert '<span class="unplaced">f the torn line</span>' in page
    assert "8 April 2019" in page
    third = plan.improvements.get(number="3")
    assert "Nearly there" in as_(officer).get(third.get_absolute_url()).content.decode()


def test_a_plan_without_them_shows_no_heading(as_, officer, partnership, coordinator):
    bare = make_placed(unplaced=[], facts=[], rows=[])
    plan = commit_plan(bare, partnership=partnership, by=coordinator)
    assert "without a place" not in as_(officer).get(plan.get_absolute_url()).content.decode()
