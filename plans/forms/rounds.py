"""Forms of the one screen of a quarter."""

from django import forms

from governance.forms.renderers import GovukRenderer

from ..models import PlanRound, ProgressUpdate


class RowChoice(forms.ModelChoiceField):
    """A row of the quarter, named as lists name it."""

    def label_from_instance(self, update: ProgressUpdate) -> str:
        return str(update.improvement)


class ExcuseForm(forms.Form):
    """Which row is let off, and why; the reason is printed."""

    default_renderer = GovukRenderer

    row = RowChoice(
        queryset=ProgressUpdate.objects.none(),
        label="Row",
        empty_label="Choose a row",
        error_messages={
            "required": "Choose the row to exempt.",
            "invalid_choice": "That row is submitted or exempt already. Choose another.",
        },
    )
    reason = forms.CharField(
        label="Reason, printed in the pack",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Give the reason, because the pack prints it.",
            "max_length": "Give the reason in 300 letters or fewer.",
        },
    )

    def __init__(self, *args, plan_round: PlanRound, **kwargs):
        super().__init__(*args, **kwargs)
        out = plan_round.updates.filter(state__in=ProgressUpdate.EDITABLE)
        out = out.select_related("improvement").order_by("improvement__order")
        self.fields["row"].queryset = out


class ReopenForm(forms.Form):
    """Why a closed quarter is opened again."""

    default_renderer = GovukRenderer

    reason = forms.CharField(
        label="Reason for opening it again",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Give the reason for opening the quarter again.",
            "max_length": "Give the reason in 300 letters or fewer.",
        },
    )
