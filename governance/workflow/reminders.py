"""Duties that came to an end because what they asked for was done."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .. import clock
from ..models import Reminder


def cancel_reminders_about(subjects: Iterable[models.Model]) -> int:
    """Cancel what still waits about these things, in the transaction of the action that did it."""
    rows = list(subjects)
    if not rows:
        return 0
    kind = ContentType.objects.get_for_model(rows[0])
    waiting = Reminder.objects.waiting().filter(
        subject_type=kind, subject_id__in=[row.pk for row in rows]
    )
    return waiting.update(cancelled_at=clock.now())
