"""A meeting named by its month: the month bounds it until a calendar gives its day."""

from dataclasses import replace
from datetime import date, timedelta

from .reading import Reading, Setting
from .undated import shares_words


def meeting_of(text: str, month: Reading, prep: str, setting: Setting) -> Reading:
    """The reading of “for the June LEP Board”, “from July Exec Board”, “by January Board”."""
    day = _in_calendar(text, month, setting)
    event = replace(month, kind="event", precision="day" if day else "event")
    if day:
        event = replace(event, earliest=day, latest=day)
    if prep in ("by", "at_latest", "until"):
        return replace(event, earliest=None)
    if prep == "before":
        start = event.earliest or date.max
        return replace(event, earliest=None, latest=start - timedelta(days=1))
    if prep in ("from", "onwards"):
        return replace(event, latest=None)
    if prep == "after":
        later = day + timedelta(days=1) if day else event.earliest
        return replace(event, earliest=later, latest=None)
    return event


def _in_calendar(text: str, month: Reading, setting: Setting) -> date | None:
    if month.earliest is None or month.latest is None:
        return None
    days = {
        day
        for name, day in setting.meetings
        if month.earliest <= day <= month.latest and shares_words(name, text)
    }
    return days.pop() if len(days) == 1 else None
