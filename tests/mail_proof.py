"""What tests of mail share: people to be told, a worker's settings, and the count at the end."""

import os
from collections import Counter
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from governance import clock
from governance.models import OutgoingMail, Reminder
from governance.reminders import outbox
from tests import factories

Phase = OutgoingMail.Phase
DAY = date(2019, 9, 24)


def database_address() -> str:
    """Return the test's own database as another process names it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}" if str(held["NAME"]).startswith("/") else ""
    user = quote(held["USER"]) + (f":{quote(held['PASSWORD'])}" if held["PASSWORD"] else "")
    where = f"postgresql://{user}{'@' if user else ''}/{held['NAME']}"
    place = {"host": held["HOST"], "port": held["PORT"]}
    return (
        f"{where}?{'&'.join(f'{key}={quote(str(value))}' for key, value in place.items() if value)}"
    )


@pytest.fixture
def worker_environ(sink, tmp_path) -> dict[str, str]:
    """The settings under which a worker outside meets the test's database and mail server."""
    # Where the tests' clock was moved, the worker's moves with it.
    moved = ("PYTHONPATH", "LEP_TEST_SECONDS_AHEAD")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", *moved) if name in os.environ}
    return {
        **kept,
        "LEP_DATABASE_URL": database_address(),
        "LEP_DATA_DIR": str(tmp_path),
        "LEP_EMAIL_HOST": "127.0.0.1",
        "LEP_EMAIL_PORT": str(sink.port),
        "LEP_EMAIL_TLS": "0",
        "LEP_DEMO": "1",
        "LEP_TODAY": DAY.isoformat(),
        "LEP_DAILY_MAIL_FROM": "00:00",
        "LEP_LOG_LEVEL": "CRITICAL",
    }


def people_with_a_row_due(number: int) -> None:
    """As many officers, each of whom is to be told of one row; and as many codes to sign in."""
    partnership = factories.make_partnership()
    coordinator = factories.make_person("Coordinator", partnership, "coordinator")
    plan = factories.make_plan(partnership, rows=0)
    for row in range(1, number + 1):
        officer = factories.make_person(f"Officer {row}", partnership, "officer")
        factories.make_improvement(plan, str(row), updater=officer)
        outbox.post("sign_in", officer.email, "Your code", "123456")
    factories.make_plan_round(plan, factories.make_round(partnership, by=coordinator))


def leases_end() -> None:
    """As if the minutes of the lease had gone by."""
    OutgoingMail.objects.filter(lease_until__isnull=False).update(
        lease_until=clock.real_now() - timedelta(seconds=1)
    )


def prove_nothing_is_lost_or_doubled(sink, people: int) -> Counter[str]:
    """Compare what the server counted with what the outbox says of each mail."""
    counted = sink.count()
    mails = list(OutgoingMail.objects.all())
    assert len(mails) == 2 * people
    assert Reminder.objects.filter(envelope__isnull=True).count() == 0
    for mail in mails:
        taken = counted[mail.message_id]
        assert taken <= 1, f"{mail} was doubled"
        assert mail.phase in (Phase.SENT, Phase.UNCERTAIN), f"{mail} was left {mail.phase}"
        assert mail.phase != Phase.SENT or taken == 1, f"{mail} was lost"
    return Counter(mail.phase for mail in mails)
