"""What is seen of a document by whoever brings it in: its reading, and what differs in it."""

from collections.abc import Iterable

from governance.concurrency.stale_check import locked
from governance.concurrency.versions_seen import (
    NOT_NAMED,
    VersionDifference,
    read,
    together,
    written,
)
from governance.documents.run_seen import require_run_seen
from governance.models import ImportRun, StaleVersion
from plans.documents.differences import Comparison
from plans.documents.differences import Difference as ADifference

from .newer_issues import comparison_of

NOT_AMONG = "It was not among the differences you saw."
NO_MORE = "It does not differ any more, or differs in other words."


def seen_for_commit(run: ImportRun, comparison: Comparison | None = None) -> str:
    """The field of the form that brings a document in; ``comparison`` where it was made already."""
    found = comparison or comparison_of(run)
    return together([run.seen, written(_marks(run, found))])


def require_seen_for_commit(run: ImportRun, seen: str) -> None:
    """Hold a run, and refuse unless it and what it differs in are as they were shown."""
    marks = read(seen)
    run_marks = {name: mark for name, mark in marks.items() if name == run.seen_as}
    require_run_seen(locked(run), written(run_marks))
    comparison = comparison_of(run)
    now = {name: str(mark) for name, mark in _marks(run, comparison).items()}
    shown = {name: mark for name, mark in marks.items() if name != run.seen_as}
    if shown == now:
        return
    by_name = {_name(run, one.key): one for one in _of(comparison)}
    new = [
        VersionDifference(one.sentence, NOT_AMONG if shown else NOT_NAMED, one.new or "It goes.")
        for name, one in by_name.items()
        if name not in shown
    ]
    gone = [
        VersionDifference("A difference", "It was among those you saw.", NO_MORE, name=name)
        for name in shown
        if name not in now
    ]
    raise StaleVersion(run, [*new, *gone])


def _marks(run: ImportRun, comparison: Comparison | None) -> dict[str, object]:
    # The key of a difference is made of its place and of both its wordings.
    return {_name(run, one.key): "asked" for one in _of(comparison)}


def _of(comparison: Comparison | None) -> Iterable[ADifference]:
    return comparison.differences if comparison else ()


def _name(run: ImportRun, key: str) -> str:
    return f"differs.{run.pk}.{key}"
