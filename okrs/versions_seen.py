"""What was seen of a quarter of key results by whoever closes it: what was sent, and in what words.

A draft is nobody's but its writers', so one that is not sent counts as out however it reads.
"""

from typing import Any

from governance.concurrency.stale_check import locked, version_shown
from governance.concurrency.versions_seen import NOT_NAMED, VersionDifference, read, written
from governance.models import ReportingRound, StaleVersion

from .models import CheckIn

_OUT, _OUT_WORDS = "out", "No check-in was sent."


def quarter_seen(reporting_round: ReportingRound) -> str:
    """What the form that closes the quarter carries."""
    marks: dict[str, object] = {reporting_round.seen_as: reporting_round.version}
    marks |= {each.seen_as: _mark(each) for each in reporting_round.check_ins.all()}
    return written(marks)


def require_check_ins_seen(reporting_round: ReportingRound, seen: str) -> None:
    """Hold the quarter and its check-ins, or raise SeenOtherwise with those that changed."""
    standing = locked(reporting_round)
    held = CheckIn.objects.select_for_update(of=("self",)).filter(round=reporting_round)
    check_ins = list(held.select_related("key_result__objective").order_by("pk"))
    marks, now = read(seen), read(quarter_seen(standing))
    if marks == now:
        return
    differences = [
        VersionDifference(
            str(each.key_result),
            _words_of_mark(each, marks.get(each.seen_as, "")),
            _words(each) if _mark(each) != _OUT else _OUT_WORDS,
        )
        for each in check_ins
        if marks.get(each.seen_as) != _mark(each)
    ]
    if not differences:
        shown = "Its dates as you saw them." if standing.seen_as in marks else NOT_NAMED
        differences = [VersionDifference("The quarter", shown, str(standing))]
    raise StaleVersion(standing, differences)


def _mark(check_in: CheckIn) -> str:
    return str(check_in.version) if check_in.state == CheckIn.State.SUBMITTED else _OUT


def _words_of_mark(check_in: CheckIn, mark: str) -> str:
    if mark == _OUT:
        return _OUT_WORDS
    was = version_shown(check_in, mark)
    return NOT_NAMED if was is None else _words(was)


def _words(check_in: Any) -> str:
    return f"{check_in.status or 'Not stated'}. {check_in.words}".strip()
