"""What every form over a stored row shares: two people's changes are merged field by field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ..concurrency import merging

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
    # The labels of what somebody else changed and the writer did not; it is kept.
    taken: tuple[str, ...] = ()
    # A form that saves itself shows older words than are stored, though it names their version.
    always_merges = False
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
        if not self.is_bound:
            self._carry(json.dumps(theirs))
            return
        shown = _loaded(self.data.get(self.add_prefix(SHOWN)))
        seen = _loaded(self.data.get(self.add_prefix(SEEN)))
        if shown is None:
            shown = self._base_unknown(theirs)
        elif not (seen or self.always_merges) and self.version_read() == self.stored_version:
            shown = None
        self._carry("")
        if shown is None:
            return
        mine = {name: self._posted(name) for name in theirs}
        use = _button(self.data, self.prefix)
        self._take(merging.merge(shown, theirs, mine, seen=seen, use=use), theirs, shown)

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

    def as_posted_now(self, posted: Any) -> str:
        """The answers as the page shows them, for the base of what it sends next."""
        return json.dumps({name: self._posted(name, posted) for name in self._merged_names()})

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
        return getattr(getattr(self, "instance", None), "pk", None) is not None

    def version_read(self) -> int | None:
        """The version the writer read, as the form says."""
        text = str(self.data.get(self.add_prefix(self.version_field)) or "")
        return int(text) if text.isdigit() else None

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
        self.taken = tuple(
            str(self.fields[name].label or name)
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
    except (TypeError, ValueError):
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
