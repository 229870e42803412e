"""Actions about partnerships: their facts and names, status words, accountable bodies, bodies."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.text import slugify

from .. import audit, clock
from ..errors import ActionRefused
from ..models import (
    AccountableBody,
    Body,
    Partnership,
    PartnershipName,
    Seat,
    StatusScheme,
    StatusWord,
    User,
)
from ..partnership_scope import refuse_foreign_links
from .people import nobody_reviews_problem


# --- Partnerships -------------------------------------------------------------------------------
@transaction.atomic
def create_partnership(*, facts: Mapping[str, Any], by: User) -> Partnership:
    """Make a partnership of its facts: name, short name, kind, titles, quarters, words."""
    partnership = make_partnership(facts)
    audit.record(
        "governance.partnership_created",
        f"{{actor}} set up {partnership}.",
        partnership=partnership,
        subject=partnership,
        by=by,
    )
    return partnership


def make_partnership(facts: Mapping[str, Any]) -> Partnership:
    """Make the rows of a new partnership; part of an action that records it."""
    partnership = Partnership(**facts)
    partnership.slug = partnership.slug or free_slug(partnership.short_name)
    partnership.save()
    PartnershipName.objects.create(partnership=partnership, name=partnership.name)
    return partnership


@transaction.atomic
def edit_partnership(partnership: Partnership, *, by: User) -> Partnership:
    """Save the facts a form changed on ``partnership``; a new name joins the name history."""
    before = Partnership.objects.get(pk=partnership.pk)
    if problem := nobody_reviews_problem(partnership, by=by):
        raise ActionRefused(problem)
    if before.status_scheme_id != partnership.status_scheme_id:
        _refuse_while_open(partnership)
    changes = _changes(before, partnership)
    partnership.save()
    if before.name != partnership.name:
        today = clock.today()
        partnership.names.filter(to_on__isnull=True).update(to_on=today)
        PartnershipName.objects.create(
            partnership=partnership, name=partnership.name, from_on=today
        )
    audit.record(
        "governance.partnership_edited",
        f"{{actor}} changed the settings of {partnership}.",
        partnership=partnership,
        subject=partnership,
        details=changes,
        by=by,
    )
    return partnership


@transaction.atomic
def save_accountable_body(row: AccountableBody, *, by: User) -> AccountableBody:
    """Add or change who answers for the money."""
    verb = "changed" if row.pk else "added"
    row.save()
    audit.record(
        f"governance.accountable_body_{verb}",
        f"{{actor}} {verb} {row} as accountable body.",
        partnership=row.partnership,
        subject=row,
        details={"from": str(row.from_on or ""), "to": str(row.to_on or "")},
        by=by,
    )
    return row


# --- Status words -------------------------------------------------------------------------------
def owns_its_words(partnership: Partnership) -> bool:
    """Whether nobody else uses the partnership's status words, so that it may change them."""
    others = Partnership.objects.filter(status_scheme=partnership.status_scheme_id)
    return not others.exclude(pk=partnership.pk).exists()


@transaction.atomic
def take_own_words(partnership: Partnership, *, by: User) -> StatusScheme:
    """Copy the status words for this partnership alone, so that others keep theirs."""
    if owns_its_words(partnership):
        raise ActionRefused("These words are your own already. Change them as you like.")
    _refuse_while_open(partnership)
    scheme = copy_scheme(partnership.status_scheme, partnership)
    partnership.status_scheme = scheme
    partnership.save()
    audit.record(
        "governance.status_words_copied",
        f"{{actor}} made a set of status words of {partnership}'s own.",
        partnership=partnership,
        subject=partnership,
        by=by,
    )
    return scheme


def copy_scheme(source: StatusScheme, partnership: Partnership) -> StatusScheme:
    """Make the rows of a scheme of one's own; part of an action that records it."""
    scheme = StatusScheme.objects.create(
        name=f"Words of {partnership.short_name}"[:100],
        key=StatusScheme.own_key(partnership),
    )
    for word in source.words.all():
        word.pk, word.version, word.scheme = None, 1, scheme
        word._state.adding = True
        word.save()
    return scheme


