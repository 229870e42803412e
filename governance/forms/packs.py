"""Forms around board packs: body, quarter and sections; and what is asked before an action."""

from typing import Any

from django import forms

from ..models import Body, Partnership, ReportingRound
from ..packs import choosable
from ..text.dates_in_words import day_in_words
from ..working_days import clear_working_days_before
from .govuk import DayField, PlainForm

PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
LEFT_OUT = "0"


class PackForm(PlainForm):
    """What pack to build: for whom, of which quarter, and which sections in which order."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label="For which body", empty_label="Choose a body"
    )
    round = forms.ModelChoiceField(
        ReportingRound.objects.none(),
        label="Which quarter",
        empty_label="Choose a quarter",
        help_text="A quarter that is still open gives a draft, which cannot be issued.",
    )
    meets_on = DayField(label="Day of the meeting", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = partnership.bodies.all()
        self.fields["round"].queryset = partnership.rounds.all()
        self.fields["meets_on"].help_text = self._publish_hint(partnership)
        places = [(str(place), name) for place, name in enumerate(PLACES, start=1)]
        for place, section in enumerate(choosable(), start=1):
            self.fields[f"place_{section.key}"] = forms.ChoiceField(
                label=section.title,
                help_text=section.sentence,
                choices=[*places[: len(choosable())], (LEFT_OUT, "Leave out")],
                initial=str(place),
            )

    def _publish_hint(self, partnership: Partnership) -> str:
        days = partnership.papers_clear_days
        rule = f"Papers go out {days} clear working days before."
        day = self.initial.get("meets_on")
        if day is None:
            return f"{rule} Leave empty while no meeting is set."
        by = day_in_words(clear_working_days_before(day, days))
        return f"{rule} For {day_in_words(day)}, publish by {by}."

    @property
    def sections(self) -> list[str]:
        """The keys of the sections wanted, in the order wanted; ties keep the usual order."""
        wanted = [
            (int(self.cleaned_data[f"place_{section.key}"]), section.key)
            for section in choosable()
            if self.cleaned_data[f"place_{section.key}"] != LEFT_OUT
        ]
        return [key for _, key in sorted(wanted, key=lambda pair: pair[0])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.sections:
            raise forms.ValidationError("Choose a place for at least one section.")
        return cleaned


class IssueForm(PlainForm):
    """The last word before a pack becomes the record."""

    is_read = forms.BooleanField(
        label="I have read this pack, and it is the one for the meeting",
        error_messages={"required": "Say that you have read the pack, then issue it."},
    )


class SupersedeForm(PlainForm):
    """Why an issued pack is replaced."""

    reason = forms.CharField(
        label="Why it is replaced",
        max_length=300,
        help_text="The new pack prints this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Give the reason in a sentence, because the new pack prints it."
        },
    )
