"""Signing a quarter: what keeps it from being signed, what is frozen, what may be added after."""

from datetime import date

import pytest

from governance.errors import ActionRefused
from governance.models import AuditEvent
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import Improvement, PlanRound, ProgressUpdate, Review
from plans.rounds.snapshots import digest_of
from tests import factories


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def accepted(plan_round, officer, area_lead):
    """The first row accepted, the others not started."""
    update = plan_round.updates.order_by("improvement__order").first()
    factories.submit(update, by=officer)
    workflow.accept_update(fresh(update), words="Good.", by=area_lead)
    return fresh(update)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def sign(plan_round, by, name="Area Lead, Cities and Local Growth Unit"):
    workflow.sign_plan_round(fresh(plan_round), signed_name=name, by=by)


def test_signing_keeps_name_time_and_words(accepted, plan_round, area_lead):
    sign(plan_round, area_lead)
    signed = fresh(plan_round)
    assert signed.signed_by == area_lead
    assert signed.signed_name == "Area Lead, Cities and Local Growth Unit"
    assert signed.state == PlanRound.State.COLLECTING
    assert signed.snapshot_sha256 == digest_of(signed.snapshot)
    assert signed.snapshot["rows"][0]["review"]["words"] == "Good."
    assert AuditEvent.objects.order_by("-number").first().verb == "plans.round_signed"


def test_a_row_without_a_view_keeps_the_quarter_open(accepted, plan_round, officer, area_lead):
    second, third = plan_round.updates.order_by("improvement__order")[1:]
    factories.submit(second, by=officer)
    with pytest.raises(ActionRefused, match="2 waits for your view"):
        sign(plan_round, area_lead)
    factories.submit(third, by=officer)
    with pytest.raises(ActionRefused, match="2 and 3 wait for your view"):
        sign(plan_round, area_lead)
    assert not fresh(plan_round).is_signed


@pytest.mark.parametrize("name", ["", "   "])
def test_signing_needs_a_name(name, accepted, plan_round, area_lead):
    with pytest.raises(ActionRefused, match="Type your name and title"):
        sign(plan_round, area_lead, name)


def test_a_signed_or_closed_quarter_is_not_signed_again(accepted, plan_round, area_lead):
    sign(plan_round, area_lead)
    with pytest.raises(ActionRefused, match="signed already"):
        sign(plan_round, area_lead)


def test_a_closed_quarter_is_opened_again_before_it_is_signed(
    accepted, plan_round, coordinator, area_lead
):
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    with pytest.raises(ActionRefused, match="Ask the coordinator to open it again"):
        sign(plan_round, area_lead)


def test_nothing_changes_after_signing(accepted, plan_round, officer, area_lead):
    sign(plan_round, area_lead)
    other = plan_round.updates.order_by("improvement__order").last()
    with pytest.raises(ActionRefused, match="is signed"):
        workflow.take_back_acceptance(fresh(accepted), by=area_lead)
    with pytest.raises(ActionRefused, match="is signed"):
        workflow.accept_update(fresh(accepted), words="Better.", by=area_lead)
    with pytest.raises(ActionRefused, match="is signed"):
        workflow.save_update(fresh(other), content=UpdateContent(notes="Late."), by=officer)
    assert Review.objects.get().words == "Good."


def test_a_statement_edited_after_signing_leaves_the_signed_words(accepted, plan_round, area_lead):
    sign(plan_round, area_lead)
    digest = fresh(plan_round).snapshot_sha256
    improvement = fresh(accepted.improvement)
    was = improvement.statement[0]["text"]
    improvement.statement = [{"kind": "paragraph", "level": 0, "text": "Something else."}]
    improvement.save()
    signed = fresh(plan_round)
    assert signed.snapshot["rows"][0]["statement"][0]["text"] == was
    assert signed.snapshot_sha256 == digest == digest_of(signed.snapshot)
    assert Improvement.objects.get(pk=improvement.pk).statement[0]["text"] == "Something else."


def test_a_signed_quarter_is_closed_and_keeps_what_was_signed(
    accepted, plan_round, coordinator, area_lead
):
    sign(plan_round, area_lead)
    digest = fresh(plan_round).snapshot_sha256
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    assert fresh(plan_round).is_closed
    assert fresh(plan_round).snapshot_sha256 == digest


@pytest.mark.parametrize(("who", "voice"), [("area_lead", "reviewer"), ("coordinator", "lep")])
def test_a_correction_is_dated_and_names_its_voice(
    who, voice, accepted, plan_round, area_lead, request
):
    sign(plan_round, area_lead)
    person = request.getfixturevalue(who)
    before = AuditEvent.objects.count()
    addendum = workflow.add_addendum(
        fresh(plan_round), text="It was 8 papers.", improvement=accepted.improvement, by=person
    )
    assert (addendum.voice, addendum.text) == (voice, "It was 8 papers.")
    assert addendum.added_at.date() == date(2019, 9, 26)
    assert AuditEvent.objects.count() == before + 1


def test_a_correction_waits_for_the_signature_and_has_words(accepted, plan_round, area_lead):
    with pytest.raises(ActionRefused, match="is not signed"):
        workflow.add_addendum(fresh(plan_round), text="Too early.", by=area_lead)
    sign(plan_round, area_lead)
    with pytest.raises(ActionRefused, match="Write what you add"):
        workflow.add_addendum(fresh(plan_round), text=" ", by=area_lead)


def test_where_nobody_reviews_nobody_signs(accepted, plan_round, partnership, area_lead):
    partnership.reviewer_title = ""
    partnership.save()
    with pytest.raises(ActionRefused, match="closed unsigned"):
        sign(plan_round, area_lead)
    assert ProgressUpdate.objects.filter(state="accepted").exists()
