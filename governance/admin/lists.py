"""Lists that cost the same for fifty rows and for forty thousand: filters, pages and order."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from ..input.whole_numbers import typed_number
from ..models import Partnership, User
from ..partnership_scope import distinct_labels, rows_of

_PLACE = "partnership__id__exact"
# More choices than these are shown only once a partnership is chosen.
MOST_CHOICES = 100


class BoundedPaginator(Paginator):
    """Pages of the first few thousand rows: whoever looks for another one filters or searches."""

    most = 5000

    @cached_property
    def count(self) -> int:
        """How many rows there are, counted up to ``most``."""
        rows: Any = self.object_list
        if not isinstance(rows, models.QuerySet):
            return len(rows)
        return int(rows.order_by()[: self.most].count())


def with_place(rows: Any) -> Any:
    """Rows that are shown with their plan and place, fetched with them at no query of their own."""
    path = getattr(rows.model._default_manager.all(), "partnership_path", "")
    is_placed = path and not issubclass(rows.model, User | Partnership)
    return rows.select_related(path) if is_placed else rows


class KnownRowsFilter(admin.RelatedFieldListFilter):
    """Offers every row that could be linked to, and never asks the long list which ones are.

    Where a partnership is chosen beside it, only what belongs there is offered.
    """

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        rows = field.remote_field.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(request.user)
        named = [value for name, value in request.GET.items() if name.endswith(_PLACE)]
        here = typed_number(named[0]) if named else None
        if here is not None and not self.field_path.endswith("partnership"):
            rows = rows_of(rows, here)
        rows = with_place(rows)
        found = list(rows[: MOST_CHOICES + 1])
        if len(found) > MOST_CHOICES:
            return []
        return [(row.pk, distinct_labels(row)) for row in found]


class LeadingNumber(models.Func):
    """The number that printed words begin with, for sorting: 2 before 10, none first."""

    function = "CAST"
    template = "%(function)s(%(expressions)s AS INTEGER)"
    arity = 1
    output_field = models.IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(
            compiler,
            connection,
            template=r"CAST(SUBSTRING(%(expressions)s FROM '^\s*([0-9]{1,9})') AS INTEGER)",
            **context,
        )
