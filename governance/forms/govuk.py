"""What every public form of ours shares: the site's markup, and mistakes in whole sentences."""

from typing import Any

from django import forms

from ..concurrency.unique_rules import already_there, open_it
from ..input.fields import DayField
from ..models import ChangedMeanwhile
from .linked import LinkedForm, tell_people_apart
from .merged import MergedForm
from .renderers import GovukRenderer

__all__ = ["DayField", "GovukForm", "GovukRowForm", "PlainForm"]

CHOOSES = (forms.ChoiceField, forms.ModelChoiceField)
MISTAKES = {
    forms.EmailField: {"invalid": "Write an e-mail address such as name@example.org."},
    forms.IntegerField: {
        "invalid": "Write a whole number.",
        "min_value": "Write %(limit_value)s or more.",
        "max_value": "Write %(limit_value)s or less.",
    },
    forms.ModelChoiceField: {"invalid_choice": "Choose one from the list."},
    forms.ChoiceField: {"invalid_choice": "Choose one from the list."},
}


class GovukForm(forms.BaseForm):
    """Draws itself in the site's markup and says of an empty box which one it is."""

    default_renderer = GovukRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._say_in_sentences(name, field)
            tell_people_apart(field)

    def _say_in_sentences(self, name: str, field: forms.Field) -> None:
        label = field.label or name.replace("_", " ")
        what = "Choose something for" if isinstance(field, CHOOSES) else "Fill in"
        default = str(forms.Field.default_error_messages["required"])
        if str(field.error_messages.get("required", default)) == default:
            field.error_messages["required"] = f"{what} “{str(label).strip(':')}”."
        if isinstance(field, DayField | forms.IntegerField) and not field.widget.is_hidden:
            # A box as wide as what belongs into it says what belongs into it.
            width = 10 if isinstance(field, DayField) else 4
            field.widget.attrs.setdefault("class", f"govuk-input--width-{width}")
        for kind, sentences in MISTAKES.items():
            if isinstance(field, kind):
                field.error_messages.update(sentences)


class PlainForm(GovukForm, forms.Form):
    """A form that stands for an action, not for one row."""


class GovukRowForm(MergedForm, LinkedForm, GovukForm, forms.ModelForm):
    """A form for one row; it carries what it showed, so that two people's changes are merged."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hasattr(self.instance, "version"):
            del self.fields["version"]
        elif self.instance.pk:
            self.initial["version"] = self.instance.version
        if self.instance.pk:
            self.merge_typed()

    def ask_words(self) -> str:
        now = "; ".join(f"{one.label}: {one.theirs or 'nothing'}" for one in self.asked)
        return f"{ChangedMeanwhile(self.instance)} Your words are still here. It now says: {now}."

    def _post_clean(self) -> None:
        super()._post_clean()
        # Django leaves out a rule with a column that the form does not show, such as whose it is.
        if not self.errors and (found := already_there(self.instance)) is not None:
            there, sentence = found
            self.add_error(None, open_it(sentence, there))
