"""Whether a pack that waits to be issued is the one that was built.

Nobody reads it as issued yet, and its coordinator may build it again; so it is no row that the
check stands for. But whoever changed it in the database would have it issued by an honest hand.
The event of its building keeps the fingerprint of the whole row, and only that row is issued.
"""

from governance import audit
from governance.models import AuditEvent, BoardPack
from governance.verification import sealing
from governance.verification.rows import vouched

BUILT = "governance.pack_built"


def vouch_for_built(pack: BoardPack) -> None:
    """Write down what was built; inside the transaction that stores it."""
    audit.record(
        BUILT,
        f"{{actor}} built pack {pack.number} of the {pack.body} for {pack.round.label}.",
        partnership=pack.partnership,
        subject=pack,
        details={"sha256": pack.sha256, "row": _fingerprint_of(pack)},
        by=None,
    )


def is_as_built(pack: BoardPack) -> bool | None:
    """Whether the stored row is the one that was built last; None where no event says so."""
    found = AuditEvent.objects.filter(
        partnership=pack.partnership_id,
        verb=BUILT,
        subject_key=f"{pack._meta.label_lower}:{pack.pk}",
    )
    event = found.order_by("-number").first()
    if event is None:
        return None
    # Somebody with the tables in hand could write an event that fits what they changed.
    is_ours = audit.digest_of(event) == event.digest and sealing.fits(event.digest, event.seal)
    return is_ours and event.details.get("row") == _fingerprint_of(pack)


def problem_with_built(pack: BoardPack) -> str:
    """Say that a pack that waits to be issued was changed; nothing where no event tells of it."""
    if is_as_built(pack) is False:
        return f"The pack {pack.pk} (“{pack.title}”), not issued yet, is not as it was built."
    return ""


def _fingerprint_of(pack: BoardPack) -> str:
    table = vouched()[pack._meta.label_lower]
    ((_, made),) = table.fingerprints(BoardPack._base_manager.filter(pk=pack.pk))
    return made
