"""Forms that save themselves, in a real browser: one person, every field, a wait, then a button.

After the wait each button says and keeps what it would have at once; nobody is told of another
window where there is none, and with two windows what both wrote is asked.
"""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.input.update import NewDate
from plans.models import KPI, Milestone, ProgressUpdate, Review
from tests import factories
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = "Saved improvement 1 as a draft."
WHY = "The venue fell through."

# What is typed by the name of a field, what “Save and leave” says, and what then stands in a box.
CASES = {
    "status": ({"status": "on_track"}, SAVED, {}),
    "reason": ({"status": "at_risk", "reason": "Late."}, SAVED, {}),
    "date moves": ({"status": "off_track", "reason": "Late.", "date_moves": "yes"}, SAVED, {}),
    "notes": ({"notes": "First.\n\n\n* one\n* two"}, SAVED, {"notes": "First.\n\n- one\n- two"}),
    "doubtful day in notes": ({"notes": "As at 1 October, two."}, "Write its year", {}),
    "as at": ({"as_at_text": "20 Sept"}, SAVED, {"as_at_text": "20 September 2019"}),
    "as at, another year": ({"as_at_text": "30 Sept"}, "We read “30 Sept” as", {}),
    "as at, no day": ({"as_at_text": "the 40th"}, "is not a date we can read", {}),
    "done": ({"done_{m}": "on", "day_{m}": "9 July 2019"}, SAVED, {}),
    "done on no day": ({"done_{m}": "on", "day_{m}": "31 June 2019"}, "June 2019 has 30 days", {}),
    "in progress": ({"doing_{m}": "on"}, SAVED, {}),
    "happened": ({"happened_{r}": "happened"}, SAVED, {}),
    "new date": ({"to_{m}": "by 31 January 2020", "why_{m}": WHY}, SAVED, {}),
    "no why": ({"to_{m}": "by 31 January 2020"}, "Say why this date should move.", {}),
    "Easter": ({"to_{m}": "Easter", "why_{m}": WHY}, "as 12 April 2020.", {}),
    "30 Sept": ({"to_{m}": "30 Sept", "why_{m}": WHY}, "We read “30 Sept” as", {}),
    "12 October": ({"to_{m}": "12 October", "why_{m}": WHY}, "as 12 October 2019.", {}),
    "31 April": ({"to_{m}": "31 April 2020", "why_{m}": WHY}, "April 2020 has 30 days.", {}),
    "5%": ({"kpi_{k}": "5%"}, SAVED, {"kpi_{k}": "5"}),
    "1,200": ({"kpi_{k}": "1,200"}, SAVED, {"kpi_{k}": "1200"}),
    "1 250": ({"kpi_{k}": "1 250"}, SAVED, {"kpi_{k}": "1250"}),
    "12,5": ({"kpi_{k}": "12,5"}, "There is a problem", {}),
    "twelve": ({"kpi_{k}": "twelve"}, "is not a number", {}),
    "(5)": ({"kpi_{k}": "(5)"}, "There is a problem", {}),
}


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def row(plan, plan_round, officer):
    for improvement in plan.improvements.all():
        Milestone.objects.create(
            improvement=improvement, text="Meets each quarter", is_recurring=True, order=2
        )
        KPI.objects.create(improvement=improvement, text="Papers on time", target=3, order=2)
    return plan_round.updates.order_by("improvement__order").first()


def named(row, answers):
    once, again = row.improvement.milestones.order_by("order")
    known = {"m": once.pk, "r": again.pk, "k": row.improvement.kpis.get(order=2).pk}
    return {name.format(**known): text for name, text in answers.items()}


def box(page, name, text=""):
    boxes = page.locator(f"form [name='{name}']")
    is_radio = boxes.first.get_attribute("type") == "radio"
    return page.locator(f"form [name='{name}'][value='{text}']") if is_radio else boxes


def type_in(page, answers):
    """Type as a person does: what is folded is opened first."""
    for name, text in answers.items():
        field = box(page, name, text)
        if not field.is_visible():
            field.locator("xpath=ancestor::details[1]/summary").click()
        kind = field.evaluate("box => box.type")
        if kind in ("radio", "checkbox"):
            field.check()
        elif kind == "select-one":
            field.select_option(text)
        else:
            field.fill(text)


