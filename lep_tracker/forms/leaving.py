"""Who takes over when a person leaves."""

from typing import Any

from django import forms

from governance.forms.govuk import PlainForm
from governance.models import Partnership, User


class LeavingForm(PlainForm):
    """One colleague who may write updates here."""

    successor = forms.ModelChoiceField(
        User.objects.none(), label="Who takes over", empty_label="Choose a colleague"
    )

    def __init__(self, *args: Any, partnership: Partnership, leaver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.who_write_in(partnership).exclude(pk=leaver.pk)
        self.fields["successor"].queryset = colleagues
