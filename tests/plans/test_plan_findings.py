"""The page that asks what a careful reader would ask."""

import pytest
from django.urls import reverse

from governance.documents.findings import by_rule
from governance.models import AuditEvent, IntendedFinding
from plans.documents.taking_out import plan_on_paper
from plans.linter import lint_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(plan):
    row = plan.improvements.first()
    row.kpis.all().delete()
    row.kpi_heading = "KPIs:"
    row.save()
    return row


def address(plan, name="plan_findings"):
    return reverse(f"plans:{name}", args=[plan.partnership.slug, plan.slug])


def the_question(plan):
    found = lint_plan(plan_on_paper(plan))
    return next(one for one in found if one.rule == "kpi-heading-without-kpis")


def test_it_asks_and_leads_to_the_row(as_, coordinator, plan, row):
    words = as_(coordinator).get(address(plan)).content.decode()
    assert "KPI heading without KPIs" in words
    assert the_question(plan).message in words.replace("&ldquo;", "“")
    assert row.get_absolute_url() in words


def test_one_tap_keeps_it_as_intended_and_one_brings_it_back(as_, coordinator, plan, row):
    asked = {"finding": the_question(plan).fingerprint}
    said = as_(coordinator).post(address(plan, "finding_intended"), asked, follow=True)
    words = said.content.decode()
    assert "Everything that was asked is kept as intended." in words and "Show again" in words
    meant = IntendedFinding.objects.get()
    assert meant.subject == plan and meant.said_by == coordinator
    assert AuditEvent.objects.filter(verb="governance.finding_intended").count() == 1
    as_(coordinator).post(address(plan, "finding_ask_again"), asked)
    assert not IntendedFinding.objects.exists()


def test_it_is_asked_anew_once_the_words_change(as_, coordinator, plan, row):
    as_(coordinator).post(
        address(plan, "finding_intended"), {"finding": the_question(plan).fingerprint}
    )
    row.refresh_from_db()
    row.kpi_heading = "Key performance indicators:"
    row.save()
    meant = set(IntendedFinding.objects.values_list("key", flat=True))
    rules = by_rule(lint_plan(plan_on_paper(plan)), meant)
    (rule,) = [one for one in rules if one.name == "kpi-heading-without-kpis"]
    assert len(rule.asked) == 1 and not rule.intended


def test_what_is_not_found_any_more_is_refused(as_, coordinator, plan, row):
    asked = {"finding": the_question(plan).fingerprint}
    row.refresh_from_db()
    row.kpi_heading = ""
    row.save()
    said = as_(coordinator).post(address(plan, "finding_intended"), asked, follow=True)
    assert "not found any more" in said.content.decode()
    said = as_(coordinator).post(address(plan, "finding_intended"), {}, follow=True)
    assert "not found any more" in said.content.decode()
    assert not IntendedFinding.objects.exists()


def test_the_page_asks_the_database_no_more_for_more_rows(
    as_, coordinator, plan, django_assert_max_num_queries
):
    client = as_(coordinator)
    client.get(address(plan))
    with django_assert_max_num_queries(26):
        client.get(address(plan))
