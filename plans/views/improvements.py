"""One row of a plan: its page, its history, and the page on which its parts are written."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.generic import TemplateView

from governance import clock
from governance.comment_threads import talk_about
from governance.errors import ActionRefused
from governance.models import Partnership, User

from ..pages.closed_improvement import NotInClosedQuarter
from ..pages.improvement import read_row
from ..pages.improvement_history import versions_of
from ..pages.plan_outline import parts_of
from .base import PlanPage, row_in
from .parts import PartEdit, part_move, part_restore


class ImprovementPage(PlanPage):
    """A page about one row; holds it with its place in the plan."""

    def find_partnership(self, user: User, **kwargs: Any) -> Partnership:
        partnership = super().find_partnership(user, **kwargs)
        self.row = row_in(self.plan, kwargs["ref"], user)
        return partnership

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **context)


class ImprovementDetail(ImprovementPage, TemplateView):
    """Everything about one promise: its words, its dates, its figures, what each side said."""

    template_name = "plans/improvement_detail.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        try:
            page = read_row(self.row, self.visibility, clock.today())
        except NotInClosedQuarter:
            raise Http404 from None
        self.row = page.pop("row")
        if page["current"] and (self.visibility.writes or self.visibility.reviews):
            page["talk"] = talk_about(page["current"], self.request.user)
        return super().get_context_data(**page, **context)


class ImprovementHistory(ImprovementPage, TemplateView):
    """Every version of a row and of its parts, with the words that changed."""

    template_name = "plans/improvement_history.html"
    tells_open_quarters = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(versions=versions_of(self.row), **context)


class ImprovementEdit(PartEdit):
    """The row's own words in one form, and beneath it the lists of its parts."""

    template_name = "plans/improvement_edit.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Every button of the page saves what was typed, then does its own work."""
        then = self.request.POST.get("then", "")
        saved = super().form_valid(form) if form.has_changed() or not then else None
        if saved is not None and (form.errors or not then):
            return saved
        return self.go_on(then)

    def go_on(self, then: str) -> HttpResponse:
        """Go to the page named, or move or restore the part named: ``/address/`` with its step."""
        address, _, step = then.partition(" ")
        try:
            match = resolve(address)
        except Resolver404:
            return redirect(self.part)
        if match.func in (part_move, part_restore):
            posted = self.request.POST.copy()
            posted["step"] = step
            self.request.POST = posted
            try:
                return match.func(self.request, **match.kwargs)
            except ActionRefused as refusal:
                # The words are saved whatever becomes of the part.
                messages.error(self.request, str(refusal))
                return redirect(self.request.path)
        return redirect(address)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(lists=parts_of(self.part), **context)
