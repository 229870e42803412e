"""Adding a part: a theme, a row, a milestone, whatever the address names."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent
from plans.models import (
    KPI,
    Awaited,
    Citation,
    Improvement,
    Lead,
    Milestone,
    MonitoringProcess,
    PlanSection,
    ProgressUpdate,
    Reference,
    Source,
    WaitsFor,
)
from tests import factories


def plan_part(plan, kind):
    return reverse("plans:part_create", args=[plan.partnership.slug, plan.slug, kind])


def row_part(row, kind):
    return reverse(
        "plans:row_part_create", args=[row.partnership.slug, row.plan.slug, row.ref, kind]
    )


@pytest.fixture
def row(plan):
    return plan.improvements.get(ref="1")


@pytest.fixture
def send(as_, coordinator):
    def post(url, **data):
        return as_(coordinator).post(url, data)

    return post


@pytest.mark.parametrize(
    ("kind", "data", "seen"),
    [
        ("theme", {"title": "Delivery", "word": "programme"}, "Delivery"),
        ("section", {"heading": "Why", "body": "One.\n- Two.", "place": "before"}, "Why"),
        ("resource", {"post": "Programme director", "number": "1.5"}, "Programme director"),
        ("phase", {"name": "Learn", "months": "3"}, "Learn"),
        ("source", {"title": "Governance Audit", "link": "example.org/audit"}, "Governance Audit"),
        ("awaited", {"title": "Framework, version 6", "kind": "document"}, "version 6"),
        ("process", {"text": "Monthly call", "frequency": "monthly"}, "Monthly call"),
    ],
)
def test_each_part_of_a_plan_is_added_with_one_event(
    as_, coordinator, send, plan, kind, data, seen
):
    answer = send(plan_part(plan, kind), **data)
    assert answer.status_code == 302
    assert seen in as_(coordinator).get(answer.url).content.decode()
    assert [event.verb for event in AuditEvent.objects.all()] == [f"plans.{kind}_added"]


def test_text_typed_as_lines_is_kept_as_printed_text(send, plan):
    send(plan_part(plan, "section"), heading="Why", body="First.\n- A bullet", place="after")
    section = PlanSection.objects.get()
    assert [(one["kind"], one["text"]) for one in section.body] == [
        ("paragraph", "First."),
        ("bullet", "A bullet"),
    ]


def test_a_lead_can_be_a_post_a_person_or_a_body(send, row, officer, body):
    send(row_part(row, "lead"), name="PAG Chair", kind="post", topic="Convening")
    send(row_part(row, "lead"), name="Governance officer", kind="person", user=officer.pk)
    send(row_part(row, "lead"), name="F&R", kind="body", body=body.pk)
    made = Lead.objects.filter(improvement=row).order_by("order")[1:]
    assert [str(lead) for lead in made] == ["Convening: PAG Chair", "Governance officer", "F&R"]
    assert (made[1].user, made[2].body) == (officer, body)


def test_a_body_that_leads_has_to_be_chosen(send, row):
    page = send(row_part(row, "lead"), name="F&R", kind="body")
    assert "Choose the body that leads" in page.content.decode()
    assert "F&amp;R" in page.content.decode()


def test_a_monitoring_line_can_be_shared_with_other_rows(send, row, plan):
    send(
        row_part(row, "monitoring"),
        text="Area Lead call, monthly",
        share="on",
        actors="Area Lead",
        frequency="monthly",
        is_bullet="on",
    )
    process = MonitoringProcess.objects.get()
    other = plan.improvements.get(ref="2")
    send(row_part(other, "monitoring"), process=process.pk)
    assert process.lines.count() == 2
    assert process.frequency == "monthly"
    assert AuditEvent.objects.count() == 2


def test_a_citation_names_its_pages_and_the_milestone_it_stands_on(send, row, plan):
    source = Source.objects.create(plan=plan, key="dive", title="Deep Dive Report")
    milestone = row.milestones.get()
    send(
        row_part(row, "citation"),
        source=source.pk,
        pages="6-7",
        milestone=milestone.pk,
        printed="(Deep Dive Report pg 6-7",
        start="12",
    )
    citation = Citation.objects.get()
    assert (citation.milestone, citation.pages, citation.start) == (milestone, "6-7", 12)
    assert citation.printed == "(Deep Dive Report pg 6-7"


def test_a_cross_reference_leads_to_a_row_or_nowhere(send, row, plan):
    other = plan.improvements.get(ref="2")
    send(row_part(row, "reference"), to=other.pk, printed="(see action 2)")
    send(row_part(row, "reference"), printed="available here")
    refused = send(row_part(row, "reference"))
    assert list(Reference.objects.values_list("to", flat=True)) == [other.pk, None]
    assert "Choose a row, or write the lost pointer" in refused.content.decode()


def test_a_row_waits_for_something_that_is_named(send, row, plan):
    awaited = Awaited.objects.create(plan=plan, title="Framework, version 6")
    send(row_part(row, "waitsfor"), awaited=awaited.pk)
    refused = send(row_part(row, "waitsfor"))
    assert WaitsFor.objects.get().awaited == awaited
    assert "Choose what is waited for." in refused.content.decode()


def test_the_choices_of_another_plan_are_refused(send, row, other_partnership):
    foreign = factories.make_plan(other_partnership, slug="theirs")
    page = send(row_part(row, "reference"), to=foreign.improvements.first().pk)
    assert page.status_code == 200
    assert not Reference.objects.exists()


def test_a_measurable_kpi_keeps_target_unit_and_baseline(send, row):
    send(row_part(row, "kpi"), text="Every seat filled", target="20", unit="seats", baseline="11")
    kpi = KPI.objects.get(text="Every seat filled")
    assert (kpi.target, kpi.unit, kpi.baseline) == (20, "seats", 11)
    assert kpi.latest is None


def test_a_line_beneath_another_keeps_its_indent(send, row):
    send(row_part(row, "kpi"), text="Of these, half led by business", precision="none", level="1")
    assert KPI.objects.get(text__startswith="Of these").level == 1
    send(row_part(row, "monitoring"), text="and a note of each", level="2")
    assert row.monitoring_lines.get(text="and a note of each").level == 2


def test_a_new_row_gets_an_address_a_name_and_its_place(as_, coordinator, plan):
    url = reverse("plans:improvement_create", args=[plan.partnership.slug, plan.slug])
    statement = "The LEP should publish minutes of every meeting, so that people trust it."
    answer = as_(coordinator).post(url, {"number": "4a", "statement": statement})
    made = Improvement.objects.get(number="4a")
    assert made.ref == "4a"
    assert made.order == 4
    assert "inutes" in made.short_name
    assert answer.url.endswith("/improvements/4a/edit/")


def test_a_row_without_a_number_gets_the_next_free_address(as_, coordinator, plan):
    url = reverse("plans:improvement_create", args=[plan.partnership.slug, plan.slug])
    as_(coordinator).post(url, {"statement": "Publish minutes of meetings."})
    assert Improvement.objects.get(number="").ref == "4"


def test_a_number_in_use_is_refused(as_, coordinator, plan):
    url = reverse("plans:improvement_create", args=[plan.partnership.slug, plan.slug])
    page = as_(coordinator).post(url, {"number": "2", "statement": "Publish minutes."})
    assert "Another row has number 2 already." in page.content.decode()
    assert "Publish minutes." in page.content.decode()


def test_a_row_added_while_a_quarter_is_collected_is_asked_too(as_, coordinator, plan_round):
    plan = plan_round.plan
    url = reverse("plans:improvement_create", args=[plan.partnership.slug, plan.slug])
    as_(coordinator).post(url, {"number": "4", "statement": "Publish minutes."})
    update = ProgressUpdate.objects.get(improvement__ref="4")
    assert update.state == ProgressUpdate.State.NOT_STARTED
    assert update.asked == coordinator
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("theme", {"word": "theme"}, "Give the theme a title."),
        ("section", {"place": "before"}, "Write the text."),
        ("resource", {"post": "Director", "number": "0"}, "The number must be more than nought"),
        ("phase", {"name": "Learn", "months": "long"}, "a number"),
        ("source", {"title": "Audit", "link": "not an address"}, "Give a whole web address"),
        ("awaited", {"kind": "event"}, "Say what is awaited."),
        ("process", {}, "Say what is done."),
    ],
)
def test_a_mistake_is_explained_in_a_sentence(send, plan, kind, data, sentence):
    page = send(plan_part(plan, kind), **data)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not AuditEvent.objects.exists()


def test_the_same_source_twice_is_refused(send, plan):
    send(plan_part(plan, "source"), title="Governance Audit")
    page = send(plan_part(plan, "source"), title="governance audit")
    assert "This plan has a source with this title already." in page.content.decode()


def test_a_part_of_a_row_is_not_added_to_the_plan_nor_the_reverse(as_, coordinator, row, plan):
    assert as_(coordinator).get(plan_part(plan, "milestone")).status_code == 404
    assert as_(coordinator).get(row_part(row, "theme")).status_code == 404


def test_officer_gets_403_and_outsider_404(as_, officer, outsider, row):
    assert as_(officer).get(row_part(row, "milestone")).status_code == 403
    assert as_(outsider).get(row_part(row, "milestone")).status_code == 404
    assert not Milestone.objects.filter(text="").exists()
