"""Quarterly updates: typed for a named person, and saved, sent and withdrawn as on the pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from governance.admin import ActionForm, KnownRowsFilter, PicksFirst, ReadOnlyAdmin, SaidByField
from governance.errors import ActionRefused
from governance.models import User

from ..forms.updates import UpdateForm
from ..models import KpiReading, Milestone, ProgressNote, ProgressUpdate, Review, Submission
from ..pages.task_list import whole
from ..pages.update import UpdateContext, rows_to_write, with_surroundings
from ..rounds.content import content_of, with_content
from ..rounds.versions_seen import seen_as_written, told
from ..workflow import (
    save_update,
    send_no_change,
    submit_update,
    withdraw_update,
)
from .bulk import OF_UPDATES

State = ProgressUpdate.State
_PLANS = "plan_round__plan__partnership"
_UPDATES = f"update__{_PLANS}"
WRITE = "plans.write_progressupdate"
_NO_CHANGE = ("no_change_reason", "no_change_status", "no_change_issue", "no_change_words")


class UpdateAdminForm(ActionForm, UpdateForm):
    """The form of the page, in the shapes of the administration, with who said it."""

    default_renderer = None
    not_merged = (*UpdateForm.not_merged, "said_by")
    reader: User

    def __init__(self, data: Any = None, files: Any = None, *, instance: Any, initial: Any = None):
        self.instance = instance
        sheet = UpdateContext(instance, self.reader)
        super().__init__(
            data,
            update=instance,
            words=sheet.words,
            milestones=sheet.milestones,
            kpis=sheet.kpis,
            initial=sheet.initial,
        )
        self.changed_by = instance.edited_by
        said_by = SaidByField()
        said_by.offer(writers_of(instance), likely=instance.asked)
        self.fields = {"said_by": said_by, **self.fields}
        for name in ("status", "date_moves"):
            self.fields[name].choices = [("", "Not said"), *self.fields[name].choices]
        for each in self.open_milestones:
            # The words of the milestone stand over its boxes.
            if f"done_{each.pk}" in self.fields:
                self.fields[f"done_{each.pk}"].label = "It is complete"


class SentUpdateForm(ActionForm, forms.Form):
    """A row that was sent: who takes it back, and what was shown when they asked for it."""

    said_by = SaidByField(label="Who takes it back")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, instance: Any, initial: Any = None):
        self.instance = instance
        super().__init__(data, initial={"seen": instance.seen})
        field: Any = self.fields["said_by"]
        field.offer(writers_of(instance), likely=instance.submitted_by)


def writers_of(update: ProgressUpdate) -> Any:
    """The people who may write on the row by themselves."""
    return User.objects.who_write_in(update.partnership)


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(PicksFirst):
    """One row of one quarter, in words of the people who are asked for it."""

    role_permission = WRITE
    actions = (*OF_UPDATES, "export_selected")
    pick_link = Review._meta.get_field("update")
    pick_label = "The row and its quarter"
    list_display = (
        "improvement", "round", "state", "status", "status_as_printed", "asked", "state_since",
        "submitted_by",
    )  # fmt: skip
    list_filter = (
        "state",
        (_PLANS, KnownRowsFilter),
        ("plan_round__plan", KnownRowsFilter),
        ("plan_round__round", KnownRowsFilter),
    )
    list_select_related = ("improvement", "plan_round__round", "status", "asked", "submitted_by")
    search_fields = ("improvement__short_name", "improvement__number", "reason")
    about = ("improvement", "plan_round", "state", "asked")
    sent = ("said", "submitted_by", "submitted_at")
    fields = (
        *about, "joined_at", "state_since", "state_by", *sent, "status", "status_as_printed",
        "status_column", "reason", "as_at_text", "as_at", "date_moves", "no_change_reason",
        "printed_under", "excused_reason", "edited_by", "edited_at",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description="Quarter", ordering="plan_round__round__starts_on")
    def round(self, obj: ProgressUpdate) -> str:
        return obj.plan_round.round.label

    @admin.display(description="What it says")
    def said(self, obj: ProgressUpdate) -> str:
        return said_in_words(obj)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        return None if found is None else rows_to_write(request.user).get(pk=found.pk)

    # --- Whether and why not ----------------------------------------------------------------------
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.can_be_edited or obj.can_be_withdrawn)

    def why_read_only(self, request: HttpRequest, obj: ProgressUpdate) -> str:
        quarter = obj.plan_round
        if quarter.is_frozen:
            how = "signed" if quarter.is_signed else "closed"
            return f"{quarter.round} is {how}, so nothing in it changes any more."
        if obj.can_be_edited or obj.can_be_withdrawn:
            return "You may read this row and not write on it."
        if obj.state == State.ACCEPTED:
            return "This row is accepted. Take the acceptance back on its review to change it."
        return f"This row is {obj.get_state_display()}, so nothing is written on it."

    def links_beside(self, request: HttpRequest, obj: ProgressUpdate) -> list[tuple[str, str]]:
        rows = obj.plan_round.updates.order_by("improvement__order", "pk")
        links = self.next_and_previous(rows.select_related("improvement"), obj, _short)
        links.append(("See it on the site", obj.get_absolute_url()))
        if obj.can_be_reviewed and obj.partnership.has_reviewer:
            page = reverse("admin:plans_review_add")
            links.append(("Record a review of it", f"{page}?update={obj.pk}"))
        return links

    # --- The form ---------------------------------------------------------------------------------
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None or not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        base = UpdateAdminForm if obj.can_be_edited else SentUpdateForm
        refusal = getattr(request, "refusal", None)
        return type(base.__name__, (base,), {"refusal": refusal, "reader": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is not typed here; where nothing is typed, everything."""
        is_typed = obj is not None and self.has_change_permission(request, obj)
        return (*self.about, *self.sent) if is_typed else self.fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        told_of = (None, {"fields": self.about})
        if obj is None or not self.has_change_permission(request, obj):
            return [(None, {"fields": self.fields})]
        if not obj.can_be_edited:
            return [told_of, ("What was sent", {"fields": (*self.sent, "said_by", "seen")})]
        return [told_of, *_sets_of(self.get_form(request, obj)(instance=obj))]

    def verbs(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        if obj is None or not self.has_change_permission(request, obj):
            return []
        if not obj.can_be_edited:
            return [("_withdraw", "Withdraw it")]
        return [
            ("_send_next", "Send it and go to the next row"),
            ("_send", "Send it"),
            ("_save_next", "Save the draft and go to the next row"),
            ("_continue", "Save the draft"),
            ("_no_change", "Send “no change”"),
        ]

    # --- What is done -----------------------------------------------------------------------------
    def act(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        pressed, said_by = request.POST, form.cleaned_data["said_by"]
        if isinstance(form, SentUpdateForm):
            withdraw_update(obj, seen=form.cleaned_data["seen"], by=said_by)
            return
        sends = "_send" in pressed or "_send_next" in pressed
        if form.taken and (sends or "_no_change" in pressed):
            # Nobody sends words they did not read.
            raise ActionRefused(f"{form.taken_in_words('row')} Read it, then send it.")
        typed = {
            "content": form.content(),
            "version": form.version_read() or 0,
            "page": form.words_come_from,
            "by": said_by,
        }
        if "_no_change" in pressed:
            send_no_change(obj, reason=form.cleaned_data["no_change_reason"], **typed)
            return
        save_update(obj, **typed)
        if sends:
            # What is sent is what was typed on this page and stands since a moment ago.
            saved = with_content(ProgressUpdate.objects.filter(pk=obj.pk)).get()
            sent = whole(with_surroundings()).get(pk=obj.pk)
            submit_update(sent, seen=seen_as_written(saved), by=said_by)

    def response_change(self, request: HttpRequest, obj: ProgressUpdate) -> HttpResponse:
        answer = super().response_change(request, obj)
        goes_on = {"_send_next", "_save_next", "_no_change"} & set(request.POST)
        following = self._still_out(obj) if goes_on else None
        return answer if following is None else redirect(self.page_of(following))

    def _still_out(self, obj: ProgressUpdate) -> ProgressUpdate | None:
        """The next row of the quarter that is still to be written, and then from the start."""
        rows = obj.plan_round.updates.filter(state__in=ProgressUpdate.EDITABLE)
        rows = rows.exclude(pk=obj.pk).order_by("improvement__order", "pk")
        after = rows.filter(improvement__order__gt=obj.improvement.order)
        return after.first() or rows.first()


def said_in_words(update: ProgressUpdate) -> str:
    """Everything a row says, a line each."""
    rows = with_content(ProgressUpdate.objects.filter(pk=update.pk))
    lines = told(content_of(rows.get())).splitlines() or ["Nothing yet."]
    return format_html("<div>{}</div>", format_html_join("", "<p>{}</p>", [(i,) for i in lines]))


def _short(update: ProgressUpdate) -> str:
    row = update.improvement
    return f"{row.number} {row.short_name}".strip()


def _sets_of(form: UpdateAdminForm) -> list[Any]:
    """The fields of a row, each milestone under its own words, with what goes along unseen."""
    unseen = tuple(name for name, field in form.fields.items() if field.widget.is_hidden)
    said = ("said_by", "status", "reason", "date_moves", "notes", "as_at_text", *unseen)
    sets: list[Any] = [("What happened", {"fields": said})]
    sets += [_set_of(step.milestone, form) for step in form.steps]
    if form.kpis:
        sets.append(("KPIs", {"fields": tuple(f"kpi_{kpi.pk}" for kpi in form.kpis)}))
    sets.append(("Instead of words: “no change”", {"fields": _NO_CHANGE, "classes": ("collapse",)}))
    return sets


def _set_of(milestone: Milestone, form: UpdateAdminForm) -> Any:
    lines = (("done", "day", "doing", "happened"), ("to", "why"))
    named = [
        tuple(key for name in line if (key := f"{name}_{milestone.pk}") in form.fields)
        for line in lines
    ]
    asked = [line for line in named if line]
    return f"Milestone: {milestone.text}", {"fields": asked, "description": milestone.due_in_words}


class OnTheUpdate(PicksFirst, ReadOnlyAdmin):
    """What is part of an update: added on the page of its row in the quarter, and read here."""

    role_permission = WRITE
    pick_link = Review._meta.get_field("update")
    pick_label = "The row and its quarter"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        writes = request.user.has_perm("plans.change_progressupdate")
        return writes and self.role_allows(request, None)

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        return "This is part of an update. It is written on the page of the row in its quarter."

    def links_beside(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        update = obj.update
        return [] if update is None else [("Open the update", self.page_of(update))]


@admin.register(ProgressNote)
class ProgressNoteAdmin(OnTheUpdate):
    list_display = ("text", "improvement", "topic", "as_at_text", "order")
    ordering = ("-update_id", "order")
    list_filter = ((_UPDATES, KnownRowsFilter),)
    list_select_related = ("update__improvement",)
    search_fields = ("text", "topic", "update__improvement__short_name")

    @admin.display(description="Improvement")
    def improvement(self, obj: ProgressNote) -> str:
        return str(obj.update.improvement)


@admin.register(KpiReading)
class KpiReadingAdmin(OnTheUpdate):
    list_display = ("kpi", "value", "as_at", "read_by", "note")
    list_select_related = ("kpi", "read_by")
    search_fields = ("kpi__text", "note")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    partnership_path = _UPDATES
    list_display = ("improvement", "quarter", "number", "submitted_at", "submitted_by")
    list_filter = ((_UPDATES, KnownRowsFilter),)
    list_select_related = ("update__improvement", "update__plan_round__round", "submitted_by")
    search_fields = ("update__improvement__short_name", "submitted_by__name")

    @admin.display(description="Improvement")
    def improvement(self, obj: Submission) -> str:
        return str(obj.update.improvement)

    @admin.display(description="Quarter")
    def quarter(self, obj: Submission) -> str:
        return obj.update.plan_round.round.label

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        return "These are the words as they were sent. They are kept and never changed."