def type_and_wait(page, answers, save="/autosave/"):
    """Type, leave the box, and wait until the page says that it is saved."""
    with page.expect_response(lambda reply: reply.url.endswith(save)) as saved:
        type_in(page, answers)
        page.evaluate("document.activeElement.blur()")
    # Each box that was left saved what was typed so far; the last one has all of it.
    page.wait_for_timeout(700)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    return saved.value


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def shows(page, answers):
    for name, text in answers.items():
        field = box(page, name, text)
        if field.evaluate("box => box.type") in ("radio", "checkbox"):
            expect(field).to_be_checked()
        else:
            expect(field).to_have_value(text)


@pytest.mark.parametrize("case", CASES)
def test_after_a_wait_a_field_is_saved_asked_or_refused_and_never_emptied(
    row, officer, page_for, case
):
    typed, says, reads = CASES[case]
    typed, reads = named(row, typed), named(row, reads)
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    type_and_wait(page, typed)
    press(page, "Save and leave")
    expect(page.locator("body")).to_contain_text(says)
    assert "another window" not in page.content()
    if says != SAVED:
        shows(page, typed)
    # Whoever leaves here finds everything again.
    page.goto(row.get_absolute_url())
    shows(page, typed | reads)


def test_everything_at_once_and_a_second_thought(row, officer, page_for):
    """Autosaved with an unread date, mended after the question, saved, and gone on from."""
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    new_date = named(row, {"to_{m}": "Easter", "why_{m}": WHY})
    figure = named(row, {"kpi_{k}": "5%"})
    type_and_wait(page, {"status": "on_track", "notes": "Words."} | figure | new_date)
    press(page, "Save and leave")
    expect(page.locator("body")).to_contain_text("as 12 April 2020.")
    assert axe_violations(page) == []
    page.locator(f"[name='{next(iter(new_date))}_confirmed']").check()
    page.wait_for_timeout(800)
    press(page, "Save and leave")
    expect(page.locator("body")).to_contain_text(SAVED)
    saved = ProgressUpdate.objects.get(pk=row.pk)
    assert saved.moves.get().to_latest == date(2020, 4, 12)
    assert saved.readings.get().value == 5


# --- “No change” ----------------------------------------------------------------------------------
@pytest.mark.parametrize("waits", [True, False])
def test_no_change_is_sent_with_one_press(row, plan, coordinator, officer, page_for, waits):
    before = factories.make_quarter_before(plan, by=coordinator)
    factories.submit(before.updates.get(improvement=row.improvement), by=officer)
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    (type_and_wait if waits else type_in)(page, {"no_change_reason": "decision_elsewhere"})
    press(page, "Send “no change”")
    expect(page.locator("body")).to_contain_text("Sent “no change” for improvement 1.")
    sent = ProgressUpdate.objects.get(pk=row.pk)
    assert (sent.state, sent.is_no_change) == ("submitted", True)


@pytest.mark.parametrize("waits", [True, False])
def test_no_change_with_its_status_and_words(row, officer, page_for, waits):
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    answers = {"no_change_reason": "decision_elsewhere", "no_change_status": "on_track"}
    if page.locator("[name=no_change_words]").count():
        answers["no_change_words"] = "Nothing was due."
    (type_and_wait if waits else type_in)(page, answers)
    press(page, "Send “no change”")
    expect(page.locator("body")).to_contain_text("Sent “no change” for improvement 1.")


# --- The answer comes late, or never --------------------------------------------------------------
def test_a_button_pressed_before_the_autosave_was_answered(row, officer, page_for):
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    held = []

    def answer_never(route):
        held.append(route.fetch())

    page.route("**/autosave/", answer_never)
    with page.expect_request("**/autosave/"):
        type_in(page, named(row, {"notes": "Half", "kpi_{k}": "5%"}))
        page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(800)
    type_in(page, {"notes": "Half, and the rest."})
    press(page, "Save and leave")
    expect(page.locator("body")).to_contain_text(SAVED)
    assert held and "another window" not in page.content()
    saved = ProgressUpdate.objects.get(pk=row.pk)
    assert saved.notes.get().text == "Half, and the rest."


def test_an_autosave_that_the_button_overtook_changes_nothing(row, officer, page_for):
    page = page_for(officer)
    page.goto(row.get_absolute_url())
    slow = []
    page.route("**/autosave/", lambda route: slow.append(route.request))
    with page.expect_request("**/autosave/"):
        type_in(page, {"notes": "Half"})
        page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(300)
    type_in(page, {"notes": "Half, and the rest."})
    press(page, "Save and leave")
    late = slow[0]
    reply = page.context.request.post(
        late.url, data=late.post_data_buffer, headers={**late.headers, "referer": page.url}
    )
    assert reply.ok, reply.text()
    page.goto(row.get_absolute_url())
    shows(page, {"notes": "Half, and the rest."})
    assert "not saved yet" not in page.inner_text("form#update")


