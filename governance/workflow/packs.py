"""The actions around a board pack: ask for it, ask again, issue it, replace it.

Building is the worker's errand (``governance.packs.building``), and what it makes is nobody's until
a person issues it; its event says what was built, so that nothing else is issued.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from .. import clock
from ..audit import record
from ..concurrency.versions_seen import NOT_NAMED, VersionDifference, read
from ..errors import ActionRefused, TransitionNotAllowed
from ..models import BoardPack, Body, ReportingRound, StaleVersion, User
from ..packs import choosable
from ..packs.integrity import is_as_built, problem_with_built
from ..packs.verify import is_whole
from ..queue import after_save
from ..tasks import build_pack as build_pack_task
from ..text.dates_in_words import day_in_words, moment_in_words
from ..verification.checking import require_whole
from ..verification.refusals import check_later


@transaction.atomic
def request_pack(
    body: Body,
    *,
    round: ReportingRound,
    sections: list[str] | None = None,
    meets_on: date | None = None,
    by: User,
) -> BoardPack:
    """Create a pack; the worker builds it, and the page shows how far it is."""
    if round.partnership_id != body.partnership_id:
        raise ActionRefused("Choose a quarter of the same partnership as the body.")
    pack = _new_pack(body, round, sections, meets_on or round.meets_on, by)
    pack.save()
    record(
        "governance.pack_requested",
        f"{{actor}} asked for pack {pack.number} of the {body} for {round.label}.",
        partnership=pack.partnership,
        subject=pack,
        details={"sections": pack.sections},
        by=by,
    )
    _hand_over(pack)
    return pack


@transaction.atomic
def request_pack_again(pack: BoardPack, *, seen: str | None = None, by: User) -> BoardPack:
    """Build a pack once more that failed, or that nobody was given yet."""
    seen, pack = pack.seen if seen is None else seen, _locked(pack)
    if not pack.can_be_built_again:
        raise TransitionNotAllowed(
            f"This pack is {pack.get_state_display()}, so it cannot be built again. "
            "Replace an issued pack with a reason instead."
        )
    _require_shown(pack, seen)
    pack.ask_again()
    pack.requested_at = clock.now()
    pack.pdf, pack.html, pack.sha256, pack.pages = None, "", "", None
    pack.built_at, pack.build_id, pack.is_draft = None, "", False
    pack.step, pack.steps_done, pack.step_at, pack.problem = "", 0, None, ""
    pack.save()
    record(
        "governance.pack_requested_again",
        f"{{actor}} asked for pack {pack.number} of the {pack.body} for {pack.round.label} "
        "to be built again.",
        partnership=pack.partnership,
        subject=pack,
        by=by,
    )
    _hand_over(pack)
    return pack


@transaction.atomic
def issue_pack(pack: BoardPack, *, seen: str | None = None, by: User) -> BoardPack:
    """Give the pack to the body: from here on its bytes are the record.

    Where it replaces an earlier one, that one is superseded in the same moment. ``seen`` names the
    file that was read; raises SeenOtherwise when it was built again since. Nothing is issued where
    something was changed behind the product's back since it was built: the records are checked.
    """
    seen, pack = pack.seen if seen is None else seen, _locked(pack)
    _require_issuable(pack)
    _require_shown(pack, seen)
    require_whole(pack.partnership, what="The pack was not issued")
    old = pack.supersedes
    if old is not None and old.is_issued:
        old.supersede()
        old.save()
    pack.issue()
    pack.issued_at, pack.issued_by = clock.now(), by
    pack.save()
    replaced = f" It replaces pack {old.number}: {pack.reason}" if old is not None else ""
    record(
        "governance.pack_issued",
        f"{{actor}} issued pack {pack.number} of the {pack.body} for {pack.round.label}.{replaced}",
        partnership=pack.partnership,
        subject=pack,
        details={"sha256": pack.sha256, "build": pack.build_id},
        rows=[old] if old is not None else [],
        by=by,
    )
    return pack


@transaction.atomic
def supersede_pack(pack: BoardPack, *, reason: str, seen: str | None = None, by: User) -> BoardPack:
    """Ask for the pack that will replace an issued one; the old one holds until that is issued."""
    seen, pack = pack.seen if seen is None else seen, _locked(pack)
    if not pack.is_issued:
        raise TransitionNotAllowed(
            f"This pack is {pack.get_state_display()}. Only an issued pack is replaced."
        )
    if not pack.can_be_superseded:
        raise ActionRefused(
            "A pack that will replace this one was asked for already. Open that one."
        )
    _require_shown(pack, seen)
    if not reason.strip():
        raise ActionRefused("Give the reason in a sentence, because the new pack prints it.")
    new = _new_pack(pack.body, pack.round, pack.sections, pack.meets_on, by)
    new.supersedes, new.reason = pack, reason.strip()
    new.save()
    record(
        "governance.pack_superseding",
        f"{{actor}} asked for pack {new.number} of the {pack.body} for {pack.round.label} "
        f"to replace pack {pack.number}: {new.reason}",
        partnership=pack.partnership,
        subject=new,
        details={"supersedes": pack.pk},
        by=by,
    )
    _hand_over(new)
    return new


@transaction.atomic
def report_damage(pack: BoardPack, *, by: User) -> None:
    """Write down that the stored bytes are not the ones that were made; nobody gets them."""
    record(
        "governance.pack_found_changed",
        f"{{actor}} was refused pack {pack.number} of the {pack.body} for {pack.round.label}, "
        "because the stored file does not match the fingerprint kept when it was made.",
        partnership=pack.partnership,
        subject=pack,
        details={"sha256": pack.sha256},
        by=by,
    )


def _new_pack(
    body: Body,
    reporting_round: ReportingRound,
    sections: list[str] | None,
    meets_on: date | None,
    by: User,
) -> BoardPack:
    known = [section.key for section in choosable()]
    wanted = known if sections is None else [key for key in sections if key in known]
    if not wanted:
        raise ActionRefused("Choose at least one section for the pack.")
    # Two people who ask at once queue here, so that no number is given twice.
    Body.objects.select_for_update().get(pk=body.pk)
    last = body.packs.filter(round=reporting_round).aggregate(last=Max("number"))["last"] or 0
    return BoardPack(
        partnership=body.partnership,
        body=body,
        round=reporting_round,
        number=last + 1,
        title=f"{body}: pack for {reporting_round.label}"[:200],
        meets_on=meets_on,
        sections=wanted,
        requested_by=by,
    )


def _require_shown(pack: BoardPack, seen: str) -> None:
    """Refuse a decision on a file that is not the one that was shown."""
    marks = read(seen)
    if marks == read(pack.seen):
        return
    shown = marks.get(f"file.{pack.pk}")
    was = file_in_words(shown) if shown else NOT_NAMED
    now = f"{file_in_words(pack.file_mark)} The pack is {pack.get_state_display()}."
    raise StaleVersion(pack, [VersionDifference("The file of this pack", was, now)])


def file_in_words(mark: str) -> str:
    """The file that a form names, in a sentence: when it was built, and its fingerprint."""
    if mark == "none":
        return "No file yet."
    built, _, rest = mark.partition("/")
    build, _, sha256 = rest.partition("/")
    try:
        when = moment_in_words(datetime.fromisoformat(built))
    except ValueError:
        return NOT_NAMED
    return f"Built on {when}, build {build}. SHA-256 begins {sha256}."


def why_not_issued(pack: BoardPack) -> str:
    """Return why a pack that is ready cannot be issued now, in whole sentences; else nothing.

    The page offers by it and the action refuses by it. Whether the stored bytes are whole is
    looked at when it is issued.
    """
    reporting_round = pack.round
    if reporting_round.closed_at is None or pack.built_at is None:
        return (
            f"{reporting_round.short_label} is still open. Close the quarter, then build the pack "
            "again and issue it."
        )
    if pack.is_draft or pack.built_at < reporting_round.closed_at:
        closed = day_in_words(clock.london_day(reporting_round.closed_at))
        return (
            f"This pack is a draft from before the quarter was closed on {closed}. "
            "Build it again, then issue it."
        )
    others = BoardPack.objects.filter(
        body=pack.body_id, round=reporting_round, state=BoardPack.State.ISSUED
    ).exclude(pk=pack.supersedes_id)
    if other := others.defer("pdf", "html").first():
        return (
            f"Pack {other.number} is issued for this quarter already. "
            "Open it and replace it with a reason."
        )
    return ""


def _require_issuable(pack: BoardPack) -> None:
    if pack.state != BoardPack.State.READY:
        raise TransitionNotAllowed(
            f"This pack is {pack.get_state_display()}. Only a pack that is ready can be issued."
        )
    if why_not := why_not_issued(pack):
        raise ActionRefused(why_not)
    if not is_whole(pack.pdf, pack.sha256):
        raise ActionRefused(
            "The stored file does not match the fingerprint kept when it was made. "
            "Build the pack again."
        )
    if not is_as_built(pack):
        if problem := problem_with_built(pack):
            check_later(pack.partnership, problem)
        raise ActionRefused(
            "The stored pack is not the one that the audit log says was built. "
            "Build the pack again."
        )


def _locked(pack: BoardPack) -> BoardPack:
    found: BoardPack = BoardPack.objects.select_for_update().get(pk=pack.pk)
    return found


def _hand_over(pack: BoardPack) -> None:
    # Where the queue does not answer, the next tick or build_packs finds the stored pack.
    after_save(build_pack_task, pack.pk)
