"""What every table of the administration shares: the guard, the record, and who sees which rows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Max, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import reverse
from django_fsm import FSMField
from import_export.admin import ExportMixin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin

from .. import audit
from ..errors import ActionRefused
from ..forms.merged import SEEN, SHOWN
from ..input.fields import DayField, figures_shown_back
from ..models import (
    ChangedMeanwhile,
    DatedText,
    RoleAssignment,
    StaleVersion,
    User,
    VersionedModel,
)
from ..partnership_scope import partnership_of
from ..tables import CsvFile, ExportResource, XlsxFile, table_of
from .forms import AdminDayInput, PartnershipRowForm, PartsFormSet, VersionedForm
from .lists import BoundedPaginator
from .searching import SearchForMany, SearchForOne, named_apart

_PATH = "partnership_path"


def protected_states(model: type[Model]) -> tuple[str, ...]:
    """The columns that only transitions may change."""
    fields = model._meta.concrete_fields
    return tuple(field.name for field in fields if isinstance(field, FSMField) and field.protected)


def was_taken_out(obj: Any) -> bool:
    """It, or the plan or row it belongs to, was removed: put back on its page, it is edited."""
    above = (obj, getattr(obj, "plan", None), getattr(obj, "improvement", None))
    return any(getattr(one, "retired_at", None) is not None for one in above)


class WithinPartnership(admin.options.BaseModelAdmin):
    """Staff see rows of their own partnerships, and link to such rows; administrators see all."""

    partnership_path = ""

    def __init__(self, model: type[Model], *args: Any):
        self._guarded = issubclass(self.model_of(model), VersionedModel)
        if self.form is admin.options.forms.ModelForm:
            self.form = VersionedForm if self._guarded else PartnershipRowForm
        super().__init__(model, *args)  # type: ignore[call-arg]

    def model_of(self, model: type[Model]) -> type[Model]:
        """An inline is made with its parent's model and has its own."""
        return getattr(self, "model", None) or model

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        path = self.partnership_path or getattr(rows, "partnership_path", "")
        return (
            rows.filter(**{f"{path}__in": request.user.partnership_ids()}) if path else rows.none()
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A day is typed here as on the pages, and a doubtful one asked."""
        if isinstance(db_field, models.DateField) and not isinstance(
            db_field, models.DateTimeField
        ):
            kwargs = {"form_class": DayField, "widget": AdminDayInput(), **kwargs}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs = self._within(db_field, request, kwargs)
        return named_apart(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs = self._within(db_field, request, kwargs)
        return named_apart(super().formfield_for_manytomany(db_field, request, **kwargs))

    def _within(self, db_field: Any, request: HttpRequest, kwargs: Any) -> dict[str, Any]:
        """Offer what the reader may see; where the page knows its partnership, search there."""
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if related is not None and not request.user.is_superuser:
            kwargs.setdefault("queryset", related.get_queryset(request))
        here = getattr(request, "partnership_of_page", None)
        if db_field.name in self.get_autocomplete_fields(request):
            many = db_field.many_to_many
            widget = SearchForMany if many else SearchForOne
            kwargs.setdefault(
                "widget",
                widget(db_field, self.admin_site, using=kwargs.get("using"), partnership=here),
            )
        return kwargs

    def knows_its_page(self, request: HttpRequest, obj: Any) -> None:
        """Keep the partnership of the page, so that its searches stay within it."""
        # A role may be given to anybody: that is how people come to a partnership.
        here = None if isinstance(obj, RoleAssignment | User) else partnership_of(obj)
        request.partnership_of_page = here

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *protected_states(self.model))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The version that was read goes with every form, whatever fields are named."""
        sets: list[Any] = [
            (name, dict(options)) for name, options in super().get_fieldsets(request, obj)
        ]
        if self._guarded and self._may_write(request, obj):
            first = sets[0][1]
            names = tuple(first["fields"])
            if "read_version" not in names:
                first["fields"] = (*names, "read_version", SHOWN, SEEN)
        return sets

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)


