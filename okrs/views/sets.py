"""Objective sets in the layout of their paper, and how they are edited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from governance import clock
from governance.access import PartnershipPage, object_at
from governance.concurrency.versions_seen import seen_in
from governance.errors import ActionRefused
from governance.input.fields import figures_shown_back
from governance.partnership_scope import who_may_stand
from governance.quarters import Quarter
from governance.views.moved import address_after_move
from plans.models import Improvement
from plans.visibility import visibility_of

from .. import workflow
from ..documents.files import downloads_of
from ..forms import KeyResultForm, MeasureFormSet, ObjectiveForm, ObjectiveSetForm
from ..models import KeyResult, Objective, ObjectiveSet
from ..pages.objective_set import is_reported, offer_edits, sections_for
from ..versions_seen import quarter_seen

READ = "okrs.read_objectiveset"
EDIT = "okrs.edit_objectiveset"


class SetList(PartnershipPage, ListView):
    """Every set of the partnership, newest quarter first."""

    permission = READ
    template_name = "okrs/objectiveset_list.html"
    context_object_name = "sets"
    paginate_by = 30

    def get_queryset(self):
        return ObjectiveSet.objects.filter(partnership=self.partnership).for_list()

    def get_context_data(self, **context):
        may_edit = self.request.user.has_perm(EDIT, self.partnership)
        return super().get_context_data(may_edit=may_edit, **context)


class SetDetail(PartnershipPage, DetailView):
    """One set as its paper prints it, with what was said of each key result."""

    permission = READ
    template_name = "okrs/objectiveset_detail.html"
    context_object_name = "set"

    def get_object(self, queryset=None):
        return self.object_here(ObjectiveSet.objects.for_page(), slug=self.kwargs["slug"])

    def get_context_data(self, **context):
        user, alone = self.request.user, self.object.round_alone()
        may_close = user.has_perm("governance.open_reportinground", self.partnership)
        edits, reported = user.has_perm(EDIT, self.partnership), is_reported(self.object)
        sections = sections_for(self.object, user)
        offer_edits(sections)
        return super().get_context_data(
            sections=sections,
            visibility=visibility_of(user, self.partnership),
            may_edit=edits and not reported,
            stays=edits and reported,
            may_write=user.has_perm("okrs.submit_checkin", self.partnership),
            downloads=downloads_of(self.partnership.slug, self.object.slug),
            round_alone=alone,
            round_seen=quarter_seen(alone) if alone and may_close else "",
            may_close=may_close,
            **context,
        )


class _Editing(PartnershipPage, FormView):
    """A form that keeps what was typed when somebody else saved first."""

    permission = EDIT
    instance = None

    def form_valid(self, form):
        try:
            objective_set = self.keep(form)
        except ActionRefused as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, " ".join(["Saved.", *self.shown_back(form)]))
        return redirect(objective_set)

    def shown_back(self, form) -> list[str]:
        """What was read of what was typed, as it counts from now on."""
        return []

    def form_invalid(self, form):
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=409 if form.asked else 200)


class SetForm(_Editing):
    """Make a set, or edit one."""

    template_name = "okrs/objectiveset_form.html"
    form_class = ObjectiveSetForm

    def get_form_kwargs(self):
        slug = self.kwargs.get("slug")
        if slug:
            instance = self.object_here(ObjectiveSet.objects, slug=slug)
        else:
            quarter = Quarter.containing(clock.today(), self.partnership.quarter_convention)
            instance = ObjectiveSet(
                partnership=self.partnership, starts_on=quarter.first_day, ends_on=quarter.last_day
            )
        self.instance = instance
        return super().get_form_kwargs() | {
            "instance": instance,
            "convention": self.partnership.quarter_convention,
        }

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"set": self.instance}

    def keep(self, form):
        objective_set = form.save(commit=False)
        if not objective_set.pk:
            objective_set.slug = _free_slug(objective_set)
        return workflow.save_objective_set(objective_set, by=self.request.user)


def _free_slug(objective_set: ObjectiveSet) -> str:
    stem = slugify(f"{objective_set.title} {objective_set.label.split(' (')[0]}")[:70] or "set"
    taken = set(
        ObjectiveSet.objects.filter(
            partnership=objective_set.partnership, slug__startswith=stem
        ).values_list("slug", flat=True)
    )
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


class ObjectiveEdit(_Editing):
    """Add an objective to a set, or edit one."""

    template_name = "okrs/objective_form.html"
    form_class = ObjectiveForm

    def get_form_kwargs(self):
        self.set = self.object_here(ObjectiveSet.objects, slug=self.kwargs["slug"])
        pk = self.kwargs.get("pk")
        self.instance = (
            self.object_here(self.set.objectives, pk=pk)
            if pk
            else Objective(objective_set=self.set)
        )
        improvements = Improvement.objects.filter(plan__partnership=self.partnership).live()
        return super().get_form_kwargs() | {
            "instance": self.instance,
            "improvements": improvements.select_related("plan"),
        }

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {"set": self.set, "objective": self.instance}

    def keep(self, form):
        objective = workflow.save_objective(form.save(commit=False), by=self.request.user)
        form.save_m2m()
        return objective.objective_set


class KeyResultEdit(_Editing):
    """Add a key result to an objective, or edit one with its measures."""

    template_name = "okrs/keyresult_form.html"
    form_class = KeyResultForm

    def get_form_kwargs(self):
        self.set = self.object_here(ObjectiveSet.objects, slug=self.kwargs["slug"])
        pk = self.kwargs.get("pk")
        if pk:
            key_results = KeyResult.objects.filter(objective__objective_set=self.set)
            self.instance = self.object_here(key_results, pk=pk)
        else:
            objective = self.object_here(self.set.objectives, pk=self.kwargs["objective"])
            self.instance = KeyResult(objective=objective)
        people = who_may_stand(
            KeyResult, "updater", self.partnership, also=self.instance.updater_id
        )
        return super().get_form_kwargs() | {"instance": self.instance, "people": people}

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        context.setdefault("measures", MeasureFormSet(instance=self.instance))
        return context | {"set": self.set, "key_result": self.instance}

    def form_valid(self, form):
        self.measures = MeasureFormSet(self.request.POST, instance=self.instance)
        if not self.measures.is_valid():
            return self.render_to_response(self.get_context_data(form=form, measures=self.measures))
        return super().form_valid(form)

    def shown_back(self, form):
        measures = [
            f"{one.instance.name}: {' '.join(figures)}"
            for one in self.measures.forms
            if one not in self.measures.deleted_forms and (figures := figures_shown_back(one))
        ]
        return [*measures, form.instance.due_in_words]

    def keep(self, form):
        key_result = form.save(commit=False)
        self.measures.save(commit=False)
        kept = [
            each.instance
            for each in self.measures.forms
            if each.instance.name and each not in self.measures.deleted_forms
        ]
        workflow.save_key_result(
            key_result,
            measures=kept,
            removed=self.measures.deleted_objects,
            by=self.request.user,
        )
        return key_result.objective.objective_set


def _part(request: HttpRequest, partnership: str, slug: str, kind: str, pk: int):
    if kind == "objective":
        rows = Objective.objects.filter(objective_set__slug=slug)
    else:
        rows = KeyResult.objects.filter(objective__objective_set__slug=slug)
    return object_at(request.user, partnership, rows, EDIT, pk=pk)


@require_POST
def part_move(
    request: HttpRequest, partnership: str, slug: str, kind: str, pk: int, way: str
) -> HttpResponse:
    part = _part(request, partnership, slug, kind, pk)
    workflow.move_part(part, up=way == "up", by=request.user)
    page = reverse("okrs:set_detail", args=[partnership, slug])
    return redirect(address_after_move(page, part, way))


@require_POST
def part_remove(
    request: HttpRequest, partnership: str, slug: str, kind: str, pk: int
) -> HttpResponse:
    part = _part(request, partnership, slug, kind, pk)
    workflow.remove_part(part, seen=seen_in(request.POST), by=request.user)
    messages.success(request, f"“{part}” was removed.")
    return redirect("okrs:set_detail", partnership, slug)
