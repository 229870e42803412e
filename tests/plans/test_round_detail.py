"""The one screen of a quarter: every row by state, excusing, closing, opening again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.errors import ActionRefused
from governance.models import AuditEvent
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import PlanRound, ProgressUpdate
from plans.pages.round_overview import round_overview
from plans.rounds.versions_seen import quarter_as_shown, seen_standing
from plans.workflow.editing import retire_part
from tests import factories

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


def url(plan_round, name="round_detail", update=None):
    plan = plan_round.plan
    row = [update.improvement.ref] if update else []
    args = [plan.partnership.slug, plan.slug, *row, plan_round.round.slug]
    return reverse(f"plans:{name}", args=args)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def read(plan_round):
    """What the page says that closes the quarter."""
    return {"seen": quarter_as_shown(fresh(plan_round)).seen}


def say(update, by):
    content = UpdateContent(status="on_track", notes="Papers went up on time.")
    workflow.save_update(fresh(update), content=content, by=by)
    workflow.submit_update(fresh(update), by=by)


def test_it_says_what_is_in_who_has_the_rest_and_what_a_pack_would_print(
    plan_round, coordinator, officer, as_
):
    say(plan_round.updates.first(), officer)
    page = " ".join(as_(coordinator).get(url(plan_round)).content.decode().split())
    assert "1 day left, 1 of 3 in" in page
    assert "Area Lead signs" in page
    assert "Outstanding: 1 person" in page
    assert "2 rows printed as “No update received”" in page


def test_a_row_of_nobody_is_no_person_who_was_asked(plan_round, coordinator, as_):
    row = plan_round.updates.order_by("improvement__order").first()
    ProgressUpdate.objects.filter(pk=row.pk).update(asked=None)
    page = " ".join(as_(coordinator).get(url(plan_round)).content.decode().split())
    assert "Outstanding: 1 person<" in page
    assert '>Nobody yet</th> <td>1</td> <td class="nowrap">Not reminded</td>' in page


def test_an_excused_row_waits_for_nobody_and_a_closed_one_for_no_reviewer(
    plan_round, officer, coordinator
):
    first, second, _ = plan_round.updates.order_by("improvement__order")
    workflow.excuse_update(fresh(first), reason="The review starts in February.", by=coordinator)
    say(second, officer)
    waits = [
        row.waits_for for row in round_overview(plan_round, coordinator, shown="", order="").rows
    ]
    assert waits == ["Nobody", "Area Lead", officer.name]
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    closed = fresh(plan_round)
    waits = [row.waits_for for row in round_overview(closed, coordinator, shown="", order="").rows]
    assert waits == ["Nobody", "Nobody", "Nobody"]


def test_a_row_taken_out_of_the_plan_is_not_asked_for_again(plan_round, coordinator, as_):
    row = plan_round.updates.order_by("improvement__order").first()
    retire_part(row.improvement, reason="Merged with row 2.", by=coordinator)
    assert fresh(row).state == State.EXCUSED
    assert "Cancel the exemption" not in as_(coordinator).get(url(plan_round)).content.decode()
    with pytest.raises(ActionRefused, match="not in the plan any more"):
        workflow.ask_after_all(fresh(row), by=coordinator)


def test_it_shows_what_is_still_out_and_orders_by_who_has_it(plan_round, coordinator, officer, as_):
    say(plan_round.updates.order_by("improvement__order").first(), officer)
    page = as_(coordinator).get(url(plan_round) + "?show=out&order=who").content.decode()
    table = page[page.index("<table") : page.index("</table")]
    assert "Open papers 1" not in table and "Open papers 2" in table
    shown = as_(coordinator).get(url(plan_round) + "?show=in").content.decode()
    assert "Open papers 2" not in shown[shown.index("<table") : shown.index("</table")]


def test_an_unknown_filter_shows_everything(plan_round, coordinator, as_):
    assert as_(coordinator).get(url(plan_round) + "?show=x&order=y").status_code == 200


def test_excusing_a_row_prints_its_reason_and_can_be_taken_back(plan_round, coordinator, as_):
    update = plan_round.updates.first()
    client = as_(coordinator)
    seen = seen_standing([update])
    data = {"row": update.pk, "reason": "The review it waits for starts in February.", "seen": seen}
    assert client.post(url(plan_round, "update_exempt"), data).status_code == 302
    assert fresh(update).state == State.EXCUSED
    page = client.get(url(plan_round)).content.decode()
    assert "starts in February." in page and "Cancel the exemption" in page
    client.post(url(plan_round, "update_cancel_exemption", update), {"seen": fresh(update).seen})
    assert fresh(update).state == State.NOT_STARTED
    assert AuditEvent.objects.count() == 2


def test_excusing_without_a_reason_keeps_the_row_chosen(plan_round, coordinator, as_):
    update = plan_round.updates.first()
    page = as_(coordinator).post(url(plan_round, "update_exempt"), {"row": update.pk})
    assert page.status_code == 200
    assert "Give the reason" in page.content.decode()
    assert f'value="{update.pk}" selected' in page.content.decode()
    assert fresh(update).state == State.NOT_STARTED


def test_closing_names_what_is_recorded_as_silence_first(plan_round, coordinator, officer, as_):
    say(plan_round.updates.order_by("improvement__order").first(), officer)
    client = as_(coordinator)
    page = client.get(url(plan_round, "round_close")).content.decode()
    assert "1 of 3 rows submitted or exempt" in page and "2. Open papers 2" in page
    before = AuditEvent.objects.count()
    assert client.post(url(plan_round, "round_close"), read(plan_round)).url == url(plan_round)
    assert fresh(plan_round).is_closed
    assert AuditEvent.objects.count() == before + 1
    after = client.get(url(plan_round)).content.decode()
    assert "Closed with 1 of 3 in" in after and "No update received" in after


def test_closing_twice_says_so(plan_round, coordinator, as_):
    client = as_(coordinator)
    client.post(url(plan_round, "round_close"), read(plan_round))
    page = client.get(url(plan_round, "round_close"), follow=True).content.decode()
    assert "is closed already" in page
    before = AuditEvent.objects.count()
    again = client.post(
        url(plan_round, "round_close"),
        follow=True,
        headers={"referer": "http://testserver" + url(plan_round)},
    )
    assert "is closed already" in again.content.decode()
    assert AuditEvent.objects.count() == before


def test_opening_again_needs_a_reason(plan_round, coordinator, as_):
    client = as_(coordinator)
    client.post(url(plan_round, "round_close"), read(plan_round))
    page = client.post(url(plan_round, "round_reopen"), {"reason": ""})
    assert page.status_code == 200 and "Give the reason" in page.content.decode()
    typed = {"reason": "A row came late.", "seen": fresh(plan_round).seen}
    client.post(url(plan_round, "round_reopen"), typed)
    assert not fresh(plan_round).is_closed


def test_a_signed_quarter_offers_no_opening_again(plan_round, coordinator, area_lead, as_):
    workflow.close_plan_round(plan_round, by=coordinator)
    PlanRound.objects.filter(pk=plan_round.pk).update(
        signed_at="2019-10-04T09:00Z", signed_by=area_lead, signed_name="Area Lead"
    )
    page = as_(coordinator).get(url(plan_round)).content.decode()
    assert "Reopen the quarter" not in page and "Signed by Area Lead" in page


@pytest.mark.parametrize("person", ["officer", "area_lead", "auditor"])
def test_others_who_may_see_an_open_quarter_see_no_verbs(plan_round, as_, request, person):
    page = as_(request.getfixturevalue(person)).get(url(plan_round))
    assert page.status_code == 200
    assert "Exempt a row" not in page.content.decode()
    assert "Close the quarter" not in page.content.decode()


def test_a_committee_member_sees_it_once_it_is_closed(
    plan_round, committee_member, coordinator, as_
):
    client = as_(committee_member)
    assert client.get(url(plan_round)).status_code == 403
    workflow.close_plan_round(plan_round, by=coordinator)
    assert client.get(url(plan_round)).status_code == 200


VERBS = ["update_exempt", "round_close", "round_reopen"]


@pytest.mark.parametrize("name", ["round_detail", *VERBS])
def test_outsider_gets_404(plan_round, outsider, as_, name):
    client = as_(outsider)
    assert client.post(url(plan_round, name)).status_code in (404, 405)
    assert client.get(url(plan_round, name)).status_code in (404, 405)


@pytest.mark.parametrize("person", ["officer", "area_lead", "committee_member", "auditor"])
@pytest.mark.parametrize("name", VERBS)
def test_wrong_role_gets_403(plan_round, as_, request, person, name):
    client = as_(request.getfixturevalue(person))
    assert client.post(url(plan_round, name)).status_code == 403
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("name", ["update_exempt", "round_reopen"])
def test_reading_a_verb_gets_405(plan_round, coordinator, as_, name):
    assert as_(coordinator).get(url(plan_round, name)).status_code == 405


@pytest.mark.parametrize("name", ["round_detail", "task_list", "update_check"])
def test_queries_do_not_grow_with_the_rows(partnership, coordinator, officer, as_, name):
    counts = []
    client = as_(coordinator)
    for slug, rows in (("one", 1), ("ten", 10), ("hundred", 100)):
        plan = factories.make_plan(partnership, rows=rows, slug=slug, updater=coordinator)
        day = {1: date(2016, 4, 1), 10: date(2017, 4, 1), 100: date(2018, 4, 1)}[rows]
        reporting_round = factories.make_round(
            partnership, by=coordinator, slug=slug, starts_on=day, ends_on=day.replace(month=6)
        )
        plan_round = factories.make_plan_round(plan, reporting_round)
        for update in plan_round.updates.all():
            update.start()
            update.edited_by, update.edited_at = coordinator, update.state_since
            update.save()
        client.get(url(plan_round, name))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url(plan_round, name)).content.decode()
        assert page.count("Open papers") >= rows
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
