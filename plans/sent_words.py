"""Whether what pages, snapshots and packs read of an update is what was sent, and was decided.

A submission keeps what was sent, and the audit log vouches for it; but pages and snapshots read the
rows that were typed into. While a row counts as submitted, accepted or returned, its own words
agree with its newest submission and its state with the newest published review.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from governance.models import Partnership

from .content import Plain, content_of, with_content
from .models import ProgressUpdate, Review, Submission

State = ProgressUpdate.State
# What is told of the milestone or the KPI, and of the answer to a request, is not the sender's.
_OWN = {
    "reports": ("milestone", "says", "day"),
    "moves": ("milestone", "to_text", "to_latest", "reason"),
    "readings": ("kpi", "value", "as_at"),
}


def problems_of_sent(partnership: Partnership, seen: Any) -> Iterator[str]:
    """Say which updates do not stand as they were sent, or not in the state they were decided in.

    Only where the audit log vouches for the submission: what was sent before it did may be older
    than a change of its shape.
    """
    newest = Submission.objects.filter(update=OuterRef("pk")).order_by("-number")
    updates = (
        with_content(ProgressUpdate.objects.filter(plan_round__plan__partnership=partnership))
        .filter(state__in=(*ProgressUpdate.SAID, State.RETURNED))
        .select_related("plan_round__round", "improvement__plan")
        .annotate(newest=Subquery(newest.values("pk")[:1]))
        .order_by("pk")
    )
    submissions = {one.pk: one for one in Submission.objects.filter(update__in=updates)}
    decided = {
        (review.update_id, review.number): review.decision
        for review in Review.objects.published().filter(update__in=updates)
    }
    for update in updates.iterator(chunk_size=200):
        sent = submissions.get(update.newest)
        if sent is None:
            # A log that was begun before fingerprints were kept may have rows of another time.
            if seen.sealed_from == 1:
                yield f"The update of {_called(update)} counts as sent, and no submission is kept."
        elif f"{sent._meta.label_lower}:{sent.pk}" in seen.fingerprints:
            yield from _problems(update, sent, decided.get((update.pk, sent.number)))


def _problems(update: ProgressUpdate, sent: Submission, decision: str | None) -> Iterator[str]:
    # A row that went back is a draft again as soon as it is opened.
    if update.state != State.RETURNED and not _is_as_sent(content_of(update), sent.content):
        yield f"The update of {_called(update)} does not say what was sent as submission {sent.pk}."
    expected = decision or str(State.SUBMITTED)
    if update.state != expected:
        told = "no review of it was published" if decision is None else f"its review {decision} it"
        yield f"The update of {_called(update)} stands as {update.get_state_display()}, but {told}."


def _called(update: ProgressUpdate) -> str:
    return f"{update.improvement.called} for {update.plan_round.round.short_label} ({update.pk})"


def _is_as_sent(now: Plain, sent: Plain) -> bool:
    """Whether two contents say the same in the sender's own words; older ones have fewer keys."""
    mine, theirs = _own_words(now), _own_words(sent)
    return all(mine.get(key) == value for key, value in theirs.items())


def _own_words(content: Plain) -> Plain:
    words = {key: value for key, value in content.items() if key not in _OWN}
    for key in ("status", "no_change"):
        if key in words:
            words[key] = (words[key] or {}).get("key")
    for key, names in _OWN.items():
        if key in content:
            words[key] = sorted(
                ([one.get(name) for name in names] for one in content[key]), key=repr
            )
    return words
