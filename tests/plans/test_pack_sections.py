"""What a committee reads of a plan: the quarter on one page, and the plan in its four columns."""

import re
from datetime import date
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from governance.models import BoardPack
from governance.packs import MEMBERS, assemble, building, pdf
from governance.packs.verify import structure_problems
from governance.workflow.packs import request_pack
from plans import workflow
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import Addendum, FrozenQuarter, Improvement, ProgressUpdate
from plans.packs import sections
from tests import factories

ACCEPTED = "Seen at the July meeting, and a real change."


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def quarter(plan, officer, coordinator, area_lead, on_day):
    """Two quarters of five rows: one silent twice, one in two voices, one moved, one unchanged."""
    for number in ("4", "5"):
        factories.make_improvement(plan, number, updater=officer, theme=plan.themes.get())
    on_day(date(2019, 7, 3))
    before = factories.make_quarter_before(plan, by=coordinator)
    first = {row.improvement.number: row for row in before.updates.select_related("improvement")}
    for number in ("1", "3", "4", "5"):
        factories.submit(first[number], by=officer, notes=f"Words of the spring on row {number}.")
    workflow.close_plan_round(fresh(before), by=coordinator)
    on_day(date(2019, 9, 26))
    return factories.make_plan_round(plan, factories.make_round(plan.partnership, by=coordinator))


@pytest.fixture
def closed(quarter, officer, coordinator, area_lead, on_day):
    rows = {row.improvement.number: row for row in quarter.updates.select_related("improvement")}
    sent = factories.submit(rows["1"], by=officer, notes="The first autumn words.")
    workflow.accept_update(
        sent, status="off_track", words=ACCEPTED, why_differ="The day has passed.", by=area_lead
    )
    milestone = rows["3"].improvement.milestones.get()
    moved = factories.submit(
        rows["3"],
        by=officer,
        status="at_risk",
        reason="Two seats are empty.",
        notes="Interviews are in November.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")},
    )
    workflow.accept_update(moved, agree_moves=True, by=area_lead)
    workflow.send_no_change(fresh(rows["4"]), reason="decision_elsewhere", by=officer)
    done = rows["5"].improvement.milestones.get()
    factories.submit(
        rows["5"],
        by=officer,
        status="complete",
        notes="Finished in summer.",
        ticks={done.pk: Tick("done", "19 September 2019")},
    )
    on_day(date(2019, 10, 7))
    workflow.close_plan_round(fresh(quarter), by=coordinator)
    return fresh(quarter)


@pytest.fixture
def pack(closed, body, coordinator):
    return request_pack(body, round=closed.round, by=coordinator)


@pytest.fixture
def summary(pack):
    return sections.summary.context(pack, MEMBERS)["pages"][0]


