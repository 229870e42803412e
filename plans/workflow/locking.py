"""Holding a quarter while something in it is decided, so that two decisions never cross.

Whoever accepts, returns, sends, withdraws, exempts, signs or closes holds the quarter first: what
was asked of it (is it signed?) is then true until the decision stands.
"""

from collections.abc import Sequence

from governance.concurrency.stale_check import require_seen
from governance.concurrency.versions_seen import NOT_NAMED, VersionDifference, read
from governance.models import StaleVersion, VersionedModel

from ..models import PlanRound, ProgressUpdate
from ..rounds.versions_seen import both_versions, words_sent


def hold_quarter(plan_round: PlanRound) -> PlanRound:
    """The quarter as it stands, held until the transaction ends."""
    rows = PlanRound.objects.select_for_update(of=("self",))
    standing: PlanRound = rows.get(pk=plan_round.pk)
    standing.plan, standing.round = plan_round.plan, plan_round.round
    return standing


def hold_quarter_of(update: ProgressUpdate) -> None:
    """The same for the quarter of a row, which then knows how the quarter stands."""
    update.plan_round = hold_quarter(update.plan_round)


def require_seen_as_sent(update: ProgressUpdate, seen: str | None, *beside: VersionedModel) -> None:
    """Refuse unless a row that was sent is as it was shown; SeenOtherwise tells both texts."""
    require_seen(update, seen, *beside, more=words_sent)


def those_shown(
    plan_round: PlanRound, updates: Sequence[ProgressUpdate], seen: str
) -> list[ProgressUpdate]:
    """Those of the rows that were shown; SeenOtherwise where one of them is another now."""
    marks = read(seen)
    now = {update.seen_as: str(update.version) for update in updates}
    if marks and marks.items() <= now.items():
        return [update for update in updates if update.seen_as in marks]
    known = {
        update.seen_as: update
        for update in plan_round.updates.select_related("improvement", "status")
    }
    differences = [
        both_versions(known[name], version)
        for name, version in marks.items()
        if now.get(name) != version and name in known
    ]
    if not differences:
        differences = [
            VersionDifference("The rows", NOT_NAMED, f"{len(updates)} rows are here now.")
        ]
    raise StaleVersion(plan_round, differences)
