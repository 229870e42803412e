"""Objectives in the administration: sets, objectives, key results and measures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from governance.admin import (
    ActingAdmin,
    ActingInline,
    ActionForm,
    ImportingAdmin,
    KnownRowsFilter,
    PicksFirst,
    PrintedWords,
    ReadOnlyAdmin,
    SaidByField,
    VersionedForm,
    counted,
    in_bulk,
    seen_of,
)
from governance.errors import ActionRefused
from governance.forms.another import AnotherBox
from governance.models import User
from plans.admin.bulk import UpdaterForm

from . import workflow
from .forms import CheckInForm, ask_if_another_set
from .input import header_read, header_typed
from .models import CheckIn, KeyResult, Measure, MeasureReading, Objective, ObjectiveSet
from .resources import KeyResultResource, ObjectiveResource, ObjectiveSetResource


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


def write_set(objective_set: ObjectiveSet, form: Any, *, by: User) -> None:
    """Save a set as its page does."""
    workflow.save_objective_set(objective_set, by=by)


def write_objective(objective: Objective, form: Any, *, by: User) -> None:
    """Save an objective as its page does, at the place that was typed or the last one."""
    workflow.save_objective(objective, order=_typed_order(objective, form), by=by)


def write_key_result(key_result: KeyResult, form: Any, *, by: User) -> None:
    """Save a key result as its page does, and leave its measures as they are."""
    workflow.save_key_result(key_result, measures=[], order=_typed_order(key_result, form), by=by)


def write_measure(measure: Measure, form: Any, *, by: User) -> None:
    """Save a measure with its key result, whose part it is."""
    measure.order = measure.order or 0
    others = measure.key_result.measures.exclude(pk=measure.pk)
    measures = sorted([*others, measure], key=lambda one: (one.order, one.pk or 0))
    workflow.save_key_result(measure.key_result, measures=measures, by=by)


def remove_measure(measure: Measure, *, by: User) -> None:
    """Take a measure out of its key result; one that has readings stays."""
    key_result = measure.key_result
    others = list(key_result.measures.exclude(pk=measure.pk))
    workflow.save_key_result(key_result, measures=others, removed=[measure], by=by)


def _typed_order(part: Any, form: Any) -> int | None:
    """The place that was typed; one that was emptied is the place it had."""
    if part.order is None:
        stored = type(part)._default_manager.filter(pk=part.pk).first()
        part.order = stored.order if stored is not None else 0
    return form.cleaned_data.get("order") if "order" in form.changed_data else None


def set_updater(rows: list[KeyResult], given: Any, *, by: User) -> str:
    """Name who is asked for the key results from the next quarter on."""
    for row in rows:
        row.updater = given["updater"]
        workflow.save_key_result(row, measures=[], by=by)
    return f"{given['updater'] or 'The coordinator'} is asked for {counted(len(rows), 'row')}."


def remove(rows: list[Any], given: Any, *, by: User) -> str:
    """Take out what nothing was said of yet."""
    for row in rows:
        workflow.remove_part(row, seen=seen_of(row, given), by=by)
    return f"{counted(len(rows), 'row')} removed."


def _with_what_hangs_on_it(part: Objective | KeyResult) -> str:
    return part.seen_whole


REMOVING = in_bulk(
    "Remove what nothing was said of…", "Remove", do=remove, seen_as=_with_what_hangs_on_it
)
ASKING = in_bulk("Set the updater…", "Set the updater", form=UpdaterForm, do=set_updater)


class SetActingAdmin(ActingAdmin):
    """A set of objectives or a part of one; what was reported on in a closed quarter is read."""

    role_permission = "okrs.edit_objectiveset"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not workflow.why_not_edit(set_of(obj)))

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        return workflow.why_not_edit(set_of(obj))


def set_of(part: Any) -> ObjectiveSet:
    """The set that an objective, a key result or a measure stands in."""
    if isinstance(part, Measure):
        part = part.key_result
    if isinstance(part, KeyResult):
        part = part.objective
    found: ObjectiveSet = part.objective_set if isinstance(part, Objective) else part
    return found


class SetPartInline(ActingInline):
    """Parts of a set on the page of their owner; what was reported on is only read."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not workflow.why_not_edit(set_of(obj)))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_add_permission(request, obj)
        return allowed and (obj is None or not workflow.why_not_edit(set_of(obj)))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        number = formset.form.base_fields.get("order")
        if number is not None:
            # Left empty, a new part stands at the end.
            number.required, number.initial = False, ""
        return formset


class ObjectiveInline(SetPartInline):
    write = staticmethod(write_objective)
    model = Objective
    fields = ("order", "section", "text")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 3 if obj is None else 1


