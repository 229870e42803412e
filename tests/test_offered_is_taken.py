"""Every button a page offers is taken, in every state the page can be in.

A page shows its forms; each button is pressed once with what stands in its form, and with what
the page asks for beside it. What comes back is never a refusal.
"""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from governance.models import StatusWord
from governance.workflow.packs import request_pack
from plans import workflow
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import PlanRound
from tests import factories
from tests.database_rows import Undone
from tests.forms_on_a_page import Button, buttons_on, refusal_in
from tests.okrs import objects

pytestmark = pytest.mark.walk

# What a person types where a form asks for something in words.
TYPED = {
    "reason": "A row came late.",
    "note": "Say which papers were late.",
    "signed_name": "Area Lead, Cities and Local Growth Unit",
    "no_change_words": "The post is advertised.",
    "no_change_issue": "Two seats are empty.",
    "words": "Nine directors are in post.",
    "supersede-reason": "A figure was wrong.",
    "text": "The board met on 3 June.",
    "question": "Who decides?",
}
# Fields of a form that one of its buttons does not send.
NOT_ASKED_BY = {
    "Send “no change”": ("reason", "notes", "status"),
    "Submit check-in": ("reason",),
}


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def answer(button: Button) -> dict[str, str]:
    """What a person gives: the words that are asked for, and the first of what can be chosen."""
    given: dict[str, str] = {}
    for name, choices in button.empty.items():
        if name in NOT_ASKED_BY.get(button.words, ()):
            continue
        if name.startswith(("move_", "confirm", "issue-", "row")) or name in _CHOSEN:
            given[name] = next(iter(choices), "on")
        elif name in TYPED:
            given[name] = TYPED[name]
    if not button.words.startswith("Return "):
        given.pop("note", None)
    if not button.words.startswith("Send “no change”"):
        given.pop("no_change_reason", None)
    return given


_CHOSEN = ("no_change_reason", "no_change_status", "status")


def press_all(client, url: str) -> list[str]:
    """Press every button of a page; returns what was on them."""
    pressed = []
    page = client.get(url).content.decode()
    # The frame is the same everywhere: signing out, staying signed in.
    for button in buttons_on(page.partition("<main")[2].partition("</main>")[0]):
        with Undone():
            said = button.send(client, url, **answer(button))
            assert refusal_in(said) == "", f"{url}: “{button.words}”"
        pressed.append(button.words)
    return pressed


# --- The rows of a quarter ------------------------------------------------------------------------
def not_begun(update, cast):
    return update


def no_earlier_status(update, cast):
    return update


def last_not_stated(update, cast):
    word = StatusWord.objects.get(scheme=update.partnership.status_scheme, key="not_stated")
    update.improvement.updates.exclude(pk=update.pk).update(status=word)


def at_risk_without_a_reason(update, cast):
    """As a paper may state it."""
    word = StatusWord.objects.get(scheme=update.partnership.status_scheme, key="at_risk")
    update.improvement.updates.exclude(pk=update.pk).update(status=word, reason="")


def third_time(update, cast):
    update.partnership.no_change_limit = 1
    update.partnership.save()


def third_time_and_no_status(update, cast):
    third_time(update, cast)
    update.improvement.updates.exclude(pk=update.pk).update(status=None)


def words_always(update, cast):
    update.partnership.no_change_limit = 0
    update.partnership.save()


def draft(update, cast, **content):
    values = {"status": "on_track", "notes": "Half a sentence.", **content}
    workflow.save_update(fresh(update), content=UpdateContent(**values), by=cast["officer"])


def draft_elsewhere(update, cast):
    draft(update, cast, status="at_risk", reason="Late.")


def draft_with_tick(update, cast):
    milestone = update.improvement.milestones.get()
    draft(update, cast, ticks={milestone.pk: Tick("done", "1 July 2019")})


def draft_with_date(update, cast):
    milestone = update.improvement.milestones.get()
    moves = {milestone.pk: NewDate("by end March 2020", "The venue fell through.")}
    draft(update, cast, status="off_track", reason="Late.", date_moves="yes", moves=moves)


def sent(update, cast):
    factories.submit(update, by=cast["officer"])


def sent_with_date(update, cast):
    draft_with_date(update, cast)
    workflow.submit_update(fresh(update), by=cast["officer"])


def returned(update, cast):
    sent(update, cast)
    workflow.return_update(fresh(update), note="More, please.", by=cast["area_lead"])


