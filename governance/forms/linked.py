"""What a form links to: rows and people of the right partnership, each told apart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.forms.models import ModelChoiceField, ModelChoiceIterator, ModelChoiceIteratorValue

from ..models import User
from ..partnership_scope import distinct_labels, problems_of_links


class LinkedForm:
    """Mixed into forms for one row: a link out of its partnership is a mistake in a sentence."""

    instance: Any
    cleaned_data: dict[str, Any]
    errors: Any
    fields: Any

    def _post_clean(self) -> None:
        super()._post_clean()
        many: dict[str, Iterable[Model]] = {
            field.name: self.cleaned_data[field.name]
            for field in self.instance._meta.many_to_many
            if field.name in self.cleaned_data
        }
        for name, sentence in problems_of_links(self.instance, many).items():
            if name not in self.errors:
                shown = name if name in self.fields else None
                self.add_error(shown, sentence)


class PeopleChoices(ModelChoiceIterator):
    """People to choose from; two of one name are shown with their addresses."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        people = list(self.queryset)
        names = Counter(person.name.casefold() for person in people)
        for person in people:
            same = names[person.name.casefold()] > 1
            key = ModelChoiceIteratorValue(self.field.prepare_value(person), person)
            yield key, distinct_labels(person) if same else str(person)


def tell_people_apart(field: Any) -> None:
    """Let a field that offers people show the address beside a name that two of them have."""
    if isinstance(field, ModelChoiceField) and issubclass(field.queryset.model, User):
        field.iterator = PeopleChoices
        field.widget.choices = field.choices
