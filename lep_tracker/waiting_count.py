"""The number beside “Your work”: one query, because every page asks for it."""

from collections.abc import Iterable

from django.db.models import Count, Exists, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from governance.models import Deputy, Partnership, User
from okrs.models import CheckIn
from plans.models import PlanRound, ProgressUpdate
from plans.writers import wrote


def waiting_count(user: User, partnerships: Iterable[Partnership]) -> int:
    """How many rows wait for this person: those asked of them, and those ready to review."""
    held = {each.pk: user.permissions_in(each) for each in partnerships}
    writes = [pk for pk, allowed in held.items() if "plans.write_progressupdate" in allowed]
    reviews = [pk for pk, allowed in held.items() if "plans.review_progressupdate" in allowed]
    if not writes and not reviews:
        return 0
    rows = ProgressUpdate.objects.filter(
        Q(
            Q(asked=user)
            | Exists(Deputy.objects.beside(user, partnership="plan_round__plan__partnership")),
            state__in=ProgressUpdate.EDITABLE,
            plan_round__plan__partnership__in=writes,
        )
        | Q(
            # A row one wrote on waits for another reviewer, unless one person does both here.
            Q(plan_round__plan__partnership__one_person_since__isnull=False) | ~wrote(user),
            state=ProgressUpdate.State.SUBMITTED,
            plan_round__plan__partnership__in=reviews,
        ),
        plan_round__state=PlanRound.State.COLLECTING,
        plan_round__signed_at=None,
    )
    check_ins = CheckIn.objects.unsent().filter(
        Q(asked=user) | Exists(Deputy.objects.beside(user, partnership="round__partnership")),
        round__partnership__in=writes,
    )
    counted = User.objects.filter(pk=user.pk).values_list(_number(rows), _number(check_ins))
    return sum(counted.get())


def _number(rows: QuerySet) -> Coalesce:
    """The count of some rows as one part of a larger query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())
