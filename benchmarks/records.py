"""What a signature and a pack wait for: the check of one partnership's records, by its events."""

from time import process_time

from benchmarks.large_site import Site
from governance import clock
from governance.audit import digest_of, name_digest_of
from governance.models import AuditEvent, AuditHead
from governance.verification.checking import check
from governance.verification.sealing import seal

QUICK, WHOLE = 2_000, 20_000
_SALT = "ab" * 16


def report(site: Site, *, events: int) -> None:
    """Fill the log of the last partnership, check all it vouches for and print the CPU time."""
    partnership = site.casts[-1].partnership
    _fill(site, events)
    began = process_time()
    found = check(partnership, with_files=False)
    seconds = process_time() - began
    print(
        f"\nAudit log of {found.walk.count:,} events, sealed and with fingerprints: checked in "
        f"{seconds:.1f} s of CPU, {found.walk.count / seconds:,.0f} a second."
    )
    faults = found.walk.problems
    print(f"The check found: {faults[0]}" if faults else "Its chain is whole.")


def _fill(site: Site, events: int) -> None:
    cast = site.casts[-1]
    head = AuditHead.objects.get(partnership=cast.partnership)
    made = []
    for number in range(head.count + 1, events + 1):
        event = AuditEvent(
            partnership=cast.partnership,
            number=number,
            at=clock.real_now(),
            clock_at=clock.now(),
            actor=cast.officer,
            actor_key=str(cast.officer.pk),
            actor_name=cast.officer.name,
            name_salt=_SALT,
            name_digest=name_digest_of(cast.officer.name, _SALT),
            verb="plans.update_submitted",
            sentence="{actor} submitted the update of improvement 7 for Q2 2019-20.",
            subject=cast.body,
            subject_key=f"governance.body:{cast.body.pk}",
            details={"words": "Papers went up on time. " * 12},
            fingerprints={f"benchmarks.row:{number}": "ab" * 32},
            previous_digest=head.digest,
        )
        event.digest = head.digest = digest_of(event)
        event.seal = seal(event.digest)
        made.append(event)
    AuditEvent.objects.bulk_create(made, batch_size=500)
    head.count = head.count + len(made)
    head.save()
