"""Where a quarter is open, nobody is told that there is none of what they may not see."""

import re

import pytest
from django.urls import reverse

from governance.models import Evidence
from okrs import workflow
from plans.models import KpiReading
from tests import factories
from tests.test_open_quarter import NONE


@pytest.fixture
def pages(plan_round, check_in, measure, officer):
    """An update, a reading, evidence and a check-in of a first quarter that is still open."""
    row = plan_round.updates.get(improvement__ref="1")
    kpi = row.improvement.kpis.get()
    kpi.unit, kpi.target = "papers", 12
    kpi.save()
    factories.submit(row, by=officer, readings={kpi.pk: "9"})
    assert KpiReading.objects.exists()
    Evidence.objects.create(
        partnership=plan_round.partnership,
        subject=row.improvement,
        title="Paper register",
        reference="Board paper 4.1",
        added_by=officer,
    )
    check_in.status = factories.status(check_in.partnership, "on_track")
    check_in.words = "Two directors joined."
    workflow.submit_check_in(check_in, readings={measure: 120}, by=officer)
    slugs = [plan_round.partnership.slug, plan_round.plan.slug]
    return {
        "row": reverse("plans:improvement_detail", args=[*slugs, "1"]),
        "plan": reverse("plans:plan_detail", args=slugs) + "?rows=all",
        "objectives": check_in.key_result.objective.objective_set.get_absolute_url(),
        "packs": reverse("governance:pack_list", args=slugs[:1]),
    }


def read(client, address):
    return " ".join(re.sub(r"<[^>]*>", " ", client.get(address).content.decode()).split())


def test_a_committee_member_is_told_when_they_will_see_it(pages, as_, committee_member):
    for name, address in pages.items():
        page = read(as_(committee_member), address)
        assert not NONE.search(page), f"{name}: {NONE.search(page)[0]}"
    row = read(as_(committee_member), pages["row"])
    assert "Evidence of a quarter is shown once the quarter is closed." in row
    assert "Readings of a quarter are shown once the quarter is closed." in row
    assert "No reading of a closed quarter" in read(as_(committee_member), pages["objectives"])


def test_who_sees_open_quarters_is_told_that_there_is_none(
    plan, objective_set, measure, as_, officer
):
    slugs = [plan.partnership.slug, plan.slug]
    row = read(as_(officer), reverse("plans:improvement_detail", args=[*slugs, "1"]))
    assert "None was added yet." in row and "Nothing was asked of it yet." in row
    objectives = read(as_(officer), objective_set.get_absolute_url())
    assert "Not read yet" in objectives and "No check-in yet." in objectives
