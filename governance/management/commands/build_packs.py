"""Build every pack that is waiting, without the worker."""

from typing import Any

from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize

from governance.models import BoardPack
from governance.packs.building import build_pack
from governance.verification.checking import kept_refusals


class Command(BaseCommand):
    help = "Build every board pack that was asked for and is not built yet."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(BoardPack.objects.waiting().order_by("requested_at"))
        for pack in waiting:
            with kept_refusals():
                built = build_pack(pack)
            outcome = built.problem or f"{built.pages} page{pluralize(built.pages)}."
            self.stdout.write(f"{built.title}: {outcome}")
        if not waiting:
            self.stdout.write("No pack is waiting to be built.")