@admin.register(ObjectiveSet)
class ObjectiveSetAdmin(SetActingAdmin, ImportingAdmin):
    table = ObjectiveSetResource
    import_permission = "okrs.edit_objectiveset"
    write = staticmethod(write_set)
    form = ObjectiveSetAdminForm
    list_display = ("title", "partnership", "label", "appendix", "starts_on", "ends_on", "order")
    ordering = ("partnership_id", "-starts_on", "order")
    list_filter = (("partnership", KnownRowsFilter), "label")
    list_select_related = ("partnership",)
    search_fields = ("title", "label", "appendix", "partnership__name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("partnership",)
    date_hierarchy = "starts_on"
    inlines = (ObjectiveInline,)

    def links_beside(self, request: HttpRequest, obj: ObjectiveSet) -> list[tuple[str, str]]:
        return [("See it on the site", obj.get_absolute_url())]


class KeyResultInline(SetPartInline):
    write = staticmethod(write_key_result)
    model = KeyResult
    form = KeyResultAdminForm
    fields = ("order", "label", "text", "bullets", "outcome_text", "due_text", "latest", "updater")
    autocomplete_fields = ("updater",)


@admin.register(Objective)
class ObjectiveAdmin(SetActingAdmin, ImportingAdmin):
    table = ObjectiveResource
    import_permission = "okrs.edit_objectiveset"
    write = staticmethod(write_objective)
    remove = staticmethod(workflow.remove_part)
    actions = (REMOVING, "export_selected")
    list_display = ("text", "section", "objective_set", "order")
    ordering = ("-objective_set_id", "order")
    list_filter = (("objective_set__partnership", KnownRowsFilter),)
    list_select_related = ("objective_set",)
    search_fields = ("text", "section", "objective_set__title")
    autocomplete_fields = ("objective_set", "improvements")
    form = ObjectiveAdminForm
    inlines = (KeyResultInline,)

    def links_beside(self, request: HttpRequest, obj: Objective) -> list[tuple[str, str]]:
        rows = obj.objective_set.objectives.order_by("order", "pk")
        beside = self.next_and_previous(rows, obj, str)
        return [*beside, ("The whole set", self.page_of(obj.objective_set))]


class MeasureInline(SetPartInline):
    write = staticmethod(write_measure)
    model = Measure
    fields = ("order", "name", "unit", "baseline", "target")


@admin.register(KeyResult)
class KeyResultAdmin(SetActingAdmin, ImportingAdmin):
    table = KeyResultResource
    import_permission = "okrs.edit_objectiveset"
    write = staticmethod(write_key_result)
    remove = staticmethod(workflow.remove_part)
    actions = (ASKING, REMOVING, "export_selected")
    form = KeyResultAdminForm
    list_display = ("label", "text", "objective", "latest", "updater", "order")
    ordering = ("-objective_id", "order")
    list_display_links = ("text",)
    list_filter = (("objective__objective_set", KnownRowsFilter),)
    list_select_related = ("objective", "updater")
    search_fields = ("label", "text", "objective__text")
    autocomplete_fields = ("objective", "updater")
    exclude = ("dates",)
    inlines = (MeasureInline,)

    def links_beside(self, request: HttpRequest, obj: KeyResult) -> list[tuple[str, str]]:
        beside = self.next_and_previous(obj.objective.key_results.order_by("order", "pk"), obj, str)
        return [*beside, ("Its objective", self.page_of(obj.objective))]


@admin.register(Measure)
class MeasureAdmin(SetActingAdmin):
    write = staticmethod(write_measure)
    remove = staticmethod(remove_measure)
    partnership_path = "key_result__objective__objective_set__partnership"
    list_display = ("name", "key_result", "unit", "baseline", "target")
    ordering = ("-key_result_id", "order")
    list_select_related = ("key_result",)
    search_fields = ("name", "key_result__text")
    autocomplete_fields = ("key_result",)


class CheckInAdminForm(ActionForm, CheckInForm):
    """The form of the page, in the shapes of the administration, with who said it."""

    default_renderer = None
    not_merged = ("said_by",)

    def __init__(
        self, data: Any = None, files: Any = None, *, instance: CheckIn, initial: Any = None
    ):
        super().__init__(data, instance=instance)

    def set_up(self) -> None:
        super().set_up()
        said_by = SaidByField()
        said_by.offer(writers_of(self.instance), likely=self.instance.asked)
        self.fields = {"said_by": said_by, **self.fields}
        status: Any = self.fields["status"]
        status.empty_label = "Not said"

    def save(self, commit: bool = True) -> CheckIn:
        return self.instance


class SentCheckInForm(ActionForm, forms.Form):
    """A check-in that was sent: who takes it back, and what was shown when they asked for it."""

    said_by = SaidByField(label="Who takes it back")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, instance: CheckIn, initial: Any = None
    ):
        self.instance = instance
        super().__init__(data, initial={"seen": instance.seen})
        field: Any = self.fields["said_by"]
        field.offer(writers_of(instance), likely=instance.submitted_by)


