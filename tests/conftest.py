"""The cast, and what the tests stand on."""

from contextlib import ExitStack
from datetime import date, datetime, time

import pytest
import time_machine
from django.test import Client

from governance import clock, roles
from tests import factories

pytest_plugins = [
    "tests.services",
    "tests.ready_tables",
    "tests.browser",
    "tests.append_only",
    "tests.database_rows",
    "tests.mail_sink",
    "tests.mail_proof",
]
TEN = time(10)


@pytest.fixture
def partnership(db):
    return factories.make_partnership()


@pytest.fixture
def other_partnership(db):
    return factories.make_partnership(slug="other", name="Other Local Enterprise Partnership")


@pytest.fixture
def officer(partnership):
    return factories.make_person("Governance Officer", partnership, roles.OFFICER)


@pytest.fixture
def other_officer(partnership):
    return factories.make_person("Programme Manager", partnership, roles.OFFICER)


@pytest.fixture
def coordinator(partnership):
    return factories.make_person("LEP Partnership Manager", partnership, roles.COORDINATOR)


@pytest.fixture
def area_lead(partnership):
    return factories.make_person("Area Lead", partnership, roles.AREA_LEAD)


@pytest.fixture
def body(partnership):
    return factories.make_body(partnership)


@pytest.fixture
def committee_member(partnership, body):
    return factories.make_person("Committee member", partnership, roles.COMMITTEE_MEMBER, body=body)


@pytest.fixture
def auditor(partnership):
    return factories.make_person("Finance officer", partnership, roles.AUDITOR)


@pytest.fixture
def administrator(db):
    return factories.make_administrator()


@pytest.fixture
def outsider(other_partnership):
    """A coordinator elsewhere: every right, but none here."""
    return factories.make_person("Coordinator elsewhere", other_partnership, roles.COORDINATOR)


@pytest.fixture
def plan(partnership, officer):
    return factories.make_plan(partnership, rows=3, updater=officer)


@pytest.fixture
def reporting_round(partnership, coordinator):
    return factories.make_round(partnership, by=coordinator)


@pytest.fixture
def plan_round(plan, reporting_round):
    """The plan's part in an open quarter, one update per improvement, none begun."""
    return factories.make_plan_round(plan, reporting_round)


@pytest.fixture
def as_():
    """Sign a person in: ``as_(officer).get(...)``."""

    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def on_day(settings):
    """Set the product's clock: ``on_day(date(2019, 9, 26))``; it is ten in the morning there.

    The hour is named because mails leave by the hour; the machine may run this at any.
    """
    with ExitStack() as clocks:

        def move(day: date) -> None:
            settings.LEP_DEMO = True
            settings.LEP_TODAY = day
            morning = datetime.combine(clock.london_day(clock.real_now()), TEN, clock.LONDON)
            clocks.enter_context(time_machine.travel(morning))

        yield move
