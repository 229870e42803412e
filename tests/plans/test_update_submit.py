"""The task list, check your answers, submitting one or several, the receipt, withdrawing."""

from datetime import date

import pytest
from django.urls import reverse

from governance.concurrency.versions_seen import together
from governance.models import AuditEvent
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import ProgressUpdate
from plans.pages.task_list import CheckRow
from plans.rounds.content import content_of
from tests.reading import shown

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


def url(plan_round, name, update=None):
    plan = plan_round.plan
    row = [update.improvement.ref] if update else []
    args = [plan.partnership.slug, plan.slug, *row, plan_round.round.slug]
    return reverse(f"plans:{name}", args=args)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def save(update, by, **content):
    values = {"status": "on_track", "notes": "Papers went up on time.", **content}
    workflow.save_update(fresh(update), content=UpdateContent(**values), by=by)


def chosen(*updates):
    """What the check page sends for rows that were ticked, with the words it showed."""
    rows = [CheckRow(fresh(each), content_of(fresh(each))) for each in updates]
    shown = {row.shown_as: row.in_words for row in rows}
    refs = [row.update.improvement.ref for row in rows]
    return {"row": refs, "seen": together(row.seen for row in rows), **shown}


def test_the_task_list_shows_mine_first_and_everybody_elses_too(
    plan_round, updates, officer, other_officer, as_
):
    ProgressUpdate.objects.filter(pk=updates[0].pk).update(asked=other_officer)
    page = shown(as_(officer).get(url(plan_round, "task_list")))
    mine, others = page.split("Other people’s updates")
    assert "Update improvement 2" in mine and "Update improvement 1" in others
    assert "1 milestone overdue." in mine
    assert "Your updates: <b>0 submitted, 2 outstanding." in page


def test_the_task_list_says_so_when_nothing_is_mine(plan_round, other_officer, as_):
    page = as_(other_officer).get(url(plan_round, "task_list")).content.decode()
    assert "No row is asked of you this quarter" in page


def test_the_check_page_shows_answers_and_what_is_missing(plan_round, updates, officer, as_):
    save(updates[0], officer)
    save(updates[1], officer, status="at_risk")
    page = as_(officer).get(url(plan_round, "update_check")).content.decode()
    ready, unready = page.split("Not ready yet")
    assert "1. Open papers 1" in ready and "Papers went up on time." in ready
    assert "2. Open papers 2" in unready and "Say what the issue is" in unready


def test_the_check_page_says_so_when_nothing_waits(plan_round, officer, as_):
    page = as_(officer).get(url(plan_round, "update_check")).content.decode()
    assert "Nothing is waiting to be sent" in page


def test_submitting_several_leaves_one_event_and_a_receipt(plan_round, updates, officer, as_):
    save(updates[0], officer)
    save(updates[1], officer)
    before = AuditEvent.objects.count()
    reply = as_(officer).post(
        url(plan_round, "update_submit_all"), chosen(*updates[:2]), follow=True
    )
    assert AuditEvent.objects.count() == before + 1
    assert {fresh(each).state for each in updates[:2]} == {State.SUBMITTED}
    page = reply.content.decode()
    assert (
        "2 rows sent" in page and "With the Area Lead now" in page and "26 September 2019" in page
    )


def test_submitting_nothing_says_what_to_do(plan_round, officer, as_):
    reply = as_(officer).post(
        url(plan_round, "update_submit_all"),
        follow=True,
        headers={"referer": "http://testserver" + url(plan_round, "update_check")},
    )
    assert "Choose at least one row to submit." in reply.content.decode()


def test_one_unready_row_sends_none(plan_round, updates, officer, as_):
    save(updates[0], officer)
    save(updates[1], officer, notes="")
    before = AuditEvent.objects.count()
    reply = as_(officer).post(
        url(plan_round, "update_submit_all"),
        chosen(*updates[:2]),
        follow=True,
        headers={"referer": "http://testserver" + url(plan_round, "update_check")},
    )
    assert "Nothing was sent yet." in reply.content.decode()
    assert AuditEvent.objects.count() == before
    assert fresh(updates[0]).state == State.DRAFT


def test_a_row_changed_since_it_was_checked_is_not_sent(
    plan_round, updates, officer, other_officer, as_
):
    save(updates[0], officer)
    checked = chosen(updates[0])
    save(updates[0], other_officer, notes="Other words.")
    client = as_(officer)
    reply = client.post(url(plan_round, "update_submit_all"), checked)
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "Someone changed these answers since you checked them" in page
    what_was, what_is = page.split("What it is now")[:2]
    assert "Papers went up on time." in what_was and "Other words." in what_is
    assert fresh(updates[0]).state == State.DRAFT
    assert client.post(url(plan_round, "update_submit_all"), chosen(updates[0])).status_code == 302


def test_words_changed_by_another_door_are_not_sent_unread(plan_round, updates, officer, as_):
    save(updates[0], officer)
    checked = chosen(updates[0])
    note = updates[0].notes.get()
    note.text = "Typed in the administration."
    note.save()
    reply = as_(officer).post(url(plan_round, "update_submit_all"), checked)
    assert reply.status_code == 409
    assert "Typed in the administration." in reply.content.decode()
    assert fresh(updates[0]).state == State.DRAFT


def test_one_row_can_be_sent_and_withdrawn(plan_round, updates, officer, as_):
    save(updates[0], officer)
    client = as_(officer)
    sent = client.post(url(plan_round, "update_submit", updates[0]), chosen(updates[0]))
    assert sent.status_code == 302 and "sent=1" in sent.url
    assert fresh(updates[0]).state == State.SUBMITTED
    seen = {"seen": fresh(updates[0]).seen}
    client.post(url(plan_round, "update_withdraw", updates[0]), seen)
    assert fresh(updates[0]).state == State.DRAFT


def test_an_accepted_row_is_not_withdrawn(plan_round, updates, officer, as_):
    save(updates[0], officer)
    workflow.submit_update(fresh(updates[0]), by=officer)
    accepted = fresh(updates[0])
    accepted.accept()
    accepted.save()
    client = as_(officer)
    reply = client.post(
        url(plan_round, "update_withdraw", updates[0]),
        follow=True,
        headers={"referer": "http://testserver" + url(plan_round, "task_list")},
    )
    assert "cannot be withdrawn" in reply.content.decode()
    assert fresh(updates[0]).state == State.ACCEPTED


PAGES = ["task_list", "update_check", "update_receipt"]


@pytest.mark.parametrize("name", PAGES)
def test_outsider_gets_404(plan_round, outsider, as_, name):
    assert as_(outsider).get(url(plan_round, name)).status_code == 404


@pytest.mark.parametrize("name", ["update_submit", "update_withdraw"])
def test_outsider_gets_404_on_a_verb(plan_round, updates, outsider, as_, name):
    assert as_(outsider).post(url(plan_round, name, updates[0])).status_code == 404


@pytest.mark.parametrize("person", ["area_lead", "committee_member", "auditor"])
def test_wrong_role_gets_403(plan_round, updates, as_, request, person):
    client = as_(request.getfixturevalue(person))
    for name in PAGES:
        assert client.get(url(plan_round, name)).status_code == 403
    for name in ("update_submit", "update_withdraw"):
        assert client.post(url(plan_round, name, updates[0])).status_code == 403
    assert client.post(url(plan_round, "update_submit_all")).status_code == 403


def test_reading_a_verb_gets_405(plan_round, officer, as_):
    assert as_(officer).get(url(plan_round, "update_submit_all")).status_code == 405
