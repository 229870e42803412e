"""Tables whose rows are written by the actions of the pages, on behalf of a named person."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .. import audit
from ..errors import ActionRefused
from ..forms.linked import tell_people_apart
from ..models import User
from .base import BaseAdmin, BaseInline, shown_back
from .searching import SearchForOne


class SaidByField(forms.ModelChoiceField):
    """Who said what is typed: somebody whose role lets them do it themselves."""

    def __init__(self, *, label: str = "Who said it", **kwargs: Any):
        super().__init__(
            User.objects.none(),
            label=label,
            empty_label="Choose a person",
            help_text="The words are theirs. The audit log names them and you.",
            error_messages={"required": "Choose who said it."},
            **kwargs,
        )

    def offer(self, people: Any, *, likely: User | None) -> None:
        """Offer these people, with the likely one chosen where they are among them."""
        self.queryset = people
        tell_people_apart(self)
        if likely is not None and people.filter(pk=likely.pk).exists():
            self.initial = likely.pk


class ActingAdmin(BaseAdmin):
    """A table whose rows are saved through actions, which leave the events of the pages.

    ``role_permission`` is what a role has to allow staff who are no administrators.
    """

    role_permission = ""

    # The action that saves one row: ``write(row, form, by=…)``.
    write: Any = None
    # The action that removes one where nothing hangs on it: ``remove(row, by=…)``.
    remove: Any = None
    # Whether a row may be deleted here, with an event of its own, where no action removes it.
    deletes = False

    def act(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Do what the pressed button says; a refusal is shown on the form."""
        if not change or form.changed_data:
            type(self).write(obj, form, by=request.user)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not self.role_allows(request, obj):
            raise PermissionDenied
        given, by = form.cleaned_data, request.user
        with audit.entered(by=by, said_by=given.get("said_by"), said_on=given.get("said_on")):
            self.act(request, obj, form, change)
        shown_back(request, obj, form)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save each part that was typed by its own action, in the order of the page."""
        inline = getattr(formset, "inline", None)
        if inline is None:
            super().save_formset(request, form, formset, change)
            if formset.has_changed():
                what = formset.model._meta.verbose_name_plural
                self.record(
                    request, "changed", f"changed the {what} of {form.instance}", form.instance
                )
            return
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        with audit.entered(by=request.user):
            for line in formset.forms:
                if line.has_changed() and not formset._should_delete_form(line):
                    self._save_line(request, formset, line)
            inline.arrange(formset, by=request.user)
            for gone in formset.deleted_forms if formset.can_delete else ():
                self._delete_line(request, formset, gone.instance)

    def _save_line(self, request: HttpRequest, formset: Any, line: Any) -> None:
        part = line.instance
        setattr(part, formset.fk.name, formset.instance)
        if part.pk is None:
            formset.new_objects.append(part)
        else:
            formset.changed_objects.append((part, line.changed_data))
        type(formset.inline).write(part, line, by=request.user)
        shown_back(request, part, line)

    def _delete_line(self, request: HttpRequest, formset: Any, part: Any) -> None:
        if part.pk is None:
            return
        kind = part._meta.model_name
        audit.record(
            f"{part._meta.app_label}.{kind}_deleted",
            f"{{actor}} deleted the {part._meta.verbose_name} “{part}”.",
            partnership=part.partnership,
            subject=part,
            gone=[part],
            by=request.user,
        )
        formset.deleted_objects.append(part)
        part.delete()

    # The action has left its event; the list of recent actions is Django's own.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return admin.ModelAdmin.log_addition(self, request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return admin.ModelAdmin.log_change(self, request, obj, message)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.role_allows(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self.role_allows(request, None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        removes = self.deletes or type(self).remove is not None
        allowed = removes and super().has_delete_permission(request, obj)
        return allowed and self.role_allows(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        if type(self).remove is None:
            super().delete_model(request, obj)
            return
        with audit.entered(by=request.user):
            type(self).remove(obj, by=request.user)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            info = (self.opts.app_label, self.opts.model_name)
            return redirect(reverse("admin:{}_{}_change".format(*info), args=[object_id]))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        if type(self).remove is None:
            return super().log_deletions(request, queryset)
        return admin.ModelAdmin.log_deletions(self, request, queryset)

    def role_allows(self, request: HttpRequest, obj: Any) -> bool:
        """Whether a role allows it where the row is; administrators type for anybody."""
        if request.user.is_superuser:
            return True
        if obj is None:
            return bool(request.user.partnership_ids_allowing(self.role_permission))
        return bool(request.user.has_perm(self.role_permission, obj))


class ActingInline(BaseInline):
    """Parts on the page of their owner, each saved by the action of its kind."""

    write: Any = None

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.inline = self
        return formset

    def arrange(self, formset: Any, *, by: Any) -> None:
        """Put the parts into the order of the numbers that were typed."""


class PickForm(forms.Form):
    """Which row to write on: found by typing."""

    row = forms.ModelChoiceField(User.objects.none(), label="Row")

    def __init__(self, *args: Any, rows: Any, link: Any, label: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["row"]
        field.queryset, field.label = rows, label
        field.error_messages["required"] = "Choose one."
        field.widget = SearchForOne(link, admin.site)
        field.widget.choices = field.choices


class PicksFirst(ActingAdmin):
    """Adding begins with the row it is about: rows are asked for when their quarter opens."""

    # The link by which rows of ``picked`` are searched, and what the box is called.
    pick_link: Any = None
    pick_label = ""

    def picked_rows(self, request: HttpRequest) -> Any:
        """What can be picked: of the partnerships that the person may write in."""
        table: Any = self.admin_site._registry[self.pick_link.remote_field.model]
        return table.get_queryset(request)

    def page_after_pick(self, picked: Any) -> str:
        """Where one goes on with what was picked."""
        return self.page_of(picked)

    def pick(self, request: HttpRequest) -> HttpResponse:
        """The page that asks which row; goes on to that row."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PickForm(
            request.POST if request.method == "POST" else None,
            rows=self.picked_rows(request),
            link=self.pick_link,
            label=self.pick_label,
        )
        if request.method == "POST" and form.is_valid():
            return redirect(self.page_after_pick(form.cleaned_data["row"]))
        title = f"Add {self.opts.verbose_name}"
        return self.one_form(request, form, title=title, button="Go on")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return self.pick(request)
