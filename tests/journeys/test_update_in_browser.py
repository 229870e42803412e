"""Two people write one row in two real browsers: saved while typing, and nothing overwritten."""

import pytest
from playwright.sync_api import expect

from governance.models import AuditEvent
from plans.models import ProgressUpdate
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_row(page, update):
    page.goto(update.get_absolute_url())
    return page.get_by_label("2. What happened")


def type_and_leave(page, box, words):
    """Leaving the box saves it; the answer of the server ends the wait."""
    with page.expect_response(lambda reply: reply.url.endswith("/autosave/")):
        box.fill(words)
        page.get_by_label("Position as at").focus()


def fresh(update):
    return ProgressUpdate.objects.get(pk=update.pk)


def test_a_draft_saves_itself_and_a_second_person_sees_both_texts(
    plan_round, officer, other_officer, page_for
):
    update = plan_round.updates.order_by("improvement__order").first()
    first, second = page_for(officer), page_for(other_officer)
    mine, theirs = open_row(first, update), open_row(second, update)
    type_and_leave(second, theirs, "Theirs came first.")
    expect(second.get_by_role("status").first).to_contain_text("Saved at")
    type_and_leave(second, theirs, "Theirs came first, and grew.")
    assert fresh(update).notes.get().text == "Theirs came first, and grew."
    assert AuditEvent.objects.count() == 1

    type_and_leave(first, mine, "Mine came second.")
    panel = first.locator(".conflict")
    panel.wait_for()
    expect(panel).to_contain_text("Theirs came first, and grew.")
    expect(panel).to_contain_text("Mine came second.")
    assert axe_violations(first) == []
    assert fresh(update).notes.get().text == "Theirs came first, and grew."

    mine.fill("Theirs came first, and grew. Mine came second.")
    first.get_by_role("button", name="Save and leave").click()
    first.wait_for_url("**/updates/")
    assert fresh(update).notes.get().text == "Theirs came first, and grew. Mine came second."


def test_the_reason_appears_when_the_word_asks_for_it(plan_round, officer, page_for):
    update = plan_round.updates.first()
    page = page_for(officer)
    open_row(page, update)
    why = page.get_by_label("What is the issue, and what would help?")
    expect(why).to_be_hidden()
    page.get_by_label("At risk").check()
    expect(why).to_be_visible()
    expect(page.get_by_text("Does a date move?")).to_be_hidden()
    page.get_by_label("Off track").check()
    expect(page.get_by_text("Does a date move?")).to_be_visible()


def test_enter_in_a_box_never_sends_no_change(plan_round, officer, page_for):
    update = plan_round.updates.first()
    page = page_for(officer)
    open_row(page, update)
    page.get_by_label("On track").check()
    page.locator("select[name=no_change_reason]").select_option("decision_elsewhere")
    with page.expect_navigation():
        page.get_by_label("Position as at").press("Enter")
    assert fresh(update).state == ProgressUpdate.State.DRAFT


def test_it_fits_a_phone_and_breaks_no_rule(plan_round, officer, page_for):
    page = page_for(officer, width=390)
    open_row(page, plan_round.updates.first())
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
