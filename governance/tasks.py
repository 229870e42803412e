"""What the worker is asked to do: ids in, one call, and twice does no harm."""

from contextlib import suppress
from datetime import datetime

from celery import shared_task
from django.core.cache import cache

from . import clock
from .concurrency import submit_once
from .models import BoardPack
from .packs.building import build_pack as build
from .reminders import delivery, digests, due_items
from .verification import checking

# Where the moment of the last tick is kept, for whoever asks whether worker and clock run.
LAST_TICK = "last_tick"


@shared_task
def tick() -> None:
    """Do what is due: once a minute, in UTC. Whatever was missed is done by the next one."""
    send_due()
    find_forgotten_packs()
    submit_once.forget_old()
    cache.set(LAST_TICK, clock.real_now(), None)


@shared_task
def deliver_mail(mail_id: int) -> None:
    """Deliver one envelope now, such as a code to sign in with."""
    # Where the server is silent the envelope keeps its place, and a later tick knocks again.
    with suppress(delivery.ServerSilent):
        delivery.deliver(mail_id)


@shared_task
def build_pack(pack_id: int) -> None:
    """Build one board pack."""
    pack = BoardPack.objects.filter(pk=pack_id).first()
    if pack is not None:
        with checking.kept_refusals():
            build(pack)


@shared_task
def verify_nightly() -> None:
    """Check the records of every partnership, and the site's own log, once a night."""
    checking.verify_due()


def send_due(*, at: datetime | None = None) -> dict[str, int]:
    """Bring the reminders up to the day and deliver what is due, with or without a worker."""
    moment = at or clock.now()
    due_items.collect(at=clock.london_day(moment))
    digests.prepare_envelopes(at=moment)
    return delivery.deliver_due(at=moment)


def find_forgotten_packs() -> None:
    """Ask again for packs whose request the queue lost, or whose worker was killed half-way."""
    for pk in BoardPack.objects.forgotten().values_list("pk", flat=True):
        build_pack.delay(pk)