def words_of(data: bytes) -> str:
    pages = [each.extract_text() for each in PdfReader(BytesIO(data)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


# --- The quarter on one page --------------------------------------------------------------------
def test_status_is_counted_by_theme_in_the_bodys_own_words_beside_the_quarter_before(summary):
    tally = summary["tally"]
    words = [word["word"] for word in tally.words]
    assert words == ["Complete", "On track", "At risk", "Off track", "No update"]
    assert tally.themes == [("Strategy", [1, 2, 1, 0, 1], 5)]
    assert (tally.totals, tally.earlier) == ([1, 2, 1, 0, 1], [0, 4, 0, 0, 1])


def test_the_bars_say_in_words_what_they_show(summary):
    assert "Strategy: 1 complete, 2 on track, 1 at risk, 1 no update." in summary["bars_title"]


def test_what_should_worry_comes_first(summary):
    told = [(worry.row.number, worry.text) for worry in summary["content"].worries]
    assert told[0] == (
        "1",
        "The partnership says on track, the Area Lead says off track. The day has passed.",
    )
    assert told[1][0] == "2"
    assert told[1][1].startswith("No update received, second quarter running.")
    assert told[2] == ("3", "Two seats are empty.")


def test_the_body_is_asked_questions_it_can_answer(summary, pack):
    assert summary["content"].questions[0].startswith("Do you agree to close 5,")
    assert "Do you accept one date that moved, in 3?" in summary["content"].questions
    pack.body.is_advisory = True
    asked = sections.summary.context(pack, MEMBERS)["pages"][0]["content"].questions
    assert asked[0].startswith("Do you recommend closing 5,")


def test_moved_dates_keep_the_first_day_the_new_one_and_the_reason(summary):
    [move] = summary["moved"]
    assert (move.first_day, move.now_day) == (date(2019, 7, 31), date(2020, 1, 31))
    assert (move.days, move.reason, move.approval) == (184, "Two seats are still empty.", "Agreed")


def test_dates_that_passed_are_listed_and_silence_is_said(summary):
    assert [passed.row.number for passed in summary["passed"]] == ["1", "2", "4"]
    assert [row.number for row in summary["missing"]] == ["2"]
    assert summary["passed"][1].said == "no update"


def test_steps_of_status_are_grouped(summary):
    told = [
        (was["word"], now["word"], [r.number for r in rows]) for was, now, rows in summary["steps"]
    ]
    assert told == [("On track", "Complete", ["5"]), ("On track", "At risk", ["3"])]


# --- The four columns ---------------------------------------------------------------------------
def test_changed_rows_stand_in_full_and_unchanged_ones_in_a_line(pack):
    [plan] = sections.four_columns.context(pack, MEMBERS)["plans"]
    [(theme, rows, standing)] = plan["bands"]
    assert [row.number for row in rows if row.is_changed] == ["1", "3", "5"]
    assert {row.number: row.line for row in rows if not row.is_changed} == {
        "2": "No update received, second quarter running. 31\u00a0July\u00a02019 has passed.",
        "4": "Unchanged: waiting for a decision elsewhere. Last words 3\u00a0July\u00a02019.",
    }
    assert (theme, standing) == ("Strategy", "2 on track, 1 no update, 1 at risk, 1 complete")


def test_both_voices_stand_apart_and_new_words_are_marked(pack):
    [plan] = sections.four_columns.context(pack, MEMBERS)["plans"]
    row = plan["bands"][0][1][0]
    assert row.lep.paragraphs == [("The first autumn words.", True)]
    assert row.reviewer.who == "Area Lead"
    assert row.reviewer.paragraphs == [(ACCEPTED, True), ("The day has passed.", True)]
    assert row.differs and row.reviewer_status["word"] == "Off track"


def test_milestones_say_what_became_of_their_date(pack):
    [plan] = sections.four_columns.context(pack, MEMBERS)["plans"]
    marks = {row.number: row.milestones[0] for row in plan["bands"][0][1]}
    assert (marks["1"].mark, marks["3"].mark, marks["5"].mark) == ("passed", "moved", "done")
    assert marks["3"].was == "31\u00a0July\u00a02019"
    assert marks["3"].when == "now 31\u00a0January\u00a02020"
    assert marks["5"].when == "Done 19\u00a0September\u00a02019"


def test_readings_sources_and_corrections_are_printed_where_they_belong(
    pack, closed, coordinator, summary
):
    snapshot = closed.snapshot
    row = snapshot["rows"][0]
    row["said"]["readings"] = [
        {
            "kpi": 1,
            "text": "Seats filled.",
            "value": "16",
            "unit": "seats",
            "target": "20",
            "as_at": "2019-09-30",
        }
    ]
    row["citations"] = [
        {"printed": "(Deep Dive pg 6)", "source": "", "pages": "6", "milestone": None},
        {
            "printed": "(Audit)",
            "source": "",
            "pages": "",
            "milestone": row["milestones"][0]["id"],
        },
    ]
    FrozenQuarter.objects.filter(plan_round=closed).update(snapshot=snapshot)
    Addendum.objects.create(
        plan_round=closed, text="The day was 3 August.", voice="lep", added_by=coordinator
    )
    html = assemble(pack, at=pack.requested_at).html
    words = " ".join(html.replace("\u00a0", " ").split())
    assert "Seats filled: 16 seats of 20, on 30 September 2019." in words
    assert '<p class="quiet">(Deep Dive pg 6)</p>' in words
    assert "not done</b> (Audit)</li>" in words
    assert "Added after signing" in words and "The day was 3 August." in words


# --- Frozen, draft, several ---------------------------------------------------------------------
def test_an_edit_after_closing_does_not_reach_the_pack(pack, closed):
    before = assemble(pack, at=pack.requested_at)
    row = Improvement.objects.get(number="1", plan=closed.plan)
    row.statement = [{"kind": "paragraph", "level": 0, "text": "Rewritten afterwards."}]
    row.short_name = "Renamed"
    row.save()
    ProgressUpdate.objects.filter(improvement=row).first().notes.update(text="Rewritten too.")
    after = assemble(pack, at=pack.requested_at)
    assert after.digest == before.digest
    assert "Rewritten" not in after.html and "Renamed" not in after.html


def test_a_pack_of_an_open_quarter_shows_no_draft_of_an_update(quarter, officer, body, coordinator):
    update = quarter.updates.first()
    workflow.save_update(
        fresh(update), content=UpdateContent(notes="A draft nobody may read."), by=officer
    )
    pack = request_pack(body, round=quarter.round, by=coordinator)
    assembly = assemble(pack, at=pack.requested_at)
    assert assembly.is_draft
    assert "A draft nobody may read." not in assembly.html
    assert "Not yet submitted." in assembly.html


def test_a_quarter_without_plans_has_no_such_sections(body, reporting_round, coordinator):
    pack = factories.make_pack(body, reporting_round, by=coordinator)
    assert sections.summary.context(pack, MEMBERS) is None
    assert sections.four_columns.context(pack, MEMBERS) is None


def test_two_plans_have_a_page_and_a_line_in_the_contents_each(
    quarter, partnership, body, coordinator, on_day
):
    second = factories.make_plan(partnership, slug="action-plan", title="Action plan", rows=2)
    factories.make_plan_round(second, quarter.round)
    pack = request_pack(body, round=quarter.round, by=coordinator)
    html = assemble(pack, at=pack.requested_at).html
    assert html.count("The quarter on one page</h2>") == 2
    assert 'href="#changed-action-plan"' in html and 'id="changed-action-plan"' in html


def test_the_first_quarter_on_record_compares_with_nothing(plan_round, body, coordinator):
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    html = assemble(pack, at=pack.requested_at).html
    assert "The first quarter on record" in html


def test_sections_ask_the_database_equally_often_for_any_number_of_rows(
    pack, closed, django_assert_num_queries
):
    with django_assert_num_queries(3):
        sections.four_columns.context(fresh(pack), MEMBERS)
    snapshot = closed.snapshot
    for number in range(60):
        snapshot["rows"].append({**snapshot["rows"][0], "ref": f"more-{number}"})
    FrozenQuarter.objects.filter(plan_round=closed).update(snapshot=snapshot)
    with django_assert_num_queries(3):
        sections.four_columns.context(fresh(pack), MEMBERS)


# --- What the head of the four columns says -------------------------------------------------------
def test_the_head_says_what_is_printed_in_full_and_since_when_the_words_stand(
    pack, closed, coordinator, body
):
    html = " ".join(assemble(pack, at=pack.requested_at).html.split())
    assert "3 rows are printed in full; 2 without a change or an update take one line." in html
    assert "The quarter was closed on 7 October 2019." in html


def test_no_row_of_a_first_quarter_is_said_to_have_changed(plan_round, body, coordinator):
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    html = " ".join(assemble(pack, at=pack.requested_at).html.split())
    assert "0 rows are printed in full; 3 without a change or an update take one line." in html
    assert "The quarter is still collecting updates." in html


# --- Rows without a theme -------------------------------------------------------------------------
@pytest.fixture
def without_theme(plan_round, officer):
    """A row that stands in no theme, behind rows that stand in one."""
    row = factories.make_improvement(plan_round.plan, "9", updater=officer)
    ProgressUpdate.objects.create(plan_round=plan_round, improvement=row, asked=officer)
    return plan_round


def test_rows_without_a_theme_stand_under_that_name_and_not_under_another(
    without_theme, body, coordinator, as_
):
    pack = request_pack(body, round=without_theme.round, by=coordinator)
    page_one = sections.summary.context(pack, MEMBERS)["pages"][0]
    assert [(name, total) for name, _, total in page_one["tally"].themes] == [
        ("Strategy", 3),
        ("No theme", 1),
    ]
    assert "No theme: 1 no update." in page_one["bars_title"]
    assert [label.text for label in page_one["strip"].labels] == ["Strategy", "No theme"]
    [plan] = sections.four_columns.context(pack, MEMBERS)["plans"]
    assert [(name, len(rows)) for name, rows, _ in plan["bands"]] == [
        ("Strategy", 3),
        ("No theme", 1),
    ]
    html = assemble(pack, at=pack.requested_at).html
    assert "All rows" not in html and html.count("No theme") >= 4
    home = " ".join(as_(coordinator).get("/").content.decode().split())
    assert "All rows" not in home


def test_a_plan_without_themes_has_one_line_that_is_its_total(plan_round, body, coordinator):
    plan_round.plan.improvements.update(theme=None)
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    page_one = sections.summary.context(pack, MEMBERS)["pages"][0]
    [(name, _, total)] = page_one["tally"].themes
    assert (name, total) == ("All rows", page_one["tally"].total)
    [plan] = sections.four_columns.context(pack, MEMBERS)["plans"]
    assert [name for name, _, _ in plan["bands"]] == [""]


# --- Days of the product's own sentences ----------------------------------------------------------
def test_days_typed_in_figures_are_printed_in_words_with_their_year(
    quarter, body, coordinator, officer
):
    row = quarter.updates.get(improvement__number="1")
    milestone = row.improvement.milestones.get()
    factories.submit(
        row,
        by=officer,
        as_at_text="01/09/2019",
        date_moves="yes",
        moves={milestone.pk: NewDate("31/01/2020", "Two seats are still empty.")},
    )
    pack = request_pack(body, round=quarter.round, by=coordinator)
    html = assemble(pack, at=pack.requested_at).html.replace("\u00a0", " ")
    assert "Governance Officer, 1 September 2019" in html
    assert "A move to 31 January 2020 was requested" in html
    assert not re.search(r"\d{1,2}/\d{1,2}/\d{2,4}", html)


# --- The PDF itself -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def kept():
    """The one pack that is really set, kept for every test that reads it."""
    return {}


@pytest.fixture
def built(pack, kept):
    if not kept:
        building.build_pack(BoardPack.objects.get(pk=pack.pk))
        kept["pack"] = BoardPack.objects.get(pk=pack.pk)
    return kept["pack"]


def test_the_pdf_passes_the_rules_and_says_everything(built, tmp_path):
    data = bytes(built.pdf)
    file = tmp_path / "pack.pdf"
    file.write_bytes(data)
    report = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report
    assert list(structure_problems(data)) == []
    words = words_of(data)
    for expected in [
        "The first autumn words.",
        ACCEPTED,
        "No update received, second quarter running.",
        f"Page 2 of {built.pages}",
        f"build {built.build_id}",
        "Two seats are still empty.",
        "Thursday" if built.meets_on else "Reporting on Q2 2019-20 (Jul to Sep 2019)",
        built.audit_digest[:30],
    ]:
        assert expected in words
    reader = PdfReader(BytesIO(data))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "Cover",
        "Contents",
        "The quarter on one page",
        "What changed",
        "The plan in four columns",
        "Check this pack",
    ]
    assert reader.metadata.title == built.title
    assert "/EmbeddedFiles" not in reader.trailer["/Root"].get("/Names", {})


def test_the_summary_takes_one_page(built):
    reader = PdfReader(BytesIO(bytes(built.pdf)))
    starts = {
        entry.title: reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    assert starts["What changed"] == starts["The quarter on one page"] + 1


def test_equal_words_give_equal_bytes_in_every_process(pack):
    assembly = assemble(pack, at=pack.requested_at)
    document, style = building.document_of(pack, assembly), building.stylesheet(assembly)
    fonts = building.fonts()
    child = pdf.make_pdf(document, stylesheet=style, fonts=fonts)
    assert child == pdf.write_pdf(document, style, fonts)


def test_the_rows_of_dates_that_passed_stand_in_the_order_of_the_plan(
    plan_round, body, coordinator, on_day
):
    first = plan_round.plan.improvements.get(ref="1").milestones.get()
    type(first).objects.filter(pk=first.pk).update(latest=date(2019, 10, 4))
    on_day(date(2019, 10, 7))
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    page_one = sections.summary.context(pack, MEMBERS)["pages"][0]
    assert page_one["content"].passed.endswith("in 1, 2 and 3.")


def test_dates_that_passed_are_never_hidden_behind_calm_words(
    plan_round, body, coordinator, on_day
):
    on_day(date(2019, 10, 7))
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    page_one = sections.summary.context(pack, MEMBERS)["pages"][0]
    assert page_one["content"].passed == (
        "3 dates have passed with nobody saying the milestone is done, in 1, 2 and 3."
    )
    assert "Nothing is off track" not in assemble(pack, at=pack.requested_at).html
