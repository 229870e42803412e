"""Writing a plan: one page to add, one to edit, one to take out; moving and putting back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from governance.access import object_at, require
from governance.concurrency.versions_seen import seen_in
from governance.errors import ActionRefused
from governance.input.whole_numbers import typed_number
from governance.models import Evidence, Partnership, User
from governance.views.moved import address_after_move

from ..forms import PART_FORMS, ImprovementForm, PlanForm, RetireForm
from ..models import Improvement, Plan
from ..parts import PARTS, ROW, WHOLE, PartKind, is_live, kind_of, place_beside, row_of_part
from ..workflow.editing import add_part, edit_part, move_part, restore_part, retire_part
from .base import PlanPage, plan_for, row_in

KINDS = PARTS | {"improvement": ROW, "plan": WHOLE}
FORMS = PART_FORMS | {"improvement": ImprovementForm, "plan": PlanForm}


def kind_named(key: str) -> PartKind:
    """The kind of part an address names."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def part_in(
    plan: Plan, kind: PartKind, user: Any, *, pk: int | None = None, ref: str | None = None
) -> Any:
    """The part of a plan an address names; another plan's part is not there."""
    if kind is WHOLE:
        if pk is not None:
            raise Http404
        return plan
    if kind is ROW:
        if ref is None:
            raise Http404
        return row_in(plan, ref, user)
    part = object_at(user, plan.partnership.slug, kind.in_plan(plan), pk=pk)
    row = row_of_part(part)
    if row is None:
        part.plan = plan
    else:
        row.plan = plan
    return part


def require_own(user: User, part: Any) -> None:
    """Evidence is its author's and the coordinator's to change."""
    if isinstance(part, Evidence) and part.added_by_id != user.pk:
        require(user, "plans.edit_plan", part)


def page_of(part: Any, kind: PartKind, plan: Plan) -> str:
    """Where a person goes on after writing a part."""
    base = [plan.partnership.slug, plan.slug]
    if kind is WHOLE:
        return reverse("plans:plan_contents", args=base)
    row = row_of_part(part)
    if row is None or (kind is ROW and not is_live(part)):
        return f"{reverse('plans:plan_contents', args=base)}#{kind.key}"
    name = "improvement_detail" if kind.model is Evidence else "improvement_edit"
    anchor = "" if kind is ROW else f"#{kind.key}"
    return f"{reverse(f'plans:{name}', args=[*base, row.ref])}{anchor}"


def _said(done: str, form: Any) -> str:
    """What was done, with the figures that were read and the date that counts."""
    return " ".join(filter(None, [done, form.shown_back]))


class PartPage(PlanPage):
    """A page about one kind of part; holds the kind and what it belongs to."""

    def find_partnership(self, user: User, **kwargs: Any) -> Partnership:
        self.kind = kind_named(kwargs["kind"])
        self.permission = self.kind.permission
        partnership = super().find_partnership(user, **kwargs)
        self.owner, self.part = self.find_part(**kwargs)
        return partnership

    def find_part(self, **kwargs: Any) -> tuple[Any, Any]:
        user: Any = self.request.user
        part = part_in(self.plan, self.kind, user, pk=kwargs.get("pk"), ref=kwargs.get("ref"))
        require_own(user, part)
        row = None if self.kind is ROW else row_of_part(part)
        return row or self.plan, part

    @property
    def word(self) -> str:
        """What this part is called here; a plan has its own word for its rows."""
        return (self.plan.row_word or "row") if self.kind is ROW else self.kind.word

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        row = self.owner if isinstance(self.owner, Improvement) else None
        back = page_of(
            self.part or self.owner, self.kind if self.part else kind_of(self.owner), self.plan
        )
        return super().get_context_data(
            kind=self.kind, part=self.part, row=row, back=back, word=self.word, **context
        )


class PartCreate(PartPage, FormView):
    """Add a part: a theme, a row, a milestone, evidence, whatever kind the address names."""

    template_name = "plans/part_form.html"

    def find_part(self, **kwargs: Any) -> tuple[Any, None]:
        if self.kind is WHOLE or self.kind.of_row != ("ref" in kwargs):
            raise Http404
        if not self.kind.of_row:
            return self.plan, None
        return row_in(self.plan, kwargs["ref"], self.request.user), None

    def get_form_class(self) -> Any:
        return FORMS[self.kind.key]

    def get_form_kwargs(self) -> dict[str, Any]:
        chosen = {"theme": self.request.GET.get("theme")} if self.kind is ROW else {}
        return super().get_form_kwargs() | {
            "owner": self.owner,
            "plan": self.plan,
            "initial": {key: value for key, value in chosen.items() if value},
        }

    def form_valid(self, form: Any) -> HttpResponse:
        by: Any = self.request.user
        try:
            part = add_part(self.kind, owner=self.owner, changes=form.changes, by=by)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _said(f"The {self.word} was added.", form))
        return redirect(page_of(part, self.kind, self.plan))


