"""A table of one model: its columns, its natural key, and the sentences when a row is wrong."""

from difflib import get_close_matches
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.db import models
from django_fsm import FSMField
from import_export.resources import ModelResource
from import_export.results import Result
from import_export.widgets import Widget

from ..models import Partnership
from ..partnership_scope import problems_of_links
from ..text.structured_text import carry_marks, from_typed, to_typed
from .columns import (
    Column,
    DayWidget,
    FigureWidget,
    TextWidget,
    WholeNumberWidget,
    YesNoWidget,
    cell_of,
    text_of,
)

# What a cell holds by the column's kind; all else is words.
_KINDS: tuple[tuple[type[models.Field], type[Widget]], ...] = (
    (models.DateField, DayWidget),
    (models.DecimalField, FigureWidget),
    (models.BooleanField, YesNoWidget),
    (models.IntegerField, WholeNumberWidget),
)


class PrintedWidget(TextWidget):
    """Printed text in one cell, a line for each paragraph or bullet."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[dict[str, Any]]:
        return from_typed(text_of(value))


class NoDiff:
    """The preview compares rows itself; coloured words would need styles of their own."""

    def __init__(self, *args: Any):
        pass

    def compare_with(self, *args: Any) -> None:
        pass

    def as_html(self) -> None:
        pass


class ExportResource(ModelResource):
    """Rows going out: what ``write_<column>`` says, else the value itself."""

    # Fetched with the rows, so that a column costs no query.
    related: tuple[str, ...] = ()

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls._meta.model._meta.verbose_name_plural)

    @classmethod
    def get_diff_class(cls) -> type:
        return NoDiff

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Column:
        """A column that its table only names is read by what the model says it is."""
        kinds = (kind for of, kind in _KINDS if isinstance(django_field, of))
        return Column(field_name, next(kinds, TextWidget)())

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        writer = getattr(self, f"write_{field.column_name}", None)
        value = writer(instance) if writer else field.get_value(instance)
        if isinstance(field.widget, PrintedWidget):
            value = to_typed(value or [])
        return cell_of(value)


class ImportResource(ExportResource):
    """Rows coming in: found by natural key inside one chosen partnership, never by number."""

    key: tuple[str, ...] = ()

    class Meta:
        use_transactions = True
        skip_unchanged = True
        clean_model_instances = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, *, partnership: Partnership | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.partnership = partnership
        self.seen: dict[tuple[str, ...], int] = {}
        # The line of the file that each row came from.
        self.lines: list[int] = []

    # --- What a resource says of itself -----------------------------------------------------------
    def find(self, row: dict[str, Any]) -> Any:
        """Return the row of the database that this row of the file means, or None."""
        raise ImproperlyConfigured(f"{type(self).__name__} has to say how a row is found.")

    # --- Reading ----------------------------------------------------------------------------------
    def headings(self) -> list[str]:
        return [field.column_name for field in self.get_import_fields()]

    def problem_of_headings(self, headings: list[str]) -> str:
        """Return a sentence where columns are missing or unknown, else nothing."""
        if missing := [name for name in self.key if name not in headings]:
            return f"There is no column {', '.join(missing)}."
        if unknown := [name for name in headings if name not in self.headings()]:
            near = get_close_matches(unknown[0], self.headings(), n=1)
            meant = f"Did you mean {near[0]}? " if near else ""
            return (
                f"There is a column {', '.join(unknown)} that we do not know. {meant}"
                f"Columns may be {', '.join(self.headings())}."
            )
        return ""

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.lines = getattr(dataset, "lines", None) or list(range(2, len(dataset) + 2))

    def after_import(self, dataset: Any, result: Result, **kwargs: Any) -> None:
        result.lines = self.lines

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        number = self.lines[kwargs["row_number"] - 1]
        if self.partnership is not None:
            named = text_of(row.get("partnership")).strip()
            if named != self.partnership.slug:
                raise ValidationError(
                    f"It names the partnership “{named}”, but the file was sent for "
                    f"“{self.partnership.slug}”."
                )
        key = tuple(text_of(row.get(name)).strip().lower() for name in self.key)
        if key in self.seen:
            raise ValidationError(f"It means the same thing as line {self.seen[key]}.")
        self.seen[key] = number

    def get_import_id_fields(self) -> list[str]:
        return ["id"]

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> Any:
        try:
            return self.find(row)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def import_field(
        self, field: Any, instance: Any, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        if field.readonly or field.column_name not in row:
            return
        if self.stands(field, instance, row):
            return
        try:
            reader = getattr(self, f"read_{field.column_name}", None)
            if reader:
                reader(row[field.column_name], row, instance)
                return
            value = field.widget.clean(row[field.column_name], row)
        except ValueError as error:
            raise ValueError(f"Column {field.column_name}: {error}") from error
        if isinstance(field.widget, PrintedWidget):
            value = carry_marks(getattr(instance, field.attribute) or [], value)
        setattr(instance, field.attribute, value)

    @staticmethod
    def stands(field: Any, instance: Any, row: dict[str, Any]) -> bool:
        """Whether a day of the file is the one that stands: it was asked when it was typed."""
        if instance.pk is None or not isinstance(field.widget, DayWidget):
            return False
        return text_of(row[field.column_name]) == text_of(field.get_value(instance))

    def skip_row(
        self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """What stands already is left alone; a new row is written even where it is empty."""
        if instance.pk is None:
            return False
        return super().skip_row(instance, original, row, import_validation_errors)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Ask the model, but for states, which nothing but a transition may set."""
        errors = dict(import_validation_errors or {})
        if not errors:
            if getattr(instance, "retired_at", None) is not None:
                raise ValidationError("It was removed. Restore it on its page to change it.")
            states = [f.name for f in instance._meta.fields if isinstance(f, FSMField)]
            try:
                instance.full_clean(exclude=states, validate_unique=validate_unique)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
            errors = {**problems_of_links(instance), **errors}
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        instance.save(force_insert=is_create)

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        instance._history_user = kwargs.get("user")

    # --- What went wrong --------------------------------------------------------------------------
    @staticmethod
    def problems(result: Result, name: str) -> list[str]:
        """Return a sentence for each thing wrong, naming the file, the line and the reason."""
        found = [f"{name}: {error.error}" for error in result.base_errors]
        lines: list[tuple[int, list[str]]] = []
        for bad in result.invalid_rows:
            lines.append((bad.number, _sentences(bad.error)))
        for number, errors in result.row_errors():
            lines.append((number, [str(error.error) for error in errors]))
        for number, sentences in sorted(lines):
            line = result.lines[number - 1]
            found += [f"{name}, line {line}: {sentence}" for sentence in sentences]
        return found


def _sentences(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message
        if name == NON_FIELD_ERRORS or message.startswith("Column ")
        else f"Column {name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def partnership_column() -> Column:
    """The column every table inside a partnership begins with; it is compared, never written."""
    return Column("partnership__slug", name="partnership", readonly=True)
