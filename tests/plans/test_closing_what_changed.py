"""Whoever closes a quarter is told which rows changed since the page, how and when."""

from datetime import date

import pytest

from plans import workflow
from plans.addresses import address_of
from plans.input.update import UpdateContent
from plans.models import ProgressUpdate
from plans.rounds.versions_seen import quarter_as_shown
from tests import factories


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def close(client, plan_round, seen):
    said = client.post(address_of("round_close", plan_round), {"seen": seen})
    return said.status_code, " ".join(said.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def sent(plan_round, officer):
    update = plan_round.updates.select_related("improvement").first()
    return factories.submit(update, by=officer, notes="Nine papers went up.")


def returned(update, people):
    workflow.return_update(fresh(update), note="Say which papers.", by=people["area_lead"])


def withdrawn(update, people):
    workflow.withdraw_update(fresh(update), by=people["officer"])


def accepted(update, people):
    workflow.accept_update(fresh(update), by=people["area_lead"])


@pytest.mark.parametrize(
    ("meanwhile", "sentence"),
    [
        (returned, "was returned on 27 September 2019 by Area Lead."),
        (withdrawn, "was withdrawn on 27 September 2019 by Governance Officer."),
        (accepted, "was accepted on 27 September 2019 by Area Lead."),
    ],
)
def test_a_row_that_changed_is_named_with_what_became_of_it(
    sent, officer, area_lead, coordinator, as_, on_day, meanwhile, sentence
):
    seen = quarter_as_shown(fresh(sent.plan_round)).seen
    on_day(date(2019, 9, 27))
    meanwhile(sent, {"officer": officer, "area_lead": area_lead})
    status, page = close(as_(coordinator), sent.plan_round, seen)
    called = sent.improvement.called.capitalize()
    assert status == 409 and f"{called} {sentence}" in page
    assert not fresh(sent.plan_round).is_closed
    if meanwhile is returned:
        assert "Returned. The note with it: Say which papers." in page
        assert "No update was sent" not in page


def test_a_row_seen_as_returned_that_was_sent_again_says_so(
    sent, officer, area_lead, coordinator, as_, on_day
):
    returned(sent, {"area_lead": area_lead})
    seen = quarter_as_shown(fresh(sent.plan_round)).seen
    on_day(date(2019, 9, 27))
    factories.submit(fresh(sent), by=officer, notes="Ten papers went up.")
    status, page = close(as_(coordinator), sent.plan_round, seen)
    assert status == 409
    assert "was submitted on 27 September 2019 by Governance Officer." in page
    assert "Returned." in page and "Ten papers went up." in page


def test_typing_in_a_draft_is_no_change_of_the_quarter(sent, officer, area_lead, coordinator, as_):
    returned(sent, {"area_lead": area_lead})
    seen = quarter_as_shown(fresh(sent.plan_round)).seen
    content = UpdateContent(status="on_track", notes="Half a sentence.")
    workflow.save_update(fresh(sent), content=content, by=officer)
    status, _ = close(as_(coordinator), sent.plan_round, seen)
    assert status == 302
    assert fresh(sent).state in (ProgressUpdate.State.RETURNED, ProgressUpdate.State.SILENT)
