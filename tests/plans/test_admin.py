"""Plans in the administration: rows join open quarters, dates that stand stay, text is kept."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.models import AuditEvent
from plans.models import Improvement, Milestone, ProgressUpdate
from plans.workflow import close_plan_round
from tests import factories

PARTS = ("leads", "kpis", "milestones", "monitoring_lines", "citations", "references", "waits_for")


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def parts(**rows) -> dict:
    sent = {}
    for name in PARTS:
        given = rows.get(name, [])
        old = sum("id" in row for row in given)
        sent |= {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": str(old)}
        for place, row in enumerate(given):
            sent |= {f"{name}-{place}-{key}": str(value) for key, value in row.items()}
    return sent


def typed(row: Improvement, **more) -> dict:
    return {
        "number": row.number,
        "order": str(row.order),
        "short_name": row.short_name,
        "theme": str(row.theme_id or ""),
        "updater": str(row.updater_id or ""),
        "statement": "Publish papers as a rule, part 1.",
        "lead_heading": row.lead_heading,
        "kpi_heading": row.kpi_heading,
        "read_version": str(row.version),
        **parts(),
        **more,
    }


def page(row) -> str:
    return reverse(f"admin:plans_{row._meta.model_name}_change", args=[row.pk])


def test_new_row_gets_an_address_and_joins_the_open_quarter(root, plan, plan_round, on_day):
    on_day(date(2019, 5, 1))
    sent = {
        "plan": str(plan.pk),
        "number": "4",
        "order": "4",
        "short_name": "Report to councils",
        "statement": "Report twice yearly.\r\n- To each council.",
        **parts(milestones=[{"text": "First report by end May 2019", "order": "0", "level": "0",
                             "precision": "none", "is_bullet": "on"}]),
    }  # fmt: skip
    answer = root.post(reverse("admin:plans_improvement_add"), sent)
    assert answer.status_code == 302, answer.context["errors"]
    row = plan.improvements.get(short_name="Report to councils")
    assert row.ref == "4"
    assert [block["kind"] for block in row.statement] == ["paragraph", "bullet"]
    assert ProgressUpdate.objects.filter(improvement=row, plan_round=plan_round).exists()
    milestone = row.milestones.get()
    assert (milestone.latest, milestone.original_latest) == (date(2019, 5, 31),) * 2
    assert milestone.order == 1
    verbs = AuditEvent.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["plans.improvement_added", "plans.milestone_added"]


def test_date_that_stands_does_not_move_from_here(root, plan):
    milestone = Milestone.objects.filter(improvement__plan=plan).first()
    sent = {
        "order": "1",
        "level": "0",
        "text": "Policy reviewed by end of July, in writing",
        "due_text": "by end of December",
        "latest": "2019-12-31",
        "precision": "month",
        "read_version": "1",
    }
    assert root.post(page(milestone), sent).status_code == 302
    milestone.refresh_from_db()
    assert milestone.text.endswith("in writing")
    assert (milestone.latest, milestone.due_text) == (date(2019, 7, 31), "by end of July")
    assert "with a reason" in root.get(page(milestone)).content.decode()


def test_saving_a_text_unchanged_keeps_its_marks_and_version(root, plan):
    row = plan.improvements.first()
    marked = {"start": 0, "end": 7, "kind": "date"}
    row.statement = [{**row.statement[0], "marks": [marked]}]
    row.save()
    assert root.post(page(row), typed(row)).status_code == 302
    saved = Improvement.objects.get(pk=row.pk)
    assert saved.statement == row.statement and saved.version == row.version
    assert root.post(page(row), typed(row, short_name="Open papers")).status_code == 302
    assert Improvement.objects.get(pk=row.pk).statement == row.statement


def test_row_takes_a_theme_of_its_own_plan_only(root, plan, other_partnership):
    theirs = factories.make_plan(other_partnership).themes.first()
    row = plan.improvements.first()
    answer = root.post(page(row), typed(row, theme=str(theirs.pk)))
    assert "belongs to OTHER. Choose one of SSLEP." in answer.content.decode()


def test_row_that_was_reported_on_cannot_be_deleted(root, plan, plan_round):
    row = plan.improvements.first()
    url = reverse("admin:plans_improvement_delete", args=[row.pk])
    root.post(url, {"post": "yes"})
    assert Improvement.objects.filter(pk=row.pk).exists()
    assert not AuditEvent.objects.exists()


def test_closed_quarters_are_only_read(root, plan_round, coordinator):
    update = plan_round.updates.first()
    close_plan_round(plan_round, by=coordinator)
    for row in (plan_round, update):
        assert root.get(page(row)).status_code == 200
        assert root.post(page(row), {"state": "closed"}).status_code == 403


def test_what_was_taken_out_is_only_read(root, plan, coordinator):
    row = plan.improvements.first()
    row.retired_at, row.retired_by, row.retired_reason = clock.now(), coordinator, "Merged."
    row.save()
    milestone = row.milestones.first()
    for part in (row, milestone):
        assert root.get(page(part)).status_code == 200
        assert root.post(page(part), typed(row)).status_code == 403
    assert root.get(page(plan)).status_code == 200
