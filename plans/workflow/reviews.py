"""The reviewer's own voice: kept as a private draft, published when a row is accepted or returned.

The partnership cannot write here, and nothing here touches the partnership's words.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.defaultfilters import pluralize

from governance import clock
from governance.audit import record
from governance.errors import ActionRefused
from governance.models import ChangedMeanwhile, StatusWord, User
from governance.workflow.reminders import cancel_reminders_about

from ..models import PlanRound, ProgressUpdate, Review
from ..pages.review_queue import unchanged_updates
from ..rounds.update_requirements import Problem
from ..rounds.writers import refuse, why_not_review
from .locking import hold_quarter, hold_quarter_of, require_seen_as_sent, those_shown
from .milestone_reports import confirm_reports, unconfirm_reports, undo_reports
from .new_dates import asked_moves, settle_move, unsettle_moves, with_milestones
from .review_requirements import AGREE, DECLINE, ReviewIncomplete, decisions_of, require_complete

Decision = Review.Decision


@transaction.atomic
def save_review(
    update: ProgressUpdate,
    *,
    status: str = "",
    words: str = "",
    why_differ: str = "",
    note: str = "",
    dates: Mapping[int, str] | None = None,
    version: int | None = None,
    seen: str | None = None,
    autosave: bool = False,
    page: str = "",
    by: User,
) -> Review:
    """Keep what the reviewer typed as a draft that the partnership does not see.

    As with updates, a draft that saves itself leaves an event when it is begun or changes hands.
    """
    _hold(update, seen, by)
    review = _own(update, version)
    begins, changes_hands = review.pk is None, review.written_by_id not in (None, by.pk)
    review.came_from(page)
    _write(review, status, words, why_differ, note, dates, by)
    if begins or changes_hands or not autosave:
        verb, what = ("started", "began") if begins else ("saved", "saved")
        _record(update, f"plans.review_{verb}", f"{what} a view of {{row}}", by)
    return review


@transaction.atomic
def accept_update(
    update: ProgressUpdate,
    *,
    status: str = "",
    words: str = "",
    why_differ: str = "",
    dates: Mapping[int, str] | None = None,
    agree_moves: bool | None = None,
    version: int | None = None,
    seen: str | None = None,
    written_on: date | None = None,
    by: User,
) -> Review:
    """Agree that this is what happened: ticks are done, agreed dates stand, the view is published.

    Without a status of their own the reviewer shares the partnership's. Each new date asked for
    is agreed or not by its key in ``dates``; ``agree_moves`` decides those that are not named.
    ``version`` guards the reviewer's own draft, ``seen`` the words that were read (SeenOtherwise).
    ``written_on`` is the day on which it was given on paper, where that was another.
    """
    _hold(update, seen, by)
    review = _own(update, version)
    chosen = status or (update.status.key if update.status else "")
    _write(review, chosen, words, why_differ, "", dates, by, written_on)
    moves = asked_moves(update)
    decided = decisions_of(moves, review.dates, agree_moves)
    require_complete(update, review, moves, decided)
    agreed = _accept(update, review, moves, decided, by)
    own = review.status.word.lower() if review.status else "not stated"
    differs = review.status_id != update.status_id
    _record(
        update,
        "plans.update_accepted",
        f"accepted {{row}}, seen as {own}{', where the two views differ' if differs else ''}",
        by,
        {"status": review.status.key if review.status else "", "agreed": agreed},
        rows=[review, *with_milestones(moves)],
    )
    return review


@transaction.atomic
def accept_unchanged(
    plan_round: PlanRound, *, seen: str | None = None, by: User
) -> list[ProgressUpdate]:
    """Accept every row that says on track and changed no word, date, reading or tick.

    Rows on which the reviewer wrote themselves are left for somebody else. ``seen`` names the
    rows that were shown: those are accepted, all of them as they were shown or none
    (SeenOtherwise); a row that was sent since waits for the next time.
    """
    plan_round = hold_quarter(plan_round)
    _require_collecting(plan_round)
    updates = unchanged_updates(plan_round, reader=by)
    if seen is not None and (seen or updates):
        updates = those_shown(plan_round, updates, seen)
    if not updates:
        raise ActionRefused(
            "No row that waits for you is on track and unchanged, so none was taken."
        )
    reviews = []
    for update in updates:
        review = _own(update, None)
        reviews.append(review)
        if review.pk is None:
            review.status, review.written_by = update.status, by
        _accept(update, review, [], {}, by)
    rows = [update.improvement for update in updates]
    names = ", ".join(row.number or row.short_name for row in rows)
    record(
        "plans.updates_accepted",
        f"{{actor}} accepted {len(updates)} unchanged row{pluralize(len(updates))} "
        f"of {plan_round.plan} for "
        f"{plan_round.round}: {names}.",
        partnership=plan_round.partnership,
        subject=plan_round,
        details={"updates": [update.pk for update in updates]},
        rows=reviews,
        by=by,
    )
    return updates


@transaction.atomic
def return_update(
    update: ProgressUpdate,
    *,
    note: str,
    status: str = "",
    words: str = "",
    why_differ: str = "",
    dates: Mapping[int, str] | None = None,
    version: int | None = None,
    seen: str | None = None,
    written_on: date | None = None,
    by: User,
) -> Review:
    """Send a row back with what should change; its ticks and new dates are taken back with it.

    A status counts only where the reviewer chose one; without it the row goes back without a word
    about the partnership's.
    """
    _hold(update, seen, by)
    review = _own(update, version)
    _write(review, status, words, why_differ, note, dates, by, written_on)
    if not review.note:
        raise ReviewIncomplete(
            [Problem("note", "Write what should change, because the row goes back with your note.")]
        )
    _publish(review, Decision.RETURNED, by)
    update.return_with_note()
    update.mark_step(by)
    update.save()
    undo_reports(update)
    cancel_reminders_about([update])
    told, kept = {"note": review.note}, [review]
    _record(update, "plans.update_returned", "returned {row} with a note", by, told, kept)
    return review


@transaction.atomic
def take_back_acceptance(update: ProgressUpdate, *, seen: str | None = None, by: User) -> None:
    """Undo an acceptance before the quarter is signed; the view is a private draft again."""
    hold_quarter_of(update)
    _require_collecting(update.plan_round)
    if update.state != ProgressUpdate.State.ACCEPTED:
        raise ActionRefused(
            f"{update.improvement.called.capitalize()} is {update.get_state_display()}, "
            "so there is no acceptance to take back."
        )
    refuse(why_not_review(update, by))
    require_seen_as_sent(update, seen)
    update.take_back_acceptance()
    update.mark_step(by)
    update.save()
    unconfirm_reports(update)
    unsettle_moves(update)
    reviews = list(update.reviews.filter(decision=Decision.ACCEPTED, number=_number(update)))
    for review in reviews:
        review.decision, review.published_at, review.published_by = Decision.NONE, None, None
        if review.status_id == update.status_id:
            # It was shared by accepting; whoever goes on from here has chosen none yet.
            review.status = None
        review.save()
    moves = update.moves.select_related("milestone")
    what, rows = "took back the acceptance of {row}", [*reviews, *with_milestones(moves)]
    _record(update, "plans.acceptance_taken_back", what, by, None, rows)


def _hold(update: ProgressUpdate, seen: str | None, by: User) -> None:
    """Hold a row that waits for a view, as it was shown, for somebody who may give one."""
    hold_quarter_of(update)
    _require_open(update)
    refuse(why_not_review(update, by))
    require_seen_as_sent(update, seen, *(move.milestone for move in asked_moves(update)))


def _own(update: ProgressUpdate, version: int | None) -> Review:
    """The view of the newest submission, under the guard of the version it was read at."""
    number = _number(update)
    review = update.reviews.filter(number=number).first()
    if review is None:
        return Review(update=update, number=number)
    if version is not None:
        review.version = version
    return review


def _number(update: ProgressUpdate) -> int:
    return update.submissions.aggregate(last=Max("number"))["last"] or 0


def _write(review, status, words, why_differ, note, dates, by, written_on=None) -> None:
    scheme = review.partnership.status_scheme_id
    review.status = StatusWord.objects.filter(scheme=scheme, key=status).first() if status else None
    review.words, review.note = words.strip(), note.strip()
    review.why_differ = why_differ.strip()
    review.dates = {
        str(key): choice for key, choice in (dates or {}).items() if choice in (AGREE, DECLINE)
    }
    review.written_by = by
    review.written_at = clock.noon_of(written_on) if written_on else clock.now()
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError as error:
        # Two reviewers began at one moment; the other one's draft is there already.
        raise ChangedMeanwhile(review) from error


def _accept(update, review, moves, decided: Mapping[int, bool], by: User) -> list[str]:
    """Settle everything one accepted row says; returns the new dates that stand from now on."""
    _publish(review, Decision.ACCEPTED, by)
    update.accept()
    update.mark_step(by)
    update.save()
    confirm_reports(update)
    for move in moves:
        settle_move(move, agree=decided[move.pk], by=by)
    cancel_reminders_about([update])
    return [f"{move.milestone}: {move.to_text}" for move in moves if decided[move.pk]]


def _publish(review: Review, decision: str, by: User) -> None:
    if review.status_id is None or review.status_id == review.update.status_id:
        # A draft keeps what was typed; a view that does not differ gives no reason why.
        review.why_differ = ""
    review.decision = decision
    review.published_at, review.published_by = clock.now(), by
    review.save()


def _require_open(update: ProgressUpdate) -> None:
    _require_collecting(update.plan_round)
    if update.can_be_reviewed:
        return
    row, title = update.improvement.called.capitalize(), update.partnership.reviewer_title
    if update.state == ProgressUpdate.State.ACCEPTED:
        raise ActionRefused(f"{row} is accepted already. Take the acceptance back to change it.")
    if update.state == ProgressUpdate.State.RETURNED:
        raise ActionRefused(f"{row} is with the partnership; wait until it is sent again.")
    raise ActionRefused(f"{row} is not with the {title}: {update.get_state_display()}.")


def _require_collecting(plan_round: PlanRound) -> None:
    partnership = plan_round.partnership
    if not partnership.has_reviewer:
        raise ActionRefused(f"Nobody reviews the updates of {partnership}.")
    if plan_round.is_frozen:
        how = "signed" if plan_round.is_signed else "closed"
        raise ActionRefused(f"{plan_round.round} is {how}, so nothing in it changes any more.")


def _record(
    update, verb: str, what: str, by: User, details: dict | None = None, rows: Sequence = ()
) -> None:
    row = f"the update of {update.improvement.called} for {update.plan_round.round}"
    record(
        verb,
        f"{{actor}} {what.format(row=row)}.",
        partnership=update.partnership,
        subject=update,
        details=details,
        rows=rows,
        by=by,
    )
