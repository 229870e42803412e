"""The filters of the plan page; each filtered page has an address that can be sent on."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms

from governance.forms.renderers import FilterRenderer

from .models import Improvement
from .pages.plan import PlanRow


class PlanFilterForm(forms.Form):
    """The bar above the table."""

    default_renderer = FilterRenderer


class PlanFilter(django_filters.FilterSet):
    """Which rows of a plan are shown: by theme, status, lead, source, or because one is late."""

    theme = django_filters.ChoiceFilter(label="Theme", empty_label="All themes")
    status = django_filters.ChoiceFilter(label="Status", empty_label="Any status")
    lead = django_filters.ChoiceFilter(label="Lead", empty_label="Anyone")
    source = django_filters.ChoiceFilter(label="Source", empty_label="Any source")
    overdue = django_filters.BooleanFilter(label="Overdue milestones", widget=forms.CheckboxInput)

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

    def matching(self, rows: Iterable[PlanRow]) -> set[int] | None:
        """The keys of the rows to show, out of those the page prints; None for all of them."""
        if not self.is_narrowed:
            return None
        if not self.form.is_valid():
            return set()
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        return {row.improvement.pk for row in rows if fits(row, wanted)}


def fits(row: PlanRow, wanted: dict[str, Any]) -> bool:
    """Whether a row, as it is printed for its reader, answers everything that is asked."""
    answers: dict[str, Callable[[str], bool]] = {
        "theme": lambda value: str(row.improvement.theme_id) == value,
        "status": lambda value: row.status.key == value,
        "lead": lambda value: any(one["name"] == value for one in row.improvement.lead_rows or []),
        "source": lambda value: any(
            str(one["source_id"]) == value for one in row.improvement.citation_rows or []
        ),
        "overdue": lambda _: bool(row.late),
    }
    return all(answers[name](value) for name, value in wanted.items())
