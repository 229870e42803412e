"""Editing a part, and two people on one part."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from plans.models import Improvement, Plan, Theme
from plans.workflow.editing import edit_part, retire_part
from tests import factories


def edit_url(part, kind):
    plan = part.plan
    return reverse("plans:part_edit", args=[plan.partnership.slug, plan.slug, kind, part.pk])


@pytest.fixture
def theme(plan):
    return plan.themes.get()


def test_a_theme_is_renamed_with_one_event(as_, coordinator, theme):
    data = {"title": "Strategy and skills", "word": "theme", "version": theme.version}
    answer = as_(coordinator).post(edit_url(theme, "theme"), data)
    assert answer.url.endswith("/contents/#theme")
    assert Theme.objects.get().title == "Strategy and skills"
    event = AuditEvent.objects.get()
    assert "Strategy and skills" in str(event)
    assert event.details == {"changed": ["title"]}


def test_two_people_meet_with_all_three_texts_and_nothing_is_lost(as_, coordinator, theme):
    client = as_(coordinator)
    form = client.get(edit_url(theme, "theme")).context["form"]
    read_at = form["version"].value()
    edit_part(Theme.objects.get(), changes={"title": "Their title"}, by=coordinator)
    typed = {"title": "My title", "word": "theme", "version": read_at}
    page = client.post(edit_url(theme, "theme"), typed)
    assert page.status_code == 409
    words = page.content.decode()
    for text in ("Strategy", "Their title", "My title", "nothing is lost"):
        assert text in words
    assert Theme.objects.get().title == "Their title"
    typed["version"] = page.context["form"]["version"].value()
    assert client.post(edit_url(theme, "theme"), typed).status_code == 302
    assert Theme.objects.get().title == "My title"


def test_the_cover_of_a_plan_is_edited_with_its_headings_as_printed(as_, coordinator, plan):
    url = reverse("plans:plan_edit", args=[plan.partnership.slug, plan.slug])
    data = {
        "version": plan.version,
        "kind": "implementation_plan",
        "title": "Implementation plan",
        "starts_on": "1 April 2019",
        "ends_on": "31 March 2020",
        "issue_text": "April 2019",
        "issued_on": "",
        "numbering": "automatic",
        "row_word": "Action",
        "heading_1": "Improvement summary",
        "helper_4": "Filled in each quarter",
    }
    assert as_(coordinator).post(url, data).status_code == 302
    plan = Plan.objects.get()
    assert (plan.kind, plan.numbering, plan.row_word) == (
        "implementation_plan",
        "automatic",
        "action",
    )
    assert plan.column_headers[0] == {"heading": "Improvement summary", "helper": ""}
    assert plan.column_headers[3]["helper"] == "Filled in each quarter"
    assert plan.slug == "improvement-plan-2019-20"


def test_a_plan_that_ends_before_it_begins_is_refused(as_, coordinator, plan):
    url = reverse("plans:plan_edit", args=[plan.partnership.slug, plan.slug])
    data = {"title": "Kept title", "starts_on": "1 April 2019", "ends_on": "31 March 2019"}
    page = as_(coordinator).post(url, data)
    assert "The last day must come after the first day." in page.content.decode()
    assert "Kept title" in page.content.decode()


def test_a_part_taken_out_is_put_back_before_it_is_edited(as_, coordinator, plan):
    milestone = plan.improvements.first().milestones.get()
    retire_part(milestone, reason="Merged.", by=coordinator)
    page = as_(coordinator).get(
        edit_url(milestone.improvement.milestones.get(), "milestone"), follow=True
    )
    assert "Restore it to edit it." in page.content.decode()


def test_a_part_of_another_plan_is_not_there(as_, coordinator, plan, partnership):
    other = factories.make_plan(partnership, slug="other-plan")
    url = reverse(
        "plans:part_edit",
        args=[partnership.slug, plan.slug, "theme", other.themes.get().pk],
    )
    assert as_(coordinator).get(url).status_code == 404


def test_officer_gets_403_and_outsider_404(as_, officer, outsider, theme):
    assert as_(officer).get(edit_url(theme, "theme")).status_code == 403
    assert as_(outsider).get(edit_url(theme, "theme")).status_code == 404


class TestARow:
    @pytest.fixture
    def row(self, plan):
        return plan.improvements.get(ref="1")

    @pytest.fixture
    def url(self, row):
        return reverse(
            "plans:improvement_edit", args=[row.partnership.slug, row.plan.slug, row.ref]
        )

    def typed(self, row, **changes):
        return {
            "version": row.version,
            "number": row.number,
            "statement": "Publish papers as a rule, part 1.",
            "short_name": row.short_name,
            "theme": row.theme_id or "",
            "lead_heading": row.lead_heading,
            "kpi_heading": row.kpi_heading,
            **changes,
        }

    def test_its_number_changes_and_its_address_stays(self, as_, coordinator, row, url):
        as_(coordinator).post(url, self.typed(row, number="1b"))
        row = Improvement.objects.get(pk=row.pk)
        assert (row.number, row.ref) == ("1b", "1")

    def test_its_updater_is_an_officer_or_coordinator(
        self, as_, coordinator, officer, auditor, row, url
    ):
        as_(coordinator).post(url, self.typed(row, updater=officer.pk))
        assert Improvement.objects.get(pk=row.pk).updater == officer
        row.refresh_from_db()
        page = as_(coordinator).post(url, self.typed(row, updater=auditor.pk))
        assert page.status_code == 200

    def test_an_updater_who_lost_the_role_is_not_dropped_in_silence(
        self, as_, coordinator, auditor, row, url
    ):
        row.updater = auditor
        row.save()
        page = as_(coordinator).get(url).content.decode()
        assert f'value="{auditor.pk}" selected' in page
        as_(coordinator).post(url, self.typed(row, updater=auditor.pk, number="1c"))
        assert Improvement.objects.get(pk=row.pk).updater == auditor

    def test_a_line_left_alone_keeps_the_dates_marked_in_it(self, as_, coordinator, row, url):
        mark = {"start": 0, "end": 7, "kind": "date"}
        row.statement[0]["marks"] = [mark]
        row.save()
        typed = self.typed(row, statement=f"{row.statement[0]['text']}\nAnd minutes.")
        as_(coordinator).post(url, typed)
        statement = Improvement.objects.get(pk=row.pk).statement
        assert statement[0]["marks"] == [mark]
        assert statement[1]["text"] == "And minutes."

    def test_the_order_in_the_cell_and_damaged_pieces_are_kept(
        self, as_, coordinator, officer, row, url
    ):
        row.raw_fragments = [{"column": "milestones", "text": "f leadership", "after": "1-m2"}]
        row.save()
        typed = self.typed(
            row, order_in_cell="kpis leads citations", damaged="f leadership\nof outlood"
        )
        assert as_(coordinator).post(url, typed).status_code == 302
        row = Improvement.objects.get(pk=row.pk)
        assert row.cell_order == ["statement", "kpis", "leads", "citations"]
        assert [piece["text"] for piece in row.raw_fragments] == ["f leadership", "of outlood"]
        assert row.raw_fragments[0]["after"] == "1-m2"
        plan_url = reverse("plans:plan_detail", args=[row.partnership.slug, row.plan.slug])
        page = as_(officer).get(plan_url).content.decode()
        assert "“of outlood”" in page
        first = page[page.index('id="row-1"') :]
        assert first.index("KPIs:") < first.index("LEP Leads:")

    def test_a_conflict_shows_both_statements(self, as_, coordinator, row, url):
        client = as_(coordinator)
        client.get(url)
        theirs = [{"kind": "paragraph", "level": 0, "text": "Their statement."}]
        edit_part(Improvement.objects.get(pk=row.pk), changes={"statement": theirs}, by=coordinator)
        page = client.post(url, self.typed(row, statement="My statement."))
        assert page.status_code == 409
        words = page.content.decode()
        for text in ("part 1.", "Their statement.", "My statement."):
            assert text in words

    def test_the_page_lists_every_kind_of_part(self, as_, coordinator, url):
        page = as_(coordinator).get(url).content.decode()
        for words in ("Milestones", "Leads", "KPIs", "Monitoring", "Citations", "Evidence"):
            assert f">{words}</h2>" in page

    def test_queries_do_not_grow_with_the_parts(self, as_, coordinator, row, url):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = as_(coordinator)

        def counted():
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            return len(captured)

        client.get(url)
        few = counted()
        for order in range(2, 20):
            row.milestones.create(text=f"Step {order}", order=order)
            row.leads.create(name=f"Officer {order}", order=order)
        assert counted() == few
