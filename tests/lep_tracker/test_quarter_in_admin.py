"""A quarter opened in the administration, with its plans and key results, as on its page."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.models import AuditEvent, ReportingRound, User

ADD = "admin:governance_reportinground_add"


@pytest.fixture(autouse=True)
def _july(on_day):
    on_day(date(2019, 7, 1))


@pytest.fixture
def root(as_, administrator) -> Client:
    return as_(administrator)


def opening(partnership) -> str:
    return f"{reverse(ADD)}?partnership={partnership.pk}"


def typed(plan) -> dict:
    return {
        "starts_on": "1 July 2019",
        "ends_on": "30 September 2019",
        "due_on": "27 September 2019",
        "plans": [plan.pk],
    }


def test_a_quarter_is_opened_with_its_plans(root, administrator, partnership, plan):
    assert root.post(reverse(ADD), {"row": partnership.pk})["Location"] == opening(partnership)
    answer = root.post(opening(partnership), typed(plan))
    assert answer.status_code == 302, answer.context["form"].errors
    opened = ReportingRound.objects.get()
    assert opened.plan_rounds.get().updates.count() == 3
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor) == ("governance.round_opened", administrator)
    assert event.details["where"] == "administration"
    again = root.post(opening(partnership), typed(plan)).content.decode()
    assert "is there already" in again and "27 September 2019" in again


def test_dates_of_an_open_quarter_are_corrected_and_of_a_closed_one_read(
    root, reporting_round, plan_round, coordinator
):
    page = reverse("admin:governance_reportinground_change", args=[reporting_round.pk])
    form = root.get(page).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    assert root.post(page, sent | {"due_on": "30 September 2019"}).status_code == 302
    assert ReportingRound.objects.get().due_on == date(2019, 9, 30)
    assert AuditEvent.objects.get().verb == "governance.round_edited"
    reporting_round = ReportingRound.objects.get()
    reporting_round.closed_at, reporting_round.closed_by = clock.now(), coordinator
    reporting_round.save()
    assert "so its dates stay as they are" in root.get(page).content.decode()
    assert root.post(page, sent).status_code == 403


def test_staff_open_quarters_where_their_role_lets_them(
    as_, partnership, other_partnership, plan, coordinator, officer
):
    for person in (coordinator, officer):
        person.is_staff = True
        person.save()
        person.user_permissions.set(
            Permission.objects.filter(
                codename__in=["add_reportinground", "view_partnership", "view_reportinground"]
            )
        )
    client = as_(User.objects.get(pk=coordinator.pk))
    assert client.get(opening(partnership)).status_code == 200
    # Another partnership is not there for them: they are asked for one of theirs.
    assert "The partnership" in client.get(opening(other_partnership)).content.decode()
    assert as_(User.objects.get(pk=officer.pk)).get(opening(partnership)).status_code == 403
