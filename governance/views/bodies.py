"""Boards, committees and sub-groups, and their seats; a vacant seat is shown as vacant."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView, FormView, ListView

from .. import access, workflow
from ..errors import ActionRefused
from ..forms.bodies import BodyForm, EndSeatForm, SeatForm
from ..models import Body, Seat

EDIT = "governance.edit_body"


class BodyList(access.PartnershipPage, ListView):
    """Every body of the partnership with its chair."""

    template_name = "governance/body_list.html"
    context_object_name = "bodies"

    def get_queryset(self):
        return Body.objects.filter(partnership=self.partnership).with_seats()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        may_edit = self.request.user.has_perm(EDIT, self.partnership)
        return super().get_context_data(may_edit=may_edit, **context)


class BodyDetail(access.PartnershipPage, DetailView):
    """One body: what it looks after and who sits on it."""

    template_name = "governance/body_detail.html"
    context_object_name = "body"

    def get_object(self, queryset: Any = None) -> Body:
        rows = Body.objects.select_related("parent")
        found: Body = self.object_here(rows, slug=self.kwargs["body"])
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        seats = self.object.seats.select_related("user")
        current = seats.current()
        return super().get_context_data(
            seats=sorted(current, key=lambda seat: Seat.Post.values.index(seat.post)),
            past_seats=seats.exclude(pk__in=current.values("pk")).order_by("-to_on"),
            may_edit=self.request.user.has_perm(EDIT, self.partnership),
            **context,
        )


class BodyEdit(access.PartnershipPage, FormView):
    """Set up a body, or change one."""

    template_name = "governance/body_form.html"
    form_class = BodyForm
    permission = EDIT

    def get_form_kwargs(self) -> dict[str, Any]:
        row = Body(partnership=self.partnership)
        if "body" in self.kwargs:
            row = self.object_here(Body.objects, slug=self.kwargs["body"])
        return super().get_form_kwargs() | {"instance": row, "partnership": self.partnership}

    def form_valid(self, form: BodyForm) -> HttpResponse:
        body = workflow.save_body(form.save(commit=False), by=self.request.user)
        messages.success(self.request, f"{body} is saved.")
        return redirect("governance:body_detail", self.partnership.slug, body.slug)


class SeatEdit(access.PartnershipPage, FormView):
    """Add a seat, or say who holds one."""

    template_name = "governance/seat_form.html"
    form_class = SeatForm
    permission = EDIT

    def get_form_kwargs(self) -> dict[str, Any]:
        self.body = self.object_here(Body.objects, slug=self.kwargs["body"])
        row = Seat(body=self.body)
        if "pk" in self.kwargs:
            row = self.object_here(self.body.seats, pk=self.kwargs["pk"])
        return super().get_form_kwargs() | {"instance": row, "body": self.body}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context.setdefault("form", self.get_form())
        return super().get_context_data(body=self.body, **context)

    def form_valid(self, form: SeatForm) -> HttpResponse:
        try:
            workflow.save_seat(form.save(commit=False), by=self.request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "The seat is saved.")
        return redirect("governance:body_detail", self.partnership.slug, self.body.slug)


class SeatEnd(access.PartnershipPage, FormView):
    """End a seat, at once or on a day."""

    template_name = "governance/seat_end.html"
    form_class = EndSeatForm
    permission = EDIT

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(seat=self._seat(), **context)

    def form_valid(self, form: EndSeatForm) -> HttpResponse:
        seat = self._seat()
        try:
            workflow.end_seat(seat, on=form.cleaned_data["on"], by=self.request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "The seat is ended.")
        return redirect("governance:body_detail", self.partnership.slug, seat.body.slug)

    def _seat(self) -> Seat:
        seats = Seat.objects.select_related("body", "user")
        found: Seat = self.object_here(seats, pk=self.kwargs["pk"], body__slug=self.kwargs["body"])
        return found
