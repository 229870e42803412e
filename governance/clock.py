"""The only "now" of the product.

Everything that asks what day it is asks here, so that the demo can be moved to its own quarter
(``LEP_TODAY``, then from its banner) and so that a test can hand in a day instead of patching one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def real_now() -> datetime:
    """The true moment, in UTC, whatever the demo pretends. Audit keeps it beside the other."""
    return datetime.now(UTC)


def now() -> datetime:
    """The product's moment, in UTC.

    With ``LEP_TODAY`` the London calendar shows that day while the time of day runs on, so that
    two actions of one demo day still stand in their order.
    """
    standing = _standing.get()
    if standing is not None:
        return standing
    moment = real_now()
    day = _moved_to()
    if day is None:
        return moment
    return datetime.combine(day, moment.astimezone(LONDON).timetz()).astimezone(UTC)


def today() -> date:
    """The product's day in London: what people in the partnership call today."""
    return london_day(now())


def london_day(moment: datetime) -> date:
    """The calendar day in London of an aware moment."""
    return moment.astimezone(LONDON).date()


def noon_of(day: date) -> datetime:
    """The middle of a day in London, for what is known by its day alone."""
    return datetime.combine(day, time(12), LONDON).astimezone(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Stand the clock at an aware moment while an action of the past is set down.

    For the demonstration's story only; audit keeps the true moment beside this one.
    """
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def is_shifted() -> bool:
    """Whether the demo's clock is on, so that the banner can say so."""
    return _moved_to() is not None


def first_day() -> date | None:
    """The day on which the demo begins; None where the clock shows the true day."""
    # Read at every call: a setting changed in a test, or the next day, must not meet a kept value.
    from django.conf import settings

    day = getattr(settings, "LEP_TODAY", None)
    if not day:
        return None
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else date.fromisoformat(str(day))


def move_to(day: date) -> None:
    """Let the demo stand at another day from now on, for every process and after a restart."""
    from django.conf import settings

    first = first_day()
    if not settings.LEP_DEMO or first is None:
        raise RuntimeError("Only the demonstration's clock can be moved.")
    # Put in place by one rename, so that nobody reads half a day.
    aside = settings.DEMO_DAY_FILE.with_suffix(".new")
    aside.write_text(f"{first} {day}", encoding="ascii")
    aside.replace(settings.DEMO_DAY_FILE)


def _moved_to() -> date | None:
    from django.conf import settings

    first = first_day()
    if first is None:
        return None
    with suppress(FileNotFoundError, ValueError):
        begun, day = settings.DEMO_DAY_FILE.read_text(encoding="ascii").split()
        # A start with another LEP_TODAY means that one.
        if begun == str(first):
            return date.fromisoformat(day)
    return first
