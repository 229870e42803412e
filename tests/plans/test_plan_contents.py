"""The plan laid out for its coordinator."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import PlanPhase
from tests import factories


def url(plan):
    return reverse("plans:plan_contents", args=[plan.partnership.slug, plan.slug])


def test_every_row_and_part_has_its_actions(as_, coordinator, plan):
    page = as_(coordinator).get(url(plan)).content.decode()
    for words in ("Open papers 1", "Strategy", "Sections of text", "Phases", "Remove", "Up"):
        assert words in page
    assert reverse("plans:plan_edit", args=[plan.partnership.slug, plan.slug]) in page


def test_phases_that_do_not_add_up_are_told(as_, coordinator, plan):
    PlanPhase.objects.create(plan=plan, name="Prepare", months=3)
    plan.printed_phase_total = "eighteen months"
    plan.save()
    page = as_(coordinator).get(url(plan)).content.decode()
    assert "The phases add up to 3 months" in page


def test_officer_gets_403_and_outsider_404(as_, officer, outsider, plan):
    assert as_(officer).get(url(plan)).status_code == 403
    assert as_(outsider).get(url(plan)).status_code == 404


def test_queries_do_not_grow_with_the_rows(as_, coordinator, plan):
    client = as_(coordinator)

    def counted():
        with CaptureQueriesContext(connection) as captured:
            client.get(url(plan))
        return len(captured)

    counted()
    few = counted()
    for number in range(4, 31):
        factories.make_improvement(plan, str(number), theme=plan.themes.first())
    assert counted() == few
