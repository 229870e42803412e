"""What every form over a stored row shares: two people's changes are merged field by field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ..concurrency import merging, page_tokens
from ..input.whole_numbers import typed_number

# The names of fields; ``seen`` is taken by what a decision was taken on.
SHOWN, SEEN, USE = "opened_with", "asked_about", "use"
ASK = "This was saved meanwhile, and both changed the same words. Choose which to keep."


@dataclass(frozen=True)
class AskedField:
    """One field that both changed: what it was, theirs and mine, as a person reads them."""

    name: str
    label: str
    was: str
    theirs: str
    yours: str


class Carried(forms.CharField):
    """A hidden field that goes with the form and is no answer of anybody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, widget=forms.HiddenInput, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class NameOfPage(Carried):
    """The name of the page; one that was opened only now gets a new one."""

    def __init__(self) -> None:
        super().__init__()
        # A browser that fills in what stood there before would give two tabs one name.
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value: Any) -> Any:
        return value or page_tokens.new_token()


class MergedForm(forms.BaseForm):
    """A form that carries what it showed, and meets a later save of the same row by merging.

    After ``merge_typed`` the form's data holds both people's changes; ``asked`` lists what only a
    person can decide, and while anything is asked the form is not valid. The fields
    themselves stay the form's own.
    """

    version_field = "version"
    # What was shown, for each field that is asked.
    _base: merging.Values = {}
    _theirs: merging.Values = {}
    # The fields that somebody else changed and the writer did not; that is kept.
    taken_names: tuple[str, ...] = ()
    # A form that saves itself shows older words than are stored, though it names their version.
    always_merges = False
    # Fields in which the page offers words that nobody stored.
    offered: tuple[str, ...] = ()
    # Who saved meanwhile, where it is known: for the page that asks.
    changed_by: Any = None
    changed_by_writer = False
    # Fields that hold no words of the row.
    not_merged: tuple[str, ...] = ()
    # Hidden fields that go with words of the row.
    also_merged: tuple[str, ...] = ()

    def merge_typed(self) -> None:
        """Call it at the end of ``__init__``, once all fields are there."""
        theirs = {name: self._stored(name) for name in self._merged_names()}
        self._carry("" if self.is_bound else json.dumps(theirs))
        if not self.is_bound:
            return
        self.posted = self.data
        seen = _loaded(self.data.get(self.add_prefix(SEEN)))
        shown = self._base_of(theirs, seen)
        if shown is None:
            return
        theirs |= {name: shown[name] for name in self.offered if name in shown}
        mine = {name: self._posted(name) for name in theirs}
        use = _button(self.data, self.prefix)
        merged = merging.merge(shown, theirs, mine, seen=seen, use=use, read=self.as_kept)
        self._take(merged, theirs, shown)

    def _base_of(self, theirs: merging.Values, seen: merging.Values | None) -> Any:
        """What the writer started from; None where nothing is to be merged."""
        if self._is_saved_from_here:
            return theirs
        shown = _loaded(self.data.get(self.add_prefix(SHOWN)))
        if shown is None:
            return self._base_unknown(theirs)
        if not (seen or self.always_merges) and self.version_read() == self.stored_version:
            return None
        return shown

    # --- the page itself ------------------------------------------------------------------------
    @property
    def page(self) -> page_tokens.PageToken | None:
        """The page that was sent, where it names itself."""
        return page_tokens.read(self.data.get(self.add_prefix(page_tokens.FIELD)))

    @property
    def words_come_from(self) -> str:
        """The page whose words are saved, and no others; empty where somebody else's were kept."""
        return "" if self.page is None or self.taken_names else str(self.page)

    @cached_property
    def _saved_last_from_here(self) -> tuple[int, page_tokens.PageToken] | None:
        """The newest version that this page brought, and when that left the browser."""
        page, history = self.page, getattr(self.stored_row, "history", None)
        if page is None or history is None:
            return None
        versions = history.filter(history_change_reason__startswith=f"{page.page}.")
        found = versions.order_by("-version", "-history_id").first()
        sent = page_tokens.read(found.history_change_reason) if found else None
        return (found.version, sent) if found and sent else None

    @property
    def _is_saved_from_here(self) -> bool:
        """Whether what is stored is what this page sent before, though it does not know so yet."""
        last = self._saved_last_from_here
        if self.page is None or last is None or self.version_read() == self.stored_version:
            return False
        return last[0] == self.stored_version and last[1].moment <= self.page.moment

    @property
    def is_overtaken(self) -> bool:
        """Whether the page sent newer words, which arrived first and are saved."""
        last = self._saved_last_from_here
        return last is not None and self.page is not None and last[1].moment > self.page.moment

    def goes_on_from(self, stored: "MergedForm") -> str:
        """What the page carries once its words are saved: what is stored now.

        Of what could not be read nothing is stored, so it counts as typed since. Where somebody
        else's words were kept, the page goes on from what it still shows.
        """
        return json.dumps(
            {
                name: self._posted(name, self.posted)
                if name in self.taken_names
                else stored._stored(name)
                for name in stored._merged_names()
            }
        )

    def as_kept(self, name: str, texts: list[str]) -> list[str]:
        """What would be stored of an answer, where that is not what was typed."""
        return texts

    @property
    def taken(self) -> tuple[str, ...]:
        """The labels of what somebody else changed and the writer did not."""
        return tuple(str(self.fields[name].label or name) for name in self.taken_names)

    def _merged_names(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if not isinstance(field, forms.FileField)
            and (not field.widget.is_hidden or name in self.also_merged)
            and name not in self.not_merged
        ]

    def _stored(self, name: str) -> list[str]:
        """What the browser would post of the field if nobody touched it."""
        return self._as_posted(name, self.get_initial_for_field(self.fields[name], name))

    def _as_posted(self, name: str, initial: Any) -> list[str]:
        return as_posted(self.fields[name], initial)

    def _posted(self, name: str, data: Any = None) -> list[str]:
        key, data = self.add_prefix(name), self.data if data is None else data
        if isinstance(data, MultiValueDict):
            texts = [str(text) for text in data.getlist(key)]
        else:
            found = data.get(key)
            texts = [str(one) for one in found] if isinstance(found, list) else [str(found or "")]
        ticked = isinstance(self.fields[name].widget, forms.CheckboxInput)
        return ["on"] if ticked and any(texts) else [text for text in texts if text]

    def _base_unknown(self, theirs: merging.Values) -> merging.Values | None:
        """The base of a form that does not carry one; None where nobody saved since it was read."""
        read_at = self.version_read()
        if not self.is_of_stored_row() or read_at in (None, self.stored_version):
            return None
        mine = {name: self._posted(name) for name in theirs}
        return self.base_at(read_at) or merging.unknown_base(theirs, mine)

    def is_of_stored_row(self) -> bool:
        """Whether the form is about a row that is stored, and not about a new one."""
        return getattr(self.stored_row, "pk", None) is not None

    @property
    def stored_row(self) -> Any:
        """The row the form is about; None where there is none yet."""
        return getattr(self, "instance", None)

    def version_read(self) -> int | None:
        """The version the writer read, as the form says."""
        return typed_number(self.data.get(self.add_prefix(self.version_field)))

    def base_at(self, version: int) -> merging.Values | None:
        """The answers at an earlier version, from the row's history where it has one."""
        instance = getattr(self, "instance", None)
        history = getattr(instance, "history", None)
        record = history.filter(version=version).first() if history is not None else None
        if record is None:
            return None
        columns = {field.name for field in type(instance)._meta.concrete_fields}
        values = model_to_dict(record.instance, fields=columns & set(self._merged_names()))
        return {name: self._as_posted(name, value) for name, value in values.items()}

    @property
    def stored_version(self) -> Any:
        return self.get_initial_for_field(self.fields[self.version_field], self.version_field)

    def _take(self, merged: merging.Merged, theirs: merging.Values, base: merging.Values) -> None:
        self.taken_names = tuple(
            name
            for name, texts in merged.values.items()
            if name not in self.also_merged and not merging.same(texts, self._posted(name))
        )
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, texts in merged.values.items():
            data.setlist(self.add_prefix(name), texts)
        data[self.add_prefix(SHOWN)] = json.dumps(merged.shown)
        if self.version_field in self.fields:
            data[self.add_prefix(self.version_field)] = str(self.stored_version or 0)
        self._theirs = {name: theirs[name] for name in merged.asked}
        self._base = {name: base.get(name, []) for name in merged.asked}
        data[self.add_prefix(SEEN)] = json.dumps(self._theirs) if merged.asked else ""
        self.data = data

    def taken_in_words(self, row: str) -> str:
        """What somebody else saved meanwhile, kept beside what was typed."""
        who = "you in another window" if self.changed_by_writer else self.changed_by
        return (
            f"This {row} now has what {who or 'someone else'} changed meanwhile: "
            f"{', '.join(self.taken)}."
        )

    @property
    def asked(self) -> list[AskedField]:
        """What only a person can decide, in the order of the form."""
        return [
            AskedField(
                self.add_prefix(name),
                str(self[name].label),
                self._read(name, self._base[name]),
                self._read(name, stored),
                self._read(name, self._posted(name)),
            )
            for name, stored in self._theirs.items()
        ]

    def _read(self, name: str, texts: list[str]) -> str:
        return in_words(self.fields[name], texts)

    def _carry(self, shown: str) -> None:
        for name, value in ((SHOWN, shown), (SEEN, "")):
            self.fields[name] = Carried(initial=value)
        if self.always_merges:
            self.fields[page_tokens.FIELD] = NameOfPage()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._theirs:
            self.add_error(None, ValidationError(self.ask_words(), code="asked"))

    def ask_words(self) -> str:
        """What is said over a form with something to decide."""
        return ASK


