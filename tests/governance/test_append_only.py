"""The runner may empty the tables between tests; nobody else may."""

import pytest
from django.db import DatabaseError, transaction

from governance import audit
from governance.models import AuditEvent
from governance.verification.checking import check


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_tables_are_empty_again_after_a_transactional_test(partnership, coordinator, turn):
    assert AuditEvent.objects.count() == 0
    with transaction.atomic():
        audit.record(
            "plans.plan_edited", "{actor} edited.", partnership=partnership, by=coordinator
        )
    assert check(partnership).problems == []


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_after_the_tables_were_emptied(partnership, coordinator):
    with transaction.atomic():
        audit.record(
            "plans.plan_edited", "{actor} edited.", partnership=partnership, by=coordinator
        )
    with pytest.raises(DatabaseError, match="never changed"):
        AuditEvent.objects.all().delete()
