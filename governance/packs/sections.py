"""The frame of every pack: its cover, its contents and the page that says how to check it."""

from typing import Any

from django.conf import settings

from governance.clock import london_day
from governance.models import BoardPack, StatusWord
from governance.text.dates_in_words import day_in_words
from governance.working_days import clear_working_days_before

from . import Audience, PackSection


def publish_by(pack: BoardPack):
    """Return the last day to publish for the meeting, or None where no meeting is set.

    Papers go out a number of clear working days before; the number is the partnership's.
    """
    if pack.meets_on is None:
        return None
    return clear_working_days_before(pack.meets_on, pack.partnership.papers_clear_days)


def one_person_sentence(pack: BoardPack) -> str:
    """What a pack says where one person could write and review the same rows; else nothing.

    Switched off since, it is still said of a quarter in which it was on.
    """
    versions = pack.partnership.history.order_by("history_date", "history_id")
    last = versions.filter(one_person_since__isnull=False).last()
    if last is None:
        return ""
    off = versions.filter(one_person_since__isnull=True, history_id__gt=last.history_id).first()
    off_on = london_day(off.history_date) if off is not None else None
    if off_on is not None and off_on < pack.round.starts_on:
        return ""
    may = "could" if off_on else "may"
    ended = f" It was switched off on {day_in_words(off_on)}." if off_on else ""
    return (
        f"In this partnership one person {may} write and review the same rows. "
        f"{last.one_person_by} switched this on, {day_in_words(london_day(last.one_person_since))}."
        f" Reason: {last.one_person_reason.rstrip('.')}.{ended}"
    )


def _cover(pack: BoardPack, audience: Audience) -> dict[str, Any]:
    return {
        "publish_by": publish_by(pack),
        "clear_days": pack.partnership.papers_clear_days,
        "one_person": one_person_sentence(pack),
    }


def _contents(pack: BoardPack, audience: Audience) -> dict[str, Any]:
    words = StatusWord.objects.filter(scheme=pack.partnership.status_scheme_id)
    return {
        "publish_by": publish_by(pack),
        "clear_days": pack.partnership.papers_clear_days,
        "status_words": list(words),
        "reviewer": pack.partnership.reviewer_title,
    }


def _check(pack: BoardPack, audience: Audience) -> dict[str, Any]:
    return {
        "address": f"{settings.BASE_URL}{pack.get_absolute_url()}",
        "audit_count": pack.audit_count,
        "audit_digest": pack.audit_digest,
        "one_person": one_person_sentence(pack),
    }


cover = PackSection(
    key="cover",
    title="Cover",
    sentence="The body, the meeting and the quarter, with the agenda in short.",
    template="packs/sections/cover.html",
    context=_cover,
    place="front",
)
contents = PackSection(
    key="contents",
    title="Contents",
    sentence="What stands on which page, the dates, and the marks used.",
    template="packs/sections/contents.html",
    context=_contents,
    place="front",
)
check = PackSection(
    key="check",
    title="Check this pack",
    sentence="How to see that a copy is genuine and whether it still holds.",
    template="packs/sections/check.html",
    context=_check,
    place="back",
)
