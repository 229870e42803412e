"""The chain of events finds what was changed, cut out or cut off."""

import pytest
from django.db import transaction

from governance import audit
from governance.models import AuditEvent
from governance.verification.checking import check


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
    assert check(chain).problems == []
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


def test_an_action_made_of_others_leaves_one_event(partnership, coordinator):
    one = audit.as_one("plans.plan_imported", partnership=partnership, by=coordinator)
    with transaction.atomic(), one as whole:
        for number in (1, 2):
            audit.record(
                "plans.part_added",
                f"{{actor}} added part {number}.",
                partnership=partnership,
                subject=partnership,
                by=coordinator,
            )
        whole.sentence = "{actor} imported a plan of 2 parts."
        whole.details["rows"] = 2
    event = AuditEvent.objects.get(partnership=partnership)
    assert whole.event == event
    assert event.sentence == "{actor} imported a plan of 2 parts."
    assert event.parts_as_printed == [
        f"{coordinator} added part 1.",
        f"{coordinator} added part 2.",
    ]
    assert event.details["rows"] == 2
    assert check(partnership).problems == []


def test_an_action_that_fails_on_the_way_leaves_none(partnership, coordinator):
    def bring_in():
        with (
            transaction.atomic(),
            audit.as_one("plans.plan_imported", "{actor} tried.", partnership=partnership, by=None),
        ):
            audit.record("plans.part_added", "Added.", partnership=partnership, by=coordinator)
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        bring_in()
    assert not AuditEvent.objects.exists()
    with transaction.atomic():
        audit.record("plans.part_added", "Added.", partnership=partnership, by=coordinator)
    assert AuditEvent.objects.count() == 1, "the next action speaks for itself again"
