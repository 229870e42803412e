"""Which year an unprinted year is: the plan's, else the sensible one next to the writing."""

import re
from datetime import date

from .atoms import Maker
from .reading import Period, Setting

FORWARD, BACK, NEAR, AHEAD = "forward", "back", "near", "ahead"

# How many days a date may lie before the day of writing, by the way the sentence looks.
_BEFORE = {AHEAD: 0, FORWARD: -31, NEAR: -62}
_PAST = re.compile(
    r"\b(?:was|were|had|met|held|took\s+place|has|have|began|sent|told|gave|went|came|wrote|"
    r"[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:was|were|had|has\s+been|have\s+been)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|to\s+be|due|planned|plans?\s+to|expected|scheduled|going\s+to|aims?|"
    r"targets?|would|should|must|may\s+be|propose[sd]?|intend(?:s|ed)?|anticipated|next|"
    r"forthcoming|upcoming)\b",
    re.IGNORECASE,
)
_ROW_OF_TIMELINE = re.compile(r"row\s+label|\bunder\s+\w+|timeline|column", re.IGNORECASE)


def looks_back(context: str, *, promised: bool = False) -> bool:
    """Whether a sentence tells of what happened and of nothing to come.

    “Agreed by end March” promises; only “was agreed by end March” tells.
    """
    told = _TOLD if promised else _PAST
    return bool(told.search(context)) and not _TO_COME.search(context)


def infer(make: Maker, setting: Setting, leaning: str, context: str = "") -> Period | None:
    """The period in the year that fits, or nothing when there is nothing to lean on."""
    reference = setting.reference
    if reference is None:
        return None
    by_plan = not setting.plan_is_timeline or bool(_ROW_OF_TIMELINE.search(context))
    if setting.plan_first and by_plan:
        reference = setting.plan_first
    years = range(reference.year - 4, reference.year + 5)
    periods = [period for period in map(make, years) if period and not _clamped(period)]
    periods = periods or [period for period in map(make, years) if period]
    if not periods:
        return None
    if setting.plan_first and setting.plan_last and (by_plan or not setting.written):
        inside = _inside(periods, setting.plan_first, setting.plan_last)
        is_over = setting.written and setting.written.first > setting.plan_last
        is_long = (setting.plan_last - setting.plan_first).days > 370
        if inside and setting.written and (is_long or (is_over and leaning in (FORWARD, AHEAD))):
            return _by_writing(inside if is_long else periods, setting.written, leaning)
        if inside:
            return _in_plan(inside, periods, setting, leaning)
    if setting.written is None:
        return min(periods, key=lambda period: abs((period.first - reference).days))
    # A printed weekday tells the year, where no plan does and a near year bears it out.
    fitting = periods
    if any(period.warnings for period in periods):
        near = [period for period in periods if abs(gap(period, setting.written)) < 200]
        fitting = [period for period in near if not period.warnings]
    return _by_writing(fitting or periods, setting.written, leaning)


def gap(period: Period, written: Period) -> int:
    """Days from the writing to a period: below zero when it was over, 0 while it ran."""
    if period.last < written.first:
        return (period.last - written.first).days
    return max((period.first - written.last).days, 0)


def _clamped(period: Period) -> bool:
    return any("has" in sentence and "days" in sentence for sentence in period.warnings)


def _inside(periods: list[Period], first: date, last: date) -> list[Period]:
    return [period for period in periods if period.last >= first and period.first <= last]


def _in_plan(inside: list[Period], periods: list[Period], setting: Setting, leaning: str) -> Period:
    written = setting.written
    first = setting.plan_first or date.min
    last = setting.plan_last or date.max

    def overlap(period: Period) -> int:
        return (min(period.last, last) - max(period.first, first)).days

    best = max(inside, key=lambda period: (overlap(period), -period.first.toordinal()))
    if written is None:
        return best
    if len(inside) > 1 and leaning in (FORWARD, AHEAD):
        to_come = [period for period in inside if (period.last - written.first).days > 31]
        best = to_come[0] if to_come else best
    if leaning == BACK and best.first > written.last:
        earlier = [period for period in periods if period.last <= written.last]
        if earlier and -gap(earlier[-1], written) < gap(best, written):
            return earlier[-1]
    return best


def _by_writing(periods: list[Period], written: Period, leaning: str) -> Period:
    during = [period for period in periods if gap(period, written) == 0]
    if during:
        return during[0] if leaning != FORWARD else during[-1]
    if leaning == BACK:
        over = [period for period in periods if gap(period, written) <= 0]
        return over[-1] if over else periods[0]
    fitting = [period for period in periods if gap(period, written) >= _BEFORE[leaning]]
    return fitting[0] if fitting else periods[-1]
