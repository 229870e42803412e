"""One event for each action, written in the action's own transaction and chained to the last.

``record`` is the only way in; ``governance.verification`` walks a chain and says where it breaks,
and holds the rows an event vouches for against the fingerprints it keeps. The head row is locked
last, so that two actions of one partnership queue only for the moment of writing. An action made of
many others, such as the import of a document, is wrapped in ``as_one``.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Lower

from . import clock
from .models import AuditEvent, AuditHead, Partnership, User
from .text.dates_in_words import day_in_words
from .verification.guard import without_what_was_only_named
from .verification.rows import Key, fingerprints_of, key_of
from .verification.sealing import seal


@dataclass
class WholeAction:
    """An action under way that is made of others; what it says may be set until it ends."""

    verb: str
    sentence: str = ""
    subject: models.Model | None = None
    details: dict[str, Any] = field(default_factory=dict)
    actions: list[dict[str, str]] = field(default_factory=list)
    rows: list[Key] = field(default_factory=list)
    event: AuditEvent | None = None  # as written, once the action is over


@dataclass(frozen=True)
class Entry:
    """What is being typed in the administration: by whom, and whose words and which day's."""

    by: User
    said_by: User | None = None
    said_on: date | None = None

    def told(self, sentence: str, details: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The sentence and the details of an action, with both people where they are two."""
        more: dict[str, Any] = {"where": "administration"}
        on = f" on {day_in_words(self.said_on)}" if self.said_on else ""
        if self.said_on:
            more["said_on"] = self.said_on.isoformat()
        if self.said_by is not None and self.said_by.pk != self.by.pk:
            sentence = sentence.replace("{actor}", f"{{actor}}, for {self.said_by}{on},", 1)
            more |= {"said_by": str(self.said_by.pk), "entered_by": str(self.by.pk)}
        return sentence, {**more, **details}


_whole: ContextVar[WholeAction | None] = ContextVar("whole", default=None)
_entry: ContextVar[Entry | None] = ContextVar("entry", default=None)


@contextmanager
def entered(
    *, by: User, said_by: User | None = None, said_on: date | None = None
) -> Iterator[None]:
    """Record every action inside as typed in the administration by ``by``, for ``said_by``.

    The action itself is asked ``by=said_by``, so that its rules judge the person who said it and
    its rows name them; the event has as its actor who typed it, and names both.
    """
    token = _entry.set(Entry(by, said_by, said_on))
    try:
        yield
    finally:
        _entry.reset(token)


@contextmanager
def as_one(
    verb: str, sentence: str = "", *, partnership: Partnership, by: User
) -> Iterator[WholeAction]:
    """Let every action inside leave its sentence in the details of this one event.

    Sentence, subject and details of the whole can be set inside, when they are known. Where the
    block fails nothing is recorded. One whole inside another is one of its actions.
    """
    whole = WholeAction(verb, sentence)
    token = _whole.set(whole)
    try:
        yield whole
    finally:
        _whole.reset(token)
    whole.event = record(
        whole.verb,
        whole.sentence,
        partnership=partnership,
        subject=whole.subject,
        details={**whole.details, "actions": whole.actions},
        rows=whole.rows,
        by=by,
    )


def record(
    verb: str,
    sentence: str,
    *,
    partnership: Partnership | None,
    subject: models.Model | None = None,
    details: dict[str, Any] | None = None,
    rows: Iterable[models.Model | Key] = (),
    gone: Iterable[models.Model] = (),
    by: User | None,
) -> AuditEvent:
    """Write the event of one action; must be called inside the action's transaction, at its end.

    The event keeps the fingerprint of its subject and of further ``rows`` (or their labels and
    keys) as they are stored now, where these are vouched for; ``gone`` will be deleted next.

    ``sentence`` is finished English with ``{actor}`` where the person stands, such as
    "{actor} submitted the update of improvement 7 for Q2 2019-20 (Jul to Sep 2019)."
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event is written inside the transaction of its action.")
    sentence, details, by = _as_entered(_whole_sentence(sentence), details or {}, by)
    subject_key = f"{subject._meta.label_lower}:{subject.pk}" if subject is not None else ""
    keys = [key_of(row) for row in [*rows, *([subject] if subject is not None else [])]]
    whole = _whole.get()
    if whole is not None:
        whole.actions.append({"verb": verb, "sentence": sentence, "subject": subject_key})
        whole.rows += keys
        return AuditEvent(partnership=partnership, actor=by, verb=verb, sentence=sentence)
    fingerprints = without_what_was_only_named(fingerprints_of(keys), partnership)
    fingerprints |= dict.fromkeys(fingerprints_of(key_of(row) for row in gone))
    return _chained(
        AuditEvent(
            partnership=partnership,
            actor=by,
            verb=verb,
            sentence=sentence,
            subject=subject,
            subject_key=subject_key,
            details=details,
            fingerprints=fingerprints,
        )
    )


def _whole_sentence(sentence: str) -> str:
    # A reason somebody typed may end it; the record still speaks in whole sentences.
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence.rstrip()}."


