"""A plan from Word, in a real browser: uploaded, read, corrected, imported, taken back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from governance.documents.pieces import dated_fields
from governance.models import AuditEvent, ImportRun
from governance.text.structured_text import paragraph
from lep_tracker.tasks import read_import
from okrs.documents.placed import HeaderBlock, PlacedOkrs, PlacedOkrTheme
from plans.documents.placed import PlacedMilestone, PlacedNote
from plans.models import Plan
from plans.workflow.editing import retire_part
from tests import factories
from tests.browser import axe_violations
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.runs import make_committed_run, make_read_run
from tests.lep_tracker.documents.word_plan import plan_in_word

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, WIDE = 390, 1440


def look(page) -> None:
    """No rule of accessibility is broken and nothing scrolls sideways, wide and on a phone."""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == [], (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)


def press(page, name: str, role: str = "button") -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role(role, name=name, exact=True).first.click()


def hand_in(page, partnership, data: bytes) -> ImportRun:
    page.goto(f"/{partnership.slug}/plans/")
    press(page, "Import from Word", "link")
    look(page)
    page.get_by_label("A file").set_input_files(
        {"name": "Improvement plan.docx", "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_label("Year of the plan").fill("2019-20")
    press(page, "Read the document")
    return ImportRun.objects.latest("pk")


def test_a_plan_from_word_is_read_mended_brought_in_and_taken_back(
    page_for, partnership, coordinator
):
    page = page_for(coordinator)
    run = hand_in(page, partnership, plan_in_word())
    expect(page.get_by_role("status")).to_contain_text("Waiting for the worker")
    look(page)
    # The page asks by itself and opens again as soon as the worker has read the document.
    with page.expect_navigation(wait_until="load"):
        read_import(run.pk)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Improvement Plan 2019-20")
    expect(page.get_by_text("Board papers reach members in time").first).to_be_visible()
    look(page)

    press(page, "Edit row 2", "link")
    look(page)
    page.get_by_label("Statement").fill("Every district is visited twice a year")
    words = page.get_by_label("Words").first
    words.fill("Plan the visits by 30 November 2019")
    press(page, "Save row")
    expect(page.get_by_text("Every district is visited twice a year").first).to_be_visible()
    expect(page.get_by_text("30 November 2019").first).to_be_visible()

    press(page, "Import it", "link")
    look(page)
    press(page, "Import it")
    plan = Plan.objects.get(partnership=partnership)
    assert plan.improvements.count() == 2
    look(page)
    press(page, "Open the plan", "link")
    expect(page.get_by_text("Every district is visited twice a year").first).to_be_visible()

    page.goto(f"/{partnership.slug}/imports/{run.pk}/")
    press(page, "take all of it back", "link")
    look(page)
    press(page, "Take all of it back")
    expect(page.get_by_text("Taken back").first).to_be_visible()
    assert not Plan.objects.filter(partnership=partnership).exists()
    verbs = list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == [
        "governance.document_received",
        "governance.document_edited",
        "plans.plan_imported",
        "governance.import_undone",
    ]


def test_without_javascript_refresh_leads_on(page_for, partnership, coordinator):
    page = page_for(coordinator, java_script_enabled=False)
    run = hand_in_plain(page, partnership)
    expect(page.get_by_role("link", name="Refresh")).to_be_visible()
    read_import(run.pk)
    press(page, "Refresh", "link")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Improvement Plan 2019-20")


def hand_in_plain(page, partnership) -> ImportRun:
    page.goto(f"/{partnership.slug}/imports/new/")
    page.get_by_label("A file").set_input_files(
        {"name": "Plan.docx", "mimeType": "application/octet-stream", "buffer": plan_in_word()}
    )
    press(page, "Read the document")
    return ImportRun.objects.latest("pk")


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(page_for, partnership, coordinator):
    page = page_for(coordinator)
    page.goto(f"/{partnership.slug}/imports/new/")
    page.get_by_label("A file").set_input_files(
        {"name": "Plan.docx", "mimeType": "application/octet-stream", "buffer": b"PK no zip"}
    )
    press(page, "Read the document")
    run = ImportRun.objects.latest("pk")
    with page.expect_navigation(wait_until="load"):
        read_import(run.pk)
    expect(page.get_by_role("heading", name="The document could not be read")).to_be_visible()
    look(page)


def test_a_newer_issue_is_compared_and_what_is_ticked_is_merged(page_for, partnership, coordinator):
    plan = make_committed_run(partnership, by=coordinator).subject
    outcome = papers.outcome()
    text = "Publish each agenda by end July"
    outcome.placed.rows[0].milestones[0] = PlacedMilestone(
        text=text, lines=("8",), **dated_fields(text, plan_year="2019-20")
    )
    outcome.placed.rows.pop()
    newer = make_read_run(partnership, by=coordinator, outcome=outcome, subject=plan, received=True)
    page = page_for(coordinator)
    page.goto(f"/{partnership.slug}/imports/{newer.pk}/")
    look(page)
    press(page, "Compare with the plan", "link")
    expect(page.get_by_label("moves from “by end May” to “by end July”")).to_be_checked()
    expect(page.get_by_label("Row 2 is not in the newer issue")).not_to_be_checked()
    look(page)
    press(page, "Merge into the plan")
    assert plan.improvements.live().count() == 2
    moved = plan.improvements.get(number="1").milestones.get(latest=date(2019, 7, 31))
    look(page)

    retire_part(moved, reason="Not ours.", by=coordinator)
    page.goto(f"/{partnership.slug}/imports/{newer.pk}/undo/")
    expect(page.get_by_role("heading", name="It cannot be taken back as a whole")).to_be_visible()
    look(page)


def test_a_row_that_was_missed_is_added_and_its_quarters_are_said(
    page_for, partnership, coordinator
):
    outcome = papers.outcome()
    outcome.placed.rows[0].progress = [PlacedNote(text="Begun", round="Update June 2019")]
    run = make_read_run(partnership, by=coordinator, outcome=outcome)
    page = page_for(coordinator)
    page.goto(f"/{partnership.slug}/imports/{run.pk}/")
    press(page, "Add a row that was missed", "link")
    look(page)
    page.get_by_label("Statement").fill("Minutes go out in a week")
    press(page, "Save row")
    expect(page.get_by_text("Minutes go out in a week").first).to_be_visible()
    look(page)
    page.get_by_label("Row", exact=True).select_option("new")
    press(page, "Put it there")
    look(page)
    page.goto(f"/{partnership.slug}/imports/{run.pk}/confirm/")
    page.get_by_label("Last day").fill("soon")
    press(page, "Import it")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.get_by_label("First day").fill("1 July 2019")
    page.get_by_label("Last day").fill("30 September 2019")
    press(page, "Import it")
    plan = Plan.objects.get(partnership=partnership)
    assert plan.improvements.count() == 4
    assert plan.plan_rounds.get().round.starts_on == date(2019, 7, 1)


def test_a_theme_of_objectives_is_mended(page_for, partnership, coordinator):
    theme = PlacedOkrTheme(
        title="Skills", header_blocks=[HeaderBlock(heading="Vision", body=[paragraph("Far")])]
    )
    paper = PlacedOkrs(kind="okrs", title="Objectives", themes=[theme])
    run = factories.make_run(partnership, by=coordinator, placed=paper)
    page = page_for(coordinator)
    page.goto(f"/{partnership.slug}/imports/{run.pk}/")
    press(page, "Edit “Skills”", "link")
    look(page)
    page.get_by_label("Title").fill("Skills and jobs")
    press(page, "Save the theme")
    expect(page.get_by_role("link", name="Edit “Skills and jobs”")).to_be_visible()
