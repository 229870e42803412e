"""A whole plan entered in the administration: the same rows and events as from the pages."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import AuditEvent, Evidence, User
from plans.models import Improvement, Milestone, Plan, ProgressUpdate
from tests import factories


@pytest.fixture(autouse=True)
def _may(on_day):
    on_day(date(2019, 5, 1))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def page(row) -> str:
    return reverse(f"admin:plans_{row._meta.model_name}_change", args=[row.pk])


def sent_by(client: Client, address: str) -> dict:
    """What a browser sends of a page with its parts if nobody touches it."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if value is not None and value is not False:
                sent[form.add_prefix(name)] = value
    return sent


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def test_a_plan_of_two_pages(root, administrator, partnership, officer):
    address = reverse("admin:plans_plan_add")
    sent = sent_by(root, address) | {
        "partnership": partnership.pk,
        "title": "Growth plan 2019-20",
        "slug": "growth-plan",
        "starts_on": "1 April 2019",
        "ends_on": "31 March 2020",
        "themes-0-title": "Skills",
        "themes-1-title": "Transport",
    }
    answer = root.post(address, sent)
    assert answer.status_code == 302, answer.context["errors"]
    plan = Plan.objects.get()
    skills, transport = plan.themes.order_by("order")
    assert answer["Location"].startswith(page(plan))
    assert verbs() == ["plans.plan_made", "plans.theme_added", "plans.theme_added"]
    sent = sent_by(root, page(plan))
    assert sent["improvements-TOTAL_FORMS"] == 12
    sent |= {
        "improvements-0-number": "1",
        "improvements-0-short_name": "Open papers",
        "improvements-0-theme": skills.pk,
        "improvements-0-updater": officer.pk,
        "improvements-0-statement": "Publish papers.\n- All of them.",
        "improvements-0-add_leads": "Board Chair\nGovernance Officer",
        "improvements-0-add_kpis": "Papers out five days before",
        "improvements-0-add_milestones": "- Policy agreed by end of July 2019\n- First report",
        "improvements-0-add_monitoring": "Board, each quarter",
        "improvements-1-number": "2",
        "improvements-1-short_name": "Buses",
        "improvements-1-theme": transport.pk,
    }
    answer = root.post(page(plan), sent)
    assert answer.status_code == 302, answer.context["errors"]
    first, second = plan.improvements.order_by("order")
    assert (first.ref, first.order, first.theme, first.updater) == ("1", 1, skills, officer)
    assert [lead.name for lead in first.leads.order_by("order")] == [
        "Board Chair",
        "Governance Officer",
    ]
    agreed, report = first.milestones.order_by("order")
    assert (agreed.latest, agreed.original_latest, agreed.is_bullet) == (
        date(2019, 7, 31),
        date(2019, 7, 31),
        True,
    )
    assert agreed.dates and report.latest is None
    assert first.monitoring_lines.get().text == "Board, each quarter"
    assert first.kpis.get().text == "Papers out five days before"
    assert (second.short_name, second.theme) == ("Buses", transport)
    assert verbs()[3:] == [
        "plans.improvement_added",
        "plans.lead_added",
        "plans.lead_added",
        "plans.kpi_added",
        "plans.milestone_added",
        "plans.milestone_added",
        "plans.monitoring_added",
        "plans.improvement_added",
    ]
    assert all(event.details["where"] == "administration" for event in AuditEvent.objects.all())
    assert first.history.first().history_user == administrator


def test_a_date_that_could_be_another_is_said_beside_its_line(root, plan):
    sent = sent_by(root, page(plan)) | {
        "improvements-0-add_milestones": "Agreed by 30 February 2020",
        "improvements-1-short_name": "Kept as typed",
    }
    answer = root.post(page(plan), sent)
    shown = answer.content.decode()
    assert answer.status_code == 200 and "30 February" in shown and "Kept as typed" in shown
    assert not verbs()


def test_rows_are_put_in_order_by_their_numbers(root, plan):
    sent = sent_by(root, page(plan)) | {"improvements-2-order": "1"}
    assert root.post(page(plan), sent).status_code == 302
    order = plan.improvements.order_by("order").values_list("number", flat=True)
    assert list(order) == ["3", "1", "2"]
    assert verbs() == ["plans.improvement_moved"]


def test_a_number_that_is_taken_is_refused_and_nothing_is_lost(root, plan):
    sent = sent_by(root, page(plan)) | {
        "improvements-3-number": "1",
        "improvements-3-short_name": "Typed",
    }
    answer = root.post(page(plan), sent)
    assert "Another row has number 1 already." in answer.content.decode()
    assert "Typed" in answer.content.decode() and plan.improvements.count() == 3


