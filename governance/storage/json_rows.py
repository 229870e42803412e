"""Rows of a part gathered into one column of its owner, so that a page's queries stay few.

A plan page shows seven kinds of parts for each row. Fetched one by one they would be seven more
queries; gathered they come with the row.
"""

from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JsonRows(Aggregate):
    """One JSON list of the objects in a group; the same on SQLite and PostgreSQL."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


def rows_of(queryset: QuerySet, owner: str, /, **columns: Any) -> Subquery:
    """The rows of ``queryset`` that belong to the outer row by ``owner``, as a list of objects.

    The list has no order of its own: name an order among the columns and sort by it.
    """
    mine = queryset.filter(**{owner: OuterRef("pk")}).order_by()
    gathered = mine.values(owner).annotate(gathered=JsonRows(JSONObject(**columns)))
    return Subquery(gathered.values("gathered"), output_field=JSONField())


def latest_of(queryset: QuerySet, owner: str, /, *order: str, **columns: Any) -> Subquery:
    """The first row by ``order`` that belongs to the outer row, as one object."""
    mine = queryset.filter(**{owner: OuterRef("pk")}).order_by(*order)
    found = mine.values(row=JSONObject(**columns))
    return Subquery(found.values("row")[:1], output_field=JSONField())
