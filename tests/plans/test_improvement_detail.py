"""The page of one row: its words, its dates, its figures, what each side said."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import Evidence
from plans.models import (
    Addendum,
    Awaited,
    Citation,
    KpiReading,
    Milestone,
    Review,
    Source,
    WaitsFor,
)
from plans.workflow.editing import edit_part, retire_part
from tests import factories


@pytest.fixture(autouse=True)
def _clock(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="2")


def read(client, row, page="improvement_detail"):
    url = reverse(f"plans:{page}", args=[row.partnership.slug, row.plan.slug, row.ref])
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_which_row_it_is_and_what_stands_beside_it(as_, officer, row):
    page = read(as_(officer), row)
    assert "2 of 3" in page
    assert "1 Open papers 1" in page
    assert "3 Open papers 3" in page
    assert "Publish papers as a rule, part 2." in page


def test_its_dates_stand_on_a_line_with_their_words(as_, officer, row):
    page = read(as_(officer), row)
    assert "0 of 1 complete" in page
    assert "“by end of July”" in page
    assert "overdue by 8 weeks" in page


def test_readings_of_a_kpi_are_drawn_with_their_table(as_, officer, row):
    kpi = row.kpis.get()
    kpi.target, kpi.unit = 20, "seats"
    kpi.save()
    for day, value in ((date(2019, 6, 25), 11), (date(2019, 9, 26), 13)):
        KpiReading.objects.create(kpi=kpi, value=value, as_at=day, read_by=officer)
    page = read(as_(officer), row)
    assert "Target 20" in page
    assert "25 June" in page
    assert ">13<" in page


def test_every_quarter_stands_in_both_voices(as_, officer, area_lead, row, plan_round):
    update = factories.submit(plan_round.updates.get(improvement=row), by=officer)
    Review.objects.create(
        update=update,
        number=1,
        words="I have seen the papers.",
        why_differ="The minutes are late.",
        written_by=area_lead,
        published_at=update.submitted_at,
        published_by=area_lead,
    )
    page = read(as_(officer), row)
    for words in ("Papers went up on time.", "I have seen the papers.", "The minutes are late."):
        assert words in page
    assert "Q2 2019-20" in page


def test_a_committee_member_reads_no_open_quarter(as_, committee_member, officer, row, plan_round):
    factories.submit(plan_round.updates.get(improvement=row), by=officer)
    assert "Papers went up on time." not in read(as_(committee_member), row)


def test_sources_waits_evidence_and_corrections_are_there(
    as_, officer, area_lead, row, plan, plan_round
):
    source = Source.objects.create(plan=plan, key="dive", title="Deep Dive Report")
    Citation.objects.create(improvement=row, source=source, pages="7")
    awaited = Awaited.objects.create(plan=plan, title="Framework, version 6")
    WaitsFor.objects.create(improvement=row, awaited=awaited)
    Evidence.objects.create(
        partnership=row.partnership,
        subject=row,
        title="Minutes of June",
        reference="Item 4",
        added_by=officer,
    )
    Addendum.objects.create(
        plan_round=plan_round,
        improvement=row,
        text="The figure was 12, not 13.",
        voice="lep",
        added_by=officer,
    )
    page = read(as_(officer), row)
    for words in (
        "Deep Dive Report, page 7",
        "Framework, version 6",
        "Minutes of June",
        "The figure was 12, not 13.",
    ):
        assert words in page


def test_a_row_taken_out_says_so(as_, officer, coordinator, row):
    retire_part(row, reason="Merged with row 1.", by=coordinator)
    page = read(as_(officer), row)
    assert "Removed from the plan on" in page
    assert "Merged with row 1." in page


def test_its_history_shows_who_changed_which_words(as_, officer, coordinator, row):
    words = [{"kind": "paragraph", "level": 0, "text": "Publish every paper, part 2."}]
    edit_part(row, changes={"statement": words, "updater": coordinator}, by=coordinator)
    milestone = row.milestones.get()
    edit_part(
        milestone,
        changes={"latest": date(2019, 10, 31)},
        move_reason="The board meets in October.",
        by=coordinator,
    )
    page = read(as_(officer), row, "improvement_history")
    assert "<ins>" in page
    assert "<del>" in page
    assert coordinator.name in page
    assert "Milestone “Policy reviewed by end of July”" in page
    assert "<ins>October</ins>" in page


def test_a_history_without_changes_says_so(as_, officer, row):
    row.history.all().delete()
    for model in (Milestone, type(row.kpis.get()), type(row.leads.get())):
        model.history.all().delete()
    assert "Nothing was changed" in read(as_(officer), row, "improvement_history")


def test_outsider_and_unknown_rows_get_404(as_, outsider, officer, row):
    url = reverse("plans:improvement_detail", args=[row.partnership.slug, row.plan.slug, row.ref])
    assert as_(outsider).get(url).status_code == 404
    assert as_(officer).get(url.replace("/2/", "/99/")).status_code == 404


def test_queries_do_not_grow_with_quarters_and_milestones(
    as_, officer, coordinator, plan, row, plan_round
):
    client = as_(officer)

    def counted():
        with CaptureQueriesContext(connection) as captured:
            read(client, row)
        return len(captured)

    counted()
    few = counted()
    before = factories.make_quarter_before(plan, by=coordinator)
    factories.submit(before.updates.get(improvement=row), by=officer)
    for order in range(2, 20):
        row.milestones.create(text=f"Step {order}", order=order, latest=date(2019, 12, order))
    assert counted() == few
