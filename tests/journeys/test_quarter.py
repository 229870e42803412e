"""One whole quarter in a real browser, each person in a browser of their own."""

import io
import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail as post
from django.core.management import call_command
from playwright.sync_api import expect
from pypdf import PdfReader

from governance import roles
from governance.models import AuditEvent, BoardPack, OutgoingMail, ReportingRound
from governance.packs.verify import fingerprint
from governance.verification.checking import check
from plans import workflow
from plans.models import Milestone, PlanRound, ProgressUpdate, Review
from tests import factories
from tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = "Two of three meetings had their papers up in time."
MORE = " The third was a day late because a report came in late."
FROM_COLLEAGUE = "All papers of July went up on the first day."
ANSWER = FIRST + MORE + " The report now has a fixed day."
NOTE = "Say what you did about the late report."
VIEW = "Good progress; the fixed day should be tested over a whole quarter."
LABEL = "Q2 2019-20 (Jul to Sep 2019)"


@pytest.fixture
def cast(partnership, body, plan, officer, other_officer, coordinator, area_lead, on_day):
    """The people, a plan of three rows, and the quarter before with its last words."""
    on_day(date(2019, 6, 28))
    member = factories.make_person("Committee member", partnership, roles.COMMITTEE_MEMBER, body)
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        factories.submit(update, by=officer, notes="Papers of May went up on time.")
        sent = ProgressUpdate.objects.get(pk=update.pk)
        workflow.accept_update(sent, by=area_lead)
    workflow.close_plan_round(PlanRound.objects.get(pk=before.pk), by=coordinator)
    on_day(date(2019, 9, 24))
    return SimpleNamespace(
        partnership=partnership,
        body=body,
        plan=plan,
        officer=officer,
        other_officer=other_officer,
        coordinator=coordinator,
        area_lead=area_lead,
        member=member,
        here=f"/{partnership.slug}/plans/{plan.slug}",
    )


@pytest.fixture
def look():
    """Look at a page as one that cannot see would: no rule of accessibility is broken."""

    def check(page) -> None:
        assert axe_violations(page) == [], page.url

    return check


