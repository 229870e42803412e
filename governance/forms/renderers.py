"""The site's own form markup, for public forms only.

A form of ours sets ``default_renderer = GovukRenderer``; the admin keeps Django's renderer and
so its own look. The templates stand in ``templates/django/forms/``.
"""

from django.core.exceptions import ValidationError
from django.forms import BoundField, Field, widgets
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList

_REQUIRED = str(Field.default_error_messages["required"])


class GovukBoundField(BoundField):
    """A field whose empty answer is met with what to do, not with “required”."""

    @property
    def errors(self) -> ErrorList:
        found = super().errors
        said = [self._sentence() if str(text) == _REQUIRED else str(text) for text in found]
        if said == list(found):
            return found
        return self.form.error_class(
            [ValidationError(text) for text in said], renderer=self.form.renderer
        )

    def _sentence(self) -> str:
        widget, name = self.field.widget, f"“{self.label}”"
        if isinstance(widget, widgets.CheckboxInput):
            return f"Tick {name} to go on."
        if isinstance(widget, widgets.CheckboxSelectMultiple | widgets.SelectMultiple):
            return f"Choose at least one under {name}."
        if isinstance(widget, widgets.ChoiceWidget):
            return f"Choose one under {name}."
        if isinstance(widget, widgets.FileInput):
            return f"Choose a file for {name}."
        return f"Fill in {name}."


class GovukRenderer(TemplatesSetting):
    """Fields in the GOV.UK pattern: label, hint, error, control."""

    bound_field_class = GovukBoundField


class FilterRenderer(GovukRenderer):
    """The same controls in a filter bar, where nothing is required and nothing says so."""

    form_template_name = "django/forms/filter.html"
    field_template_name = "django/forms/filter_field.html"
