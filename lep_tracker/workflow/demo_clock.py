"""Moving the day on which the demonstration stands."""

from datetime import date

from django.db import transaction

from governance import audit, clock
from governance.errors import ActionRefused
from governance.models import Partnership, User
from governance.tasks import tick
from governance.text.dates_in_words import day_in_words

from ..demo.days import can_be_moved, offered_days


@transaction.atomic
def move_demo_clock(day: date, *, by: User) -> None:
    """Let the demonstration stand at ``day``, which is one of those offered.

    What was recorded keeps its day. Each audit log says that the clock was moved, since its days
    may then go back; the actual time stands beside them as always. Reminders of the new day are
    made at once.
    """
    if not can_be_moved():
        raise ActionRefused("Only the demonstration's date can be changed.")
    if day not in {each.day for each in offered_days()}:
        raise ActionRefused("Choose one of the days that are offered.")
    was = clock.today()
    for partnership in [*Partnership.objects.order_by("pk"), None]:
        audit.record(
            "demo.clock_moved",
            f"{{actor}} changed the date of the demonstration from {day_in_words(was)} to "
            f"{day_in_words(day)}.",
            partnership=partnership,
            details={"from": was.isoformat(), "to": day.isoformat()},
            by=by,
        )
    transaction.on_commit(lambda: clock.move_to(day))
    transaction.on_commit(tick.delay)