class LightList(ChangeList):
    """A list that reads neither JSON nor bytes: what is long is read on the page of its row."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        long = (models.JSONField, models.BinaryField)
        names = [
            field.name for field in self.model._meta.concrete_fields if isinstance(field, long)
        ]
        return super().get_queryset(request, exclude_parameters).defer(*names)


class FormatForm(forms.Form):
    """Which kind of file."""

    kind = forms.ChoiceField(label="Format")

    def __init__(self, *args: Any, kinds: dict[str, Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(name, kind.get_title().upper()) for name, kind in kinds.items()]


class BaseAdmin(WithinPartnership, ExportMixin, SimpleHistoryAdmin):
    """A table: saves are guarded by the version and leave one event each, in their transaction."""

    export_form_class = ExportForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        self.knows_its_page(request, obj)
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    # --- What stands around the form --------------------------------------------------------------
    change_form_template = "admin/row.html"

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        """Why the row is only read here, in a sentence; empty where nothing is to be said."""
        if was_taken_out(obj):
            return "This was taken out of its plan. Put it back on its page to edit it."
        return ""

    def links_beside(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        """Pages that somebody at this row goes to next: the words of the link, the address."""
        return []

    def page_of(self, row: Any) -> str:
        """The page of a row in the administration."""
        opts = row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])

    def next_and_previous(
        self, rows: Any, obj: Any, called: Callable[[Any], str]
    ) -> list[tuple[str, str]]:
        """Links to the rows that stand around one in their list."""
        listed = list(rows)
        at = [row.pk for row in listed].index(obj.pk)
        around = [("Previous", listed[at - 1])] if at else []
        around += [("Next", row) for row in listed[at + 1 : at + 2]]
        return [(f"{word}: {called(row)}", self.page_of(row)) for word, row in around]

    def verbs(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        """The buttons under the form, the first for Enter; none for those Django shows."""
        return []

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        obj = kwargs.get("obj")
        if obj is not None:
            writes = self.has_change_permission(request, obj)
            context["why_read_only"] = "" if writes else self.why_read_only(request, obj)
            context["links_beside"] = self.links_beside(request, obj)
        context["verbs"] = self.verbs(request, obj)
        return super().render_change_form(request, context, *args, **kwargs)

    # Newest first. Another order begins with a column that has an index, on a link by its number:
    # ordering by what is linked to joins and sorts every row to show fifty.
    ordering: Any = ("-pk",)
    list_per_page = 50
    paginator = BoundedPaginator
    # Counting beside each filter reads the whole table once for each of its choices.
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LightList

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not was_taken_out(obj)

    # --- One event for each action ----------------------------------------------------------------
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.record(request, "added", f"added the {_called(obj)}", obj, {"changes": message})
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.record(request, "changed", f"changed the {_called(obj)}", obj, {"changes": message})
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self.record(request, "deleted", f"deleted the {_called(obj)}", obj, gone=[obj])
        return super().log_deletions(request, queryset)

    def record(
        self,
        request: HttpRequest,
        done: str,
        sentence: str,
        obj: Any,
        details: Any = None,
        gone: Any = (),
    ) -> None:
        audit.record(
            f"{self.opts.app_label}.{self.opts.model_name}_{done}",
            f"{{actor}} {sentence} in the administration.",
            partnership=getattr(obj, "partnership", None) if obj is not None else None,
            subject=obj,
            details={"where": "administration", **(details or {})},
            gone=gone,
            by=request.user,
        )

    # --- Saving -----------------------------------------------------------------------------------
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (ActionRefused, StaleVersion) as refusal:
            # The same page with everything that was typed, and the sentence over it.
            request.refusal = refusal
            return super().changeform_view(request, *args, **kwargs)
        except ChangedMeanwhile:
            # Saved by somebody between our reading and our writing: read it again, and the form
            # finds the later version by itself.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not form.changed_data:
            return
        super().save_model(request, obj, form, change)
        shown_back(request, obj, form)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        _put_last(formset)
        super().save_formset(request, form, formset, change)
        for line in formset.forms:
            if line.has_changed():
                shown_back(request, line.instance, line)

    def one_form(self, request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
        """A page of one form: its title, its button, and the rows that it is about."""
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/one_form.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "media": self.media + form.media,
                "form": form,
                **context,
            },
        )

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Rows are deleted one by one, each on a page that says what hangs on it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    actions: Any = ("export_selected",)

    @admin.action(description="Export the chosen rows as a table")
    def export_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """The chosen rows as a file, in the shape of the whole table."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        kinds = {kind.__name__: kind() for kind in self.get_export_formats()}
        asked = FormatForm(request.POST if "confirmed" in request.POST else None, kinds=kinds)
        if asked.is_bound and asked.is_valid():
            return self._do_file_export(kinds[asked.cleaned_data["kind"]], request, queryset)
        keys = list(queryset.values_list("pk", flat=True))
        return self.one_form(
            request, asked, title="Export the chosen rows", button="Export", keys=keys,
            rows=[f"{len(keys)} of {self.opts.verbose_name_plural}"], action="export_selected",
        )  # fmt: skip

    # --- Going out --------------------------------------------------------------------------------
    def get_export_formats(self) -> list[Any]:
        return [CsvFile, XlsxFile]

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_resource_classes(self, request: HttpRequest) -> list[type[ExportResource]]:
        path = self.partnership_path or getattr(self.model._default_manager.all(), _PATH, "")
        return [table_of(self.model, path)]

    def get_export_queryset(self, request: HttpRequest) -> Any:
        # All at once, and not one by one as they are printed.
        rows = super().get_export_queryset(request).defer(None)
        related = self.get_export_resource_classes(request)[0].related
        return rows.select_related(*related) if related else rows

    def get_valid_export_item_pks(self, request: HttpRequest) -> Any:
        return self.get_queryset(request).values_list("pk", flat=True)

    def _do_file_export(
        self, file_format: Any, request: HttpRequest, queryset: Any, export_form: Any = None
    ) -> HttpResponse:
        with transaction.atomic():
            what = f"{queryset.count()} rows of {self.opts.verbose_name_plural}"
            sentence = f"took {what} out as {file_format.get_title()}"
            self.record(request, "exported", sentence, None)
            return super()._do_file_export(file_format, request, queryset, export_form)

    # --- Earlier versions -------------------------------------------------------------------------
    @property
    def _keeps_versions(self) -> bool:
        return hasattr(self.model._meta, "simple_history_manager_attribute")

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Going back is a new edit, with a reason where one is asked; never a button."""
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        # What is not there any more is found by its versions, whoever it belonged to.
        is_theirs = self.get_queryset(request).filter(pk=object_id).exists
        if not request.user.is_superuser and not is_theirs():
            raise Http404
        if self._keeps_versions:
            return super().history_view(request, object_id, extra_context)
        return admin.ModelAdmin.history_view(self, request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> Any:
        if not self._keeps_versions or not self.get_queryset(request).filter(pk=object_id).exists():
            raise Http404
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        return super().history_form_view(request, object_id, version_id, extra_context)


class ReadOnlyAdmin(BaseAdmin):
    """A table whose rows are written by actions on the pages alone; here they are only read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BaseInline(WithinPartnership, admin.TabularInline):
    """Parts edited on the page of their owner; what can carry reports is not deleted here."""

    extra = 0
    can_delete = False
    show_change_link = True
    formset = PartsFormSet

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.knows_its_page(request, obj)
        return super().get_formset(request, obj, **kwargs)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not was_taken_out(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not was_taken_out(obj)

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_add_permission(request, obj) or self.has_change_permission(request, obj)


def _called(obj: Any) -> str:
    name = str(obj)
    short = name if len(name) <= 80 else f"{name[:79].rstrip()}…"
    return f"{obj._meta.verbose_name} “{short}”"


def shown_back(request: HttpRequest, obj: Any, form: Any) -> None:
    """Say which figures and which day count from now on, where they were written or changed."""
    said = [*figures_shown_back(form), *_date_shown_back(obj, form)]
    if said:
        messages.info(request, f"The {_called(obj)}: {' '.join(said)}")
    for part in getattr(form, "dated_parts", ()):
        messages.info(request, f"The {_called(part)}: {part.due_in_words}")


def _date_shown_back(obj: Any, form: Any) -> list[str]:
    """The day with its year, also where new words left it as it was or without one."""
    touched = {"text", "title", "due_text", "earliest", "latest"} & set(form.changed_data)
    return [obj.due_in_words] if isinstance(obj, DatedText) and touched else []


def _put_last(formset: Any) -> None:
    """New parts without a place of their own stand at the end, in the order they were typed."""
    model, owner = formset.model, formset.instance
    new = [row.instance for row in formset.forms if row.instance.pk is None and row.has_changed()]
    if not new or not hasattr(model, "order"):
        return
    placed = model._default_manager.filter(**{formset.fk.name: owner})
    last = placed.aggregate(last=Max("order"))["last"] or 0
    for part in new:
        last = part.order = part.order or last + 1
