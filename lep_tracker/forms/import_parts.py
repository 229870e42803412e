"""The parts of a row before it is imported, a small form each, and the sets they stand in.

A form changes what a person touched and nothing else: every other word stays as the paper has it.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from governance import clock
from governance.forms.bounded import BoundedFormSet
from governance.forms.govuk import DayField, PlainForm
from governance.input.dates import read_phrase
from governance.models import Precision
from plans.documents.placed import PlacedMilestone, Pointing
from plans.models import Lead, Milestone, Reference

DEEPEST = 8
LEVELS = [
    (0, "Not indented"),
    *((at, "One step" if at == 1 else f"{at} steps") for at in range(1, DEEPEST + 1)),
]
ON_ROW = "row"


class WordsField(forms.CharField):
    """Words as printed; what a browser does to their line ends and spaces is no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and self._bare(initial) != self._bare(data)

    def _bare(self, value: Any) -> list[str]:
        text = str(value or "")
        if isinstance(self.widget, forms.Textarea):
            return [line.strip() for line in text.strip().splitlines()]
        return text.split()


class LinesField(WordsField):
    """Words in a box of two lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class TouchedForm(PlainForm):
    """A form over something that stands in a paper; only what was touched is judged."""

    def add_error(self, field: Any, error: Any) -> None:
        """What nobody touched is no mistake: papers print more than these boxes ask for."""
        if field and self.initial and field not in self.changed_data:
            self.cleaned_data[field] = self.initial.get(field)
            return
        super().add_error(field, error)


class PartForm(TouchedForm):
    """One of several parts of a row; an empty one that was not there before is no part."""

    # The names of the fields that stand beside each other, line by line.
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            held = self.initial.get(name)
            if not isinstance(field, forms.ChoiceField) or held is None:
                continue
            # A browser would choose the first of the list for a value it does not offer.
            if held not in dict(field.choices):
                field.choices = [*field.choices, (held, str(held))]

    @property
    def lines(self) -> list[list[BoundField]]:
        return [[self[name] for name in names if name in self.fields] for names in self.together]

    def corrected(self) -> dict[str, Any]:
        """What was touched; everything of a part that is new."""
        names = self.changed_data if self.initial else list(self.fields)
        return {name: self.cleaned_data[name] for name in names if name != "DELETE"}


class ReadDatedForm(PartForm):
    """Words with the date that stands in them, as a phrase and as days.

    What the paper prints stays as it is; a phrase written by hand cannot name an impossible day.
    Every reading is shown with its year on the page of the document before it is imported.
    """

    text = LinesField(label="Words")
    due_text = WordsField(label="Date in its own words", required=False, max_length=200)
    earliest = DayField(label="Not before", required=False)
    latest = DayField(label="Not after", required=False)
    precision = forms.ChoiceField(label="How exact", choices=Precision.choices, initial="none")

    def __init__(self, *args: Any, plan_year: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan_year = plan_year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._refuse_impossible(cleaned.get("due_text", ""))
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        touched = {"earliest", "latest"} & set(self.changed_data)
        if earliest and latest and earliest > latest and touched:
            raise ValidationError("The first day lies after the last one. Change one of them.")
        return cleaned

    def _refuse_impossible(self, due_text: str) -> None:
        changed = set(self.changed_data)
        if not due_text or "due_text" not in changed or changed & {"earliest", "latest"}:
            return
        try:
            read_phrase(due_text, today=clock.today(), plan_year=self.plan_year)
        except ValueError as error:
            self.add_error("due_text", str(error))


class ReadMilestoneForm(ReadDatedForm):
    state = forms.ChoiceField(label="State", choices=Milestone.State.choices, initial="open")
    level = forms.TypedChoiceField(
        label="Indented", choices=LEVELS, coerce=int, initial=0, empty_value=0
    )

    together = (("text",), ("due_text", "earliest", "latest", "precision"), ("state", "level"))


class ReadLeadForm(PartForm):
    name = WordsField(label="Name or post", max_length=200)
    topic = WordsField(label="For which part of it", required=False, max_length=200)
    kind = forms.ChoiceField(label="What it is", choices=Lead.Kind.choices, initial="post")

    together = (("name", "topic", "kind"),)


class PointingForm(PartForm):
    """Words that point elsewhere, on the row or on one of its milestones."""

    printed = WordsField(label="As printed", max_length=500)
    stands_on = forms.ChoiceField(label="Stands on", choices=[(ON_ROW, "The row")], initial=ON_ROW)

    def __init__(self, *args: Any, milestones: Sequence[PlacedMilestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stands_on"].choices = [
            (ON_ROW, "The row"),
            *(
                (str(at), f"Milestone {at + 1}: {one.text[:40]}")
                for at, one in enumerate(milestones)
            ),
        ]


class ReadCitationForm(PointingForm):
    source = WordsField(label="The report", required=False, max_length=300)
    pages = WordsField(label="Its pages", required=False, max_length=200)

    together = (("printed", "source", "pages", "stands_on"),)


class ReadReferenceForm(PointingForm):
    to = WordsField(label="To row", required=False, max_length=20)
    kind = forms.ChoiceField(label="Points at", choices=Reference.Kind.choices, initial="row")

    together = (("printed", "to", "kind", "stands_on"),)


class ExtraForm(PartForm):
    heading = WordsField(label="Heading of the column", required=False, max_length=200)
    text = LinesField(label="What stands in it", required=False)

    together = (("heading",), ("text",))


class PartFormSet(BoundedFormSet):
    """Parts in their order; each can be removed, and another can be written."""

    deletion_widget = forms.CheckboxInput

    def initial_form_count(self) -> int:
        """How many parts the page says were there before: never more than are."""
        return min(super().initial_form_count(), self.lines_there())

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take this one out"
        if isinstance(form, ExtraForm):
            form.fields["DELETE"].label = "Remove it; its words stay with what is not placed"

    def kept(self) -> list[tuple[int | None, Any]]:
        """Each part that stays or is new, with its place before, in order."""
        before = self.initial_form_count()
        return [
            (place if place < before else None, form)
            for place, form in enumerate(self.forms)
            if not form.cleaned_data.get("DELETE") and (place < before or form.has_changed())
        ]

    def gone(self) -> list[int]:
        """The places before of the parts that were removed."""
        return [
            place
            for place, form in enumerate(self.forms[: self.initial_form_count()])
            if form.cleaned_data.get("DELETE")
        ]


def parts_of(form: type[PartForm]) -> type[PartFormSet]:
    """The set that such forms stand in."""
    return forms.formset_factory(form, formset=PartFormSet, extra=1, can_delete=True)


def initial_of(pieces: Sequence[Any], form: type[PartForm]) -> list[dict[str, Any]]:
    """What the forms of some parts show at first."""
    return [{name: _shown(one, name) for name in form.base_fields} for one in pieces]


def _shown(piece: Any, name: str) -> Any:
    if name != "stands_on":
        return getattr(piece, name)
    on: Pointing = piece
    is_on = on.on == "milestone" and on.milestone is not None
    return str(on.milestone) if is_on else ON_ROW
