"""The form of one improvement in one quarter: two minutes, nothing required while it is a draft.

Cleaning only says what cannot be read (a date, a number, half of a new date); what is still
missing is asked for when the row is submitted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from governance import clock
from governance.forms.merged import MergedForm
from governance.forms.renderers import GovukRenderer
from governance.input.dates import read_day
from governance.input.fields import DateInput, ask
from governance.input.figures import plain_figure, read_figure
from governance.input.whole_numbers import typed_number
from governance.models import StatusWord
from governance.text.dates_in_words import day_in_words

from ..input.update import (
    NewDate,
    UpdateContent,
    paragraph_of,
    paragraphs_of,
    problem_of_stamps,
    read_new_date,
    typed_again,
)
from ..models import KPI, Milestone, MilestoneReport, ProgressUpdate
from ..rounds.content import number
from ..rounds.no_change import REASONS
from ..rounds.update_requirements import movable
from .update_fields import fields_for, is_asked, move_fields, tick_of

Says = MilestoneReport.Says


@dataclass(frozen=True)
class MilestoneStep:
    """A milestone in the form, with the controls that ask about it."""

    milestone: Milestone
    done: BoundField | None = None
    day: BoundField | None = None
    under_way: BoundField | None = None
    happened: BoundField | None = None
    to: BoundField | None = None
    why: BoundField | None = None


class UpdateForm(MergedForm, forms.Form):
    """What happened on one row this quarter."""

    always_merges = True
    # They go with their button; a draft has no words of them.
    not_merged = ("no_change_reason", "no_change_status", "no_change_issue", "no_change_words")
    # What is sent at once is not shown again before it counts, so every guessed year is asked.
    sends_at_once = False

    default_renderer = GovukRenderer

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "This page was incomplete. Save again.",
            "invalid": "This page was incomplete. Save again.",
        },
    )
    no_change_reason = forms.ChoiceField(
        required=False,
        choices=[("", "Choose a reason"), *REASONS.items()],
        label="Why nothing changed",
    )
    # Asked beside “no change” where no earlier quarter stated one, or it was sent too often.
    no_change_status = forms.ChoiceField(required=False, label="How it stands now")
    no_change_words = forms.CharField(
        required=False,
        strip=False,
        label="A sentence of your own",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_change_issue = forms.CharField(
        required=False,
        label="What is the issue, and what would help?",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    status = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="How it stands now")
    reason = forms.CharField(
        required=False,
        label="What is the issue, and what would help?",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    date_moves = forms.ChoiceField(
        required=False,
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        label="Does a date move?",
    )
    notes = forms.CharField(
        required=False,
        strip=False,
        label="What happened",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    as_at_text = forms.CharField(
        required=False,
        max_length=60,
        label="Position as at",
        widget=DateInput({"class": "govuk-input--width-10"}),
        error_messages={"max_length": "Write the day in 60 letters or fewer."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        update: ProgressUpdate,
        words: Sequence[StatusWord],
        milestones: Sequence[Milestone],
        kpis: Sequence[KPI],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.update = update
        self.words = words
        self.plan = update.plan_round.plan
        # Today is offered where no day is stored; tomorrow it is another, and nobody changed it.
        self.offered = () if update.as_at_text else ("as_at_text",)
        self.kpis = kpis
        self.open_milestones = [each for each in milestones if is_asked(each)]
        self.movable = movable(self.open_milestones)
        status = self.fields["status"]
        status.choices = [(word.key, word.word) for word in words]
        self.fields["no_change_status"].choices = [("", "Choose a status"), *status.choices]
        for milestone in self.open_milestones:
            self.fields |= fields_for(milestone)
        for milestone in self.movable:
            self.fields |= move_fields(milestone)
        for kpi in self.kpis:
            self.fields[f"kpi_{kpi.pk}"] = forms.CharField(
                required=False,
                max_length=20,
                label=kpi.text,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}
                ),
            )
        self.merge_typed()

    def offer_reasons(self, reasons: Mapping[str, str]) -> None:
        """Show these reasons alone; what is sent otherwise the action answers in a sentence."""
        field = self.fields["no_change_reason"]
        field.widget.choices = [("", "Choose a reason"), *reasons.items()]

    # --- what the page shows --------------------------------------------------------------------
    @property
    def choices(self) -> list[tuple[Any, StatusWord]]:
        """The status words as big choices, each with its plain meaning."""
        return list(zip(self["status"], self.words, strict=True))

    @property
    def steps(self) -> list[MilestoneStep]:
        can_move = {milestone.pk for milestone in self.movable}
        return [
            MilestoneStep(
                milestone,
                done=self._field("done", milestone),
                day=self._field("day", milestone),
                under_way=self._field("doing", milestone),
                happened=self._field("happened", milestone),
                to=self[f"to_{milestone.pk}"] if milestone.pk in can_move else None,
                why=self[f"why_{milestone.pk}"] if milestone.pk in can_move else None,
            )
            for milestone in self.open_milestones
        ]

    @property
    def readings(self) -> list[tuple[KPI, BoundField]]:
        return [(kpi, self[f"kpi_{kpi.pk}"]) for kpi in self.kpis]

    @property
    def asking_reason(self) -> str:
        """The keys of the words that ask why, for the script that reveals the box."""
        return " ".join(word.key for word in self.words if word.needs_reason)

    @property
    def asking_date(self) -> str:
        return " ".join(word.key for word in self.words if word.asks_date)

    def _field(self, name: str, milestone: Milestone) -> BoundField | None:
        key = f"{name}_{milestone.pk}"
        return self[key] if key in self.fields else None

    @property
    def stored_row(self) -> ProgressUpdate:
        return self.update

    def version_read(self) -> int | None:
        """The version the writer started from, or the newer one they were shown beside it."""
        seen: list[str] = getattr(self.data, "getlist", lambda name: [])("seen_version")
        read = [super().version_read(), *map(typed_number, seen)]
        return max((version for version in read if version is not None), default=None)

    # --- what was typed -------------------------------------------------------------------------
    def content(self) -> UpdateContent:
        """Everything as typed, readable or not: autosave keeps what it can of it."""
        # Autosave comes here with what no field has cleaned; PostgreSQL refuses NUL.
        typed = {name: str(self.data.get(name, "")).replace("\0", "") for name in self.fields}
        for name in ("as_at_text", *(f"day_{each.pk}" for each in self.open_milestones)):
            typed[name] = self._with_year(name, typed.get(name, ""))
        ticks = {
            each.pk: tick for each in self.open_milestones if (tick := tick_of(typed, each.pk))
        }
        moves = {
            each.pk: NewDate(
                typed[f"to_{each.pk}"],
                typed[f"why_{each.pk}"],
                confirmed=str(self.data.get(f"to_{each.pk}_confirmed", "")),
            )
            for each in self.movable
            if typed[f"to_{each.pk}"].strip() or typed[f"why_{each.pk}"].strip()
        }
        return UpdateContent(
            status=typed["status"] or typed["no_change_status"],
            reason=_all_typed(typed, "reason", "no_change_issue"),
            notes=_all_typed(typed, "notes", "no_change_words"),
            as_at_text=typed["as_at_text"],
            date_moves=typed["date_moves"] if typed["date_moves"] in ("yes", "no") else "",
            ticks=ticks,
            moves=moves,
            readings={kpi.pk: typed[f"kpi_{kpi.pk}"] for kpi in self.kpis},
        )

    def _with_year(self, name: str, text: str) -> str:
        """A typed day with its year, where nobody needs to be asked or its reading was confirmed.

        The draft shows it so, before it is sent.
        """
        today = clock.today()
        try:
            typed = read_day(text, today=today, expects="done")
        except ValueError:
            return text
        is_sure = typed.is_recent(today) or typed.counts(self.data.get(f"{name}_confirmed", ""))
        if not typed.reading.year_inferred or not is_sure or typed.day is None:
            return text
        return day_in_words(typed.day)

    def as_kept(self, name: str, texts: list[str]) -> list[str]:
        text = texts[0].strip() if texts else ""
        if name == "notes":
            return [typed_again(paragraphs_of(text, today=clock.today()))]
        if name == "as_at_text" or name.startswith("day_"):
            return [self._with_year(name, text)]
        if name in self.figures:
            try:
                value = read_figure(text, unit=self.figures[name])
            except ValueError:
                return [text]
            return [] if value is None else [plain_figure(value)]
        return [text] if text else []

    @property
    def figures(self) -> dict[str, str]:
        """The boxes for figures, each with what is counted."""
        return {f"kpi_{kpi.pk}": kpi.unit for kpi in self.kpis}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._read_day("as_at_text")
        for milestone in self.open_milestones:
            if cleaned.get(f"done_{milestone.pk}"):
                self._read_day(f"day_{milestone.pk}")
            elif cleaned.get(f"day_{milestone.pk}", "").strip():
                self.add_error(
                    f"day_{milestone.pk}",
                    "Tick the milestone if it was complete on this day, or clear the day.",
                )
        for kpi in self.kpis:
            self._try(f"kpi_{kpi.pk}", read_figure, unit=kpi.unit)
        for milestone in self.movable:
            self._clean_move(milestone)
        for name in ("notes", "no_change_words"):
            words, known = cleaned.get(name, ""), not self.sends_at_once
            if problem := problem_of_stamps(words, today=clock.today(), shown_again=known):
                self.add_error(name, problem)
        return cleaned

    def _read_day(self, name: str) -> None:
        if self.cleaned_data.get(name, "").strip():
            today = clock.today()
            typed = self._try(name, read_day, today=today, expects="done")
            if typed is not None and (self.sends_at_once or not typed.is_recent(today)):
                ask(self, name, typed)

    def _clean_move(self, milestone: Any) -> None:
        name = f"to_{milestone.pk}"
        to = self.cleaned_data.get(name, "").strip()
        why = self.cleaned_data.get(f"why_{milestone.pk}", "").strip()
        if to or why:
            typed = self._try(name, read_new_date, plan=self.plan, today=clock.today())
            stands = (getattr(milestone, "asks_to", None), getattr(milestone, "asks_latest", None))
            if typed is not None and stands != (to, typed.day):
                ask(self, name, typed)
        if to and not why:
            self.add_error(f"why_{milestone.pk}", "Say why this date should move.")

    def _try(self, name: str, read: Any, **known: Any) -> Any:
        """Say of a field, in the reader's own sentence, that it cannot be read."""
        if name in self.errors:
            return None
        try:
            return read(self.cleaned_data.get(name, ""), **known)
        except ValueError as error:
            self.add_error(name, str(error))
            return None


