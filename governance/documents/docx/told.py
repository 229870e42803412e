"""What a reader of the proposal is told of a document beside its words."""

from .words import Seen


def warnings_of(seen: Seen) -> list[str]:
    """A sentence for each kind of thing that was kept, left out or not read."""
    counts = seen.counts
    said = []
    kept = [
        _some(counts["inserted"], "insertion"),
        _some(counts["moved"], "moved passage"),
        _some(counts["inserted row"], "inserted row"),
    ]
    dropped = [
        _some(counts["deleted"], "deletion"),
        _some(counts["deleted row"], "deleted row"),
        _some(counts["deleted cell"], "deleted cell"),
    ]
    changes = [
        f"{' and '.join(filter(None, some))} {what}"
        for some, what in ((kept, "kept"), (dropped, "left out"))
        if any(some)
    ]
    if changes:
        said.append(f"Tracked changes: {', '.join(changes)}.")
    if counts["comment"]:
        said.append(f"{_some(counts['comment'], 'comment')} in the margin not read.")
    if counts["hidden"]:
        said.append(f"{_some(counts['hidden'], 'piece')} of hidden text kept.")
    if counts["altChunk"]:
        said.append(
            f"{_some(counts['altChunk'], 'other file')} put into this document and not read."
            " Open it in Word, save it and try again."
        )
    unread = [
        _some(counts["chart"], "chart"),
        _some(counts["diagram"], "diagram"),
        _some(counts["picture"], "picture"),
        _some(counts["object"], "embedded object"),
    ]
    if any(unread):
        said.append(f"Words inside {', '.join(filter(None, unread))} are not read.")
    return said


def _some(count: int, what: str) -> str:
    if not count:
        return ""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
