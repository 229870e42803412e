"""What was done to an import's rows since, told in the sentences of the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from ..models import AuditEvent, ImportRun, User
from .pictures import Keys


@dataclass(frozen=True)
class Since:
    """One change: what, by whom and when, with the thing itself for a link where it stands."""

    sentence: str
    at: datetime | None = None
    by: User | None = None
    subject: models.Model | None = None


def told_of(run: ImportRun, *, touched: Keys, ours: Keys) -> list[Since]:
    """One entry for each action of the record that touched the rows, the newest first.

    A row that no event names is told by the thing it belongs to, else by its own history.
    """
    events = _events(run)
    told: dict[int, Since] = {}
    for label, pks in ours.items():
        for pk in pks:
            for event in events.get(f"{label}:{pk}", []):
                told[event.number] = _by_event(event)
    silent: list[Since] = []
    for label, pks in touched.items():
        things = apps.get_model(label)._base_manager.in_bulk(list(pks))
        for pk in sorted(pks):
            thing = things.get(pk)
            known = events.get(f"{label}:{pk}") or _of_owner(thing, events)
            if known:
                told[known[0].number] = _by_event(known[0])
            else:
                silent.append(_by_history(label, pk, thing))
    ordered = [told[number] for number in sorted(told, reverse=True)]
    return ordered + list({each.sentence: each for each in silent}.values())


def _events(run: ImportRun) -> dict[str, list[AuditEvent]]:
    """The events after the commit by what they are about, the newest first."""
    found: dict[str, list[AuditEvent]] = {}
    # A merge that was itself taken back has left nothing behind.
    undone = ImportRun.objects.filter(
        partnership=run.partnership, state=ImportRun.State.UNDONE, audit_number__isnull=False
    )
    after = AuditEvent.objects.filter(
        partnership=run.partnership, number__gt=run.audit_number or 0
    ).exclude(Q(subject_key="") | Q(number__in=undone.values("audit_number")))
    for event in after.select_related("actor").order_by("-number"):
        found.setdefault(event.subject_key, []).append(event)
    return found


def _of_owner(thing: models.Model | None, events: dict[str, list[AuditEvent]]) -> list[AuditEvent]:
    """The events about what a row belongs to, nearest first: an update for its paragraph."""
    waiting: list[Any] = [thing]
    for _ in range(3):
        owners = []
        for one in waiting:
            if one is None:
                continue
            for field in one._meta.concrete_fields:
                if not isinstance(field, models.ForeignKey) or field.related_model is User:
                    continue
                key = f"{field.related_model._meta.label_lower}:{getattr(one, field.attname)}"
                if key in events:
                    return events[key]
                if field.related_model._meta.app_label != "governance":
                    owners.append(getattr(one, field.name))
        waiting = owners
    return []


def _by_event(event: AuditEvent) -> Since:
    return Since(event.as_printed, event.clock_at, event.actor, event.subject)


def _by_history(label: str, pk: int, thing: Any) -> Since:
    model = apps.get_model(label)
    name = str(model._meta.verbose_name)
    if thing is None:
        return Since(f"{_capital(name)} number {pk} is not there any more.")
    words = str(thing)
    short = words if len(words) <= 80 else f"{words[:79].rstrip()}…"
    history = getattr(thing, "history", None)
    last = history.select_related("history_user").first() if history is not None else None
    who = last.history_user if last is not None else None
    return Since(
        f"{_capital(name)} “{short}” was added or changed{f' by {who}' if who else ''}.",
        last.history_date if last is not None else None,
        who,
        thing,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
