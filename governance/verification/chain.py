"""Walking one partnership's audit log from its first event to its head."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from .. import audit
from ..models import AuditEvent, Partnership
from . import sealing
from .guard import ACKNOWLEDGED
from .snapshot import is_one_snapshot

NAME_ERASED = "governance.name_erased"


@dataclass
class ChainWalk:
    """What a walk saw: how long the log is, what it says of rows, and what is wrong with it."""

    digests: dict[int, str] = field(default_factory=dict)
    fingerprints: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    sums: dict[tuple[str, str], str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    sealed_from: int | None = None
    problems: list[str] = field(default_factory=list)
    # Whose names are not there any more, by the key of the person; and up to where one was erased.
    emptied: dict[str, list[int]] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return max(self.digests, default=0)

    def digest_at(self, number: int) -> str:
        """The digest of an event by its number; nothing where there is no such event."""
        return self.digests.get(number, "")


def walk(partnership: Partnership | None) -> ChainWalk:
    """Walk the log of a partnership, or of the site itself.

    The head is read first and a log only grows, so that even where another transaction goes on
    writing, nothing that was there when the head was read can be missing.
    """
    count, head = audit.head_of(partnership)
    seen = ChainWalk()
    unsealed: list[int] = []
    expected, previous = 1, ""
    events = AuditEvent.objects.filter(partnership=partnership).order_by("number")
    for event in events.iterator(1000):
        if event.number > count and not is_one_snapshot():
            break
        if event.number != expected:
            seen.problems.append(
                f"Event {expected} is missing: the next one found is number {event.number}."
            )
        if event.previous_digest != previous:
            seen.problems.append(f"Event {event.number} does not follow the one before it.")
        seen.problems += _problems_of(event)
        _check_seal(event, seen, unsealed)
        _gather(event, seen)
        expected, previous = event.number + 1, event.digest
    if count != expected - 1 or head != previous:
        seen.problems.append(
            f"The audit log should end with event {count}, but ends with event {expected - 1}: "
            "events were cut off its end, or added to it."
        )
    if unsealed:
        seen.problems.append(_unsealed(unsealed))
    seen.problems += _names_taken_out(seen)
    return seen


def _names_taken_out(seen: ChainWalk) -> Iterator[str]:
    """A name may be erased by law; that is an action, and an event says so."""
    for whose, numbers in seen.emptied.items():
        untold = [number for number in numbers if number > seen.erased.get(whose, 0)]
        if untold:
            more = f" and {len(untold) - 1} more" if len(untold) > 1 else ""
            yield (
                f"The name was removed from event {untold[0]}{more}, and no event says that it "
                "was erased."
            )


def _problems_of(event: AuditEvent) -> Iterator[str]:
    if audit.digest_of(event) != event.digest:
        yield f"Event {event.number} was changed after it was written."
    if event.actor_key != (str(event.actor_id) if event.actor_id else "system"):
        yield f"Event {event.number} names another person than it was written for."
    if event.subject_key != _subject_of(event):
        yield f"Event {event.number} is about another thing than it was written for."
    if not _is_name_whole(event):
        yield f"The name in event {event.number} was changed after it was written."


def _subject_of(event: AuditEvent) -> str:
    if event.subject_type_id is None:
        return ""
    try:
        kind = ContentType.objects.get_for_id(event.subject_type_id)
    except ContentType.DoesNotExist:
        return "nothing"
    return f"{kind.app_label}.{kind.model}:{event.subject_id}"


def _is_name_whole(event: AuditEvent) -> bool:
    if not event.actor_name and not event.name_salt:
        # Removed, written before names were kept, or done by nobody.
        return True
    return event.name_digest == audit.name_digest_of(event.actor_name, event.name_salt)


def _check_seal(event: AuditEvent, seen: ChainWalk, unsealed: list[int]) -> None:
    if event.seal and seen.sealed_from is None:
        seen.sealed_from = event.number
    if seen.sealed_from is not None and not sealing.fits(event.digest, event.seal):
        unsealed.append(event.number)


def _unsealed(numbers: list[int]) -> str:
    which = f"Event {numbers[0]}"
    if len(numbers) > 1:
        more = len(numbers) - 1
        which = f"{which} and {more} more, the last of them event {numbers[-1]},"
    be = "do" if len(numbers) > 1 else "does"
    return (
        f"{which} {be} not have the seal of this installation: written by something else than "
        "LEP Tracker, or with another key."
    )


def _gather(event: AuditEvent, seen: ChainWalk) -> None:
    seen.digests[event.number] = event.digest
    for key, fingerprint in event.fingerprints.items():
        seen.fingerprints[key] = (event.number, fingerprint)
    if "sha256" in event.details:
        seen.sums[event.verb, event.subject_key] = event.details["sha256"]
    if event.is_name_erased:
        seen.emptied.setdefault(event.actor_key, []).append(event.number)
    if event.verb == NAME_ERASED and sealing.fits(event.digest, event.seal):
        seen.erased[event.details["actor_key"]] = event.details["up_to"]
    if event.verb == ACKNOWLEDGED and sealing.fits(event.digest, event.seal):
        # Somebody with the tables in hand could write one that hides what they did, and itself.
        seen.known.update(event.details.get("problems", []))
