"""Two people on one row: the second save is refused, nothing is overwritten."""

import pytest
from django.db import transaction

from governance.models import ChangedMeanwhile
from plans.models import Plan, PlanRound, ProgressUpdate


def test_second_save_of_the_same_version_is_refused(plan):
    first, second = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    first.title = "First"
    first.save()
    second.title = "Second"
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        second.save()
    assert Plan.objects.get(pk=plan.pk).title == "First"


def test_saving_named_columns_is_guarded_too(plan):
    first, second = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    first.save(update_fields=["title"])
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        second.save(update_fields=["title"])
    assert first.version == 2


def test_a_row_saved_twice_by_its_reader_goes_on(plan):
    plan.title = "Once"
    plan.save()
    plan.title = "Twice"
    plan.save()
    assert Plan.objects.get(pk=plan.pk).title == "Twice"
    assert Plan.objects.get(pk=plan.pk).version == plan.version == 3


def test_a_state_row_is_guarded(plan_round):
    update = plan_round.updates.first()
    again = ProgressUpdate.objects.get(pk=update.pk)
    update.start()
    update.save()
    again.start()
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        again.save()


def test_history_keeps_each_version(plan_round):
    assert PlanRound.history.filter(id=plan_round.pk).count() == 1
