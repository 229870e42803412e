"""The audit log, as an auditor reads it."""

import pytest
from django.db import transaction
from django.urls import reverse

from governance import audit
from governance.models import AuditEvent, AuditHead
from tests.reading import shown


@pytest.fixture
def actions(partnership, coordinator):
    with transaction.atomic():
        for name in ("plan", "row"):
            audit.record(
                f"plans.{name}_edited",
                f"{{actor}} edited the {name}.",
                partnership=partnership,
                by=coordinator,
            )
    return partnership


@pytest.fixture
def address(partnership):
    return reverse("governance:audit_list", args=[partnership.slug])


def test_auditor_reads_every_action_with_its_doer(as_, auditor, actions, address):
    page = as_(auditor).get(address).content.decode()
    assert "LEP Partnership Manager edited the plan." in page


def test_a_filter_narrows_the_list_and_has_an_address(as_, auditor, actions, address):
    page = as_(auditor).get(address, {"what": "the row"}).content.decode()
    assert "edited the row." in page
    assert "edited the plan." not in page


def test_nothing_found_says_what_to_do(as_, auditor, actions, address):
    assert "Take a filter away" in as_(auditor).get(address, {"what": "zebra"}).content.decode()


def test_a_date_nobody_can_read_is_said_to_be_so(as_, auditor, actions, address):
    page = as_(auditor).get(address, {"since": "whenever"}).content.decode()
    assert "Enter a valid date" in page


def test_a_cut_at_the_end_is_shown(as_, auditor, actions, address):
    AuditHead.objects.filter(partnership=actions).update(count=3)
    client = as_(auditor)
    assert "have not been checked yet" in shown(client.get(address))
    page = shown(client.post(f"{address}check/", follow=True))
    assert "events were cut off its end" in page
    assert "found 1 fault" in shown(client.get(address))


def test_a_whole_record_is_said_to_be_whole(as_, auditor, actions, address):
    page = as_(auditor).post(f"{address}check/", follow=True).content.decode()
    assert "nothing was changed, removed or cut off" in page


def test_outsider_gets_404(as_, outsider, address):
    assert as_(outsider).get(address).status_code == 404


def test_officer_gets_403(as_, officer, address):
    assert as_(officer).get(address).status_code == 403


def test_the_table_holds_no_live_formula(as_, auditor, partnership, coordinator):
    with transaction.atomic():
        audit.record("plans.plan_edited", "=1+1", partnership=partnership, by=coordinator)
    answer = as_(auditor).get(reverse("governance:audit_export", args=[partnership.slug]))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith("\ufeffNumber,When")
    assert "'=1+1" in lines[1]


def test_export_is_read_only(as_, auditor, partnership):
    address = reverse("governance:audit_export", args=[partnership.slug])
    assert as_(auditor).post(address).status_code == 405


def test_queries_do_not_grow_with_the_list(
    as_, auditor, actions, address, coordinator, django_assert_max_num_queries
):
    with transaction.atomic():
        for number in range(40):
            audit.record(
                "plans.plan_edited", f"Action {number}.", partnership=actions, by=coordinator
            )
    client = as_(auditor)
    with django_assert_max_num_queries(14):
        client.get(address)
    assert AuditEvent.objects.count() == 42


def test_an_action_made_of_others_unfolds(as_, auditor, coordinator, partnership):
    one = audit.as_one("plans.plan_imported", partnership=partnership, by=coordinator)
    with transaction.atomic(), one as whole:
        for number in range(101):
            audit.record(
                "plans.part_added", f"Part {number}.", partnership=partnership, by=coordinator
            )
        whole.sentence = "{actor} imported a plan."
    url = reverse("governance:audit_list", args=[partnership.slug])
    page = as_(auditor).get(url).content.decode()
    assert "101 actions in this one" in page
    assert "<li>Part 0.</li>" in page
    assert "<li>Part 100.</li>" not in page
    assert "the log itself holds all of them" in page