def _as_entered(
    sentence: str, details: dict[str, Any], by: User | None
) -> tuple[str, dict[str, Any], User | None]:
    """The event of an action as whoever typed it in the administration leaves it."""
    entry = _entry.get()
    return (sentence, details, by) if entry is None else (*entry.told(sentence, details), entry.by)


def _chained(event: AuditEvent) -> AuditEvent:
    """Store an event as the next of its partnership's chain: numbered, named and sealed."""
    partnership, by = event.partnership, event.actor
    AuditHead.objects.get_or_create(partnership=partnership)
    head = AuditHead.objects.select_for_update().get(partnership=partnership)
    event.number, event.previous_digest = head.count + 1, head.digest
    event.at, event.clock_at = clock.real_now(), clock.now()
    event.actor_key = str(by.pk) if by else "system"
    if by is not None:
        event.actor_name, event.name_salt = str(by), secrets.token_hex(16)
        event.name_digest = name_digest_of(event.actor_name, event.name_salt)
    event.digest = digest_of(event)
    event.seal = seal(event.digest)
    event.save(force_insert=True)
    head.count, head.digest = event.number, event.digest
    head.save(update_fields=["count", "digest"])
    return event


def hashed_text(event: AuditEvent) -> str:
    """Return what is hashed of an event: a JSON list in one line, as the export prints it.

    Events from before names and fingerprints were kept end with the digest before them.
    """
    content = [
        event.partnership_id,
        event.number,
        event.at.astimezone(UTC).isoformat(),
        event.clock_at.astimezone(UTC).isoformat(),
        event.actor_key,
        event.verb,
        event.sentence,
        event.subject_key,
        event.details,
        event.previous_digest,
    ]
    if event.name_digest or event.fingerprints:
        content += [event.name_digest, event.fingerprints]
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(event: AuditEvent) -> str:
    """Return the SHA-256, in hex, of everything in the event and of the digest before it."""
    return hashlib.sha256(hashed_text(event).encode()).hexdigest()


def name_digest_of(name: str, salt: str) -> str:
    """Return the SHA-256 that stands for a name: without its salt nobody can guess the name."""
    return hashlib.sha256(f"{salt}:{name}".encode()).hexdigest()


def tell_apart(events: Iterable[AuditEvent]) -> None:
    """Give the address beside the name, in one list, wherever two people have or had one name."""
    people = [
        (event, event.actor)
        for event in events
        if event.actor is not None and not event.is_name_erased
    ]
    holders: dict[str, set[int]] = {}
    for event, actor in people:
        holders.setdefault(event.printed_name.casefold(), set()).add(actor.pk)
    named = User.objects.annotate(lower=Lower("name")).filter(lower__in=list(holders))
    for name, pk in named.values_list("lower", "pk"):
        holders[name].add(pk)
    for event, actor in people:
        if len(holders[event.printed_name.casefold()]) > 1:
            event.told_apart = f"{event.printed_name} ({actor.email})"


def head_of(partnership: Partnership | None) -> tuple[int, str]:
    """Return how many events the chain has and its last digest, as printed in issued packs."""
    head = AuditHead.objects.filter(partnership=partnership).first()
    return (head.count, head.digest) if head else (0, "")


def about(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Return the events about one thing, newest first."""
    return AuditEvent.objects.filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
    ).select_related("actor")
