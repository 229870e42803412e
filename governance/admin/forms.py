"""Forms of the administration: they find somebody else's save, and rows of another partnership."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget

from ..forms.linked import LinkedForm
from ..structured_text import carry_marks, from_typed, to_typed
from ..typed_fields import DateInput, ReadsDueText

CONFLICT = (
    "Somebody else saved this meanwhile, so nothing was written. What you typed is kept here, "
    "with what stands now beside it. Compare the two, then save again to put yours in its place."
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
        return from_typed(to_typed(initial or [])) != from_typed(data or "")


class AdminDayInput(DateInput):
    """The box of the public forms with the calendar of the administration beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"class": "vDateField", "size": 16, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        return AdminDateWidget().media


class HouseForm(LinkedForm, ReadsDueText, forms.ModelForm):
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


class VersionedForm(HouseForm):
    """The form says which version was read; a later one is somebody else's and is kept."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["read_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        read_at = cleaned.get("read_version")
        if self.instance.pk and read_at != self.instance.version:
            self._show_both(read_at)
        return cleaned

    def _show_both(self, read_at: int | None) -> None:
        history = getattr(type(self.instance), "history", None)
        was = history.filter(id=self.instance.pk, version=read_at).first() if history else None
        for name in self.changed_data:
            if name == "read_version" or not hasattr(self.instance, name):
                continue
            before = f"When you opened it: {self._in_words(name, was)}. " if was else ""
            theirs = self._in_words(name, self.instance)
            self.add_error(name, f"{before}Saved meanwhile: {theirs}.")
        self.add_error(None, CONFLICT)
        # The person has seen what stands now: the next save is a choice, not an accident.
        posted: Any = self.data.copy()
        posted[self.add_prefix("read_version")] = str(self.instance.version)
        self.data = posted

    def _in_words(self, name: str, row: Any) -> str:
        value = getattr(row, name, None)
        if isinstance(value, list):
            value = self.fields[name].prepare_value(value)
        if hasattr(value, "all"):
            value = ", ".join(map(str, value.all()))
        return f"“{value}”" if value not in (None, "") else "nothing"


class PartsFormSet(forms.BaseInlineFormSet):
    """Parts that know their owner before it is stored, so that their links can be judged."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form
