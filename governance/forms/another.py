"""Two things of one name: allowed, where a person says that a second one is meant."""

from typing import Any

from django import forms
from django.db.models import Model

from ..concurrency.unique_rules import open_it


class AnotherBox(forms.BooleanField):
    """A tick beside the question whether this is another thing of the same name.

    It is shown only where it is asked, by ``ask_if_another``.
    """

    def __init__(self, what: str):
        super().__init__(
            label=f"Yes, this is another {what}", required=False, widget=forms.HiddenInput
        )


def ask_if_another(form: Any, there: Model | None, what: str) -> None:
    """Ask once where a thing of this name is there; what was typed stays in its boxes."""
    if there is None or form.errors or form.cleaned_data.get("is_another"):
        return
    form.fields["is_another"].widget = forms.CheckboxInput()
    form.add_error(
        "is_another",
        open_it(f"There is already {what}. Change yours, or say that it is another one.", there),
    )
