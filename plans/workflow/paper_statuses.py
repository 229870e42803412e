"""What the status words of a quarter from paper mean, answered after it was imported."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_update_with_history

from governance import audit, clock
from governance.errors import ActionRefused
from governance.models import StatusWord, User
from governance.verification.checking import require_whole

from ..models import PlanRound, ProgressUpdate, Submission
from ..rounds.content import content_of, with_content
from ..rounds.printed_status import PrintedStatus, same_word
from .closing import freeze


def printed_in(plan_round: PlanRound) -> list[PrintedStatus[StatusWord]]:
    """Each status word that papers print for a quarter, how often, and what it is now."""
    found: dict[str, list[ProgressUpdate]] = {}
    for update in _stated(plan_round).order_by("improvement__order", "pk"):
        found.setdefault(same_word(update.status_as_printed), []).append(update)
    return [
        PrintedStatus(updates[0].status_as_printed, len(updates), updates[0].status)
        for updates in found.values()
    ]


def require_answerable(plan_round: PlanRound) -> None:
    """Refuse, with a sentence, a quarter whose printed words can be answered no more."""
    if plan_round.is_signed:
        raise ActionRefused(f"{plan_round.round} is signed, so its status words stay as they are.")
    if not _stated(plan_round).exists():
        raise ActionRefused(f"No paper prints a status word for {plan_round.round}.")


@transaction.atomic
def answer_statuses(
    plan_round: PlanRound, *, answers: Mapping[str, str], version: int, by: User
) -> int:
    """Say what printed status words mean; one event. Returns how many rows it changed.

    ``answers`` has for a printed word the key of a word of the partnership's scheme, or "" to keep
    it as printed. Raises ActionRefused where the quarter is signed, was changed since ``version``,
    or a key is no word of the scheme.
    """
    held = PlanRound.objects.select_for_update(of=("self",)).select_related("round", "plan")
    plan_round = held.get(pk=plan_round.pk)
    require_answerable(plan_round)
    if plan_round.version != version:
        raise ActionRefused("Someone changed this quarter since you opened it. Look at it again.")
    # What the rows say now is kept as sent once more, so it has to be what was sent.
    require_whole(plan_round.partnership, what="Nothing was changed")
    chosen = _chosen(plan_round, answers)
    changed = []
    for update in _stated(plan_round).order_by("improvement__order", "pk"):
        asked = same_word(update.status_as_printed)
        if asked in chosen and update.status != chosen[asked]:
            update.status = chosen[asked]
            update.edited_by, update.edited_at = by, clock.now()
            update.version += 1
            changed.append(update)
    if not changed:
        return 0
    fields = ["status", "edited_by", "edited_at", "version"]
    bulk_update_with_history(changed, ProgressUpdate, fields, default_user=by)
    sent = _send_again(changed, by)
    plan_round = PlanRound.objects.get(pk=plan_round.pk)
    if plan_round.is_frozen:
        freeze(plan_round)
    else:
        plan_round.save()
    audit.record(
        "plans.statuses_answered",
        f"{{actor}} said what status words of {plan_round.round.label} of {plan_round.plan.title} "
        f"mean: {_in_words(changed)}.",
        partnership=plan_round.partnership,
        subject=plan_round,
        details={"rows": len(changed)},
        rows=sent,
        by=by,
    )
    return len(changed)


def _stated(plan_round: PlanRound):
    return plan_round.updates.filter(status_as_printed__gt="").select_related(
        "status", "improvement"
    )


def _chosen(plan_round: PlanRound, answers: Mapping[str, str]) -> dict[str, StatusWord | None]:
    words = {word.key: word for word in plan_round.partnership.status_scheme.words.all()}
    for key in answers.values():
        if key and key not in words:
            known = ", ".join(word.word for word in words.values())
            raise ActionRefused(f"“{key}” is no status word here. The words are {known}.")
    return {same_word(printed): words.get(key) for printed, key in answers.items()}


def _send_again(updates: Iterable[ProgressUpdate], by: User) -> list[Submission]:
    """What counts as sent says the answer too; what was sent before stays."""
    sent = with_content(ProgressUpdate.objects.filter(pk__in=[one.pk for one in updates]))
    return Submission.objects.bulk_create(
        Submission(
            update=update,
            number=(update.times or 0) + 1,
            submitted_by=by,
            content=content_of(update),
        )
        for update in sent.annotate(times=Max("submissions__number"))
    )


def _in_words(updates: Iterable[ProgressUpdate]) -> str:
    told = {
        one.status_as_printed: f"is {one.status.word}" if one.status else "stays as printed"
        for one in updates
    }
    return ", ".join(f"“{printed}” {meant}" for printed, meant in told.items())