def as_posted(field: forms.Field, initial: Any) -> list[str]:
    """What a browser posts of a field with this value, if nobody touches it."""
    value, widget = field.prepare_value(initial), field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    formatted = widget.format_value(value)
    many = formatted if isinstance(formatted, list | tuple) else [formatted]
    return [str(one) for one in many if one not in (None, "")]


def in_words(field: forms.Field, texts: list[str]) -> str:
    """What was posted of a field, as a person reads it."""
    if texts == ["\0"]:
        return ""
    if isinstance(field.widget, forms.CheckboxInput):
        return "Ticked" if texts else "Not ticked"
    if isinstance(field, forms.ChoiceField):
        named = {str(key): str(label) for key, label in _flat(field.choices)}
        return ", ".join(named.get(text, text) for text in texts)
    return ", ".join(texts)


def undecided(posted: QueryDict) -> QueryDict:
    """What a page sent by itself: whoever only goes on writing has not chosen whose to keep."""
    data = posted.copy()
    data.pop(SEEN, None)
    return data


class MergedPage:
    """Several forms and sets of forms of one page, merged as one.

    ``fresh`` holds them unbound, as they are stored now. ``shown`` is what the page carries.
    """

    def __init__(self, fresh: Mapping[str, Any]) -> None:
        self.fields = {
            one.add_prefix(name): (field, one.get_initial_for_field(field, name))
            for form in fresh.values()
            for one in (form.forms if isinstance(form, forms.BaseFormSet) else [form])
            for name, field in one.fields.items()
            if not field.widget.is_hidden and not isinstance(field, forms.FileField)
        }
        self.theirs = {name: as_posted(*one) for name, one in self.fields.items()}
        self.shown = json.dumps(self.theirs)
        self.seen = ""
        self.asked: list[AskedField] = []

    def merge(self, posted: QueryDict) -> QueryDict:
        """What was posted with what somebody else saved meanwhile; ``asked`` tells what is open."""
        base = _loaded(posted.get(SHOWN))
        # Lines that somebody else took out stand no more.
        theirs = {**{name: [] for name in base or {}}, **self.theirs}
        mine = {name: [text for text in posted.getlist(name) if text] for name in theirs}
        if base is None:
            base = merging.unknown_base(theirs, mine)
        seen = _loaded(posted.get(SEEN))
        merged = merging.merge(base, theirs, mine, seen=seen, use=_button(posted, None))
        data = posted.copy()
        for name, texts in merged.values.items():
            data.setlist(name, texts)
        self.shown = json.dumps(merged.shown)
        self.seen = (
            json.dumps({name: theirs[name] for name in merged.asked}) if merged.asked else ""
        )
        self.asked = [
            AskedField(name, str(field.label or name), *map(partial(in_words, field), texts))
            for name in merged.asked
            for field in [
                self.fields[name][0] if name in self.fields else forms.CharField(label="")
            ]
            for texts in [(base.get(name, []), theirs[name], merged.values[name])]
        ]
        return data


def _button(data: Any, prefix: str | None) -> tuple[str, str] | None:
    """The button pressed, as whose words to keep and of which field."""
    whose, _, name = str(data.get(USE) or "").partition(":")
    return (whose, name.removeprefix(f"{prefix}-" if prefix else "")) if name else None


def _loaded(text: Any) -> dict[str, list[str]] | None:
    """What the form carried; None where it carried nothing that can be read."""
    try:
        found = json.loads(text or "")
    except (TypeError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {
        str(name): [str(one) for one in texts]
        for name, texts in found.items()
        if isinstance(texts, list)
    }


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat = []
    for key, label in choices:
        flat += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return flat
