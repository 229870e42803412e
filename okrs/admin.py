"""Objectives in the administration: sets, objectives, key results and measures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from governance.admin import BaseAdmin, BaseInline, PrintedWords, ReadOnlyAdmin, VersionedForm
from governance.forms.another import AnotherBox

from .forms import ask_if_another_set
from .input import header_read, header_typed
from .models import CheckIn, KeyResult, Measure, MeasureReading, Objective, ObjectiveSet


class HeaderField(forms.CharField):
    """The blocks above a set's table, typed with # before each heading."""

    def __init__(self, **kwargs: Any):
        super().__init__(strip=False, widget=AdminTextareaWidget(attrs={"rows": 12}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return header_typed(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        return header_read(super().clean(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and (
            header_read(header_typed(initial or [])) != header_read(data or "")
        )


class ObjectiveSetAdminForm(VersionedForm):
    header_blocks = HeaderField(
        label="What stands above the table",
        required=False,
        help_text="Start a heading with #; beneath it one paragraph a line, - for a bullet.",
    )
    is_another = AnotherBox("set of this title and quarter")

    def _post_clean(self) -> None:
        super()._post_clean()
        ask_if_another_set(self)


class KeyResultAdminForm(VersionedForm):
    bullets = PrintedWords(label="Nested lines beneath", required=False, rows=4)


class ObjectiveAdminForm(VersionedForm):
    body = PrintedWords(label="What stands beneath it", required=False, rows=4)


class ObjectiveInline(BaseInline):
    model = Objective
    fields = ("order", "section", "text")


@admin.register(ObjectiveSet)
class ObjectiveSetAdmin(BaseAdmin):
    form = ObjectiveSetAdminForm
    list_display = ("title", "partnership", "label", "appendix", "starts_on", "ends_on", "order")
    ordering = ("partnership_id", "-starts_on", "order")
    list_filter = (("partnership", admin.RelatedOnlyFieldListFilter), "label")
    list_select_related = ("partnership",)
    search_fields = ("title", "label", "appendix", "partnership__name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("partnership",)
    date_hierarchy = "starts_on"
    inlines = (ObjectiveInline,)


class KeyResultInline(BaseInline):
    model = KeyResult
    form = KeyResultAdminForm
    fields = ("order", "label", "text", "bullets", "outcome_text", "due_text", "latest", "updater")
    autocomplete_fields = ("updater",)


@admin.register(Objective)
class ObjectiveAdmin(BaseAdmin):
    list_display = ("text", "section", "objective_set", "order")
    ordering = ("-objective_set_id", "order")
    list_filter = (("objective_set__partnership", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("objective_set",)
    search_fields = ("text", "section", "objective_set__title")
    autocomplete_fields = ("objective_set", "improvements")
    form = ObjectiveAdminForm
    inlines = (KeyResultInline,)


class MeasureInline(BaseInline):
    model = Measure
    fields = ("order", "name", "unit", "baseline", "target")


@admin.register(KeyResult)
class KeyResultAdmin(BaseAdmin):
    form = KeyResultAdminForm
    list_display = ("label", "text", "objective", "latest", "updater", "order")
    ordering = ("-objective_id", "order")
    list_display_links = ("text",)
    list_filter = (("objective__objective_set", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("objective", "updater")
    search_fields = ("label", "text", "objective__text")
    autocomplete_fields = ("objective", "updater")
    date_hierarchy = "latest"
    exclude = ("dates",)
    inlines = (MeasureInline,)


@admin.register(Measure)
class MeasureAdmin(BaseAdmin):
    partnership_path = "key_result__objective__objective_set__partnership"
    list_display = ("name", "key_result", "unit", "baseline", "target")
    ordering = ("-key_result_id", "order")
    list_select_related = ("key_result",)
    search_fields = ("name", "key_result__text")
    autocomplete_fields = ("key_result",)


@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    list_display = ("key_result", "round", "state", "status", "asked", "submitted_by")
    list_filter = ("state", ("round__partnership", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("key_result", "round", "status", "asked", "submitted_by")
    search_fields = ("key_result__text", "words", "reason")
    date_hierarchy = "submitted_at"


@admin.register(MeasureReading)
class MeasureReadingAdmin(ReadOnlyAdmin):
    partnership_path = "check_in__round__partnership"
    list_display = ("measure", "check_in", "value")
    list_select_related = ("measure", "check_in__key_result", "check_in__round")
    search_fields = ("measure__name",)