def returned_with_date(update, cast):
    sent_with_date(update, cast)
    workflow.return_update(fresh(update), note="More, please.", by=cast["area_lead"])


def accepted(update, cast):
    sent(update, cast)
    workflow.accept_update(fresh(update), by=cast["area_lead"])


def excused(update, cast):
    workflow.excuse_update(fresh(update), reason="In spring.", by=cast["coordinator"])


def nobody_asked(update, cast):
    update.plan_round.updates.update(asked=None)


def all_excused(update, cast):
    for row in update.plan_round.updates.all():
        excused(row, cast)


def all_in(update, cast):
    for row in update.plan_round.updates.all():
        sent(row, cast)


def all_accepted(update, cast):
    for row in update.plan_round.updates.all():
        accepted(row, cast)


def chased(update, cast):
    workflow.chase_people(fresh(update.plan_round), by=cast["coordinator"])


def signed(update, cast):
    accepted(update, cast)
    workflow.sign_plan_round(
        PlanRound.objects.get(pk=update.plan_round_id), signed_name="AL", by=cast["area_lead"]
    )


def closed(update, cast):
    returned(update, cast)
    workflow.close_plan_round(
        PlanRound.objects.get(pk=update.plan_round_id), by=cast["coordinator"]
    )


def signed_and_closed(update, cast):
    signed(update, cast)
    workflow.close_plan_round(
        PlanRound.objects.get(pk=update.plan_round_id), by=cast["coordinator"]
    )


def nobody_reviews(update, cast):
    sent(update, cast)
    update.partnership.reviewer_title = ""
    update.partnership.save()


STATES = [
    *(not_begun, no_earlier_status, last_not_stated, third_time, third_time_and_no_status),
    *(
        at_risk_without_a_reason,
        words_always,
        draft,
        draft_elsewhere,
        draft_with_tick,
        draft_with_date,
        sent,
    ),
    *(sent_with_date, returned, returned_with_date, accepted, excused, nobody_asked, all_excused),
    *(all_in, all_accepted, chased, signed, closed, signed_and_closed, nobody_reviews),
]
# What stands so in no quarter sent here, only in rows of before; the records' check says so, and
# nothing is closed or signed.
OF_BEFORE = (last_not_stated, third_time_and_no_status, at_risk_without_a_reason)
# The pages of a quarter by who works on them; those of one row name it.
PAGES = {
    "officer": ["update_form", "task_list", "update_check"],
    "coordinator": ["round_detail", "round_close", "move_list"],
    "area_lead": ["review_detail", "review_together", "round_sign"],
}
OF_A_ROW = ("update_form", "review_detail")


@pytest.fixture
def cast(officer, coordinator, area_lead):
    return {"officer": officer, "coordinator": coordinator, "area_lead": area_lead}


@pytest.fixture
def update(request, plan, plan_round, officer, coordinator, on_day):
    """A row with a quarter before it, in which it was on track unless its state says more."""
    state = request.getfixturevalue("state") if "state" in request.fixturenames else None
    on_day(date(2019, 7, 3))
    before = factories.make_quarter_before(plan, by=coordinator)
    for row in before.updates.all():
        if state in (third_time, third_time_and_no_status):
            content = UpdateContent(status="on_track")
            workflow.send_no_change(fresh(row), reason="nothing_due", content=content, by=officer)
        elif state is not no_earlier_status:
            factories.submit(row, by=officer)
    workflow.close_plan_round(fresh(before), by=coordinator)
    on_day(date(2019, 9, 26))
    return plan_round.updates.get(improvement__ref="1")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_button_of_the_pages_of_a_quarter_is_taken(state, update, cast, as_):
    state(update, cast)
    slugs = [update.partnership.slug, update.plan_round.plan.slug]
    pressed = []
    for role, names in PAGES.items():
        for name in names:
            if name in ("round_close", "round_sign") and state in OF_BEFORE:
                continue
            row = [update.improvement.ref] if name in OF_A_ROW else []
            url = reverse(f"plans:{name}", args=[*slugs, *row, update.plan_round.round.slug])
            pressed += press_all(as_(cast[role]), url)
    assert pressed or state in (signed_and_closed, signed, nobody_reviews)


