"""Check-ins entered in the administration, as on the pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent
from okrs.models import CheckIn
from tests import factories

State = CheckIn.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


@pytest.fixture
def address(check_in) -> str:
    return reverse("admin:okrs_checkin_change", args=[check_in.pk])


def asked(client: Client, address: str) -> dict:
    form = client.get(address).context["adminform"].form
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_a_check_in_is_typed_sent_and_withdrawn(
    root, administrator, partnership, address, check_in, measure, officer
):
    status = factories.status(partnership, "on_track")
    sent = asked(root, address) | {
        "said_by": officer.pk,
        "status": status.pk,
        "words": "The plan was agreed.",
        f"measure_{measure.pk}": "3",
        "_send": "1",
    }
    answer = root.post(address, sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    stored = CheckIn.objects.get()
    assert (stored.state, stored.submitted_by, stored.words) == (
        State.SUBMITTED,
        officer,
        "The plan was agreed.",
    )
    assert stored.readings.get().value == 3
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor) == ("okrs.checkin_submitted", administrator)
    assert f", for {officer}, submitted the check-in" in event.as_printed
    shown = root.get(address).content.decode()
    assert "The plan was agreed." in shown and "Withdraw it" in shown
    answer = root.post(address, asked(root, address) | {"_withdraw": "1"})
    assert CheckIn.objects.get().state == State.DRAFT


def test_what_is_missing_is_said_and_nothing_is_lost(root, address, officer):
    sent = asked(root, address) | {"said_by": officer.pk, "words": "Typed.", "_send": "1"}
    shown = root.post(address, sent).content.decode()
    assert "Choose how it stands and say what happened" in shown and "Typed." in shown
    assert CheckIn.objects.get().state == State.NOT_STARTED


def test_a_closed_quarter_says_why_it_is_only_read(root, address, reporting_round, coordinator):
    factories.close_round(reporting_round, by=coordinator)
    assert "is closed, so its check-ins" in root.get(address).content.decode()
    assert root.post(address, {}).status_code == 403


def test_a_key_result_is_picked_first(root, address, check_in):
    page = reverse("admin:okrs_checkin_add")
    assert root.post(page, {"row": check_in.pk})["Location"] == address
