"""What is odd about a date, said in a sentence; the date itself is never changed."""

from dataclasses import replace
from datetime import timedelta

from ..text.dates_in_words import day_in_words
from .reading import Reading, Setting

PAST_WHEN_WRITTEN = "was already past when this was written."
_DECADE = timedelta(days=3653)


def warn(reading: Reading, setting: Setting) -> Reading:
    """Add the sentences a careful reader would say aloud."""
    last = reading.latest or reading.earliest
    first = reading.earliest or reading.latest
    reference = setting.reference
    if last is None or first is None:
        return reading
    if reading.earliest and reading.latest and reading.earliest > reading.latest:
        # The later bound alone is kept: nothing is overdue before the paper's last word on it.
        backwards = replace(reading, earliest=None, latest=reading.earliest)
        return backwards.warned("The date ends before it begins: check it in the paper.")
    if reference is None:
        return reading
    promised = reading.kind in ("deadline", "until", "event") and not reading.earliest
    if abs(first - reference) > _DECADE and (first > reference or promised):
        return reading.warned(
            f"{day_in_words(last)} lies decades off: check the year in the paper."
        )
    if promised and setting.plan_first and last < setting.plan_first:
        start = day_in_words(setting.plan_first)
        return reading.warned(
            f"{day_in_words(last)} lies before the plan begins on {start}: check the year."
        )
    if promised and setting.written and last < setting.written.first:
        return reading.warned(f"{day_in_words(last)} {PAST_WHEN_WRITTEN}")
    return reading
