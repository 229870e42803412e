"""What the status words of a paper become: asked before it is imported, and until it is signed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from governance.forms.govuk import PlainForm
from governance.models import StatusWord

from ..rounds.printed_status import PrintedStatus

LATER = "Keep as printed; decide later"


class StatusWordsForm(PlainForm):
    """One choice for each printed word, filled with what is proposed; no word asks nothing."""

    def __init__(
        self,
        *args: Any,
        printed: Sequence[PrintedStatus[Any]],
        words: Sequence[StatusWord],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.printed = list(printed)
        choices = [("", LATER), *((word.key, word.word) for word in words)]
        for at, one in enumerate(self.printed):
            self.fields[f"status_{at}"] = forms.ChoiceField(
                label=f"“{one.word}” becomes",
                choices=choices,
                required=False,
                initial=one.becomes.key if one.becomes else "",
            )
        for name, field in self.fields.items():
            self._say_in_sentences(name, field)

    @property
    def lines(self) -> Iterator[tuple[PrintedStatus[Any], BoundField]]:
        """Each printed word with its choice."""
        for at, one in enumerate(self.printed):
            yield one, self[f"status_{at}"]

    def answers(self) -> dict[str, str]:
        """The chosen keys by the printed words, as ``commit_plan`` takes them.

        A choice that was not sent at all is no answer, so what is proposed stays.
        """
        told = self.cleaned_data
        names = {f"status_{at}": one.word for at, one in enumerate(self.printed)}
        return {word: told[name] for name, word in names.items() if name in self.data}
