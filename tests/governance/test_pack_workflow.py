"""A pack as actions: asked for, asked again, issued, replaced; what is refused and why."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from governance import clock
from governance.errors import ActionRefused
from governance.models import AuditEvent, BoardPack
from governance.packs.integrity import vouch_for_built
from governance.packs.verify import fingerprint
from governance.workflow import packs as workflow
from tests import factories

State = BoardPack.State


@pytest.fixture
def closed(reporting_round, coordinator):
    return factories.close_round(reporting_round, by=coordinator)


def fresh(pack):
    return BoardPack.objects.get(pk=pack.pk)


def by_people():
    """Every event but those of the worker, who builds."""
    return AuditEvent.objects.exclude(verb="governance.pack_built")


def verbs():
    return [*by_people().order_by("number").values_list("verb", flat=True)]


def test_a_pack_is_asked_for_with_its_sections_in_order(body, closed, coordinator):
    pack = workflow.request_pack(body, round=closed, sections=["plan", "summary"], by=coordinator)
    again = workflow.request_pack(body, round=closed, by=coordinator)
    assert (pack.state, pack.number, pack.sections) == (State.REQUESTED, 1, ["plan", "summary"])
    assert again.number == 2
    assert verbs() == ["governance.pack_requested"] * 2


def test_the_meeting_is_the_quarters_unless_said(body, closed, coordinator):
    closed.meets_on = date(2019, 11, 14)
    closed.save()
    assert workflow.request_pack(body, round=closed, by=coordinator).meets_on == closed.meets_on


def test_a_pack_needs_a_section_that_exists(body, closed, coordinator):
    with pytest.raises(ActionRefused, match="Choose at least one section"):
        workflow.request_pack(body, round=closed, sections=["weather"], by=coordinator)
    assert not BoardPack.objects.exists() and verbs() == []


def test_a_quarter_of_somebody_else_is_refused(body, other_partnership, coordinator):
    elsewhere = factories.make_round(other_partnership, by=coordinator)
    with pytest.raises(ActionRefused, match="same partnership"):
        workflow.request_pack(body, round=elsewhere, by=coordinator)


def test_issuing_makes_the_bytes_the_record(body, closed, coordinator):
    pack = factories.make_pack(body, closed, by=coordinator)
    workflow.issue_pack(pack, by=coordinator)
    assert fresh(pack).state == State.ISSUED
    assert fresh(pack).issued_by == coordinator
    event = by_people().get()
    assert event.verb == "governance.pack_issued"
    assert event.details == {"sha256": pack.sha256, "build": pack.build_id}


def test_a_pack_of_an_open_quarter_is_not_issued(body, reporting_round, coordinator):
    pack = factories.make_pack(body, reporting_round, by=coordinator, is_draft=True)
    with pytest.raises(ActionRefused, match="Close the quarter, then build"):
        workflow.issue_pack(pack, by=coordinator)
    assert fresh(pack).state == State.READY and verbs() == []


def test_a_pack_built_before_the_quarter_was_closed_is_not_issued(body, closed, coordinator):
    before = closed.closed_at - timedelta(minutes=5)
    for fields in [{"is_draft": True}, {"built_at": before}]:
        pack = factories.make_pack(body, closed, by=coordinator, **fields)
        with pytest.raises(ActionRefused, match="draft from before the quarter was closed"):
            workflow.issue_pack(pack, by=coordinator)


def test_a_draft_cannot_be_issued_by_any_door(body, closed, coordinator):
    pack = factories.make_pack(body, closed, by=coordinator, is_draft=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPack.objects.filter(pk=pack.pk).update(
            state="issued", issued_at=clock.now(), issued_by=coordinator
        )


@pytest.mark.parametrize("state", ["requested", "building", "failed", "issued", "superseded"])
def test_only_a_ready_pack_is_issued(body, closed, coordinator, state):
    pack = factories.make_pack(body, closed, by=coordinator, state=state)
    with pytest.raises(ActionRefused, match="Only a pack that is ready can be issued"):
        workflow.issue_pack(pack, by=coordinator)
    assert fresh(pack).state == state


def test_a_second_issue_must_say_what_it_replaces(body, closed, coordinator):
    factories.make_pack(body, closed, by=coordinator, state="issued")
    second = factories.make_pack(body, closed, by=coordinator)
    with pytest.raises(ActionRefused, match="Pack 1 is issued for this quarter already"):
        workflow.issue_pack(second, by=coordinator)


def test_changed_bytes_are_not_issued(body, closed, coordinator):
    pack = factories.make_pack(body, closed, by=coordinator, sha256="0" * 64)
    with pytest.raises(ActionRefused, match="does not match the fingerprint"):
        workflow.issue_pack(pack, by=coordinator)


def test_an_issued_pack_holds_until_the_one_that_replaces_it_is_issued(body, closed, coordinator):
    old = factories.make_pack(body, closed, by=coordinator, state="issued")
    new = workflow.supersede_pack(old, reason="Row 7 was left out.", by=coordinator)
    assert (new.number, new.reason, new.supersedes) == (2, "Row 7 was left out.", old)
    assert fresh(old).state == State.ISSUED
    data = b"%PDF-1.7 new"
    BoardPack.objects.filter(pk=new.pk).update(
        state="ready", pdf=data, sha256=fingerprint(data), built_at=clock.now()
    )
    with transaction.atomic():
        vouch_for_built(fresh(new))
    workflow.issue_pack(fresh(new), by=coordinator)
    assert fresh(old).state == State.SUPERSEDED
    assert fresh(new).state == State.ISSUED
    assert verbs() == ["governance.pack_superseding", "governance.pack_issued"]


def test_replacing_needs_a_reason_and_happens_once(body, closed, coordinator):
    old = factories.make_pack(body, closed, by=coordinator, state="issued")
    with pytest.raises(ActionRefused, match="Give the reason"):
        workflow.supersede_pack(old, reason="  ", by=coordinator)
    workflow.supersede_pack(old, reason="A date was wrong.", by=coordinator)
    with pytest.raises(ActionRefused, match="asked for already"):
        workflow.supersede_pack(old, reason="Another date.", by=coordinator)


@pytest.mark.parametrize("state", ["requested", "building", "failed", "ready"])
def test_only_an_issued_pack_is_replaced(body, closed, coordinator, state):
    pack = factories.make_pack(body, closed, by=coordinator, state=state)
    with pytest.raises(ActionRefused, match="Only an issued pack is replaced"):
        workflow.supersede_pack(pack, reason="A date was wrong.", by=coordinator)


@pytest.mark.parametrize("state", ["failed", "ready"])
def test_a_pack_nobody_was_given_is_built_again(body, closed, coordinator, state):
    pack = factories.make_pack(body, closed, by=coordinator, state=state)
    workflow.request_pack_again(pack, by=coordinator)
    again = fresh(pack)
    assert (again.state, again.pdf, again.sha256) == (State.REQUESTED, None, "")
    assert verbs() == ["governance.pack_requested_again"]


def test_an_issued_pack_is_never_built_again(body, closed, coordinator):
    pack = factories.make_pack(body, closed, by=coordinator, state="issued")
    with pytest.raises(ActionRefused, match="Replace an issued pack"):
        workflow.request_pack_again(pack, by=coordinator)
    assert bytes(fresh(pack).pdf) == bytes(pack.pdf)
