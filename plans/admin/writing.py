"""Plans and their parts, saved by the actions of their pages: one function for every kind."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from governance import clock
from governance.admin import ActingAdmin, ActingInline
from governance.input.dates import dates_in
from governance.models import DatedText, User

from ..models import Plan
from ..parts import kind_of
from ..workflow.editing import add_part, arrange_parts, create_plan, edit_part, move_part
from .bulk import OF_PARTS

# Removed and restored on the pages, where a reason is asked.
TAKEN_OUT = ("retired_at", "retired_by", "retired_reason")
# What the actions give a part themselves.
_GIVEN = {"id", "version", "order", "state", "done_on", *TAKEN_OUT}


def write_part(part: Any, form: Any, *, by: User) -> None:
    """Save a plan, a row or a part as its form left it: added at the end of its list, or edited."""
    if part.pk is None or "text" in form.changed_data:
        with_marks(part)
    if part.pk is None:
        made = _made(part, by)
        part.pk = made.pk
    else:
        stored = type(part)._default_manager.get(pk=part.pk)
        changes = {
            name: value for name, value in values_of(part).items() if value != getattr(stored, name)
        }
        if not changes:
            return
        edit_part(stored, changes=changes, version=part.version, by=by)
    part.refresh_from_db()


def place_part(part: Any, form: Any, *, by: User) -> None:
    """Save one part on its own page, and give it the number that was typed as its place."""
    asked, is_new = getattr(part, "order", None), part.pk is None
    write_part(part, form, by=by)
    if asked and ("order" in form.changed_data or is_new) and asked != _standing_order(part):
        move_part(type(part)._default_manager.get(pk=part.pk), position=asked, by=by)
        part.refresh_from_db()


def _standing_order(part: Any) -> int:
    return int(type(part)._default_manager.values_list("order", flat=True).get(pk=part.pk))


def _made(part: Any, by: User) -> Any:
    kind, values = kind_of(part), values_of(part)
    if isinstance(part, Plan):
        return create_plan(values.pop("partnership"), fields=values, by=by)
    owner = values.pop("improvement" if kind.of_row else "plan")
    return add_part(kind, owner=owner, changes=values, by=by)


def values_of(part: Model) -> dict[str, Any]:
    """What an action is given of a part; places, states and first dates are the action's own."""
    return {
        field.name: getattr(part, field.name)
        for field in part._meta.concrete_fields
        if field.name not in _GIVEN and not field.name.startswith("original_")
    }


def with_marks(part: Any) -> Any:
    """The part with the places of all dates in its words, as its page keeps them."""
    if isinstance(part, DatedText):
        year = part.date_frame.year
        part.dates = dates_in(part.text, today=clock.today(), plan_year=year).dates
    return part


class PlanActingAdmin(ActingAdmin):
    """A plan or a part of one; it is removed with a reason, and restored on its page."""

    role_permission = "plans.edit_plan"
    actions = (*OF_PARTS, "export_selected")
    write = staticmethod(place_part)


class PartInline(ActingInline):
    """Parts of a plan or a row on the page of their owner."""

    write = staticmethod(write_part)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        number = formset.form.base_fields.get("order")
        if number is not None:
            # Left empty, a new part stands at the end.
            number.required, number.initial = False, ""
        return formset

    def arrange(self, formset: Any, *, by: Any) -> None:
        numbers = {
            line.instance.pk: line.cleaned_data["order"]
            for line in formset.forms
            if "order" in line.changed_data and line.instance.pk and line.cleaned_data["order"]
        }
        if numbers:
            kind = kind_of(formset.model())
            arrange_parts(kind, owner=formset.instance, numbers=numbers, by=by)
