"""The filters of the plan page; each filtered page has an address that can be sent on."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from governance.renderers import FilterRenderer

from .models import Citation, Improvement, Lead, Milestone


class PlanFilterForm(forms.Form):
    """The bar above the table."""

    default_renderer = FilterRenderer


class PlanFilter(django_filters.FilterSet):
    """Which rows of a plan are shown: by theme, status, lead, source, or because one is late."""

    theme = django_filters.ChoiceFilter(label="Theme", method="in_theme", empty_label="All themes")
    status = django_filters.ChoiceFilter(
        label="Status", method="at_status", empty_label="Any status"
    )
    lead = django_filters.ChoiceFilter(label="Lead", method="led_by", empty_label="Anyone")
    source = django_filters.ChoiceFilter(
        label="Source", method="answering", empty_label="Any source"
    )
    overdue = django_filters.BooleanFilter(
        label="Overdue milestones", method="with_overdue", widget=forms.CheckboxInput
    )

    class Meta:
        model = Improvement
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, pairs in choices.items():
            # A plan without themes or sources needs no question about them.
            if not pairs:
                del self.filters[name]
                continue
            self.filters[name].extra["choices"] = pairs

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for; an address nobody typed rightly narrows to nothing."""
        if not self.form.is_valid():
            return True
        return any(value for value in self.form.cleaned_data.values())

    def matching(self) -> set[int] | None:
        """The rows to show, or None for all of them."""
        if not self.is_narrowed:
            return None
        if not self.form.is_valid():
            return set()
        return set(self.qs.values_list("pk", flat=True))

    def in_theme(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(theme=value)

    def at_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "none":
            return rows.filter(standing__isnull=True)
        return rows.filter(standing=value)

    def led_by(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        leads = Lead.objects.live().filter(improvement=OuterRef("pk"), name=value)
        return rows.filter(Exists(leads))

    def answering(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        cited = Citation.objects.live().filter(improvement=OuterRef("pk"), source=value)
        return rows.filter(Exists(cited))

    def with_overdue(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        late = Milestone.objects.overdue().filter(improvement=OuterRef("pk"))
        return rows.filter(Exists(late)) if value else rows
