"""Forms of the pages that span the apps."""

from datetime import date
from typing import Any

from django import forms

from governance.concurrency.unique_rules import open_it
from governance.forms.govuk import DayField, PlainForm
from governance.models import Partnership, ReportingRound
from governance.quarters import period_label
from governance.text.dates_in_words import day_in_words
from plans.models import Plan


class QuarterForm(PlainForm):
    """The next quarter: its true days, its dates, and the plans it asks about."""

    starts_on = DayField(label="First day of the quarter")
    ends_on = DayField(label="Last day of the quarter")
    printed_label = forms.CharField(
        label="Label as printed, if it is not a usual quarter",
        max_length=40,
        required=False,
        help_text="Such as Q3. The months are always printed after it.",
    )
    opens_on = DayField(label="Officers are asked from", required=False)
    due_on = DayField(label="Updates due", required=False)
    review_due_on = DayField(label="Review due", required=False)
    pack_on = DayField(label="Pack built", required=False)
    meets_on = DayField(label="Committee meets", required=False)
    plans = forms.ModelMultipleChoiceField(
        queryset=Plan.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Plans to ask about",
    )
    from_paper = forms.BooleanField(
        required=False,
        label="Record this quarter from paper",
        help_text="For a quarter that is over. Nobody is reminded, and no status has to be stated.",
    )

    ORDER = [
        ("due_on", "opens_on", "Updates cannot be due before officers are asked."),
        ("review_due_on", "due_on", "The review cannot be due before the updates."),
        ("meets_on", "pack_on", "The committee cannot meet before the pack is built."),
    ]

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        # The open quarter of these days, and the plans chosen that have no part in it yet.
        self.joined: ReportingRound | None = None
        self.joining: list[Plan] = []
        plans = self.fields["plans"]
        plans.queryset = partnership.plans.live()
        self.fields["due_on"].conditional = self.fields["plans"].conditional = True
        if not partnership.has_reviewer:
            del self.fields["review_due_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on:
            self._clean_quarter(starts_on, ends_on)
        needs_no_day = cleaned.get("from_paper") or self.joined is not None
        if not (needs_no_day or cleaned.get("due_on") or "due_on" in self.errors):
            self.add_error("due_on", "Give the day on which updates are due.")
        for later, earlier, sentence in self.ORDER:
            last, first = cleaned.get(later), cleaned.get(earlier)
            if last and first and last < first:
                self.add_error(later, sentence)
        return cleaned

    def _refuse_what_is_there(self, starts_on: date, ends_on: date) -> None:
        there = self.partnership.rounds.filter(starts_on=starts_on, ends_on=ends_on).first()
        if there is None or self._joins(there):
            return
        label = period_label(starts_on, ends_on, self.convention)
        self.add_error("starts_on", f"{label} is there already. Choose another quarter.")
        part = there.plan_rounds.select_related("plan__partnership", "round").first()
        if part is not None:
            opened = f"{there.opened_by} opened {there.label}."
            self.add_error(None, open_it(opened, part))

    def _clean_quarter(self, starts_on: date, ends_on: date) -> None:
        if ends_on <= starts_on:
            self.add_error("ends_on", "The last day has to come after the first day.")
        else:
            self._refuse_what_is_there(starts_on, ends_on)

    def _joins(self, there: ReportingRound) -> bool:
        """Whether plans are chosen that can still be asked in a quarter that is open for others."""
        if not there.is_open or there.from_paper or self.cleaned_data.get("from_paper"):
            return False
        inside = set(there.plan_rounds.values_list("plan_id", flat=True))
        chosen = self.cleaned_data.get("plans") or []
        self.joining = [plan for plan in chosen if plan.pk not in inside]
        self.joined = there if self.joining else None
        if self.joining:
            self._refuse_other_days(there)
        return bool(self.joining)

    def _refuse_other_days(self, there: ReportingRound) -> None:
        """A quarter that is open keeps its days: other days that were typed are said."""
        days = {"opens_on", "due_on", "review_due_on", "pack_on", "meets_on"}
        for name in days & {*self.changed_data}:
            stands, typed = getattr(there, name), self.cleaned_data.get(name)
            if typed and typed != stands:
                day = day_in_words(stands) if stands else "no day"
                self.add_error(
                    name,
                    f"{there.label} is open already, with {day} here. Plans join it as it is.",
                )

    @property
    def convention(self) -> Any:
        return self.partnership.quarter_convention
