"""Form fields for what people type, alike on pages and in the administration."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .figures import plain_figure, read_figure


class FigureInput(forms.TextInput):
    """A text box: a browser's number box drops “1,200” before we see it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class FigureField(forms.DecimalField):
    """A figure as ``governance.figures`` reads it; a mistake says what to write."""

    widget = FigureInput

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        places = self.decimal_places or 0
        try:
            return read_figure(str(value), places=places, digits=(self.max_digits or 14) - places)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return plain_figure(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}
