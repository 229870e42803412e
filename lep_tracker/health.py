"""Whether the site can answer, for a monitor that asks every few seconds."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection

from governance import clock
from governance.tasks import LAST_TICK

# The clock runs once a minute; after three of them somebody should look at worker and clock.
TICK_IS_LATE = timedelta(minutes=3)


@dataclass(frozen=True)
class Health:
    """What a monitor is told; only the database decides whether pages can be answered."""

    database_answers: bool
    since_last_tick: timedelta | None

    @property
    def is_well(self) -> bool:
        return self.database_answers

    @property
    def in_words(self) -> dict[str, object]:
        ago = self.since_last_tick
        return {
            "database": "answers" if self.database_answers else "does not answer",
            "clock": "runs" if ago is not None and ago < TICK_IS_LATE else "does not run",
            "seconds_since_the_clock_ran": round(ago.total_seconds()) if ago is not None else None,
        }


def look() -> Health:
    """Ask the database one question, and when worker and clock last did their minute's work."""
    try:
        connection.ensure_connection()
        ticked = cache.get(LAST_TICK)
    except DatabaseError:
        return Health(database_answers=False, since_last_tick=None)
    return Health(
        database_answers=True, since_last_tick=clock.real_now() - ticked if ticked else None
    )
