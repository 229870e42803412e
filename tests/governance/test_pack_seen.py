"""A pack is issued as it was read: one that was built again meanwhile is another file."""

import pytest
from django.db import transaction
from django.urls import reverse

from governance.models import AuditEvent, BoardPack, StaleVersion
from governance.packs.integrity import vouch_for_built
from governance.packs.verify import fingerprint
from governance.workflow import packs as workflow
from tests import factories


@pytest.fixture
def ready(body, reporting_round, coordinator):
    closed = factories.close_round(reporting_round, by=coordinator)
    return factories.make_pack(body, closed, by=coordinator)


def build_again(pack: BoardPack, *, by) -> BoardPack:
    """Asked for again by somebody else, and built by the worker from other figures."""
    workflow.request_pack_again(BoardPack.objects.get(pk=pack.pk), by=by)
    fresh = BoardPack.objects.get(pk=pack.pk)
    fresh.start_building()
    fresh.finish_building()
    fresh.pdf = b"%PDF-1.7 another file"
    fresh.sha256, fresh.build_id, fresh.pages = fingerprint(fresh.pdf), "FRC-2019-q2.1-other", 15
    fresh.built_at = fresh.round.closed_at
    with transaction.atomic():
        fresh.save()
        vouch_for_built(fresh)
    return fresh


@pytest.mark.parametrize(
    ("verb", "typed"),
    [("pack_issue", {"issue-is_read": "on"}), ("pack_build_again", {})],
)
def test_a_pack_built_again_is_not_decided_on_unread(as_, ready, coordinator, verb, typed):
    shown = ready.seen
    again = build_again(ready, by=coordinator)
    events = AuditEvent.objects.count()
    url = reverse(f"governance:{verb}", args=["sslep", ready.pk])
    response = as_(coordinator).post(url, typed | {"seen": shown})
    page = response.content.decode()
    assert response.status_code == 409
    assert "FRC-2019-q2.1-7f3a9c1e" in page and "FRC-2019-q2.1-other" in page
    assert "What you saw" in page and "Nothing was done." in page
    # The box that says “I have read this pack” has to be ticked anew.
    assert 'name="issue-is_read"' in page and "checked" not in page
    assert BoardPack.objects.get(pk=ready.pk).state == "ready"
    assert AuditEvent.objects.count() == events
    assert as_(coordinator).post(url, typed | {"seen": again.seen}).status_code == 302


def test_a_reason_typed_for_another_file_is_kept(as_, ready, coordinator):
    shown = ready.seen
    workflow.issue_pack(ready, by=coordinator)
    url = reverse("governance:pack_supersede", args=["sslep", ready.pk])
    typed = {"supersede-reason": "A figure was wrong.", "seen": shown}
    response = as_(coordinator).post(url, typed)
    assert response.status_code == 409
    assert "A figure was wrong." in response.content.decode()
    assert BoardPack.objects.count() == 1


def test_a_form_shown_again_for_a_mistake_does_not_take_the_new_file_unasked(
    as_, ready, coordinator
):
    shown = ready.seen
    build_again(ready, by=coordinator)
    url = reverse("governance:pack_issue", args=["sslep", ready.pk])
    page = as_(coordinator).post(url, {"seen": shown}).content.decode()
    assert f'value="{shown}"' in page


def test_what_is_in_hand_counts_where_no_page_was_shown(ready, coordinator):
    stale = BoardPack.objects.get(pk=ready.pk)
    build_again(ready, by=coordinator)
    with pytest.raises(StaleVersion):
        workflow.issue_pack(stale, by=coordinator)
