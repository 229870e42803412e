"""Which days each column of progress of a paper speaks of, asked before it is imported."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField

from governance.forms.govuk import DayField, PlainForm
from plans.documents.periods import Days

BACKWARDS = "The first day lies after the last one. Change one of them."


class ColumnDaysForm(PlainForm):
    """Two days for each column, filled with what is proposed; no column asks nothing."""

    def __init__(self, *args: Any, proposed: Mapping[str, Days], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(proposed)
        for at, (first, last) in enumerate(proposed.values()):
            self.fields[f"first_{at}"] = DayField(label="First day", initial=first)
            self.fields[f"last_{at}"] = DayField(label="Last day", initial=last)
        for name, field in self.fields.items():
            self._say_in_sentences(name, field)

    @property
    def columns(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Each column's heading ("" where it has none) with its two boxes."""
        for at, heading in enumerate(self.headings):
            yield heading, self[f"first_{at}"], self[f"last_{at}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for at in range(len(self.headings)):
            first, last = cleaned.get(f"first_{at}"), cleaned.get(f"last_{at}")
            if first and last and first > last:
                self.add_error(f"last_{at}", BACKWARDS)
        return cleaned

    def days(self) -> dict[str, Days]:
        """The days by the heading of their column, as ``commit_plan`` takes them."""
        told = self.cleaned_data
        return {
            heading: (told[f"first_{at}"], told[f"last_{at}"])
            for at, heading in enumerate(self.headings)
        }
