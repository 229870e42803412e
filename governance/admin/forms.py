"""Forms of the administration: they find somebody else's save, and rows of another partnership."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.forms.models import ModelFormOptions
from django.utils.html import format_html, format_html_join

from ..forms.bounded import BoundedRowsFormSet
from ..forms.linked import LinkedForm
from ..forms.merged import Carried, MergedForm
from ..input.fields import DateInput, ReadsDueText
from ..models import StaleVersion
from ..text.structured_text import carry_marks, from_typed, to_typed

CONFLICT = (
    "Someone else saved this meanwhile, and both changed the same words, so nothing was written. "
    "What you typed is kept. Choose beside each field which words to keep."
)
TYPED_HINT = (
    "One paragraph a line. “- ” starts a bullet, two spaces before it go one level deeper, "
    "“1. ” starts a number and “# ” a heading."
)


class PrintedWords(forms.CharField):
    """Printed text typed as plain lines; holds paragraphs, bullets, numbers and headings."""

    def __init__(self, *, rows: int = 6, **kwargs: Any):
        kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": rows}))
        kwargs.setdefault("help_text", TYPED_HINT)
        super().__init__(strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return to_typed(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        return from_typed(super().clean(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        # A browser sends other line ends than we wrote; only the lines count.
        return not self.disabled and (from_typed(to_typed(initial or [])) != from_typed(data or ""))


class AdminDayInput(DateInput):
    """The box of the public forms with the calendar of the administration beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"class": "vDateField", "size": 16, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        return AdminDateWidget().media


class TakesRefusal(forms.BaseForm):
    """Says what an action refused: beside the field it names, else over the form."""

    refusal: Exception | None = None

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.refusal is not None:
            for name, sentence in problems_in(self.refusal):
                self.add_error(name if name in self.fields else None, sentence)


def problems_in(refusal: Any) -> list[tuple[str, str]]:
    """Every problem of a refusal: the field it stands in, or nothing, and the sentence."""
    if isinstance(refusal, StaleVersion):
        told = [f"{one.label}: “{one.was}” is now “{one.now}”." for one in refusal.differences]
        return [("", " ".join([f"{refusal} Nothing was done.", *told, "Look at it again."]))]
    problems = getattr(refusal, "problems", None)
    if isinstance(problems, dict):
        problems = [one for found in problems.values() for one in found]
    if problems:
        return [(one.field, one.sentence) for one in problems]
    return [(getattr(refusal, "field", ""), str(refusal))]


class ActionForm(TakesRefusal):
    """A form of the pages on a page of the administration: the action saves what it holds."""

    instance: Any = None

    @property
    def _meta(self) -> Any:
        """What Django asks of a form for the labels of what is only read."""
        options: Any = ModelFormOptions()
        options.model = type(self.instance)
        return options

    def save(self, commit: bool = True) -> Any:
        return self.instance

    def save_m2m(self) -> None:
        """Nothing hangs on the row that the action does not write."""


class PartnershipRowForm(TakesRefusal, LinkedForm, ReadsDueText, forms.ModelForm):
    """A row whose links may only lead to rows and people of its own partnership and plan."""

    def _post_clean(self) -> None:
        self._carry_marks()
        super()._post_clean()

    def _carry_marks(self) -> None:
        """Lines of printed text that were not edited keep their links and dates."""
        for name, field in self.fields.items():
            if isinstance(field, PrintedWords) and name in self.cleaned_data:
                old = getattr(self.instance, name, None) or []
                self.cleaned_data[name] = carry_marks(old, self.cleaned_data[name])


class VersionedForm(MergedForm, PartnershipRowForm):
    """The form carries what it showed; what somebody else saved meanwhile is merged with it."""

    version_field = "read_version"
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened_with = Carried()
    asked_about = Carried()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["read_version"] = self.instance.version
            self.merge_typed()

    def ask_words(self) -> str:
        return CONFLICT

    def version_read(self) -> int | None:
        """A form that does not say what it read is taken to have read nothing of the row."""
        read = super().version_read()
        return -1 if read is None else read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.asked:
            name = one.name.removeprefix(f"{self.prefix}-" if self.prefix else "")
            before = f"When you opened it: “{one.was or 'nothing'}”. "
            self.add_error(
                name,
                format_html(
                    "{}Saved meanwhile: “{}”. {}",
                    before,
                    one.theirs or "nothing",
                    format_html_join(
                        " ",
                        '<button type="submit" name="use" value="{}:{}">{}</button>',
                        [
                            ("theirs", one.name, "Use what was saved"),
                            ("mine", one.name, "Use what is typed here"),
                        ],
                    ),
                ),
            )
        return cleaned


class PartsFormSet(BoundedRowsFormSet, forms.BaseInlineFormSet):
    """Parts that know their owner before it is stored, so that their links can be judged."""

    # A whole plan is entered on one page.
    most_new = 200

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form