# --- Two real windows -----------------------------------------------------------------------------
def test_two_windows_are_merged_and_what_both_wrote_is_asked(row, officer, page_for):
    one = page_for(officer)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(row.get_absolute_url())
    type_and_wait(one, {"notes": "One."})
    type_and_wait(other, {"status": "on_track"})
    press(other, "Save and leave")
    expect(other.locator("body")).to_contain_text(SAVED)
    other.goto(row.get_absolute_url())
    type_and_wait(other, {"notes": "Other."})
    type_in(one, {"notes": "One, and more."})
    one.evaluate("document.activeElement.blur()")
    panel = one.locator(".conflict")
    panel.wait_for()
    expect(panel).to_contain_text("You saved this in another window, too")
    for words in ("heirs", "omebody else", "omeone else"):
        expect(panel).not_to_contain_text(words)
    with one.expect_navigation():
        one.get_by_role("button", name="Use what is typed here").click()
    expect(one.locator("body")).to_contain_text(SAVED)
    assert one.url.endswith(row.get_absolute_url())
    saved = ProgressUpdate.objects.get(pk=row.pk)
    assert (saved.notes.get().text, saved.status.key) == ("One, and more.", "on_track")


# --- The form of a view ---------------------------------------------------------------------------
@pytest.fixture
def sent(row, officer):
    moves = {
        row.improvement.milestones.get(order=1).pk: NewDate("by 31 January 2020", "Two are empty.")
    }
    return factories.submit(row, by=officer, moves=moves)


def review_of(row):
    plan, quarter = row.plan_round.plan, row.plan_round.round
    args = [plan.partnership.slug, plan.slug, row.improvement.ref, quarter.slug]
    return reverse("plans:review_detail", args=args)


VIEWS = {
    "accepted": (
        {"words": " Good.\n\nVery good. ", "move_{v}": "agree"},
        "Accept and next",
        "Improvement 1 is accepted.",
    ),
    "accepted otherwise": (
        {"status": "at_risk", "why_differ": "Late.", "move_{v}": "decline"},
        "Accept and next",
        "Improvement 1 is accepted.",
    ),
    "without a reason": (
        {"status": "at_risk", "words": "W.", "move_{v}": "agree"},
        "Accept and next",
        "Say why your status differs",
    ),
    "without an answer to the date": (
        {"words": "W."},
        "Accept and next",
        "Say whether you agree the new date",
    ),
    "returned": ({"note": "Say which papers. "}, "Return 1", "is returned with your note"),
    "returned without a note": ({"words": "W."}, "Return 1", "Write what should change"),
    "kept": (
        {"status": "at_risk", "why_differ": "L.", "words": "W.", "note": "N.", "move_{v}": "agree"},
        "Save for later",
        "Your view is saved.",
    ),
}


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("case", VIEWS)
def test_a_view_is_saved_while_it_is_typed_and_then_decided(sent, area_lead, page_for, case, waits):
    typed, button, says = VIEWS[case]
    typed = {name.format(v=sent.moves.get().pk): text for name, text in typed.items()}
    page = page_for(area_lead)
    page.goto(review_of(sent))
    if waits:
        type_and_wait(page, typed, save="/review/save/")
    else:
        type_in(page, typed)
    decide = page.get_by_role("button", name=button)
    if not decide.is_visible():
        page.locator("details.return summary").click()
    decide.click()
    expect(page.locator("body")).to_contain_text(says)
    assert "another window" not in page.content()
    assert "omebody else" not in page.inner_text("main")
    if page.locator("#verdict").count() and "1. Open papers" in page.inner_text("h2#row"):
        shows(page, {name: text for name, text in typed.items() if text == text.strip()})


def test_two_windows_on_one_view(sent, area_lead, page_for):
    one = page_for(area_lead)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(review_of(sent))
    save = "/review/save/"
    type_and_wait(one, {"words": "One."}, save=save)
    type_and_wait(other, {"status": "on_track"}, save=save)
    type_and_wait(one, {"words": "One, and more."}, save=save)
    other.get_by_role("button", name="Save for later").click()
    expect(other.locator("body")).to_contain_text("Your view is saved.")
    review = Review.objects.get(update=sent)
    assert (review.words, review.status.key) == ("One, and more.", "on_track")
