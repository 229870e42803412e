"""Opening a quarter of a whole partnership: proposed, previewed, confirmed once."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from governance import clock
from governance.access import PartnershipPage
from governance.models import Partnership, ReportingRound
from governance.quarters import period_label
from governance.text.dates_in_words import day_in_words
from plans.models import Plan
from plans.rounds.proposed_dates import RoundDates, next_quarter, proposed_dates
from plans.workflow.rounds import who_is_asked

from ..forms.quarters import QuarterForm
from ..workflow.quarters import join_quarter, open_quarter, plans_of, plans_outside


class QuarterOpen(PartnershipPage, FormView):
    """One page: the dates, the plans, who will be asked what, and one button."""

    permission = "governance.open_reportinground"
    form_class = QuarterForm
    template_name = "lep_tracker/quarter_open.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.partnership}

    def get_initial(self) -> dict[str, Any]:
        if self.asked_for is not None:
            plans = plans_outside(self.asked_for)
            return vars(dates_of(self.asked_for)) | {"plans": [plan.pk for plan in plans]}
        dates = proposal_for(self.partnership)
        plans = plans_of(self.partnership, dates.starts_on, dates.ends_on)
        return vars(dates) | {"plans": [plan.pk for plan in plans]}

    def form_valid(self, form: QuarterForm) -> HttpResponse:
        if form.joined is not None:
            return self._join(form.joined, form.joining)
        values = form.cleaned_data
        opened = open_quarter(self.partnership, by=self.request.user, **values)
        done = "Recorded" if opened.from_paper else "Opened"
        messages.success(self.request, f"{done} {opened.label}.")
        part = opened.plan_rounds.select_related("plan__partnership", "round").first()
        return redirect(part or self.partnership)

    def _join(self, there: ReportingRound, plans: list[Plan]) -> HttpResponse:
        first, *_ = join_quarter(there, plans=plans, by=self.request.user)
        titles = " and ".join(plan.title for plan in plans)
        due = f" Updates are due on {day_in_words(there.due_on)}." if there.due_on else ""
        messages.success(self.request, f"Added {titles} to {there.label}.{due}")
        return redirect(first)

    @cached_property
    def asked_for(self) -> ReportingRound | None:
        """The open quarter that a plan is to join, as the link on this page names it."""
        slug = self.request.GET.get("quarter", "")
        rounds = self.partnership.rounds.open().filter(from_paper=False)
        found: ReportingRound | None = rounds.filter(slug=slug).first() if slug else None
        return found

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        live = self.partnership.plans.live().select_related("partnership")
        dates = dates_of(self.asked_for) if self.asked_for else proposal_for(self.partnership)
        label = period_label(dates.starts_on, dates.ends_on, self.partnership.quarter_convention)
        return super().get_context_data(
            label=label,
            asked=[(plan, people_asked(plan)) for plan in live],
            still_open=[
                (each, plans_outside(each))
                for each in self.partnership.rounds.open().filter(from_paper=False)
            ],
            **context,
        )


def proposal_for(partnership: Partnership) -> RoundDates:
    """The next quarter of a partnership with its dates, from its last one and its settings."""
    last = partnership.rounds.order_by("-ends_on").first()
    known = dates_of(last) if last else None
    today = clock.today()
    quarter = next_quarter(known, convention=partnership.quarter_convention, today=today)
    return proposed_dates(
        quarter,
        known,
        update_days=partnership.update_days,
        review_days=partnership.review_days,
        today=today,
    )


def dates_of(reporting_round: ReportingRound) -> RoundDates:
    names = RoundDates.__dataclass_fields__
    return RoundDates(**{name: getattr(reporting_round, name) for name in names})


def people_asked(plan: Plan) -> Iterable[tuple[str, list[str]]]:
    """Each person with the rows they will be asked for, most rows first."""
    by_person: dict[str, list[str]] = {}
    for row, person in who_is_asked(plan):
        name = person.name if person else "Nobody yet: name a coordinator first"
        by_person.setdefault(name, []).append(row.number or row.short_name)
    return sorted(by_person.items(), key=lambda asked: (-len(asked[1]), asked[0]))