def press(page, name: str, role: str = "button") -> None:
    """Press what leads to another page, and wait until that page is there whole."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role(role, name=name).first.click()


def row(number: int) -> ProgressUpdate:
    return ProgressUpdate.objects.get(
        plan_round__round__slug=the_round().slug, improvement__number=str(number)
    )


def the_round() -> ReportingRound:
    return ReportingRound.objects.get(label=LABEL)


def test_a_whole_quarter(page_for, cast, look):
    open_the_quarter(page_for(cast.coordinator), cast, look)
    remind(cast)
    desk = page_for(cast.officer)
    write_the_rows(desk, page_for(cast.other_officer), cast, look)
    submit(desk, cast, look)
    lead = page_for(cast.area_lead)
    return_one(lead, cast, look)
    send_again(desk, cast, look)
    accept_and_sign(lead, cast, look)
    chair = page_for(cast.coordinator)
    close(chair, cast, look)
    edit_a_statement_later(chair, cast)
    pack = make_the_pack(chair, cast, look)
    read_it(page_for(cast.member, accept_downloads=True), pack, look)
    assert check(cast.partnership).problems == []


def open_the_quarter(page, cast, look) -> None:
    page.goto("/")
    look(page)
    page.get_by_role("link", name="Open a quarter").first.click()
    page.get_by_role("heading", level=1, name=f"Open {LABEL}").wait_for()
    expect(page.get_by_role("row", name=cast.officer.name)).to_be_visible()
    page.get_by_label("Officers are asked from").fill("16 September 2019")
    page.get_by_label("Updates due").fill("26 September 2019")
    page.get_by_label("Review due").fill("4 October 2019")
    page.get_by_label("Pack built").fill("7 October 2019")
    page.get_by_label("Committee meets").fill("14 November 2019")
    look(page)
    press(page, "Open the quarter")
    look(page)
    updates = ProgressUpdate.objects.filter(plan_round__round=the_round())
    assert [update.state for update in updates] == ["not_started"] * 3
    assert {update.asked for update in updates} == {cast.officer}
    assert AuditEvent.objects.filter(verb="governance.round_opened").count() == 1


def remind(cast) -> None:
    call_command("send_due_reminders", "--at=2019-09-25T09:00", stdout=io.StringIO())
    mail = OutgoingMail.objects.get(recipient=cast.officer)
    assert mail.phase == "sent"
    assert "3 improvements" in mail.subject + mail.text
    assert "due Thursday 26 September" in mail.text
    assert [sent.to for sent in post.outbox if cast.officer.email in sent.to] == [
        [cast.officer.email]
    ]


def write_the_rows(page, other, cast, look) -> None:
    page.goto("/")
    look(page)
    expect(page.get_by_role("main").get_by_text("26 September").first).to_be_visible()
    first_row = f"{cast.here}/improvements/1/updates/{the_round().slug}/"
    other.goto(first_row)
    page.goto(first_row)
    look(page)
    expect(page.get_by_text("Papers of May went up on time.").first).to_be_visible()

    # The draft saves itself a few seconds after the last letter.
    page.get_by_role("radio", name="At risk").check(force=True)
    page.get_by_label("What is the issue").fill("A report came in late.")
    page.get_by_label("What happened").fill(FIRST)
    page.locator("[data-autosave-status]").get_by_text(re.compile(r"Saved at \d")).wait_for()
    assert row(1).state == "draft"
    assert row(1).notes.get().text == FIRST

    # A colleague, who opened the row before that, saves other words: both texts are shown.
    other.get_by_role("radio", name="On track").check(force=True)
    other.get_by_label("What happened").fill(FROM_COLLEAGUE)
    other.get_by_role("button", name="Save and leave").click()
    other.get_by_role("heading", name="changed this while you were writing").wait_for()
    look(other)
    both = other.locator(".conflict")
    expect(both.get_by_text(FIRST)).to_be_visible()
    expect(both.get_by_text(FROM_COLLEAGUE)).to_be_visible()
    expect(other.get_by_label("What happened")).to_have_value(
        re.compile(rf"\s*{re.escape(FROM_COLLEAGUE)}\s*")
    )
    assert row(1).notes.get().text == FIRST

    # The officer goes on; nothing was overwritten.
    page.get_by_label("What happened").fill(FIRST + MORE)
    milestone = Milestone.objects.get(improvement__number="1", improvement__plan=cast.plan)
    page.get_by_role("checkbox", name=milestone.text, exact=True).check(force=True)
    page.get_by_label("Completed on").first.fill("31 July 2019")
    press(page, "Save and next")
    assert row(1).notes.get().text == FIRST + MORE

    # The second row is unchanged, in one tap and a reason.
    expect(page).to_have_url(re.compile("/improvements/2/"))
    page.locator("[name=no_change_reason]").select_option(index=1)
    press(page, "Send “no change”")
    assert row(2).state == "submitted"
    assert row(2).is_no_change
    # The third stays silent.


def submit(page, cast, look) -> None:
    page.goto(f"{cast.here}/rounds/{the_round().slug}/updates/")
    look(page)
    press(page, "Check and send what is ready", role="link")
    look(page)
    expect(page.get_by_text(FIRST + MORE)).to_be_visible()
    press(page, "Submit update")
    look(page)
    page.get_by_role("heading", level=1, name="1 row sent").wait_for()
    assert row(1).state == "submitted"
    assert row(1).submissions.get().content["notes"][0]["text"] == FIRST + MORE
    assert Milestone.objects.get(improvement=row(1).improvement).state == "reported"


def return_one(page, cast, look) -> None:
    page.goto("/")
    look(page)
    page.goto("/reviews/")
    look(page)
    page.goto(f"{cast.here}/improvements/1/updates/{the_round().slug}/review/")
    look(page)
    page.get_by_text(FIRST).first.wait_for()
    page.locator("summary").get_by_text("instead").click()
    page.get_by_label("What should change?").fill(NOTE)
    send(page, "^Return 1", to="return")
    assert row(1).state == "returned"
    assert Milestone.objects.get(improvement=row(1).improvement).state == "open"


def send_again(page, cast, look) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Revise")).first.click()
    page.get_by_text(NOTE).wait_for()
    look(page)
    page.get_by_label("What happened").fill(ANSWER)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("heading", level=1, name="Check your answers").wait_for()
    press(page, "Submit update")
    page.get_by_role("heading", level=1, name="1 row sent").wait_for()
    assert [one.number for one in row(1).submissions.all()] == [1, 2]


def accept_and_sign(page, cast, look) -> None:
    page.goto(f"{cast.here}/improvements/1/updates/{the_round().slug}/review/")
    look(page)
    again = page.locator(".compare__again")
    expect(again.locator("ins")).to_contain_text("The report now has a fixed day.")
    page.get_by_role("radio", name="On track").check(force=True)
    page.get_by_label("Why you differ").fill("The cause of the delay is gone.")
    page.get_by_label("Your words").fill(VIEW)
    send(page, "^Accept", to="accept")
    assert row(1).state == "accepted"
    assert Review.objects.get(update=row(1), number=2).words == VIEW
    assert Milestone.objects.get(improvement=row(1).improvement).state == "done"

    # What nothing changed in is accepted in one go.
    page.goto(f"{cast.here}/rounds/{the_round().slug}/reviews/together/")
    look(page)
    send(page, "^Accept", to="accept-all")
    assert row(2).state == "accepted"

    page.goto(f"{cast.here}/rounds/{the_round().slug}/sign/")
    look(page)
    page.get_by_label("Your name and title").fill("Area Lead, Cities and Local Growth Unit")
    page.get_by_role("checkbox").check(force=True)
    press(page, "Sign Q2")
    page.get_by_role("heading", level=1, name="The quarter is signed").wait_for()
    look(page)
    signed = PlanRound.objects.get(round=the_round())
    assert signed.signed_by == cast.area_lead
    assert signed.snapshot["rows"][0]["said"]["notes"][0]["text"] == ANSWER


def close(page, cast, look) -> None:
    page.goto(f"{cast.here}/rounds/{the_round().slug}/")
    look(page)
    page.goto(f"{cast.here}/rounds/{the_round().slug}/close/")
    look(page)
    expect(page.get_by_text("2 of 3 rows submitted or exempt")).to_be_visible()
    press(page, "Close the quarter")
    look(page)
    assert PlanRound.objects.get(round=the_round()).is_closed
    assert the_round().closed_at
    assert row(3).state == "silent"


def edit_a_statement_later(page, cast) -> None:
    """The plan moves on; what was signed does not."""
    page.goto(f"{cast.here}/improvements/1/edit/")
    page.get_by_role("textbox", name="Statement").fill("Publish papers earlier than before.")
    press(page, "Save")
    assert "earlier" in str(row(1).improvement.statement)
    frozen = PlanRound.objects.get(round=the_round()).snapshot["rows"][0]["statement"]
    assert "earlier" not in str(frozen)


def make_the_pack(page, cast, look) -> BoardPack:
    page.goto(f"/{cast.partnership.slug}/packs/new/")
    look(page)
    page.get_by_label("For which body").select_option(label=cast.body.name)
    page.get_by_label("Which quarter").select_option(label=LABEL)
    press(page, "Build the pack")
    pack = BoardPack.objects.get()
    look(page)
    call_command("build_packs", stdout=io.StringIO())
    page.goto(pack.get_absolute_url())
    look(page)
    page.get_by_role("checkbox").check(force=True)
    press(page, "Issue the pack")
    pack.refresh_from_db()
    assert pack.state == "issued"
    return pack


def read_it(page, pack, look) -> None:
    page.goto("/")
    look(page)
    page.goto(f"/{pack.partnership.slug}/packs/")
    look(page)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download PDF").first.click()
    stored = waited.value.path().read_bytes()
    assert stored == bytes(pack.pdf)
    assert fingerprint(stored) == pack.sha256
    text = words_of(stored)
    for words in (LABEL, ANSWER, VIEW, "No update received", "The cause of the delay is gone."):
        assert words in text, text
    assert "Publish papers as a rule, part 1." in text
    assert "earlier than before" not in text
    page.goto(f"/{pack.partnership.slug}/packs/{pack.pk}/page/")
    look(page)


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def send(page, name: str, *, to: str) -> None:
    """Press a button of the review page, whose answer comes without a new page."""
    with page.expect_response(lambda answer: answer.url.endswith(f"/{to}/")):
        page.get_by_role("button", name=re.compile(name)).last.click()
    page.wait_for_load_state("networkidle")
