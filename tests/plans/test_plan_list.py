"""The list of plans."""

from django.urls import reverse

from plans.workflow.editing import retire_part
from tests import factories


def url(partnership):
    return reverse("plans:plan_list", args=[partnership.slug])


def test_it_lists_plans_with_their_rows(as_, officer, plan):
    page = as_(officer).get(url(plan.partnership)).content.decode()
    assert plan.title in page
    assert "April 2019 to March 2020" in page
    assert ">3</td>" in page


def test_without_a_plan_it_says_who_starts_one(as_, officer, coordinator, partnership):
    assert "as soon as a coordinator" in as_(officer).get(url(partnership)).content.decode()
    page = as_(coordinator).get(url(partnership)).content.decode()
    assert reverse("plans:plan_create", args=[partnership.slug]) in page


def test_a_plan_taken_out_is_there_for_its_coordinator_only(as_, officer, coordinator, plan):
    retire_part(plan, reason="Replaced by the next one.", by=coordinator)
    assert plan.title not in as_(officer).get(url(plan.partnership)).content.decode()
    assert (
        "Replaced by the next one." in as_(coordinator).get(url(plan.partnership)).content.decode()
    )


def test_outsider_gets_404(as_, outsider, plan):
    assert as_(outsider).get(url(plan.partnership)).status_code == 404


def test_queries_do_not_grow_with_the_plans(
    as_, officer, partnership, django_assert_max_num_queries
):
    for number in range(12):
        factories.make_plan(partnership, slug=f"plan-{number}", rows=1)
    client = as_(officer)
    with django_assert_max_num_queries(10):
        client.get(url(partnership))
