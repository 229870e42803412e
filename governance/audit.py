"""One event for each deed, written in the deed's own transaction and chained to the last.

``record`` is the only door in; ``verify`` walks a chain and says where it breaks. The head row
is locked last, so that two deeds of one partnership queue only for the moment of writing. A deed
made of many others, such as the import of a document, is wrapped in ``as_one``.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from . import clock
from .models import AuditEvent, AuditHead, Partnership, User


@dataclass
class Whole:
    """A deed under way that is made of others; what it says may be set until it ends."""

    verb: str
    sentence: str = ""
    subject: models.Model | None = None
    details: dict[str, Any] = field(default_factory=dict)
    deeds: list[dict[str, str]] = field(default_factory=list)
    event: AuditEvent | None = None  # as written, once the deed is over


_whole: ContextVar[Whole | None] = ContextVar("whole", default=None)


@contextmanager
def as_one(verb: str, sentence: str = "", *, partnership: Partnership, by: User) -> Iterator[Whole]:
    """Let every deed inside leave its sentence in the details of this one event.

    Sentence, subject and details of the whole can be set inside, when they are known. Where the
    block fails nothing is recorded. One whole inside another is one of its deeds.
    """
    whole = Whole(verb, sentence)
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
        details={**whole.details, "deeds": whole.deeds},
        by=by,
    )


def record(
    verb: str,
    sentence: str,
    *,
    partnership: Partnership | None,
    subject: models.Model | None = None,
    details: dict[str, Any] | None = None,
    by: User | None,
) -> AuditEvent:
    """Write the event of one deed; must be called inside the deed's transaction.

    ``sentence`` is finished English with ``{actor}`` where the person stands, such as
    "{actor} submitted the update of improvement 7 for Q2 2019-20 (Jul to Sep 2019)."
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event is written inside the transaction of its deed.")
    if not sentence.endswith((".", "!", "?")):
        # A reason somebody typed may end it; the record still speaks in whole sentences.
        sentence = f"{sentence.rstrip()}."
    subject_key = f"{subject._meta.label_lower}:{subject.pk}" if subject is not None else ""
    whole = _whole.get()
    if whole is not None:
        said = sentence.replace("{actor}", str(by or "The system"))
        whole.deeds.append({"verb": verb, "sentence": said, "subject": subject_key})
        return AuditEvent(partnership=partnership, actor=by, verb=verb, sentence=sentence)
    AuditHead.objects.get_or_create(partnership=partnership)
    head = AuditHead.objects.select_for_update().get(partnership=partnership)
    event = AuditEvent(
        partnership=partnership,
        number=head.count + 1,
        at=clock.real_now(),
        clock_at=clock.now(),
        actor=by,
        actor_key=str(by.pk) if by else "system",
        verb=verb,
        sentence=sentence,
        subject=subject,
        subject_key=subject_key,
        details=details or {},
        previous_digest=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    head.count, head.digest = event.number, event.digest
    head.save(update_fields=["count", "digest"])
    return event


def digest_of(event: AuditEvent) -> str:
    """Return the SHA-256, in hex, of everything in the event and of the digest before it."""
    content = [
        event.partnership_id,
        event.number,
        event.at.isoformat(),
        event.clock_at.isoformat(),
        event.actor_key,
        event.verb,
        event.sentence,
        event.subject_key,
        event.details,
        event.previous_digest,
    ]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def head_of(partnership: Partnership | None) -> tuple[int, str]:
    """Return how many events the chain has and its last digest, as printed in issued packs."""
    head = AuditHead.objects.filter(partnership=partnership).first()
    return (head.count, head.digest) if head else (0, "")


def verify(partnership: Partnership | None) -> Iterator[str]:
    """Yield one sentence for each thing wrong with a partnership's chain; nothing when whole."""
    expected, previous = 1, ""
    for event in (
        AuditEvent.objects.filter(partnership=partnership).order_by("number").iterator(1000)
    ):
        if event.number != expected:
            yield f"Event {expected} is missing: the next one found is number {event.number}."
        if event.previous_digest != previous:
            yield f"Event {event.number} does not follow the one before it."
        if digest_of(event) != event.digest:
            yield f"Event {event.number} was changed after it was written."
        expected, previous = event.number + 1, event.digest
    count, digest = head_of(partnership)
    if count != expected - 1 or digest != previous:
        yield (
            f"The chain should end with event {count}, but ends with event {expected - 1}: "
            "events were cut off its end."
        )


def about(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Return the events about one thing, newest first."""
    return AuditEvent.objects.filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
    ).select_related("actor")
