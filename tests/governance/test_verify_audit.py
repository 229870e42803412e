"""The command an auditor runs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from governance import audit
from governance.models import AuditEvent
from governance.verification.checking import check


def verify() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def chain(partnership, coordinator):
    for number in range(3):
        with transaction.atomic():
            audit.record(
                "plans.plan_edited", f"Action {number}.", partnership=partnership, by=coordinator
            )
    return partnership


def without_guard(statement: str, *values) -> None:
    """Do what only somebody with the database file in hand can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_no_update")
            cursor.execute("DROP TRIGGER audit_no_delete")
        else:
            # What waits for the end of the transaction would keep the table from being altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE governance_auditevent DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_a_whole_chain_passes(chain):
    assert f"{chain.slug}: 3 events, whole." in verify()


def test_a_changed_sentence_is_found(chain):
    without_guard("UPDATE governance_auditevent SET sentence = 'Nothing.' WHERE number = 2")
    assert check(chain).problems == ["Event 2 was changed after it was written."]
    with pytest.raises(CommandError, match="1 thing"):
        verify()


def test_a_missing_event_is_found(chain):
    without_guard("DELETE FROM governance_auditevent WHERE number = 2")
    assert any("Event 2 is missing" in problem for problem in check(chain).problems)


def test_the_last_event_cut_off_is_found(chain):
    last = AuditEvent.objects.order_by("-number").first()
    without_guard("DELETE FROM governance_auditevent WHERE id = %s", last.pk)
    assert any("cut off its end" in problem for problem in check(chain).problems)


def test_an_unknown_partnership_is_refused(db):
    with pytest.raises(CommandError, match="no partnership"):
        call_command("verify_audit", partnership="nowhere")
