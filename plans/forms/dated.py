"""Parts with a date in their own words: what we read is shown, and a person says whether it holds.

The date is read when the words are sent for the first time, or were changed; the form then comes
back with the reading filled in. Sending it again confirms it, as it stands or as it was corrected.
A date as written is read too, and asked where its reading is doubtful.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance import clock
from governance.input.dated_text import AS_PRINTED, due_in_words
from governance.input.dates import (
    TypedDate,
    dates_in,
    read_phrase,
    read_words,
    refuse_impossible_in,
)
from governance.input.fields import DateInput, ask, figures_shown_back
from governance.models import Precision

from .base import ExampleDayField, PlanPartForm

_SHORT = {"class": "govuk-input--width-20"}


class DatedForm(PlanPartForm):
    """Words with a date in them, and the reading of that date."""

    aids = ("version", "read_of", "read_due")
    words_field = "text"
    also_merged = ("read_of", "read_due")
    read_of = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    # The days that the form showed, and the date as written that they were read from.
    read_due = forms.CharField(widget=forms.HiddenInput, required=False)
    due_text = forms.CharField(
        label="The date in its own words",
        max_length=200,
        required=False,
        help_text="Such as by end July. It is read from the words above; correct it if need be.",
        widget=DateInput(_SHORT),
    )
    earliest = ExampleDayField(label="Earliest day", required=False)
    latest = ExampleDayField(
        label="Latest day",
        required=False,
        expects="open",
        help_text="Overdue counts from the day after this one.",
    )
    precision = forms.ChoiceField(label="How exact it is", choices=Precision, required=False)

    asks: TypedDate | None = None
    typed: TypedDate | None = None
    printed = ("parent", "is_bullet", "state_text")
    dated = ("due_text", "earliest", "latest", "precision", "move_reason", "misread")

    def set_up(self) -> None:
        self.fields["read_of"].initial = getattr(self.instance, self.words_field, "") or ""
        self.fields["precision"].initial = Precision.NONE
        stands = [getattr(self.instance, name, "") for name in ("earliest", "latest", "due_text")]
        self.fields["read_due"].initial = _mark(*stands)
        days: Any = self.fields["latest"]
        days.shown = set(_days_of(self.data.get(self.add_prefix("read_due"), "")))
        if self.has_happened:
            days.expects = "any"

    @property
    def has_happened(self) -> bool:
        """Whether what is awaited is there already, as this form says, so its day may be past."""
        return False

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked before the date: the words it stands in, or what is awaited."""
        return [field for field in self.visible_fields() if field.name in ("title", "text")]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What is asked after the date."""
        others = [field.name for field in [*self.first_fields, *self.printed_fields]]
        return [f for f in self.visible_fields() if f.name not in (*others, *self.dated)]

    @property
    def printed_fields(self) -> list[forms.BoundField]:
        """How it stands on paper; seldom changed, so folded away."""
        return [field for field in self.visible_fields() if field.name in self.printed]

    @property
    def shows_dates(self) -> bool:
        """Whether there is a date to look at: one that stands, one just read, one just typed."""
        typed = self.is_bound and any(self.data.get(self.add_prefix(n)) for n in self.dated[:3])
        stands = self.instance.latest or self.instance.earliest or self.instance.due_text
        words = self.is_bound and self.has_error(self.words_field)
        return bool(self.asks or typed or stands or words or self.words_field == "due_text")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        words = cleaned.get(self.words_field) or ""
        self._refuse_impossible(words, cleaned)
        if self._writes_date(cleaned):
            self._read_date(cleaned)
        elif self.words_field != "due_text" and not self._types_days(cleaned):
            self._propose(words, cleaned)
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        if earliest and latest and earliest > latest:
            self.add_error("latest", "The latest day comes before the earliest. Check both.")
        cleaned["precision"] = cleaned.get("precision") or Precision.NONE
        if (earliest or latest) and cleaned["precision"] == Precision.NONE:
            cleaned["precision"] = Precision.DAY
        return cleaned

    def _writes_date(self, cleaned: dict[str, Any]) -> bool:
        """Whether the date as written is new, and no days were typed beside it."""
        _, _, due = (cleaned.get("read_due") or "").partition(" ")
        _, _, new_due = _mark(None, None, cleaned.get("due_text")).partition(" ")
        return bool(new_due) and new_due != due and not self._types_days(cleaned)

    def _types_days(self, cleaned: dict[str, Any]) -> bool:
        """Whether other days stand in the boxes than the form showed."""
        days, _, _ = (cleaned.get("read_due") or "").partition(" ")
        now, _, _ = _mark(cleaned.get("earliest"), cleaned.get("latest"), "").partition(" ")
        return now != (days or "/")

    def _refuse_impossible(self, words: str, cleaned: dict[str, Any]) -> None:
        """Refuse new words with an impossible day, whatever else they say; days typed beside pass.

        Where the row has a day, what a paper misprints was in its words before.
        """
        before = getattr(self.instance, self.words_field, "") or ""
        has_day = cleaned.get("earliest") or cleaned.get("latest")
        is_typed = has_day and self._types_days(cleaned)
        if self.words_field == "due_text" or is_typed or words.split() == before.split():
            return
        known = before if has_day and not self._writes_date(cleaned) else ""
        frame = self.plan.date_frame
        try:
            refuse_impossible_in(words, today=clock.today(), plan_year=frame.year, before=known)
        except ValueError as error:
            self.add_error(self.words_field, f"{error} {AS_PRINTED}")

    @property
    def _reads_with(self) -> dict[str, Any]:
        frame = self.plan.date_frame
        return {
            "today": clock.today(),
            "plan": (frame.first, frame.last),
            "plan_year": frame.year,
            "expects": "any" if self.has_happened else "open",
        }

    def _read_date(self, cleaned: dict[str, Any]) -> None:
        if self.errors:
            return
        try:
            typed = read_phrase(cleaned["due_text"], **self._reads_with)
        except ValueError as error:
            self.add_error("due_text", str(error))
            return
        if ask(self, "due_text", typed):
            self.typed = typed
            read = typed.as_fields()
            cleaned |= {name: read[name] for name in ("earliest", "latest", "precision")}

    def _propose(self, words: str, cleaned: dict[str, Any]) -> None:
        # Browsers change line ends on the way; other spaces hold no date either.
        if (cleaned.get("read_of") or "").split() == words.split() or self.errors:
            return
        # What cannot be meant in these words was refused above.
        found = read_words(words, before=words, **self._reads_with)
        if found is None:
            return
        # The reading goes back into the form that was sent, so that it can be corrected in place.
        sent: Any = self.data.copy()
        for name, value in found.as_fields().items():
            if name in self.fields:
                prepared = self.fields[name].prepare_value(value)
                sent[self.add_prefix(name)] = "" if prepared is None else prepared
                cleaned[name] = value
        sent[self.add_prefix("read_of")] = words
        mark = _mark(found.reading.earliest, found.reading.latest, found.words)
        sent[self.add_prefix("read_due")] = mark
        self.data = sent
        self.asks = found
        raise ValidationError(found.asked_back, code="asks")

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        words = changes.get(self.words_field) or ""
        found = dates_in(words, today=clock.today(), plan_year=self.plan.plan_year)
        reading = found.reading
        kept = {"date_kind": reading.kind if found.due_text else "", "dates": found.dates}
        same = (reading.earliest, reading.latest) == (changes["earliest"], changes["latest"])
        kept["year_inferred"] = reading.year_inferred and same
        if self.typed is not None:
            read = self.typed.as_fields()
            kept |= {name: read[name] for name in ("date_kind", "year_inferred")}
        return {**changes, **kept}

    @property
    def shown_back(self) -> str:
        """The figures that were typed and the date that counts from now on, with its year."""
        days = self.cleaned_data.get("earliest"), self.cleaned_data.get("latest")
        return " ".join([*figures_shown_back(self), due_in_words(*days)])


def _days_of(mark: str) -> Iterator[date]:
    """The days of a mark that a form sent back."""
    for day in mark.partition(" ")[0].split("/"):
        with suppress(ValueError):
            yield date.fromisoformat(day)


def _mark(earliest: Any, latest: Any, due_text: Any) -> str:
    """What ``read_due`` holds: the days, a space, and the words they were read from."""
    first, last = (f"{day:%Y-%m-%d}" if day else "" for day in (earliest, latest))
    return f"{first}/{last} {' '.join((due_text or '').split())}"
