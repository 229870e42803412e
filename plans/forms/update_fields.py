"""The boxes that an update has for each of its milestones."""

from django import forms

from governance.input.fields import DateInput

from ..input.update import Tick
from ..models import Milestone, MilestoneReport

Says = MilestoneReport.Says


def is_asked(milestone: Milestone) -> bool:
    return milestone.is_live and not milestone.is_done


def fields_for(milestone: Milestone) -> dict[str, forms.Field]:
    pk = milestone.pk
    if milestone.is_recurring:
        return {
            f"happened_{pk}": forms.ChoiceField(
                required=False,
                label="Did it happen this quarter?",
                choices=[(Says.HAPPENED, "Yes"), (Says.DID_NOT_HAPPEN, "No")],
                widget=forms.RadioSelect,
            )
        }
    fields: dict[str, forms.Field] = {
        f"done_{pk}": forms.BooleanField(required=False, label=milestone.text or "This step"),
        f"day_{pk}": forms.CharField(
            required=False,
            max_length=60,
            label="Completed on",
            widget=DateInput({"class": "govuk-input--width-10"}),
        ),
    }
    if milestone.state == Milestone.State.OPEN:
        fields[f"doing_{pk}"] = forms.BooleanField(required=False, label="In progress")
    return fields


def move_fields(milestone: Milestone) -> dict[str, forms.Field]:
    return {
        f"to_{milestone.pk}": forms.CharField(
            required=False,
            max_length=200,
            label="New date, in words",
            widget=DateInput({"class": "govuk-input--width-20"}),
        ),
        f"why_{milestone.pk}": forms.CharField(
            required=False, label="Why it moves", widget=forms.Textarea(attrs={"rows": 2})
        ),
    }


def tick_of(typed: dict[str, str], pk: int) -> Tick | None:
    if typed.get(f"done_{pk}"):
        return Tick(Says.DONE, typed[f"day_{pk}"])
    if typed.get(f"doing_{pk}"):
        return Tick(Says.IN_PROGRESS)
    happened = typed.get(f"happened_{pk}", "")
    return Tick(happened) if happened in (Says.HAPPENED, Says.DID_NOT_HAPPEN) else None
