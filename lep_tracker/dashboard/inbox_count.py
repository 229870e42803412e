"""The number beside “Your work”: one query, because every page asks for it."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from governance.models import Partnership, User

from .waiting import Waiting


def inbox_count(user: User, partnerships: Iterable[Partnership]) -> int:
    """How many things "Your work" lists; one query, because every page asks for it."""
    kinds = Waiting(user, partnerships).kinds
    if not kinds:
        return 0
    found = User.objects.filter(pk=user.pk).values_list(*(_number(kind.rows) for kind in kinds))
    return sum(
        number if kind.most is None else min(number, kind.most)
        for kind, number in zip(kinds, found.get(), strict=True)
    )


def _number(rows: QuerySet) -> Coalesce:
    """The count of some rows as one part of a larger query."""
    counted = (
        rows.order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(number=Count("pk", distinct=True))
    )
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())
