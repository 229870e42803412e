"""The door of the first set-up."""

from django import forms

from governance.forms.govuk import PlainForm

from ..set_up import one_time_code


class CodeForm(PlainForm):
    """The one-time code that stands at the end of the printed address."""

    code = forms.CharField(
        label="One-time code",
        help_text="It stands at the end of the address printed where the product was started.",
    )

    def clean_code(self) -> str:
        given = self.cleaned_data["code"].strip().strip("/").rpartition("/")[2]
        if not one_time_code.is_right(given):
            raise forms.ValidationError(
                "This is not the code. Run “manage.py set_up_link” on the server to see it."
            )
        return given
