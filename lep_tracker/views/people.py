"""A person leaves: roles end and open work goes to somebody else, in one action."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from governance import access
from governance.errors import ActionRefused
from governance.models import User
from governance.pages import people
from plans.workflow.leaving import open_updates_of, rows_of

from ..forms.leaving import LeavingForm
from ..workflow.leaving import let_person_leave


class Leaver(access.PartnershipPage, FormView):
    """What ends and what is handed over, and to whom."""

    template_name = "lep_tracker/leaver.html"
    form_class = LeavingForm
    permission = "governance.invite_user"

    def get_form_kwargs(self) -> dict[str, Any]:
        self.leaver = self.object_here(User.objects, pk=self.kwargs["pk"])
        return super().get_form_kwargs() | {
            "partnership": self.partnership,
            "leaver": self.leaver,
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context.setdefault("form", self.get_form())
        held = people.roles_of(self.leaver, self.partnership)
        return super().get_context_data(
            person=self.leaver,
            roles=[one for one in held if not one["is_over"]],
            rows=rows_of(self.leaver, partnership=self.partnership),
            updates=open_updates_of(self.leaver, partnership=self.partnership),
            **context,
        )

    def form_valid(self, form: LeavingForm) -> HttpResponse:
        successor = form.cleaned_data["successor"]
        try:
            let_person_leave(
                self.leaver,
                partnership=self.partnership,
                successor=successor,
                by=self.request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.leaver} has left; {successor} takes over.")
        return redirect("governance:people", self.partnership.slug)