@transaction.atomic
def edit_status_words(
    partnership: Partnership,
    *,
    saved: Iterable[StatusWord],
    removed: Iterable[StatusWord] = (),
    by: User,
) -> None:
    """Save changed and new words; one that updates have used stays, so that history reads."""
    if not owns_its_words(partnership):
        raise ActionRefused("Others use these words too. Make a set of your own first.")
    for word in removed:
        try:
            with transaction.atomic():
                word.delete()
        except ProtectedError:
            raise ActionRefused(
                f"“{word}” has been used in updates, so it stays. Change its words instead."
            ) from None
    for word in saved:
        word.scheme = partnership.status_scheme
        word.key = word.key or slugify(word.word)[:50]
        word.save()
    standings = set(partnership.status_scheme.words.values_list("standing", flat=True))
    for standing in (StatusWord.Standing.ON_TRACK, StatusWord.Standing.COMPLETE):
        if standing not in standings:
            raise ActionRefused(f"Keep a word that {standing.label}.")
    audit.record(
        "governance.status_words_edited",
        f"{{actor}} changed the status words of {partnership}.",
        partnership=partnership,
        subject=partnership.status_scheme,
        details={"words": [word.word for word in partnership.status_scheme.words.all()]},
        by=by,
    )


# --- Bodies and seats ---------------------------------------------------------------------------
@transaction.atomic
def save_body(body: Body, *, by: User) -> Body:
    """Set up or change a board, committee or sub-group."""
    verb = "changed" if body.pk else "set up"
    body.slug = body.slug or free_body_slug(body)
    body.save()
    audit.record(
        "governance.body_edited" if verb == "changed" else "governance.body_created",
        f"{{actor}} {verb} {body}.",
        partnership=body.partnership,
        subject=body,
        by=by,
    )
    return body


@transaction.atomic
def save_seat(seat: Seat, *, by: User) -> Seat:
    """Add a seat to a body or say who holds it; nobody at all is an answer too."""
    verb = "changed" if seat.pk else "added"
    # Two people who seat the same person at one moment queue here.
    Body.objects.select_for_update().get(pk=seat.body_id)
    if seat.pk is None and seat.same_already() is not None:
        raise ActionRefused(seat.said_twice)
    refuse_foreign_links(seat)
    seat.save()
    audit.record(
        f"governance.seat_{verb}",
        f"{{actor}} {verb} a seat on {seat.body}: {seat.get_post_display().lower()}, "
        f"{seat.holder}.",
        partnership=seat.partnership,
        subject=seat,
        by=by,
    )
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, on: datetime.date | None = None, by: User) -> Seat:
    """End a seat; it stays in the history of the body."""
    if seat.to_on and seat.to_on < clock.today():
        raise ActionRefused("This seat has ended already.")
    last_day = on or clock.today() - datetime.timedelta(days=1)
    seat.from_on = min(seat.from_on, last_day) if seat.from_on else None
    seat.to_on = last_day
    seat.save()
    audit.record(
        "governance.seat_ended",
        f"{{actor}} ended a seat on {seat.body}: {seat.get_post_display().lower()}, {seat.holder}.",
        partnership=seat.partnership,
        subject=seat,
        by=by,
    )
    return seat


# --- Parts --------------------------------------------------------------------------------------
# First words of addresses that are not a partnership's.
RESERVED = frozenset(
    {
        *("account", "accessibility", "admin", "components", "gallery", "help", "home", "join"),
        *("media", "okrs", "outbox", "plans", "privacy", "reviews", "search", "session"),
        *("set-up", "static"),
    }
)


def free_slug(name: str) -> str:
    """Return an address for a partnership that is nobody else's and no page's."""
    stem = slugify(name)[:40] or "partnership"
    number, slug = 1, stem
    while slug in RESERVED or Partnership.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def free_body_slug(body: Body) -> str:
    """Return an address for a body that is no other body's and no page's."""
    stem = slugify(body.name)[:40] or "body"
    number, slug = 1, stem
    # "new" is the address of the page that makes one.
    while slug == "new" or body.partnership.bodies.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _refuse_while_open(partnership: Partnership) -> None:
    if partnership.rounds.open().exists():
        raise ActionRefused(
            "A quarter is open, and its updates are being written with the present words. "
            "Close it, then change to other status words."
        )


def _changes(before: Model, after: Model) -> dict[str, list[str]]:
    found = {}
    for field in after._meta.concrete_fields:
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if field.name != "version" and old != new:
            found[field.name] = [str(old), str(new)]
    return found
