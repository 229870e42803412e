"""The whole check: the audit log, the rows held against it, and the files; and what it found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from .. import clock
from ..audit import record
from ..errors import ActionRefused
from ..models import Partnership, User, VerificationRun
from . import heads
from .chain import ACKNOWLEDGED, ChainWalk, walk
from .refusals import check_later, kept_afterwards, put_off
from .rows import Vouched, compare, vouched
from .snapshot import is_one_snapshot, one_snapshot

Reason = VerificationRun.Reason
# How often a fault is looked for again where others may have saved between two of our queries.
_LOOKS = 3


@dataclass
class Found:
    """What one check saw: faults nobody acknowledged, those known, and how much was compared."""

    walk: ChainWalk
    problems: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    older: dict[str, int] = field(default_factory=dict)


def check(partnership: Partnership | None, *, with_files: bool = True) -> Found:
    """Check everything vouched for in a partnership, or the site's own log, at one moment.

    ``with_files`` reads every stored file too, which takes as long as the files are large. Inside
    a usual transaction of PostgreSQL each query sees what others saved meanwhile. There only what
    is found each time is a fault: whatever is saved between two queries is whole at the next look.
    """
    with one_snapshot():
        found = _look(partnership, with_files)
        if found.problems and not is_one_snapshot():
            for _ in range(_LOOKS - 1):
                again = _look(partnership, with_files)
                again.problems = [one for one in again.problems if one in found.problems]
                found = again
    return found


def _look(partnership: Partnership | None, with_files: bool) -> Found:
    found = Found(walk(partnership))
    seen = [*found.walk.problems, *heads.problems_with(found.walk, partnership)]
    if partnership is not None:
        for table in vouched().values():
            seen += _look_at(table, partnership, found, with_files)
    for problem in dict.fromkeys(seen):
        (found.known if problem in found.walk.known else found.problems).append(problem)
    return found


def _look_at(
    table: Vouched, partnership: Partnership, found: Found, with_files: bool
) -> Iterator[str]:
    always = found.walk.sealed_from == 1
    result = compare(table, partnership, found.walk.fingerprints, always=always)
    yield from result.problems
    if result.checked:
        found.checked[table.word] = result.checked
    if result.older:
        found.older[table.word] = result.older
    if table.check is not None:
        yield from table.check(partnership, found.walk)
    if with_files and table.check_files is not None:
        yield from table.check_files(partnership)


def verify(
    partnership: Partnership | None, *, reason: str, with_files: bool = True
) -> VerificationRun:
    """Check, and keep what was found for the page that shows it and for the next check."""
    found = check(partnership, with_files=with_files)
    if not found.problems:
        heads.remember(found.walk, partnership)
    return VerificationRun.objects.create(
        partnership=partnership,
        reason=reason,
        with_files=with_files,
        events=found.walk.count,
        digest=found.walk.digest_at(found.walk.count),
        checked=found.checked,
        older=found.older,
        problems=found.problems,
        known=found.known,
    )


def require_whole(partnership: Partnership, *, reason: str = "", what: str) -> None:
    """Refuse to go on where the check finds something that nobody has acknowledged yet.

    ``what`` says what is refused, such as "The quarter was not signed". A check with a ``reason``
    of its own is kept whatever it found, another one only where it refused the action.
    """
    if reason:
        run = verify(partnership, reason=reason, with_files=False)
        problems = run.problems
        if problems:
            put_off(partial(_keep, run))
    else:
        problems = check(partnership, with_files=False).problems
        if problems:
            check_later(partnership, problems[0])
    if problems:
        more = len(problems) - 1
        rest = f" There {'is 1 more' if more == 1 else f'are {more} more'}." if more else ""
        raise ActionRefused(
            f"{what}, because the check of the records found a fault. {problems[0]}{rest} "
            "Tell your administrator and your auditor."
        )


def _keep(run: VerificationRun) -> None:
    """Store a run again that went with the transaction of the action it refused."""
    if not VerificationRun.objects.filter(pk=run.pk, at=run.at).exists():
        run.pk = None
        run.save(force_insert=True)


def check_after_refusal(partnership: Partnership, problem: str) -> None:
    """Check the records because one row refused to be saved, unless the last check named it."""
    newest = VerificationRun.objects.filter(partnership=partnership).first()
    if newest is None or problem not in newest.problems:
        verify(partnership, reason=Reason.REFUSED, with_files=False)


# Around a request, a command or a task: what refuses an action inside it is kept, and can be read.
kept_refusals = partial(kept_afterwards, check_after_refusal)


@transaction.atomic
def acknowledge(run: VerificationRun, *, reason: str, by: User | None) -> None:
    """Write down that these faults are known, and why; the work goes on and they stay listed.

    An audit log cannot be corrected, so that one fault would otherwise stop everything for good.
    """
    if not run.problems:
        raise ActionRefused("The last check found nothing to acknowledge.")
    if not reason.strip():
        raise ActionRefused("Say what is known of the faults and what was done about them.")
    count = len(run.problems)
    faults = "1 fault" if count == 1 else f"{count} faults"
    record(
        ACKNOWLEDGED,
        f"{{actor}} acknowledged {faults} found in the records: {reason.strip()}",
        partnership=run.partnership,
        details={"problems": run.problems, "reason": reason.strip()},
        by=by,
    )


def last_runs(partnership: Partnership | None) -> list[VerificationRun]:
    """The newest check; and beneath one that read no files, the newest that read them too."""
    runs = VerificationRun.objects.filter(partnership=partnership)
    newest = runs.first()
    if newest is None or newest.with_files:
        return [newest] if newest else []
    whole = runs.filter(with_files=True).first()
    return [newest, whole] if whole else [newest]


def verify_due(*, at: datetime | None = None) -> list[VerificationRun]:
    """Check what was not checked since this night's hour in London; returns what was checked."""
    moment = at or clock.real_now()
    here = moment.astimezone(clock.LONDON)
    begins = datetime.combine(here.date(), settings.VERIFY_FROM, tzinfo=clock.LONDON)
    if here < begins:
        return []
    done = set(
        VerificationRun.objects.filter(reason=Reason.NIGHTLY, at__gte=begins).values_list(
            "partnership", flat=True
        )
    )
    due = [one for one in [*Partnership.objects.all(), None] if (one and one.pk) not in done]
    return [verify(one, reason=Reason.NIGHTLY) for one in due]
