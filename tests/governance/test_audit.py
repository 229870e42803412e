"""The chain of events finds what was changed, cut out or cut off."""

import pytest
from django.db import transaction

from governance import audit
from governance.models import AuditEvent


@pytest.fixture
def chain(partnership, coordinator):
    for number in range(3):
        with transaction.atomic():
            audit.record(
                "plans.plan_edited",
                "{actor} edited the plan.",
                partnership=partnership,
                subject=partnership,
                details={"number": number},
                by=coordinator,
            )
    return partnership


def test_a_whole_chain_has_nothing_wrong(chain):
    assert list(audit.verify(chain)) == []
    assert audit.head_of(chain)[0] == 3


def test_the_sentence_prints_the_person(chain, coordinator):
    assert str(AuditEvent.objects.first()) == f"{coordinator.name} edited the plan."


def test_a_typed_reason_at_the_end_still_makes_a_sentence(partnership, coordinator):
    with transaction.atomic():
        audit.record(
            "plans.round_reopened",
            "{actor} opened the quarter again: one row was late",
            partnership=partnership,
            by=coordinator,
        )
    assert str(AuditEvent.objects.get()).endswith("one row was late.")
