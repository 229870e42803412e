"""What officers do to several rows at once, each row by the action of its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance import clock
from governance.admin import BulkForm, ReasonForm, counted, in_bulk, seen_of
from governance.errors import ActionRefused
from governance.input.dated_text import read_due_text
from governance.models import User

from ..models import Improvement, Milestone, PlanRound, ProgressUpdate, Theme
from ..rounds.versions_seen import seen_standing
from ..workflow import chase_people, excuse_update
from ..workflow.editing import edit_part, retire_part
from ..workflow.milestone_dates import has_date


def _plans_of(rows: list[Any]) -> set[Any]:
    return {row.plan for row in rows}


class UpdaterForm(BulkForm):
    """Who is asked for the rows from the next quarter on."""

    updater = forms.ModelChoiceField(
        User.objects.none(), label="Updater", required=False, empty_label="The coordinator"
    )

    def set_up(self) -> None:
        places = {row.partnership for row in self.rows}
        field: Any = self.fields["updater"]
        if len(places) == 1:
            field.queryset = User.objects.who_write_in(places.pop())

    def clean(self) -> dict[str, Any]:
        if len({row.partnership for row in self.rows}) > 1:
            raise ValidationError("Choose rows of one partnership.")
        return self.cleaned_data


class ThemeOfRowsForm(BulkForm):
    """The theme that the rows go to."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Theme", required=False, empty_label="No theme"
    )

    def set_up(self) -> None:
        plans = _plans_of(self.rows)
        field: Any = self.fields["theme"]
        if len(plans) == 1:
            field.queryset = Theme.objects.live().filter(plan=plans.pop())

    def clean(self) -> dict[str, Any]:
        if len(_plans_of(self.rows)) > 1:
            raise ValidationError("Choose rows of one plan.")
        return self.cleaned_data


class DueForm(BulkForm):
    """One date for all, in words, with the reason where a date that stands moves later."""

    due_text = forms.CharField(
        label="The date, in words",
        max_length=200,
        help_text="Such as by end of January 2020.",
        error_messages={"required": "Write the date."},
    )
    reason = forms.CharField(
        label="Why it moves",
        max_length=1000,
        required=False,
        help_text="Needed where a date moves later; it is printed beside the first date.",
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "size": 60}),
    )

    def clean_due_text(self) -> str:
        """The words, where every row reads one sure day in them."""
        words = self.cleaned_data["due_text"].strip()
        for row in self.rows:
            read = _read(row, words)
            if read.doubts or read.day is None:
                raise ValidationError(f"{read.question or 'No day was read.'} Write it in full.")
        return words


def _read(milestone: Milestone, words: str) -> Any:
    trial = Milestone(improvement=milestone.improvement, text=milestone.text, due_text=words)
    try:
        return read_due_text(trial, today=clock.today())
    except ValueError as error:
        raise ValidationError(str(error)) from None


def set_updater(rows: list[Improvement], given: Any, *, by: User) -> str:
    """Name the updater of the rows."""
    for row in rows:
        edit_part(row, changes={"updater": given["updater"]}, by=by)
    return f"{given['updater'] or 'The coordinator'} is asked for {counted(len(rows), 'row')}."


def set_theme(rows: list[Improvement], given: Any, *, by: User) -> str:
    """Bring the rows to a theme."""
    for row in rows:
        edit_part(row, changes={"theme": given["theme"]}, by=by)
    return f"{counted(len(rows), 'row')} went to {given['theme'] or 'no theme'}."


def set_due(rows: list[Milestone], given: Any, *, by: User) -> str:
    """Give the milestones one date; one that moves later is kept as a move with its reason."""
    for row in rows:
        fields = _read(row, given["due_text"]).as_fields()
        changes = {"due_text": given["due_text"], **fields}
        is_first = not has_date(row)
        edit_part(row, changes=changes, move_reason="" if is_first else given["reason"], by=by)
    return f"{counted(len(rows), 'milestone')}: {rows[0].due_in_words}"


def retire(rows: list[Any], given: Any, *, by: User) -> str:
    """Remove the parts from their plans, with the reason."""
    for row in rows:
        retire_part(row, reason=given["reason"], seen=seen_of(row, given), by=by)
    return f"{counted(len(rows), 'row')} removed."


def exempt(rows: list[ProgressUpdate], given: Any, *, by: User) -> str:
    """Let the rows off this quarter, with the reason."""
    for row in rows:
        excuse_update(row, reason=given["reason"], seen=seen_of(row, given), by=by)
    return f"{counted(len(rows), 'row')} exempted."


def remind(rows: list[ProgressUpdate], given: Any, *, by: User) -> str:
    """Ask the people of the rows once more, with their next mail of the day."""
    quarters: dict[PlanRound, set[User]] = {}
    for row in rows:
        if row.asked is not None and row.state in ProgressUpdate.EDITABLE:
            quarters.setdefault(row.plan_round, set()).add(row.asked)
    if not quarters:
        raise ActionRefused("Nobody has a row among these that is still out.")
    asked = sum(chase_people(quarter, people=people, by=by) for quarter, people in quarters.items())
    return f"{counted(asked, 'person') if asked == 1 else f'{asked} people'} asked again."


def _as_listed(update: ProgressUpdate) -> str:
    return seen_standing([update])


OF_ROWS = (
    in_bulk("Set the updater…", "Set the updater", form=UpdaterForm, do=set_updater),
    in_bulk("Set the theme…", "Set the theme", form=ThemeOfRowsForm, do=set_theme),
)
OF_MILESTONES = (in_bulk("Set the due date…", "Set the date", form=DueForm, do=set_due),)
OF_PARTS = (in_bulk("Remove with a reason…", "Remove", form=ReasonForm, do=retire),)
OF_UPDATES = (
    in_bulk("Exempt from the quarter…", "Exempt", form=ReasonForm, do=exempt, seen_as=_as_listed),
    in_bulk("Ask again…", "Ask again", do=remind),
)