class PartEdit(PartPage, FormView):
    """Edit a part; words that somebody else changed meanwhile too are asked about."""

    template_name = "plans/part_form.html"

    def get_form_class(self) -> Any:
        return FORMS[self.kind.key]

    def get_form_kwargs(self) -> dict[str, Any]:
        if not is_live(self.part):
            raise ActionRefused(f"This {self.word} was removed. Restore it to edit it.")
        extra = {"owner": self.owner, "plan": self.plan, "instance": self.part}
        return super().get_form_kwargs() | extra

    def form_valid(self, form: Any) -> HttpResponse:
        by: Any = self.request.user
        moved = {
            "move_reason": form.cleaned_data.get("move_reason", ""),
            "misread": form.cleaned_data.get("misread", False),
        }
        try:
            edit_part(self.part, changes=form.changes, version=form.read_at, by=by, **moved)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _said(f"The {self.word} was saved.", form))
        return redirect(page_of(self.part, self.kind, self.plan))

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=409 if form.asked else 200)


class PartRetire(PartPage, FormView):
    """Take a part out, with a reason; it can be put back."""

    template_name = "plans/part_retire.html"
    form_class = RetireForm

    def find_part(self, **kwargs: Any) -> tuple[Any, Any]:
        if not self.kind.retires:
            raise Http404
        return super().find_part(**kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        by: Any = self.request.user
        reason, seen = form.cleaned_data["reason"], seen_in(self.request.POST)
        retire_part(self.part, reason=reason, seen=seen, by=by)
        messages.success(self.request, f"The {self.word} was removed. You can restore it below.")
        return redirect(page_of(self.part, self.kind, self.plan))


@require_POST
def part_restore(
    request: HttpRequest,
    partnership: str,
    plan: str,
    kind: str,
    pk: int | None = None,
    ref: str | None = None,
) -> HttpResponse:
    """Put back what was removed."""
    which = kind_named(kind)
    held = plan_for(request, partnership, plan, which.permission)
    if not which.retires:
        raise Http404
    part = part_in(held, which, request.user, pk=pk, ref=ref)
    require_own(request.user, part)
    restore_part(part, by=request.user)
    messages.success(request, f"The {which.word} was restored.")
    return redirect(page_of(part, which, held))


@require_POST
def part_move(
    request: HttpRequest,
    partnership: str,
    plan: str,
    kind: str,
    pk: int | None = None,
    ref: str | None = None,
) -> HttpResponse:
    """Move a part up, down or to a place; a row also to another theme."""
    which = kind_named(kind)
    held = plan_for(request, partnership, plan, which.permission)
    if not which.is_ordered:
        raise Http404
    part = part_in(held, which, request.user, pk=pk, ref=ref)
    move_part(part, by=request.user, **_where_to(request, part, held))
    messages.success(request, f"The {which.word} was moved.")
    whole = f"{page_of(held, WHOLE, held)}#improvement"
    page = whole if which is ROW else page_of(part, which, held)
    step = request.POST.get("step", "")
    return redirect(address_after_move(page, part, step) if step else page)


def _where_to(request: HttpRequest, part: Any, plan: Plan) -> dict[str, Any]:
    """The place asked for, and the theme where one was chosen."""
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    if not is_live(part):
        raise ActionRefused("It was removed from the plan. Restore it to move it.")
    if step:
        position = place_beside(part, step)
        if position is None:
            raise ActionRefused("It is at the end of its list already.")
        return {"position": position}
    where: dict[str, Any] = {}
    if isinstance(part, Improvement) and "theme" in request.POST:
        chosen = request.POST["theme"]
        slug, themes = plan.partnership.slug, plan.themes.live()
        where["theme"] = object_at(request.user, slug, themes, pk=chosen) if chosen else None
    position = typed_number(request.POST.get("position"))
    if position is None:
        raise ActionRefused("Give the new place as a number, such as 3.")
    return {**where, "position": position}