@pytest.mark.parametrize(
    "state",
    [
        *(not_begun, no_earlier_status, last_not_stated, at_risk_without_a_reason),
        *(third_time, third_time_and_no_status),
    ],
    ids=lambda state: state.__name__,
)
def test_no_change_is_offered_with_what_is_missing_and_then_sent(state, update, cast, as_):
    state(update, cast)
    client, url = as_(cast["officer"]), update.get_absolute_url()
    page = client.get(url).content.decode()
    [button] = [one for one in buttons_on(page) if one.words == "Send “no change”"]
    assert ("no_change_status" in button.empty) == (
        state in (no_earlier_status, last_not_stated, third_time_and_no_status)
    )
    assert ("no_change_words" in button.empty) == (state in (third_time, third_time_and_no_status))
    assert ("no_change_issue" in button.empty) == (state is at_risk_without_a_reason)
    button.send(client, url, **answer(button))
    row = fresh(update)
    assert row.state == "submitted" and row.status is not None
    assert row.reason or not row.status.needs_reason
    if "no_change_words" in button.empty:
        assert row.notes.get().text == TYPED["no_change_words"]


@pytest.mark.parametrize("state", [draft_elsewhere, draft_with_tick, draft_with_date])
def test_no_change_is_not_offered_where_something_changed(state, update, cast, as_):
    state(update, cast)
    page = as_(cast["officer"]).get(update.get_absolute_url()).content.decode()
    assert "Send “no change”" not in page
    assert "so something changed." in page


@pytest.mark.parametrize("state", [third_time_and_no_status])
def test_what_is_missing_is_asked_for_beside_its_field(state, update, cast, as_):
    state(update, cast)
    client, url = as_(cast["officer"]), update.get_absolute_url()
    [button] = [
        one
        for one in buttons_on(client.get(url).content.decode())
        if one.words == "Send “no change”"
    ]
    page = button.send(client, url, no_change_reason="another_row").content.decode()
    assert "Choose how it stands now, because there is no earlier status to keep." in page
    typed = {"no_change_reason": "another_row", "no_change_status": "on_track"}
    page = button.send(client, url, **typed).content.decode()
    assert "Add a sentence of your own this time." in page


# --- Check-ins ------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["not_started", "draft", "submitted", "closed"])
def test_every_button_of_a_check_in_is_taken(state, partnership, reporting_round, cast, as_):
    key_result = objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    check_in = objects.make_check_in(key_result, reporting_round, asked=cast["officer"])
    client, url = as_(cast["officer"]), check_in.get_absolute_url()
    if state != "not_started":
        press = "Save as draft" if state == "draft" else "Submit check-in"
        page = client.get(url).content.decode()
        [button] = [one for one in buttons_on(page) if one.words == press]
        assert refusal_in(button.send(client, url, **answer(button))) == ""
    if state == "closed":
        factories.close_round(fresh(reporting_round), by=cast["coordinator"])
    press_all(client, url)
    for role in ("officer", "coordinator"):
        press_all(as_(cast[role]), key_result.objective.objective_set.get_absolute_url())


# --- Packs ----------------------------------------------------------------------------------------
def reopened(pack, cast):
    workflow.reopen_plan_round(
        PlanRound.objects.get(round=pack.round), reason="Late.", by=cast["coordinator"]
    )


def closed_again(pack, cast):
    reopened(pack, cast)
    workflow.close_plan_round(PlanRound.objects.get(round=pack.round), by=cast["coordinator"])


def another_issued(pack, cast):
    factories.make_pack(pack.body, pack.round, by=cast["coordinator"], state="issued")


def as_it_is(pack, cast):
    pass


@pytest.mark.parametrize("state", ["requested", "failed", "ready", "issued"])
@pytest.mark.parametrize("then", [as_it_is, reopened, closed_again, another_issued])
def test_every_button_of_a_pack_is_taken(state, then, update, body, cast, as_, on_day):
    if state == "issued" and then is another_issued:
        pytest.skip("One pack of a body and a quarter is issued.")
    closed(update, cast)
    pack = factories.make_pack(
        body, fresh(update.plan_round.round), by=cast["coordinator"], state=state
    )
    on_day(date(2019, 10, 8))
    then(pack, cast)
    press_all(as_(cast["coordinator"]), pack.get_absolute_url())


def test_the_form_of_a_new_pack_is_taken(update, body, cast, as_):
    closed(update, cast)
    assert request_pack(body, round=update.plan_round.round, by=cast["coordinator"]).pk
