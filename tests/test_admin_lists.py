"""Lists of the administration on a large site: the same work for many rows as for few."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.urls import reverse

from governance.admin import BoundedPaginator
from governance.models import User
from plans.models import Improvement, Milestone, PlanRound, ProgressUpdate
from tests import factories

LISTS = ("plans_progressupdate", "plans_improvement", "plans_milestone")


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def grow(partnership, person, *, quarters: int) -> None:
    """Closed quarters of one plan with 20 rows, as years of use leave them."""
    plan = factories.make_plan(partnership, rows=1, slug=f"plan-{quarters}")
    rows = [
        Improvement(plan=plan, ref=str(n), number=str(n), order=n, short_name=f"Row {n}")
        for n in range(2, 21)
    ]
    Improvement.objects.bulk_create(rows)
    rows = list(plan.improvements.all())
    Milestone.objects.bulk_create(
        [Milestone(improvement=row, text=f"Step {n}", order=n) for row in rows for n in range(5)]
    )
    for number in range(quarters):
        made = factories.make_round(
            partnership,
            by=person,
            slug=f"q{quarters}-{number}",
            starts_on=date(2001 + number, 1, 1),
            ends_on=date(2001 + number, 3, 31 - quarters % 3),
            label=f"Q {number}",
        )
        part = PlanRound.objects.create(plan=plan, round=made)
        ProgressUpdate.objects.bulk_create(
            [ProgressUpdate(plan_round=part, improvement=row) for row in rows]
        )


def work_of(client: Client, name: str) -> int:
    """How many steps the database takes to show a list, in hundreds."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 100)
    try:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    finally:
        connection.connection.set_progress_handler(None, 100)
    return steps


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite counts the steps it takes.")
@pytest.mark.parametrize("name", LISTS)
def test_a_list_reads_its_page_and_not_its_table(root, partnership, coordinator, monkeypatch, name):
    monkeypatch.setattr(BoundedPaginator, "most", 60)
    grow(partnership, coordinator, quarters=5)
    few = work_of(root, name)
    grow(partnership, coordinator, quarters=60)
    assert work_of(root, name) < few * 1.6 + 30


def test_pages_are_counted_up_to_a_bound(root, plan_round, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 2)
    page = root.get(reverse("admin:plans_progressupdate_changelist"))
    assert page.context["cl"].result_count == 2


def test_numbers_are_sorted_as_numbers(root, partnership):
    plan = factories.make_plan(partnership, rows=11)
    Improvement.objects.filter(plan=plan).update(order=1)
    page = root.get(reverse("admin:plans_improvement_changelist"), {"o": "1"})
    assert [row.number for row in page.context["cl"].result_list] == [str(n) for n in range(1, 12)]


def test_filters_offer_what_is_of_the_chosen_partnership(
    root, plan_round, other_partnership, coordinator
):
    factories.make_plan(other_partnership, title="Plan of others")
    address = reverse("admin:plans_progressupdate_changelist")
    assert "Plan of others" in root.get(address).content.decode()
    here = {"plan_round__plan__partnership__id__exact": plan_round.partnership.pk}
    page = root.get(address, here)
    assert "Plan of others" not in page.content.decode()
    assert page.context["cl"].result_count == 3


def test_staff_are_offered_rows_of_their_partnerships_alone(
    as_, plan_round, other_partnership, coordinator
):
    factories.make_plan(other_partnership, title="Plan of others")
    coordinator.is_staff = True
    coordinator.save()
    coordinator.user_permissions.set(Permission.objects.filter(codename="view_progressupdate"))
    client = as_(User.objects.get(pk=coordinator.pk))
    page = client.get(reverse("admin:plans_progressupdate_changelist")).content.decode()
    assert "Plan of others" not in page


def test_a_search_tells_equal_rows_of_two_plans_apart(root, partnership):
    for slug in ("first", "second"):
        factories.make_plan(partnership, rows=1, slug=slug, title=f"The {slug} plan")
    found = root.get(
        reverse("admin:autocomplete"),
        {
            "term": "Open",
            "app_label": "plans",
            "model_name": "milestone",
            "field_name": "improvement",
        },
    ).json()["results"]
    assert sorted(one["text"] for one in found) == [
        "1. Open papers 1 (The first plan, SSLEP)",
        "1. Open papers 1 (The second plan, SSLEP)",
    ]
