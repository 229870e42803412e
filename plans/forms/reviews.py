"""What a reviewer types: a view of a row, a signature, a correction; nothing is written here."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from governance.forms.merged import MergedForm
from governance.forms.renderers import GovukRenderer
from governance.input.names import NameFormField
from governance.models import StatusWord

from ..models import Improvement, MilestoneMove, Review
from ..rounds.update_requirements import Problem

LONGEST = 8000
_TOO_LONG = {"max_length": "Keep it under 8,000 letters."}
NO_STATUS = "No status of my own"
DECISIONS = [("agree", "Agree"), ("decline", "Keep the old date")]


class ReviewForm(MergedForm, forms.Form):
    """The reviewer's own status and words on one row, and what they say to each new date."""

    always_merges = True

    default_renderer = GovukRenderer

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label="Your status",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the words of this partnership."},
    )
    why_differ = forms.CharField(
        label="Why you differ",
        required=False,
        max_length=LONGEST,
        error_messages=_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 3, "aria-describedby": "differ-hint"}),
    )
    words = forms.CharField(
        label="Your words",
        required=False,
        max_length=LONGEST,
        error_messages=_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "words-hint"}),
    )
    note = forms.CharField(
        label="What should change?",
        required=False,
        max_length=LONGEST,
        error_messages=_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 3, "aria-describedby": "note-hint", "data-key": "r"}),
    )

    def __init__(
        self,
        *args: Any,
        scheme: Sequence[StatusWord],
        moves: Iterable[MilestoneMove],
        said: StatusWord | None,
        own: Review | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.scheme, self.moves, self.said = list(scheme), list(moves), said
        self.fields["status"].choices = [
            ("", NO_STATUS),
            *((word.key, word.word) for word in self.scheme),
        ]
        for move in self.moves:
            self.fields[f"move_{move.pk}"] = forms.ChoiceField(
                label=f"{move.milestone.text}: {move.to_text}",
                required=False,
                choices=DECISIONS,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Say whether you agree the new date."},
            )
        self.merge_typed()

    @property
    def choices(self) -> list[tuple[Any, StatusWord | None]]:
        """Each status word beside its radio button; the first has none, and chooses nothing."""
        return list(zip(self["status"], [None, *self.scheme], strict=True))

    @property
    def differing(self) -> str:
        """The keys of the words that are not the partnership's, for the script that asks why."""
        return " ".join(word.key for word in self.scheme if word != self.said)

    @property
    def dates(self) -> list[tuple[MilestoneMove, BoundField]]:
        """Each new date asked for beside its question."""
        return [(move, self[f"move_{move.pk}"]) for move in self.moves]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed in words, whether or not it can be saved."""
        names = ("words", "why_differ", "note")
        return [
            (self[name].label, text)
            for name in names
            if (text := str(self[name].value() or "").strip())
        ]

    def view(self) -> dict[str, Any]:
        """The arguments of the actions."""
        given = self.cleaned_data
        return {
            "status": given["status"],
            "words": given["words"],
            "why_differ": given["why_differ"],
            "dates": {move.pk: given[f"move_{move.pk}"] for move in self.moves},
            "version": given["version"],
        }

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Say beside each field what the action asked for."""
        for problem in problems:
            self.add_error(problem.field, problem.sentence)

    def start_from(self, version: int) -> None:
        """What was typed is a draft of what stands now."""
        posted = self.data.copy()
        posted["version"] = str(version)
        self.data = posted

    @property
    def stored_row(self) -> Review | None:
        return self.own

    def base_at(self, version: int) -> dict[str, list[str]] | None:
        rows = self.own.history.filter(version=version) if self.own else Review.history.none()
        before = rows.select_related("status").first()
        if before is None:
            return None
        answers = {
            "status": before.status.key if before.status else "",
            "words": before.words,
            "why_differ": before.why_differ,
            "note": before.note,
            **{f"move_{key}": choice for key, choice in before.dates.items()},
        }
        return {name: [text] for name, text in answers.items() if name in self.fields}


class SignForm(forms.Form):
    """A name and title under the quarter."""

    default_renderer = GovukRenderer

    signed_name = NameFormField(
        label="Your name and title",
        max_length=200,
        help_text="As it should be printed in the pack.",
        error_messages={
            "required": "Type your name and title to sign.",
            "max_length": "Keep your name and title under 200 letters.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    confirm = forms.BooleanField(
        label="I have read the rows accepted here, and sign them as they stand.",
        error_messages={"required": "Tick the box to sign the rows as they stand."},
    )


class AddendumForm(forms.Form):
    """A dated correction beneath a signed quarter."""

    default_renderer = GovukRenderer

    improvement = forms.ModelChoiceField(
        label="About",
        queryset=Improvement.objects.none(),
        required=False,
        empty_label="The quarter as a whole",
        error_messages={"invalid_choice": "Choose a row of this plan."},
    )
    text = forms.CharField(
        label="What you add",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you add.", **_TOO_LONG},
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["improvement"].queryset = rows
        self.fields["improvement"].conditional = True
