"""Sets of forms over rows that exist: they take the rows they were given, and no others."""

from typing import Any

from django import forms

from .bounded import BoundedRowsFormSet


class OwnRowsFormSet(BoundedRowsFormSet):
    """A set that refuses the key of a row outside its own queryset.

    Django's own set accepts the key of any row of the model, and then passes over it in silence.
    """

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        key: Any = form.fields.get(self.model._meta.pk.name)
        if key is not None:
            key.queryset = self.get_queryset()
            key.error_messages["invalid_choice"] = (
                "This line is not one of those on the page any more. Open the page again."
            )
