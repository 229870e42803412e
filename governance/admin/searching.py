"""Searching for a row to link to: within the partnership of the page, each name told apart."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import HttpRequest, HttpResponse

from ..input.whole_numbers import typed_number
from ..models import User
from ..partnership_scope import distinct_labels, partnership_of, rows_of, who_may_stand
from .lists import with_place

_PLACE = "partnership"


class _Within:
    """Sends the partnership of the page with each search."""

    def __init__(self, *args: Any, partnership: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.partnership = partnership

    def get_url(self) -> str:
        address: str = super().get_url()
        return f"{address}?{_PLACE}={self.partnership.pk}" if self.partnership else address


class SearchForOne(_Within, AutocompleteSelect):
    """One row, found by typing."""


class SearchForMany(_Within, AutocompleteSelectMultiple):
    """Several rows, found by typing."""


class FoundRows(AutocompleteJsonView):
    """What a search finds: people with their address, rows with their partnership."""

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        here = typed_number(self.request.GET.get(_PLACE))
        if issubclass(rows.model, User):
            source: Any = self.source_field
            offered = who_may_stand(source.model, source.name, here)
            return rows.filter(pk__in=offered.values("pk"))
        rows = with_place(rows)
        return rows if here is None else rows_of(rows, here)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": told_apart(obj)}


def told_apart(row: Any) -> str:
    """A name that no other row shares: of a plan's parts with the plan, else with the place."""
    plan = getattr(getattr(row, "plan_round", row), "plan", None)
    here = partnership_of(row)
    if plan is None or here is None:
        return distinct_labels(row)
    return f"{row} ({plan}, {here.short_name})"


def named_apart(field: Any) -> Any:
    """Let a field show each row with what tells it from another of the same name."""
    if hasattr(field, "label_from_instance"):
        field.label_from_instance = told_apart
    return field


def _find(request: HttpRequest) -> HttpResponse:
    return FoundRows.as_view(admin_site=admin.site)(request)


admin.site.autocomplete_view = _find