def test_another_row_saved_meanwhile_is_found_on_the_page_of_the_plan(root, plan):
    sent = sent_by(root, page(plan)) | {"improvements-0-short_name": "Mine"}
    row = plan.improvements.get(number="1")
    row.short_name = "Theirs"
    row.save()
    answer = root.post(page(plan), sent)
    assert "Someone else saved this meanwhile" in answer.content.decode()
    assert plan.improvements.get(number="1").short_name == "Theirs"


def test_a_page_of_25_rows_asks_no_more_for_each_row(root, partnership):
    few = factories.make_plan(partnership, rows=3, slug="few")
    many = factories.make_plan(partnership, rows=25, slug="many")
    counts = []
    for plan in (few, many):
        with CaptureQueriesContext(connection) as asked:
            assert root.get(page(plan)).status_code == 200
        counts.append(len(asked))
    assert counts[1] - counts[0] <= 2


def test_rows_lead_to_their_neighbours_and_to_another(root, plan):
    first, second, third = plan.improvements.order_by("order")
    shown = root.get(page(second)).content.decode()
    assert page(first) in shown and page(third) in shown and page(plan) in shown
    sent = sent_by(root, page(second)) | {"short_name": "Changed"}
    assert root.post(page(second), sent | {"_next": "1"})["Location"] == page(third)
    again = sent_by(root, page(second)) | {"short_name": "Twice", "_addanother": "1"}
    where = root.post(page(second), again)["Location"]
    assert f"plan={plan.pk}" in where and f"theme={second.theme_id}" in where
    assert root.get(where).status_code == 200
    assert verbs() == ["plans.improvement_edited"] * 2


def test_a_row_is_copied_with_its_parts_and_joins_the_open_quarter(root, plan, plan_round):
    row = plan.improvements.get(number="1")
    sent = sent_by(root, page(row)) | {
        "number": "9",
        "short_name": "Copied",
        "plan": plan.pk,
        "_saveasnew": "1",
    }
    answer = root.post(page(row), sent)
    assert answer.status_code == 302, answer.context["errors"]
    copy = plan.improvements.get(number="9")
    assert copy.milestones.count() == row.milestones.count() == 1
    assert copy.leads.count() == 1
    assert ProgressUpdate.objects.filter(improvement=copy, plan_round=plan_round).exists()


def test_one_part_takes_its_place_by_number(root, plan):
    row = plan.improvements.first()
    second = Milestone.objects.create(improvement=row, text="Second", order=2)
    sent = sent_by(root, page(second)) | {"order": "1"}
    assert root.post(page(second), sent).status_code == 302
    assert next(iter(row.milestones.order_by("order").values_list("text", flat=True))) == "Second"
    assert verbs() == ["plans.milestone_moved"]


def test_staff_without_the_role_change_nothing(as_, plan, officer):
    officer.is_staff = True
    officer.save()
    officer.user_permissions.set(Permission.objects.filter(content_type__app_label="plans"))
    client = as_(User.objects.get(pk=officer.pk))
    assert client.get(page(plan)).status_code == 200
    assert client.post(page(plan), {"title": "x"}).status_code == 403
    assert client.get(reverse("admin:plans_plan_add")).status_code == 403


def test_a_plan_that_was_removed_says_why_it_is_only_read(root, plan, coordinator):
    Plan.objects.filter(pk=plan.pk).update(
        retired_at="2019-05-01T00:00Z", retired_by=coordinator, retired_reason="Over."
    )
    assert "taken out of its plan" in root.get(page(plan)).content.decode()
    row = Improvement.objects.first()
    assert "taken out" in root.get(page(row)).content.decode()
    assert root.post(page(plan), {"title": "x"}).status_code == 403


def test_evidence_is_added_to_a_row(root, plan):
    row = plan.improvements.first()
    address = reverse("admin:plans_improvement_evidence", args=[row.pk])
    assert address in root.get(page(row)).content.decode()
    refused = root.post(address, {"title": "Minutes"}).content.decode()
    assert "Give a web address" in refused and "Minutes" in refused
    sent = {"title": "Minutes", "reference": "Board paper 4, page 2"}
    assert root.post(address, sent).status_code == 302
    assert Evidence.objects.about(row).get().reference == "Board paper 4, page 2"
    assert verbs() == ["plans.evidence_added"]
