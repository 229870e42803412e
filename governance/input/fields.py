"""Form fields for what people type, alike on pages and in the administration."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from .. import clock
from ..charts import measured
from ..text.dates_in_words import day_in_words
from .dated_text import (
    read_due_text,
    read_row_words,
    refuse_impossible_words,
    take_reading,
    take_typed_days,
)
from .dates import Expects, TypedDate, read_day
from .figures import plain_figure, read_figure


class FigureInput(forms.TextInput):
    """A text box: a browser's number box drops “1,200” before we see it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class FigureFormField(forms.DecimalField):
    """A figure as ``governance.input.figures`` reads it; a mistake says what to write.

    ``unit`` is what is counted: a form that has a field of that name says it for all its figures.
    """

    widget = FigureInput
    unit = ""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        places = self.decimal_places or 0
        digits = (self.max_digits or 14) - places
        try:
            return read_figure(str(value), places=places, digits=digits, unit=self.unit)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        if "unit" in form.fields:
            self.unit = str(form["unit"].value() or "")
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        return plain_figure(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


def figures_shown_back(form: Any) -> list[str]:
    """A sentence for each figure that was typed, as it was read: “Target 1,200 seats.”"""
    said = []
    of_row = {field.name: field.verbose_name for field in form.instance._meta.fields}
    for name in form.changed_data:
        figure = form.cleaned_data.get(name)
        if isinstance(form.fields[name], FigureFormField) and figure is not None:
            label = str(of_row.get(name) or form.fields[name].label)
            unit = str(form.cleaned_data.get("unit") or "")
            said.append(f"{label[:1].upper()}{label[1:]} {measured(figure, unit)}.")
    return said


class Typed(str):
    """What was typed into a box, with the key of the reading that was confirmed beside it."""

    confirmed: str = ""


class DateInput(forms.TextInput):
    """A box for a date; where its reading is asked, a box beneath it confirms that reading."""

    asks: TypedDate | None = None
    is_confirmed = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        typed = Typed(value)
        typed.confirmed = str(data.get(f"{name}_confirmed", ""))
        return typed

    def format_value(self, value: Any) -> str | None:
        return day_in_words(value) if isinstance(value, datetime.date) else value

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        box = super().render(name, value, attrs, renderer)
        if self.asks is None:
            return box
        context = {"name": f"{name}_confirmed", "asks": self.asks, "checked": self.is_confirmed}
        return box + render_to_string("components/confirm_reading.html", context)


def ask(form: forms.BaseForm, name: str, typed: TypedDate) -> bool:
    """Whether a typed date counts; where it has a doubt, the form asks beneath its box.

    What was confirmed is the reading, so other words with another reading are asked again.
    """
    widget: Any = form.fields[name].widget
    confirmed = getattr(form[name].data, "confirmed", "")
    widget.asks = typed if typed.doubts else None
    widget.is_confirmed = counts = typed.counts(confirmed)
    if not counts:
        form.add_error(name, ValidationError(typed.question, code="asks"))
    return counts


class ReadsDueText(forms.BaseForm):
    """Reads the date of a row of ``DatedText``, unless its days were typed too.

    It is read from the date as written; where none is given, from words that are new. New words
    that name an impossible day are refused, unless a day was typed beside them.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "due_text" in self.fields:
            box = self.fields["due_text"]
            box.widget = DateInput(box.widget.attrs)
        latest = self.fields.get("latest")
        if isinstance(latest, DayField):
            latest.expects = "open"

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        changed = set(self.changed_data)
        row: Any = self.instance
        if not self.errors and hasattr(row, "due_text"):
            has_typed_days = bool(changed & {"earliest", "latest"})
            if "text" in changed and not self._can_be_meant(row, has_typed_days):
                return
            if has_typed_days:
                take_typed_days(row, has_earliest="earliest" in self.fields)
            else:
                self._read_words(row, changed)

    def _can_be_meant(self, row: Any, has_typed_days: bool) -> bool:
        """Whether new words name no day that cannot be; else the form says so."""
        before = self.initial.get("text") or ""
        try:
            refuse_impossible_words(
                row, today=clock.today(), before=before, has_typed_days=has_typed_days
            )
        except ValueError as error:
            self.add_error("text", str(error))
            return False
        return True

    def _read_words(self, row: Any, changed: set[str]) -> None:
        if row.due_text.strip():
            if "due_text" in changed:
                self._take_date("due_text", read_due_text, row)
        elif "text" in changed and not (row.earliest or row.latest) and "due_text" in self.fields:
            self._take_date("text", read_row_words, row)

    def _take_date(self, name: str, reader: Callable[..., TypedDate | None], row: Any) -> None:
        """Take what the reader finds in the words of this box, refuse it or ask."""
        try:
            typed = reader(row, today=clock.today())
        except ValueError as error:
            self.add_error(name, str(error))
            return
        if typed is None or typed.is_declined(getattr(self["due_text"].data, "confirmed", "")):
            return
        if ask(self, "due_text", typed):
            take_reading(row, typed)


class DayField(forms.CharField):
    """A day typed the way people write it, such as 9 October 2019 or 9/10/2019.

    ``expects`` says whether it is of something done, ahead or either; a doubtful reading is asked
    and counts when it is confirmed, or when it is the day that stood there before.
    """

    widget = DateInput

    def __init__(self, *, expects: Expects = "any", **kwargs: Any):
        super().__init__(**kwargs)
        self.expects = expects
        self.stands: Any = None
        # Days whose reading the page has shown already, and that were not changed since.
        self.shown: set[datetime.date] = set()

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        self.stands = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        return day_in_words(value) if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> datetime.date | None:
        typed = self._read(value)
        if typed is not None and typed.doubts and not self._is_shown(typed):
            self.widget.asks = typed
            self.widget.is_confirmed = typed.counts(getattr(value, "confirmed", ""))
            if not self.widget.is_confirmed:
                raise ValidationError(typed.question, code="asks")
        day = typed.day if typed is not None else None
        self.validate(day)
        self.run_validators(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            typed = self._read(data)
        except ValidationError:
            return True
        return (initial or None) != (typed.day if typed is not None else None)

    def _is_shown(self, typed: TypedDate) -> bool:
        """Whether the page showed this very day, with its year, and it was left as it was."""
        return typed.day in {self.stands, *self.shown} and not typed.reading.year_inferred

    def _read(self, value: Any) -> TypedDate | None:
        if isinstance(value, datetime.date):
            value = day_in_words(value)
        text = str(self.to_python(value)).strip()
        if not text:
            return None
        try:
            return read_day(text, today=clock.today(), expects=self.expects)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
