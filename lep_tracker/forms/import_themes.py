"""Correcting a theme of an OKR paper before it is imported: its heading, outcome and blocks."""

from dataclasses import replace
from typing import Any

from django import forms

from okrs.documents.placed import HeaderBlock, PlacedOkrTheme
from plans.forms.base import PrintedTextField

from ..documents.editing import fingerprint
from .import_parts import LinesField, PartForm, PartFormSet, TouchedForm, WordsField, parts_of

PLACES = [("before", "Before the objectives"), ("after", "After the objectives")]
NAMES = ("title", "printed_heading", "printed_label", "outcome_heading", "outcome")


def heading_of(theme: PlacedOkrTheme) -> PlacedOkrTheme:
    """The theme without its objectives, which have forms of their own."""
    return replace(theme, objectives=[])


class ReadThemeForm(TouchedForm):
    """What stands over the objectives of a theme."""

    version = forms.CharField(widget=forms.HiddenInput)
    title = WordsField(label="Title", max_length=200)
    printed_heading = WordsField(label="Heading as printed", required=False, max_length=300)
    printed_label = WordsField(label="Quarter as printed", required=False, max_length=120)
    outcome_heading = WordsField(label="Heading of the outcome", required=False, max_length=120)
    outcome = LinesField(label="Overall outcome", required=False)

    def __init__(self, *args: Any, theme: PlacedOkrTheme, **kwargs: Any) -> None:
        self.theme = theme
        initial = {name: getattr(theme, name) for name in NAMES}
        initial["version"] = fingerprint(heading_of(theme))
        super().__init__(*args, initial=initial, **kwargs)

    def corrected(self, blocks: PartFormSet) -> PlacedOkrTheme:
        """The theme as it stands after the edit; its printed heading follows its title."""
        theme = self.theme
        told = {name: self.cleaned_data[name] for name in NAMES if name in self.changed_data}
        if "title" in told and "printed_heading" not in told and theme.title:
            told["printed_heading"] = theme.printed_heading.replace(theme.title, told["title"])
        kept = blocks.kept()
        before = [at for at, _ in kept if at is not None and at < theme.outcome_after]
        return replace(
            theme,
            **told,
            outcome_after=len(before),
            header_blocks=[
                replace(
                    HeaderBlock() if at is None else theme.header_blocks[at], **form.corrected()
                )
                for at, form in kept
            ],
        )


class BlockForm(PartForm):
    heading = WordsField(label="Heading", required=False, max_length=300)
    body = PrintedTextField(label="Text", rows=4, required=False)
    section = WordsField(label="Section it belongs to", required=False, max_length=200)
    place = forms.ChoiceField(label="Where it stands", choices=PLACES, initial="before")

    together = (("heading",), ("body",), ("section", "place"))


BlockParts = parts_of(BlockForm)
