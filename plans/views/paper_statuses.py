"""The status words of a quarter from paper, and the coordinator's answers to them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from governance.errors import ActionRefused
from governance.input.whole_numbers import typed_number

from ..forms.status_words import StatusWordsForm
from ..workflow.paper_statuses import answer_statuses, printed_in, require_answerable
from .submissions import PlanRoundPage, plan_round_at


class RoundStatuses(PlanRoundPage):
    """Each printed word with the status it is; changed in one go until the quarter is signed."""

    permission = "plans.close_planround"
    template_name = "plans/round_statuses.html"
    form: StatusWordsForm | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        require_answerable(self.plan_round)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.plan_round = plan_round_at(request, self.permission, **kwargs)
        require_answerable(self.plan_round)
        form = self.form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            rows = answer_statuses(
                self.plan_round, answers=form.answers(), version=_version(request), by=request.user
            )
        except ActionRefused as refused:
            # Shown beside the choices, so that none of them is made twice.
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data())
        if rows:
            messages.success(request, f"Saved. {rows} {'row is' if rows == 1 else 'rows are'} new.")
        else:
            messages.info(request, "Nothing was changed.")
        return redirect(self.plan_round)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(words_form=self.form or self._form(), **context)

    def _form(self, data: Any = None) -> StatusWordsForm:
        words = list(self.partnership.status_scheme.words.all())
        return StatusWordsForm(data, printed=printed_in(self.plan_round), words=words)


def _version(request: HttpRequest) -> int:
    return typed_number(request.POST.get("version")) or 0
