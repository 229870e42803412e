"""Which partnership a row belongs to, and that everything it links to belongs there too.

One rule for forms of the pages, the administration with its inlines and searches, tables that come
in, and the actions. Who did something (``…_by``) may be anybody, such as an administrator. For
every other person whom a row names, its model says in ``people`` who may stand there: they may do
the thing, or could when they were named.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from .errors import ActionRefused
from .models import Partnership, StatusScheme, StatusWord, User
from .roles import BELONGS, Place

# Words of a scheme and the scheme itself may be shared by several partnerships.
_SHARED = (Partnership, StatusScheme, StatusWord)


def partnership_of(row: Any) -> Partnership | None:
    """Return the partnership a row belongs to; None where it belongs to none, or to none yet."""
    found = getattr(row, "partnership", None)
    return found if isinstance(found, Partnership) else None


def problems_of_links(
    row: Model, chosen: Mapping[str, Iterable[Model]] | None = None
) -> dict[str, str]:
    """Return, by the name of the field, a sentence for each link that leads out of the row's place.

    ``chosen`` holds what was chosen for links to many, which are not on the row before it is
    saved. A person whom the stored row names already may stay, though their role has ended.
    """
    here = partnership_of(row)
    if here is None or isinstance(row, _SHARED):
        return {}
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    problems = _moved(row, stored, here)
    for field, target in _links(row, chosen or {}):
        before = getattr(stored, field.attname, None) if stored is not None else None
        if isinstance(target, User):
            named_before = before == target.pk
            sentence = "" if named_before else _of_person(row, field.name, target, here)
        else:
            sentence = _of_thing(row, target, here)
        if sentence:
            problems.setdefault(field.name, sentence)
    return problems


def refuse_foreign_links(row: Model) -> None:
    """Raise ActionRefused with the first sentence where a link leads out of the row's place."""
    for sentence in problems_of_links(row).values():
        raise ActionRefused(sentence)


def who_may_stand(
    model: type[Model], name: str, partnership: Any = None, *, also: Any = None
) -> QuerySet[User]:
    """Return the people who may be put in one place of a row, of any partnership where none is.

    ``also`` is the key of who stands there already: they are offered as well.
    """
    offered: QuerySet[User] = User.objects.who_may_stand(place_of(model, name), partnership)
    if also is None:
        return offered
    return offered | User.objects.filter(pk=also)


def place_of(model: type[Model], name: str) -> Place:
    """Return what a model says of who may stand in one of its places."""
    places: Mapping[str, Place] = getattr(model, "people", {})
    return places.get(name, BELONGS)


def rows_of(rows: QuerySet[Any], partnership: Any) -> QuerySet[Any]:
    """Narrow rows of any model but people to one partnership; shared ones stay as they are."""
    path = getattr(rows.model._default_manager.all(), "partnership_path", "")
    if not path or issubclass(rows.model, _SHARED):
        return rows
    return rows.filter(**{path: partnership})


def distinct_labels(row: Any) -> str:
    """Return a name that no other row of another place shares: with the address or the place."""
    if isinstance(row, User):
        return f"{row.name} ({row.email})"
    here = None if isinstance(row, Partnership) else partnership_of(row)
    return f"{row} ({here.short_name})" if here is not None else str(row)


def _links(row: Model, chosen: Mapping[str, Iterable[Model]]) -> Iterator[tuple[Any, Model]]:
    for field in row._meta.concrete_fields:
        if not field.is_relation or not field.editable or field.name.endswith("_by"):
            continue
        target = getattr(row, field.name, None)
        if target is not None and not isinstance(target, _SHARED):
            yield field, target
    for field in row._meta.many_to_many:
        for target in chosen.get(field.name, ()):
            yield field, target


def _moved(row: Model, stored: Model | None, here: Partnership) -> dict[str, str]:
    """What was hung on a row belongs where it was made, so the row stays there with it."""
    was = partnership_of(stored) if stored is not None else None
    if was is None or was == here:
        return {}
    changed = [
        field.name
        for field in row._meta.concrete_fields
        if field.is_relation and getattr(row, field.attname) != getattr(stored, field.attname)
    ]
    sentence = f"This belongs to {was.short_name} and cannot be moved to {here.short_name}."
    return {changed[0]: sentence} if changed else {}


def _of_person(row: Model, name: str, person: User, here: Partnership) -> str:
    if who_may_stand(type(row), name, here).filter(pk=person.pk).exists():
        return ""
    belongs = User.objects.who_may_stand(BELONGS, here).filter(pk=person.pk).exists()
    place = place_of(type(row), name)
    if belongs:
        return (
            f"{distinct_labels(person)} is not {place.called} in {here.short_name}. "
            "Choose somebody who is, or give them that role first."
        )
    return (
        f"{distinct_labels(person)} has no role in {here.short_name}. "
        "Choose someone who has one, or give them a role first."
    )


def _of_thing(row: Any, target: Any, here: Partnership) -> str:
    theirs = partnership_of(target)
    if theirs is not None and theirs != here:
        return f"“{target}” belongs to {theirs.short_name}. Choose one of {here.short_name}."
    mine, other = getattr(row, "plan", None), getattr(target, "plan", None)
    if mine is not None and other is not None and mine != other:
        return f"“{target}” belongs to another plan. Choose one of the same plan."
    return ""
