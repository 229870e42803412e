"""Downloading, issuing, replacing and building again, as requests."""

import pytest
from django.urls import reverse

from governance.models import AuditEvent, BoardPack
from tests import factories

VERBS = ["pack_issue", "pack_supersede", "pack_build_again"]


@pytest.fixture
def closed(reporting_round, coordinator):
    return factories.close_round(reporting_round, by=coordinator)


@pytest.fixture
def ready(body, closed, coordinator):
    return factories.make_pack(body, closed, by=coordinator)


@pytest.fixture
def issued(body, closed, coordinator):
    return factories.make_pack(body, closed, by=coordinator, state="issued")


def address(name, pack):
    return reverse(f"governance:{name}", args=["sslep", pack.pk])


def by_people():
    """Every event but those of the worker, who builds."""
    return AuditEvent.objects.exclude(verb="governance.pack_built")


def fresh(pack):
    return BoardPack.objects.get(pk=pack.pk)


def text(response):
    return response.content.decode()


# --- Downloading --------------------------------------------------------------------------------
def test_a_member_gets_exactly_the_stored_bytes(as_, committee_member, issued):
    response = as_(committee_member).get(address("pack_download", issued))
    assert response.content == bytes(issued.pdf)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="{issued.body.slug}-pack-2019-q2-2019-11-14-1.pdf"'
    )
    assert not by_people().exists()


def test_changed_bytes_are_given_to_nobody_and_the_record_says_so(as_, committee_member, issued):
    BoardPack.objects.filter(pk=issued.pk).update(pdf=b"%PDF-1.7 other")
    response = as_(committee_member).get(address("pack_download", issued), follow=True)
    assert response.redirect_chain == [(issued.get_absolute_url(), 302)]
    assert "does not match the fingerprint" in text(response)
    assert by_people().get().verb == "governance.pack_found_changed"


def test_what_is_not_built_cannot_be_downloaded(as_, coordinator, body, closed):
    pack = factories.make_pack(body, closed, by=coordinator, state="building")
    response = as_(coordinator).get(address("pack_download", pack), follow=True)
    assert "not built yet" in text(response)


def test_downloading_is_a_get(as_, committee_member, issued):
    assert as_(committee_member).post(address("pack_download", issued)).status_code == 405


# --- The verbs ----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", VERBS)
def test_verbs_are_posted_by_the_coordinator_only(
    as_, name, ready, coordinator, officer, committee_member, area_lead, auditor, outsider
):
    assert as_(coordinator).get(address(name, ready)).status_code == 405
    for person in (officer, committee_member, area_lead, auditor):
        assert as_(person).post(address(name, ready)).status_code == 403
    assert as_(outsider).post(address(name, ready)).status_code == 404
    assert fresh(ready).state == "ready" and not by_people().exists()


def test_issuing_opens_the_pack_to_its_members(as_, coordinator, committee_member, ready):
    response = as_(coordinator).post(
        address("pack_issue", ready), {"issue-is_read": "on", "seen": ready.seen}, follow=True
    )
    assert "The members of the Finance and Resources Committee can read it now." in text(response)
    assert fresh(ready).state == "issued"
    assert by_people().get().verb == "governance.pack_issued"
    assert as_(committee_member).get(address("pack_download", ready)).content == bytes(ready.pdf)


def test_issuing_asks_first(as_, coordinator, ready):
    response = as_(coordinator).post(address("pack_issue", ready), {})
    assert "Say that you have read the pack, then issue it." in text(response)
    assert fresh(ready).state == "ready" and not by_people().exists()


def test_issuing_in_the_wrong_state_says_why(as_, coordinator, body, closed):
    pack = factories.make_pack(body, closed, by=coordinator, state="failed")
    response = as_(coordinator).post(
        address("pack_issue", pack),
        {"issue-is_read": "on"},
        follow=True,
        headers={"referer": f"http://testserver{pack.get_absolute_url()}"},
    )
    assert "Only a pack that is ready can be issued." in text(response)
    assert fresh(pack).state == "failed" and not by_people().exists()


def test_replacing_builds_a_new_pack_with_the_reason(as_, coordinator, issued):
    response = as_(coordinator).post(
        address("pack_supersede", issued),
        {"supersede-reason": "A date was wrong.", "seen": issued.seen},
        follow=True,
    )
    new = BoardPack.objects.get(supersedes=issued)
    assert response.redirect_chain == [(new.get_absolute_url(), 302)]
    assert "The old one holds until you issue the new one." in text(response)
    assert fresh(issued).state == "issued"
    assert by_people().count() == 1


def test_replacing_asks_why_and_keeps_what_was_typed(as_, coordinator, issued):
    page = text(as_(coordinator).post(address("pack_supersede", issued), {}))
    assert "Give the reason in a sentence, because the new pack prints it." in page
    long = "a" * 301
    page = text(
        as_(coordinator).post(address("pack_supersede", issued), {"supersede-reason": long})
    )
    assert long in page
    assert BoardPack.objects.count() == 1


def test_building_again_asks_the_worker_once_more(as_, coordinator, ready):
    response = as_(coordinator).post(
        address("pack_build_again", ready), {"seen": ready.seen}, follow=True
    )
    assert "The pack is being built again." in text(response)
    assert fresh(ready).state == "requested"
    assert by_people().get().verb == "governance.pack_requested_again"


def test_an_issued_pack_is_not_built_again(as_, coordinator, issued):
    response = as_(coordinator).post(
        address("pack_build_again", issued),
        follow=True,
        headers={"referer": f"http://testserver{issued.get_absolute_url()}"},
    )
    assert "Replace an issued pack with a reason instead." in text(response)
    assert fresh(issued).state == "issued"
