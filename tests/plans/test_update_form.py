"""The form of one improvement: written, saved, met by a second person, refused, read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import AuditEvent, TypedText
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import KPI, Citation, Milestone, ProgressUpdate, Source
from tests import factories

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def update(plan_round):
    return plan_round.updates.order_by("improvement__order").first()


@pytest.fixture
def milestone(update):
    return update.improvement.milestones.get()


def url(update, name="update_form"):
    plan = update.plan_round.plan
    args = [plan.partnership.slug, plan.slug, update.improvement.ref, update.plan_round.round.slug]
    return reverse(f"plans:{name}", args=args)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def answers(update, **more):
    return {
        "version": fresh(update).version,
        "status": "on_track",
        "notes": "Papers went up on time.",
        "as_at_text": "",
        "then": "next",
        **more,
    }


def test_an_officer_sees_the_row_and_the_plain_meaning_of_each_word(update, officer, as_):
    page = as_(officer).get(url(update))
    assert page.status_code == 200
    for words in (
        "1. Open papers 1",
        "You expect to keep every date as it stands.",
        "8 weeks late",
    ):
        assert words in page.content.decode()
    assert "Not stated" not in page.content.decode()


def test_saving_goes_on_to_the_next_row_and_leaves_one_event(update, officer, as_):
    page = as_(officer).post(url(update), answers(update))
    following = update.plan_round.updates.get(improvement__ref="2")
    assert page.status_code == 302 and page.url == url(following)
    assert fresh(update).state == State.DRAFT
    assert fresh(update).notes.get().text == "Papers went up on time."
    assert AuditEvent.objects.count() == 1


def test_the_saved_words_come_back_into_the_form(update, milestone, officer, as_):
    data = answers(update, notes="First.\n\nSecond.", then="stay")
    data |= {f"done_{milestone.pk}": "on", f"day_{milestone.pk}": "9 July"}
    as_(officer).post(url(update), data)
    page = as_(officer).get(url(update)).content.decode()
    assert "First.\n\nSecond." in page
    assert 'value="9 July 2019"' in page, "the draft shows its year before it is sent"
    assert fresh(update).milestone_reports.get().done_on == date(2019, 7, 9)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("as_at_text", "the 40th", "is not a date we can read"),
        ("day", "31 June 2019", "June 2019 has 30 days"),
        ("day", "1 January 2020", "has not come yet"),
        ("kpi", "three", "is not a number"),
        ("to", "once agreed", "has no last day"),
        ("why", "", "Say why this date should move."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    update, milestone, officer, as_, field, typed, sentence
):
    kpi = KPI.objects.create(improvement=update.improvement, text="Papers on time", target=3)
    data = answers(update) | {
        f"done_{milestone.pk}": "on",
        f"to_{milestone.pk}": "by end of January 2020" if field == "why" else "",
    }
    pk = kpi.pk if field == "kpi" else milestone.pk
    data[field if field == "as_at_text" else f"{field}_{pk}"] = typed
    page = as_(officer).post(url(update), data)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Papers went up on time." in page.content.decode()
    assert fresh(update).state == State.NOT_STARTED
    assert "Papers went up on time." in as_(officer).get(url(update)).content.decode()


def test_two_people_see_was_theirs_and_yours(update, officer, other_officer, as_):
    first, second = as_(officer), as_(other_officer)
    mine = answers(update, notes="Mine.")
    first.get(url(update))
    second.post(url(update), answers(update, notes="Theirs."))
    page = first.post(url(update), mine)
    body = page.content.decode()
    assert page.status_code == 409
    assert "Mine." in body and "Theirs." in body and "Programme Manager" in body
    assert fresh(update).notes.get().text == "Theirs."
    kept = TypedText.objects.get()
    assert (kept.user, kept.payload["notes"]) == (officer, ["Mine."])
    again = answers(update, notes="Theirs. Mine.")
    assert first.post(url(update), again).status_code == 302
    assert fresh(update).notes.get().text == "Theirs. Mine."
    assert not TypedText.objects.exists()


def test_typed_text_comes_back_to_its_author_alone(update, officer, other_officer, as_):
    first, second = as_(officer), as_(other_officer)
    mine = answers(update, notes="Mine alone.")
    second.post(url(update), answers(update, notes="Theirs."))
    first.post(url(update), mine)
    assert "Mine alone." in first.get(url(update)).content.decode()
    assert "Mine alone." not in second.get(url(update)).content.decode()
    assert "Mine alone." not in first.get(url(update) + "?typed=no").content.decode()


def test_autosave_answers_with_time_and_version(update, officer, as_):
    reply = as_(officer).post(url(update, "update_autosave"), answers(update))
    assert reply.status_code == 200
    assert set(reply.json()) == {"saved_at", "version"}
    assert reply.json()["version"] == fresh(update).version
    assert fresh(update).state == State.DRAFT


def test_autosaves_leave_one_event_and_every_version(update, officer, as_):
    client = as_(officer)
    for words in ("A", "A b", "A b c"):
        client.post(url(update, "update_autosave"), answers(update, notes=words))
    assert AuditEvent.objects.count() == 1
    assert ProgressUpdate.history.filter(id=update.pk).count() == 4


def test_autosave_keeps_half_a_date_with_its_author(update, milestone, officer, as_):
    data = answers(update) | {f"to_{milestone.pk}": "by end of Ja"}
    reply = as_(officer).post(url(update, "update_autosave"), data)
    assert reply.status_code == 200
    assert not fresh(update).moves.exists()
    assert "by end of Ja" in as_(officer).get(url(update)).content.decode()


def test_autosave_of_a_stale_form_shows_both_texts(update, officer, other_officer, as_):
    mine = answers(update, notes="Mine.")
    as_(other_officer).post(url(update), answers(update, notes="Theirs."))
    reply = as_(officer).post(url(update, "update_autosave"), mine)
    assert reply.status_code == 409
    assert "Theirs." in reply.json()["panel"] and "Mine." in reply.json()["panel"]
    seen = mine | {"seen_version": fresh(update).version, "notes": "Both."}
    assert as_(officer).post(url(update), seen).status_code == 302
    assert fresh(update).notes.get().text == "Both."


def test_no_change_needs_a_reason(update, officer, as_):
    page = as_(officer).post(url(update, "update_no_change"), answers(update, notes=""))
    assert page.status_code == 200
    assert "Choose why nothing changed" in page.content.decode()
    assert fresh(update).state == State.NOT_STARTED


def test_only_reasons_that_are_true_of_the_row_are_offered(update, officer, as_):
    """Its milestone was due on 31 July, in this quarter."""
    page = as_(officer).get(update.get_absolute_url()).content.decode()
    offered = page.partition('name="no_change_reason"')[2].partition("</select>")[0]
    assert "Waiting for a decision elsewhere" in offered
    for untrue in ("Nothing was due", "Work goes on as planned", "nothing left to do"):
        assert untrue not in offered
    data = answers(update, notes="", no_change_reason="nothing_due")
    page = as_(officer).post(url(update, "update_no_change"), data)
    assert "A milestone was due on 31 July 2019. Choose another reason" in page.content.decode()
    assert fresh(update).state == State.NOT_STARTED


def test_no_change_at_risk_asks_for_the_reason_there_and_then(update, officer, as_):
    data = answers(update, notes="", no_change_reason="another_row", status="at_risk", reason="")
    page = as_(officer).post(url(update, "update_no_change"), data).content.decode()
    assert "Say what the issue is" in page and 'name="no_change_issue"' in page
    data |= {"no_change_issue": "Two seats are empty."}
    assert as_(officer).post(url(update, "update_no_change"), data).status_code == 302
    assert fresh(update).reason == "Two seats are empty."


def test_no_change_is_one_tap(update, officer, as_):
    data = answers(update, notes="", no_change_reason="decision_elsewhere")
    page = as_(officer).post(url(update, "update_no_change"), data)
    assert page.status_code == 302
    assert (fresh(update).state, fresh(update).is_no_change) == (State.SUBMITTED, True)
    assert AuditEvent.objects.count() == 1


def test_a_row_that_is_in_is_read_and_not_written(update, officer, as_):
    workflow.save_update(
        update, content=UpdateContent(status="on_track", notes="Sent words."), by=officer
    )
    workflow.submit_update(fresh(update), by=officer)
    page = as_(officer).get(url(update)).content.decode()
    assert "Sent words." in page and "Withdraw to change it" in page
    before = AuditEvent.objects.count()
    reply = as_(officer).post(url(update), answers(update), follow=True)
    assert "Withdraw it first to change it." in reply.content.decode()
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", ["update_form", "update_autosave", "update_no_change"])
def test_outsider_gets_404(update, outsider, as_, name):
    assert as_(outsider).post(url(update, name), answers(update)).status_code == 404


@pytest.mark.parametrize("person", ["area_lead", "committee_member", "auditor"])
def test_wrong_role_gets_403(update, as_, request, person):
    client = as_(request.getfixturevalue(person))
    assert client.get(url(update)).status_code == 403
    assert client.post(url(update, "update_autosave"), answers(update)).status_code == 403


@pytest.mark.parametrize(
    "name", ["update_autosave", "update_no_change", "update_submit", "update_withdraw"]
)
def test_reading_a_verb_gets_405(update, officer, as_, name):
    assert as_(officer).get(url(update, name)).status_code == 405


def test_queries_stay_few_when_a_row_has_a_past(update, coordinator, area_lead, officer, as_):
    row = update.improvement
    source = Source.objects.create(plan=row.plan, key="audit", title="Governance audit")
    milestone = row.milestones.get()
    Citation.objects.create(improvement=row, milestone=milestone, source=source, pages="6")
    done = Milestone.objects.create(improvement=row, text="Completed", order=2)
    done.record_done()
    done.save()
    KPI.objects.create(improvement=row, text="Papers on time", target=3)
    before = factories.make_quarter_before(row.plan, by=coordinator)
    said = factories.submit(before.updates.get(improvement=row), by=officer)
    workflow.accept_update(said, by=area_lead)
    workflow.save_update(fresh(update), content=UpdateContent(notes="Begun."), by=officer)
    client = as_(officer)
    client.get(url(update))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url(update)).content.decode()
    assert "Governance audit, 6" in page and "Completed" in page and "Area Lead" in page
    assert len(queries) <= 15


def test_queries_stay_few_whatever_the_plan_holds(partnership, coordinator, officer, as_):
    counts = []
    client = as_(officer)
    for slug, rows in (("one", 1), ("ten", 10), ("hundred", 100)):
        plan = factories.make_plan(partnership, rows=rows, slug=slug, updater=officer)
        day = {1: date(2016, 4, 1), 10: date(2017, 4, 1), 100: date(2018, 4, 1)}[rows]
        reporting_round = factories.make_round(
            partnership, by=coordinator, slug=slug, starts_on=day, ends_on=day.replace(month=6)
        )
        update = factories.make_plan_round(plan, reporting_round).updates.first()
        client.get(url(update))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url(update))
        assert page.content.decode().count('class="update-strip"') == 1
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 15
