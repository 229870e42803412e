"""Somebody edits the plan while a newer issue is merged into it: no text lands in another row.

On PostgreSQL each query sees what was committed before it, so a row that is added or removed
between the comparison and the writing was once counted in the second and not in the first. The
edit is made here at that very moment, so that the test needs no luck on either database.
"""

import pytest
from django.db import connection

from governance.models import ChangedMeanwhile
from plans.documents import merging
from plans.documents.commit import commit_plan
from plans.documents.matching import compare
from plans.documents.placed import PlacedPlan
from plans.models import Improvement, Milestone, Plan
from plans.workflow.editing import edit_part, retire_part
from tests import factories

from .placed_plans import make_placed, milestone, row
from .racing import in_another_transaction

STATEMENTS = [
    "Publish every board paper five clear days before",
    "Name an owner for each headline figure",
    "Train new directors within a month",
]


def issue(*, due: str = "by end of July 2019", words: str = "") -> PlacedPlan:
    rows = [
        row(
            str(place),
            f"{statement}{words if place == 3 else ''}",
            milestones=[milestone(f"Agreed {due if place == 3 else 'by end of July 2019'}")],
        )
        for place, statement in enumerate(STATEMENTS, start=1)
    ]
    return make_placed(rows=rows)


def said_by_row(plan: Plan) -> dict[str, tuple[str, ...]]:
    rows = Improvement.objects.filter(plan=plan).order_by("pk")
    return {
        one.number: (
            one.statement[0]["text"],
            *one.milestones.order_by("pk").values_list("text", flat=True),
        )
        for one in rows
    }


@pytest.fixture
def plan(partnership, coordinator):
    return commit_plan(issue(), partnership=partnership, by=coordinator)


@pytest.fixture
def edit_between(monkeypatch):
    """Let something happen after the two issues were compared, before a word is written."""

    def arrange(edit) -> None:
        def compared_then_edited(*issues):
            found = compare(*issues)
            edit()
            return found

        monkeypatch.setattr(merging, "compare", compared_then_edited)

    return arrange


def take_out_first(plan, by):
    retire_part(plan.improvements.get(number="1"), reason="Done.", by=by)


def put_one_first(plan, by):
    made = factories.make_improvement(plan, "9", order=0)
    Milestone.objects.filter(improvement=made).update(order=1)


@pytest.mark.parametrize("edit", [take_out_first, put_one_first])
def test_words_of_the_newer_issue_stay_in_their_row(plan, coordinator, edit_between, edit):
    before = said_by_row(plan)
    edit_between(lambda: edit(plan, coordinator))
    newer = issue(due="by end of October 2019", words=" of joining")
    merging.merge_plan(plan, newer, by=coordinator)
    after = said_by_row(plan)
    assert after["3"] == (f"{STATEMENTS[2]} of joining", "Agreed by end of October 2019")
    assert (after["1"], after["2"]) == (before["1"], before["2"])


def test_a_row_that_somebody_edits_meanwhile_is_not_written_over(plan, coordinator, edit_between):
    third = plan.improvements.get(number="3")
    edit_between(lambda: edit_part(third, changes={"short_name": "Training"}, by=coordinator))
    with pytest.raises(ChangedMeanwhile):
        merging.merge_plan(plan, issue(words=" of joining"), by=coordinator)
    assert said_by_row(plan)["3"][0] == STATEMENTS[2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")
def test_a_second_browser_edits_the_plan_while_it_is_merged(plan, coordinator, edit_between):
    before = said_by_row(plan)
    edit_between(lambda: in_another_transaction(take_out_first, plan, coordinator))
    newer = issue(due="by end of October 2019", words=" of joining")
    merging.merge_plan(plan, newer, by=coordinator)
    after = said_by_row(plan)
    assert after["3"] == (f"{STATEMENTS[2]} of joining", "Agreed by end of October 2019")
    assert (after["1"], after["2"]) == (before["1"], before["2"])