def _all_typed(typed: Mapping[str, str], *names: str) -> str:
    """What was typed in several boxes that ask for the same, one beneath the other."""
    return "\n\n".join(typed[name] for name in names if typed[name].strip())


def initial_of(
    update: ProgressUpdate, milestones: Sequence[Any], kpis: Sequence[Any]
) -> dict[str, Any]:
    """What the saved draft puts into the form; the parts carry what the update says of them."""
    values: dict[str, Any] = {
        "version": update.version,
        "status": update.status.key if update.status else "",
        "reason": update.reason,
        "date_moves": update.date_moves,
        "notes": typed_again([paragraph_of(note) for note in update.notes.all()]),
        "as_at_text": update.as_at_text or day_in_words(clock.today()),
        "no_change_reason": update.no_change_reason,
    }
    for milestone in milestones:
        values |= _initial_of_milestone(milestone)
    values |= {f"kpi_{kpi.pk}": number(kpi.reads) for kpi in kpis if kpi.reads is not None}
    return values


def _initial_of_milestone(milestone: Any) -> dict[str, Any]:
    pk, values = milestone.pk, {}
    if milestone.says == Says.DONE:
        values = {f"done_{pk}": True, f"day_{pk}": milestone.says_day}
    elif milestone.says == Says.IN_PROGRESS:
        values = {f"doing_{pk}": True}
    elif milestone.says:
        values = {f"happened_{pk}": milestone.says}
    if milestone.asks_to:
        values |= {f"to_{pk}": milestone.asks_to, f"why_{pk}": milestone.asks_why}
    return values
