"""The plan page: the four-column table with how each row stands."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from plans import workflow
from plans.models import (
    Citation,
    Milestone,
    PlanPhase,
    PlanSection,
    ProgressUpdate,
    Reference,
    Review,
    Source,
)
from plans.workflow.editing import retire_part
from tests import factories


@pytest.fixture(autouse=True)
def _clock(on_day):
    on_day(date(2019, 9, 26))


def url(plan, query=""):
    return reverse("plans:plan_detail", args=[plan.partnership.slug, plan.slug]) + query


def read(client, plan, query=""):
    answer = client.get(url(plan, query))
    assert answer.status_code == 200
    return answer.content.decode()


def update_of(plan_round, ref="1"):
    return plan_round.updates.get(improvement__ref=ref)


def test_it_prints_the_four_columns_of_each_row(as_, officer, plan):
    page = read(as_(officer), plan)
    for words in ("Open papers 1", "Publish papers as a rule, part 1.", "LEP Leads:", "KPIs:"):
        assert words in page
    assert "Governance Officer" in page
    assert "by end of July" in page
    assert "overdue by 8 weeks" in page


def test_the_headings_are_the_papers_own(as_, officer, plan):
    plan.column_headers = [
        {"heading": head, "helper": "Filled in each quarter" if head == "Update" else ""}
        for head in ("Action", "Steps", "Watched by", "Update")
    ]
    plan.save()
    page = read(as_(officer), plan)
    assert "Watched by" in page
    assert "Filled in each quarter" in page


SIX = ("Improvement", "Milestones", "Monitoring", "Progress as at 30 June 2019", "RAG", "Lead")


def heads_on(page: str) -> list[str]:
    table = html.fromstring(page).xpath("//table[@class='plan']/thead//th")
    return [" ".join(one.text_content().split()) for one in table]


def test_a_paper_with_more_columns_lends_the_four_that_stand_here(as_, officer, plan, plan_round):
    """And no quarter's words stand under the heading of another."""
    plan.column_headers = [{"heading": head, "helper": ""} for head in SIX]
    plan.save()
    factories.submit(update_of(plan_round), by=officer)
    assert heads_on(read(as_(officer), plan)) == [*SIX[:3], "Progress"]


def test_a_plan_with_only_its_paper_keeps_the_heading_of_the_paper(as_, officer, plan):
    plan.column_headers = [{"heading": head, "helper": ""} for head in SIX]
    plan.save()
    assert heads_on(read(as_(officer), plan)) == list(SIX[:4])


def test_an_empty_heading_of_kpis_is_kept(as_, officer, plan):
    row = plan.improvements.first()
    row.kpis.all().delete()
    assert "Nothing under this heading." in read(as_(officer), plan)


def test_the_partnership_reads_what_was_sent_and_the_draft_stays_on_its_form(
    as_, officer, plan, plan_round
):
    factories.submit(update_of(plan_round), by=officer, notes="Papers went up on time.")
    page = read(as_(officer), plan)
    assert "Papers went up on time." in page
    assert "On track" in page


def test_a_draft_is_no_business_of_the_area_lead(as_, officer, area_lead, plan, plan_round):
    content = factories.UpdateContent(status="at_risk", notes="Half a thought.", reason="Nobody.")
    workflow.save_update(update_of(plan_round), content=content, by=officer)
    page = read(as_(area_lead), plan)
    assert "Half a thought." not in page
    assert "Not yet submitted." in page
    assert "Begun by" in read(as_(officer), plan)


def test_a_returned_row_says_why_it_came_back(as_, officer, area_lead, plan, plan_round):
    update = factories.submit(update_of(plan_round), by=officer)
    workflow.return_update(update, note="Which papers were late?", by=area_lead)
    page = read(as_(officer), plan)
    assert "Returned, not yet sent again." in page
    assert "Which papers were late?" in page


def test_unpublished_review_is_not_shown_to_the_partnership(
    as_, officer, area_lead, plan, plan_round
):
    update = factories.submit(update_of(plan_round), by=officer)
    review = Review.objects.create(
        update=update, number=1, words="Not convinced yet.", written_by=area_lead
    )
    assert "Not convinced yet." not in read(as_(officer), plan)
    review.published_at, review.published_by = update.submitted_at, area_lead
    review.save()
    assert "Not convinced yet." in read(as_(officer), plan)


def test_a_committee_member_reads_closed_quarters_only(
    as_, officer, coordinator, committee_member, plan, plan_round
):
    factories.submit(update_of(plan_round), by=officer, notes="Papers went up on time.")
    assert "Papers went up on time." not in read(as_(committee_member), plan)
    workflow.close_plan_round(plan_round, by=coordinator)
    assert "Papers went up on time." in read(as_(committee_member), plan)


def test_silence_is_printed_as_silence(as_, officer, coordinator, plan, plan_round):
    workflow.close_plan_round(plan_round, by=coordinator)
    page = read(as_(officer), plan)
    assert "No update received." in page
    assert "No update" in page


def test_silence_of_the_last_quarter_stands_until_this_one_is_sent(
    as_, officer, coordinator, plan, reporting_round
):
    before = factories.make_quarter_before(plan, by=coordinator)
    workflow.close_plan_round(before, by=coordinator)
    factories.make_plan_round(plan, reporting_round)
    page = read(as_(officer), plan)
    assert "Not yet submitted." in page
    assert "No update received." in page


