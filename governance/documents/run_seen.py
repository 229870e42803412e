"""A decision on a document that was read is taken on the reading that was shown."""

from ..concurrency.versions_seen import NOT_NAMED, VersionDifference, read
from ..models import ImportRun, StaleVersion


def require_run_seen(run: ImportRun, seen: str) -> None:
    """Refuse a decision on a reading that is not the one that was shown; ``run`` is held."""
    marks = read(seen)
    if marks == read(run.seen):
        return
    was = "As it stood when you opened the page." if run.seen_as in marks else NOT_NAMED
    now = f"{run.reading_in_words} The document is {run.get_state_display()}."
    raise StaleVersion(run, [VersionDifference("What was read", was, now, name=run.seen_as)])