def writers_of(check_in: CheckIn) -> Any:
    """The people who may write check-ins of a partnership by themselves."""
    return User.objects.who_write_in(check_in.partnership)


@admin.register(CheckIn)
class CheckInAdmin(PicksFirst):
    """The quarter of one key result, in words of the people who are asked for it."""

    role_permission = "okrs.write_checkin"
    pick_link = MeasureReading._meta.get_field("check_in")
    pick_label = "The key result and its quarter"
    list_display = ("key_result", "round", "state", "status", "asked", "submitted_by")
    list_filter = ("state", ("round__partnership", KnownRowsFilter))
    list_select_related = ("key_result", "round", "status", "asked", "submitted_by")
    search_fields = ("key_result__text", "words", "reason")
    about = ("key_result", "round", "state", "asked")
    said = ("status", "reason", "words", "as_at_text")
    sent = ("submitted_by", "submitted_at")
    fields = (*about, "joined_at", "state_since", "state_by", *said, "as_at", *sent)
    readonly_fields = fields

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        return None if found is None else CheckIn.objects.for_form().get(pk=found.pk)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.can_be_edited or obj.can_be_withdrawn)

    def why_read_only(self, request: HttpRequest, obj: CheckIn) -> str:
        if not obj.round.is_open:
            return f"{obj.round} is closed, so its check-ins can no longer be changed."
        return "You may read this check-in and not write on it."

    def links_beside(self, request: HttpRequest, obj: CheckIn) -> list[tuple[str, str]]:
        beside = self.next_and_previous(self._beside(obj), obj, lambda row: str(row.key_result))
        return [*beside, ("See it on the site", obj.get_absolute_url())]

    def _beside(self, obj: CheckIn) -> Any:
        """The check-ins of the same set and quarter, in the order of their key results."""
        same = CheckIn.objects.filter(
            round=obj.round,
            key_result__objective__objective_set=obj.key_result.objective.objective_set,
        )
        return same.select_related("key_result").order_by(
            "key_result__objective__order", "key_result__order", "pk"
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None or not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        base: Any = CheckInAdminForm if obj.can_be_edited else SentCheckInForm
        return type(base.__name__, (base,), {"refusal": getattr(request, "refusal", None)})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        is_typed = obj is not None and self.has_change_permission(request, obj)
        is_typed = is_typed and obj.can_be_edited
        return (*self.about, *self.sent) if is_typed else self.fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or not self.has_change_permission(request, obj):
            return [(None, {"fields": self.fields})]
        if not obj.can_be_edited:
            asked = (*self.about, *self.said, *self.sent, "said_by", "seen")
            return [(None, {"fields": asked})]
        form = self.get_form(request, obj)(instance=obj)
        return [
            (None, {"fields": self.about}),
            ("What happened", {"fields": tuple(form.fields)}),
        ]

    def verbs(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        if obj is None or not self.has_change_permission(request, obj):
            return []
        if not obj.can_be_edited:
            return [("_withdraw", "Withdraw it")]
        return [
            ("_send_next", "Send it and go to the next key result"),
            ("_send", "Send it"),
            ("_continue", "Save the draft"),
        ]

    def act(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        said_by = form.cleaned_data["said_by"]
        if isinstance(form, SentCheckInForm):
            workflow.withdraw_check_in(obj, seen=form.cleaned_data["seen"], by=said_by)
            return
        sends = "_continue" not in request.POST
        if form.taken and sends:
            # Nobody sends words they did not read.
            raise ActionRefused(f"{form.taken_in_words('check-in')} Read it, then send it.")
        action = workflow.submit_check_in if sends else workflow.save_check_in
        action(obj, readings=form.readings, by=said_by)

    def response_change(self, request: HttpRequest, obj: CheckIn) -> HttpResponse:
        answer = super().response_change(request, obj)
        if "_send_next" not in request.POST:
            return answer
        rows = list(self._beside(obj))
        at = [row.pk for row in rows].index(obj.pk)
        following = next((row for row in rows[at + 1 :] + rows[:at] if row.is_out), None)
        return answer if following is None else redirect(self.page_of(following))


@admin.register(MeasureReading)
class MeasureReadingAdmin(ReadOnlyAdmin):
    """Figures of check-ins; they are written on the page of their check-in."""

    partnership_path = "check_in__round__partnership"
    list_display = ("measure", "check_in", "value")
    list_select_related = ("measure", "check_in__key_result", "check_in__round")
    search_fields = ("measure__name",)

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        return "This is part of a check-in. It is written on the page of that check-in."
