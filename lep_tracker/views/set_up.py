"""The first set-up of an empty site: small pages, one question each, one action at the end."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from governance.access import partnership_for
from governance.errors import ActionRefused
from governance.models import Partnership, User
from governance.workflow import invitation_address

from ..forms.set_up_code import CodeForm
from ..set_up import one_time_code, steps
from ..workflow.setting_up import SetUp, set_up_first_partnership

_DOOR = "set_up_is_open"
_ANSWERS = "set_up_answers"
_LINKS = "set_up_links"


@method_decorator([login_not_required, never_cache], name="dispatch")
class SetUpPage(View):
    """A page that is there only while nobody has an account, behind the one-time code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if User.objects.exists():
            raise Http404
        if self.asks_for_code and not request.session.get(_DOOR):
            return redirect("set_up")
        return super().dispatch(request, *args, **kwargs)

    asks_for_code = True


class SetUpStart(SetUpPage, FormView):
    """Where the one-time code is typed, when the printed address was not opened."""

    template_name = "lep_tracker/set_up_start.html"
    form_class = CodeForm
    asks_for_code = False

    def form_valid(self, form: CodeForm) -> HttpResponse:
        self.request.session[_DOOR] = True
        return redirect("set_up_step", steps.KEYS[0])


class SetUpOpen(SetUpPage):
    """The printed address: its code opens the set-up for this browser."""

    asks_for_code = False

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if not one_time_code.is_right(code):
            messages.error(request, "This address is not right. Copy it whole, or type its code.")
            return redirect("set_up")
        request.session[_DOOR] = True
        return redirect("set_up_step", steps.KEYS[0])


class SetUpStep(SetUpPage, TemplateView):
    """One question."""

    template_name = "lep_tracker/set_up_step.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        step = steps.step_of(self.kwargs["step"])
        if step is None:
            raise Http404
        context.setdefault("form", steps.form_of(step.key, self._answers()))
        number = steps.KEYS.index(step.key) + 1
        return super().get_context_data(
            **(context | {"step": step}),
            number=number,
            count=len(steps.STEPS),
            is_formset=step.key == "people",
            has_before=number > 1,
        )

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        if step not in steps.KEYS:
            raise Http404
        answers = self._answers()
        form = steps.form_of(step, answers, data=request.POST)
        is_right = form.is_valid()
        if "back" not in request.POST and not is_right:
            return self.render_to_response(self.get_context_data(form=form))
        answers[step] = steps.typed_words(step, request.POST, form)
        request.session[_ANSWERS] = answers
        back = "back" in request.POST
        return redirect(
            "set_up_step" if back or steps.after(step) != "check" else "set_up_check",
            *([steps.before(step)] if back else _after(step)),
        )

    def _answers(self) -> dict[str, Any]:
        return dict(self.request.session.get(_ANSWERS, {}))


def _after(step: str) -> list[str]:
    following = steps.after(step)
    return [] if following == "check" else [following]


class SetUpCheck(SetUpPage, TemplateView):
    """All answers on one page, and the action."""

    template_name = "lep_tracker/set_up_check.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.read, self.missing = steps.read_all(request.session.get(_ANSWERS, {}))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.missing:
            messages.warning(request, "This page still wants an answer.")
            return redirect("set_up_step", self.missing)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        facts = steps.facts_of(self.read)
        return super().get_context_data(
            administrator=self.read["administrator"],
            facts=facts,
            kind=Partnership.Kind(facts["kind"]).label,
            quarters=Partnership.QuarterConvention(facts["quarter_convention"]).label,
            scheme=steps.scheme_of(self.read),
            invitees=steps.invitees_of(self.read),
            bodies=steps.bodies_of(self.read),
            **context,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.missing:
            return self.get(request)
        try:
            done = set_up_first_partnership(
                administrator=self.read["administrator"],
                facts=steps.facts_of(self.read),
                scheme=steps.scheme_of(self.read),
                invitees=steps.invitees_of(self.read),
                bodies=steps.bodies_of(self.read),
            )
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("set_up_check")
        return self._enter(done)

    def _enter(self, done: SetUp) -> HttpResponse:
        one_time_code.forget()
        self.request.session.flush()
        login(self.request, done.administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
        if settings.EMAIL_WAY != "smtp":
            self.request.session[_LINKS] = [
                (email, invitation_address(token)) for email, token in done.links
            ]
        return redirect("set_up_done", done.partnership.slug)


class SetUpDone(TemplateView):
    """What there is now, the links of the invited once, and the next step: the first plan."""

    template_name = "lep_tracker/set_up_done.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        partnership = partnership_for(self.request, self.kwargs["partnership"])
        return super().get_context_data(
            **(context | {"partnership": partnership}),
            links=self.request.session.get(_LINKS, []),
            plan_url=_plan_address(partnership),
        )


def _plan_address(partnership: Partnership) -> str:
    try:
        return reverse("plans:plan_create", args=[partnership.slug])
    except NoReverseMatch:
        return partnership.get_absolute_url()