def test_before_this_quarter_is_sent_the_last_words_stand_with_their_quarter(
    as_, officer, plan, reporting_round, coordinator
):
    before = factories.make_quarter_before(plan, by=coordinator)
    factories.submit(update_of(before), by=officer, notes="All went well in spring.")
    factories.make_plan_round(plan, reporting_round)
    page = read(as_(officer), plan)
    assert "All went well in spring." in page
    assert "Q1 2019-20 (Apr to Jun 2019)" in page


def test_a_reference_follows_its_row_when_that_is_renumbered(as_, officer, plan):
    first, second = plan.improvements.all()[:2]
    Reference.objects.create(improvement=first, to=second, printed="(see action 2)")
    Reference.objects.create(improvement=first, printed="available here")
    second.number = "2a"
    second.save()
    page = read(as_(officer), plan)
    assert "2a Open papers 2" in page
    assert "“available here”" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?status=on_track", "row-1", "row-2"),
        ("?status=none", "row-2", "row-1"),
        ("?lead=Chair", "row-3", "row-1"),
        ("?overdue=on", "row-2", "row-1"),
    ],
)
def test_filters_narrow_the_rows_and_have_an_address(
    as_, officer, plan, plan_round, query, shown, hidden
):
    factories.submit(update_of(plan_round), by=officer)
    plan.improvements.get(ref="3").leads.update(name="Chair")
    Milestone.objects.filter(improvement__ref="1").update(latest=date(2019, 12, 1))
    page = read(as_(officer), plan, query)
    assert f'id="{shown}"' in page
    assert f'id="{hidden}"' not in page
    assert "of 3 improvements" in page


def test_theme_and_source_filters(as_, officer, plan):
    source = Source.objects.create(plan=plan, key="audit", title="Governance Audit")
    Citation.objects.create(improvement=plan.improvements.get(ref="2"), source=source, pages="4")
    page = read(as_(officer), plan, f"?source={source.pk}")
    assert 'id="row-2"' in page
    assert 'id="row-1"' not in page
    assert "Governance Audit, page 4" in page
    theme = plan.themes.first()
    assert 'id="row-1"' in read(as_(officer), plan, f"?theme={theme.pk}")


def test_a_filter_that_fits_nothing_says_so(as_, officer, plan):
    page = read(as_(officer), plan, "?status=complete")
    assert "No improvement fits these filters" in page
    assert "No improvement fits" in read(as_(officer), plan, "?status=made-up")


def test_a_long_plan_folds_its_calm_rows_and_opens_them_all(as_, officer, plan, plan_round):
    Milestone.objects.update(latest=date(2020, 3, 1))
    for number in range(4, 13):
        row = factories.make_improvement(plan, str(number), theme=plan.themes.first())
        row.milestones.update(latest=date(2020, 3, 1))
    page = read(as_(officer), plan)
    assert "12 collapsed" in page
    assert 'class="row row--folded"' in page
    assert "row--folded" not in read(as_(officer), plan, "?rows=all")


def test_text_resources_and_phases_stand_around_the_table(as_, officer, plan):
    body = [{"kind": "paragraph", "level": 0, "text": "Why this plan."}]
    PlanSection.objects.create(plan=plan, heading="Introduction", body=body)
    for order, months in enumerate((3, 12, 3)):
        PlanPhase.objects.create(plan=plan, name=f"Phase {order}", months=months, order=order)
    plan.printed_phase_total = "18 months"
    plan.save()
    page = read(as_(officer), plan)
    assert "Why this plan." in page
    assert "The phases add up to 18 months, as printed." in page
    PlanPhase.objects.filter(order=0).update(months=4)
    assert "add up to 19 months, but the plan prints “18 months”" in read(as_(officer), plan)


def test_rows_taken_out_are_listed_for_the_coordinator(as_, officer, coordinator, plan):
    row = plan.improvements.get(ref="3")
    retire_part(row, reason="Merged with another row.", by=coordinator)
    assert "Open papers 3" not in read(as_(officer), plan)
    assert "Merged with another row." in read(as_(coordinator), plan)


def test_only_the_coordinator_is_offered_to_edit(as_, officer, coordinator, plan):
    assert "Edit this plan" not in read(as_(officer), plan)
    assert "Edit this plan" in read(as_(coordinator), plan)


def test_an_empty_plan_says_what_comes_and_who_starts_it(as_, officer, coordinator, partnership):
    plan = factories.make_plan(partnership, rows=0)
    assert "This plan has no rows yet" in read(as_(officer), plan)
    create = reverse("plans:improvement_create", args=[partnership.slug, plan.slug])
    assert create in read(as_(coordinator), plan)


def test_outsider_and_foreign_plan_get_404(as_, outsider, officer, plan, other_partnership):
    assert as_(outsider).get(url(plan)).status_code == 404
    foreign = factories.make_plan(other_partnership, slug="theirs", rows=0)
    assert as_(officer).get(url(foreign)).status_code == 404
    mixed = reverse("plans:plan_detail", args=[plan.partnership.slug, "theirs"])
    assert as_(officer).get(mixed).status_code == 404


def test_queries_are_twelve_whatever_the_number_of_rows(as_, officer, plan, plan_round):
    def counted(query=""):
        client = as_(officer)
        client.get(url(plan))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(plan, query))
        return len(captured)

    few = counted()
    for number in range(4, 31):
        row = factories.make_improvement(plan, str(number), theme=plan.themes.first())
        ProgressUpdate.objects.create(plan_round=plan_round, improvement=row)
    factories.submit(update_of(plan_round, "9"), by=officer)
    assert counted() == few <= 12
    assert counted("?overdue=on") <= 13
