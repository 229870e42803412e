"""What the administration needs from all apps at once: opening a quarter with its plans."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from governance import audit
from governance.admin.rounds import ReportingRoundAdmin
from governance.errors import ActionRefused
from governance.models import Partnership, ReportingRound, User

from ..forms.quarters import QuarterForm
from ..views.quarters import proposal_for
from ..workflow.quarters import join_quarter, open_quarter, plans_of


class QuarterAdminForm(QuarterForm):
    """The form of the page, in the shapes of the administration."""

    default_renderer = None


def open_in_administration(
    table: ReportingRoundAdmin, request: HttpRequest, partnership: Partnership
) -> HttpResponse:
    """The page that opens a quarter, or adds plans to one that is open already."""
    dates = proposal_for(partnership)
    plans = plans_of(partnership, dates.starts_on, dates.ends_on)
    form = QuarterAdminForm(
        request.POST if request.method == "POST" else None,
        partnership=partnership,
        initial=vars(dates) | {"plans": [plan.pk for plan in plans]},
    )
    if form.is_bound and form.is_valid():
        by: Any = request.user
        try:
            with audit.entered(by=by):
                opened = _opened(form, partnership, by)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            done = "Recorded" if opened.from_paper else "Opened"
            messages.success(request, f"{done} {opened.label}.")
            return redirect(table.page_of(opened))
    title = f"Open a quarter of {partnership.short_name}"
    return table.one_form(request, form, title=title, button="Open it")


def _opened(form: QuarterForm, partnership: Partnership, by: User) -> ReportingRound:
    if form.joined is not None:
        join_quarter(form.joined, plans=form.joining, by=by)
        return form.joined
    return open_quarter(partnership, by=by, **form.cleaned_data)


ReportingRoundAdmin.opens = staticmethod(open_in_administration)
