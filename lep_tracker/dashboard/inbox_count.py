"""The number beside “Your work”: one query, because every page asks for it."""

from collections.abc import Iterable

from django.db.models import Count, Exists, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from governance.models import Deputy, Partnership, User
from okrs.models import CheckIn
from plans.models import PlanRound, ProgressUpdate
from plans.rounds.writers import wrote


def inbox_count(user: User, partnerships: Iterable[Partnership]) -> int:
    """How many rows wait for this person: those asked of them, and those ready to review."""
    held = {each.pk: user.permissions_in(each) for each in partnerships}
    writes = [pk for pk, allowed in held.items() if "plans.write_progressupdate" in allowed]
    reviews = [pk for pk, allowed in held.items() if "plans.review_progressupdate" in allowed]
    if not writes and not reviews:
        return 0
    counts = [_number(_rows(user, writes, reviews))]
    if writes:
        counts.append(_number(_check_ins(user, writes)))
    return sum(User.objects.filter(pk=user.pk).values_list(*counts).get())


def _rows(user: User, writes: list[int], reviews: list[int]) -> QuerySet:
    """What a person need not be asked for is left out: building the query costs more than it."""
    theirs = Q()
    if writes:
        theirs |= Q(
            Q(asked=user)
            | Exists(Deputy.objects.beside(user, partnership="plan_round__plan__partnership")),
            state__in=ProgressUpdate.EDITABLE,
            plan_round__plan__partnership__in=writes,
        )
    if reviews:
        theirs |= Q(
            # A row one wrote on waits for another reviewer, unless one person does both here.
            Q(plan_round__plan__partnership__one_person_since__isnull=False) | ~wrote(user),
            state=ProgressUpdate.State.SUBMITTED,
            plan_round__plan__partnership__in=reviews,
        )
    return ProgressUpdate.objects.filter(
        theirs, plan_round__state=PlanRound.State.COLLECTING, plan_round__signed_at=None
    )


def _check_ins(user: User, writes: list[int]) -> QuerySet:
    return CheckIn.objects.unsent().filter(
        Q(asked=user) | Exists(Deputy.objects.beside(user, partnership="round__partnership")),
        round__partnership__in=writes,
    )


def _number(rows: QuerySet) -> Coalesce:
    """The count of some rows as one part of a larger query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())
