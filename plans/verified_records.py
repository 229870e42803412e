"""What plans vouch for: what was sent, both views, what was signed, and dates that were agreed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from governance.models import Partnership
from governance.verification.rows import Vouched

from .models import (
    Addendum,
    Milestone,
    MilestoneMove,
    PlanRound,
    ProgressUpdate,
    Review,
    Submission,
)
from .rounds.content import Plain, content_of, with_content
from .rounds.snapshots import digest_of

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


_GUARD = "counts the saves of a row and says nothing of its own"
_OF_THE_PLAN = "is the plan's, which its coordinator edits; only the date was agreed"
_IN_PLAN_ROUND = "plan_round__plan__partnership"


def _check_snapshots(partnership: Partnership, seen: Any) -> Iterator[str]:
    """The frozen words fit their fingerprint, and that is the one they were signed with."""
    frozen = PlanRound.objects.filter(plan__partnership=partnership, frozen_quarter__isnull=False)
    for one in frozen.select_related("plan", "round", "frozen_quarter").order_by("pk").iterator(20):
        called = f"{one.round.short_label} of {one.plan}"
        if digest_of(one.frozen_quarter.snapshot) != one.snapshot_sha256:
            yield f"What {called} says is not what was kept when it was signed or closed."
        signed = seen.sums.get(("plans.round_signed", f"{one._meta.label_lower}:{one.pk}"))
        if one.is_signed and signed is not None and signed != one.snapshot_sha256:
            yield f"The fingerprint of {called} is not the one it was signed with."


RECORDS = (
    Vouched(Submission, "submission", f"update__{_IN_PLAN_ROUND}", check=problems_of_sent),
    Vouched(
        Review,
        "published review",
        f"update__{_IN_PLAN_ROUND}",
        stands=Q(published_at__isnull=False),
        unvouched={"version": _GUARD},
    ),
    Vouched(
        PlanRound,
        "closed or signed quarter",
        "plan__partnership",
        stands=Q(frozen_quarter__isnull=False),
        check=_check_snapshots,
        unvouched={"version": _GUARD},
    ),
    Vouched(Addendum, "correction of a signed quarter", _IN_PLAN_ROUND),
    Vouched(
        MilestoneMove,
        "decided date",
        "milestone__improvement__plan__partnership",
        stands=Q(state__in=[MilestoneMove.State.AGREED, MilestoneMove.State.DECLINED]),
        unvouched={"version": _GUARD},
    ),
    Vouched(
        Milestone,
        "agreed date of a milestone",
        "improvement__plan__partnership",
        stands=Exists(
            MilestoneMove.objects.filter(
                milestone=OuterRef("pk"), state=MilestoneMove.State.AGREED
            ).order_by()
        ),
        unvouched={
            column.name: _OF_THE_PLAN
            for column in Milestone._meta.concrete_fields
            if column.name not in Milestone.DATES and not column.primary_key
        },
        since_later=True,
    ),
)
